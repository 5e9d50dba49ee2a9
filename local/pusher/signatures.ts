import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { LocalRequest } from "../http-service.ts";
import type { AppCredentials } from "./app-credentials.ts";

const MAX_CLOCK_SKEW_SECONDS = 600;

export function sign(secret: string, text: string | Buffer): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

/** Why this HTTP request is not one of the app's, or undefined when it is. */
export function findRequestFlaw(
  request: LocalRequest,
  app: AppCredentials,
  nowMs: number,
): string | undefined {
  const { query, body } = request;
  if (query.get("auth_key") !== app.key) return "Unknown auth_key";
  if (query.get("auth_version") !== "1.0") return "Invalid auth_version, should be 1.0";
  const timestamp = Number(query.get("auth_timestamp") ?? Number.NaN);
  if (!(Math.abs(nowMs / 1000 - timestamp) <= MAX_CLOCK_SKEW_SECONDS)) {
    return `Timestamp expired: Given timestamp (${timestamp}) not within 600s of server time`;
  }
  const md5 = createHash("md5").update(body).digest("hex");
  if ((body.length > 0 || query.has("body_md5")) && query.get("body_md5") !== md5) {
    return "Invalid body_md5";
  }
  const signed = [...query]
    .filter(([name]) => name !== "auth_signature")
    .map(([name, value]) => `${name.toLowerCase()}=${value}`)
    .toSorted()
    .join("&");
  const text = `${request.method.toUpperCase()}\n${request.path}\n${signed}`;
  if (isSame(query.get("auth_signature") ?? "", sign(app.secret, text))) return undefined;
  return `Invalid signature: you should have sent HmacSHA256Hex(${JSON.stringify(text)}, your_secret_key)`;
}

/** Why this `key:signature` does not sign the text, or undefined when it does. */
export function findAuthFlaw(auth: string, text: string, app: AppCredentials): string | undefined {
  const [key = "", signature = ""] = auth.split(":");
  if (key === app.key && isSame(signature, sign(app.secret, text))) return undefined;
  return `Invalid signature: Expected HMAC SHA256 hex digest of ${text}, but got ${signature}`;
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

import { createHmac, randomBytes } from "node:crypto";
import { secretsMatch } from "./secrets.ts";

export const SESSION_COOKIE = "operator_session";
const SESSION_SECONDS = 8 * 60 * 60;

/** A session that needs no table: its end and a signature under the operator's token, whose change ends all. */
export function createSession(operatorToken: string, now: Date): string {
  const endsAt = Math.floor(now.getTime() / 1000) + SESSION_SECONDS;
  const claims = `${endsAt}.${randomBytes(12).toString("base64url")}`;
  return `${claims}.${sign(claims, operatorToken)}`;
}

export function isSession(
  value: string | undefined,
  { operatorToken, now }: { operatorToken: string; now: Date },
): boolean {
  const [endsAt = "", nonce = "", signature, ...rest] = (value ?? "").split(".");
  if (rest.length > 0 || !/^\d{1,12}$/.test(endsAt)) return false;
  if (!secretsMatch(signature, sign(`${endsAt}.${nonce}`, operatorToken))) return false;
  return Number(endsAt) * 1000 > now.getTime();
}

/** The cookie that holds a session; null ends it. It is never sent from another site's page. */
export function sessionCookie(value: string | null, { secure }: { secure: boolean }): string {
  const age = value === null ? 0 : SESSION_SECONDS;
  const flags = `Path=/admin; HttpOnly; SameSite=Strict; Max-Age=${age}${secure ? "; Secure" : ""}`;
  return `${SESSION_COOKIE}=${value ?? ""}; ${flags}`;
}

function sign(claims: string, operatorToken: string): string {
  return createHmac("sha256", operatorToken).update(`session.${claims}`).digest("base64url");
}

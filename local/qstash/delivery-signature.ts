import { createHash, createHmac } from "node:crypto";
import { randomId, type Random } from "./random.ts";

const LIFE_SECONDS = 300;
const HEADER = encode({ alg: "HS256", typ: "JWT" });

/** The `Upstash-Signature` of one attempt: a JWT that binds the destination and the body's bytes. */
export function signDelivery(
  delivery: { url: string; body: Buffer; now: number },
  { key, random }: { key: string; random: Random },
): string {
  const issuedAt = Math.floor(delivery.now / 1000);
  const claims = encode({
    iss: "Upstash",
    sub: delivery.url,
    exp: issuedAt + LIFE_SECONDS,
    nbf: issuedAt,
    iat: issuedAt,
    jti: randomId(random, { prefix: "jwt_", length: 28 }),
    // Padded, as the service pads it; the SDK takes both.
    body: `${createHash("sha256").update(delivery.body).digest("base64url")}=`,
  });
  const signature = createHmac("sha256", key).update(`${HEADER}.${claims}`).digest("base64url");
  return `${HEADER}.${claims}.${signature}`;
}

function encode(part: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

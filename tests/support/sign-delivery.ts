import { createHash, createHmac, randomUUID } from "node:crypto";

export type SignatureClaims = {
  iss: string;
  sub: string;
  iat: number;
  nbf: number;
  exp: number;
  jti: string;
  body: string;
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A signature of QStash's form over a raw body; claims and header can be bent for the negative cases. */
export function signDelivery(
  delivery: { url: string; body: string; key: string },
  bent: { claims?: Partial<SignatureClaims>; algorithm?: "sha256" | "sha512" | "none" } = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  const claims: SignatureClaims = {
    iss: "Upstash",
    sub: delivery.url,
    iat: now,
    nbf: now,
    exp: now + 300,
    jti: `jwt_${randomUUID()}`,
    body: createHash("sha256").update(delivery.body).digest("base64url"),
    ...bent.claims,
  };
  const algorithm = bent.algorithm ?? "sha256";
  const alg = { sha256: "HS256", sha512: "HS512", none: "none" }[algorithm];
  const signed = `${encode({ alg, typ: "JWT" })}.${encode(claims)}`;
  if (algorithm === "none") return `${signed}.`;
  return `${signed}.${createHmac(algorithm, delivery.key).update(signed).digest("base64url")}`;
}

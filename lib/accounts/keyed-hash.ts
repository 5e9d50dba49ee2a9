import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** Turns what must not lie in the database into something that only this app can recognise again. */
export type KeyedHash = {
  /** HMAC-SHA-256 in base64url over all parts, each told apart from the next. */
  of(...parts: string[]): string;
};

/** A key of its own for each use, so that no hash of one says anything about another. */
export function openKeyedHash(secret: string, use: string): KeyedHash {
  const key = Buffer.from(hkdfSync("sha256", secret, "", use, 32));
  return {
    of: (...parts) => createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url"),
  };
}

/** Compares two hashes of the same length in constant time. */
export function hashesMatch(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

import { createHash, timingSafeEqual } from "node:crypto";

/** Compares in constant time, also for different lengths. A missing or empty value never matches. */
export function secretsMatch(given: string | null | undefined, expected: string): boolean {
  if (!given || !expected) return false;
  const digest = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Where a caller stands in the window that counts its requests. */
export type RateStanding = {
  allowed: boolean;
  /** Most requests in a window. */
  limit: number;
  remaining: number;
  /** When the limit is next less strict. */
  resetAt: Date;
};

export type RateLimiter = {
  windowSeconds: number;
  /** Counts one request. Rejects, within its own time limit, when nobody can tell how many there were. */
  take(caller: string): Promise<RateStanding>;
};

/**
 * Tells a caller where it stands: in the fields of the IETF draft, and in the three that most
 * clients look for.
 */
export function rateLimitHeaders(
  { limit, remaining, resetAt }: RateStanding,
  { windowSeconds, now }: { windowSeconds: number; now: Date },
): Record<string, string> {
  const left = String(Math.max(0, remaining));
  const resetSeconds = String(secondsUntil(resetAt, now));
  return {
    "ratelimit-policy": `"events";q=${limit};w=${windowSeconds}`,
    ratelimit: `"events";r=${left};t=${resetSeconds}`,
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": left,
    "ratelimit-reset": resetSeconds,
  };
}

/** Whole seconds, at least one: a caller told to wait 0 would come back too early. */
export function secondsUntil(at: Date, now: Date): number {
  return Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 1000));
}

import type { Clock } from "../clock.ts";
import { describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { RateLimiter } from "./rate-limiter.ts";

export type AccountAction = "code" | "verify" | "password" | "token" | "refresh";

/** Requests of one address. What codes and passwords are really bounded by is counted in Postgres. */
export const ACTION_LIMITS: Record<AccountAction, { limit: number; windowSeconds: number }> = {
  code: { limit: 60, windowSeconds: 600 },
  verify: { limit: 120, windowSeconds: 600 },
  password: { limit: 60, windowSeconds: 600 },
  token: { limit: 120, windowSeconds: 600 },
  refresh: { limit: 240, windowSeconds: 600 },
};

export type ActionLimitPorts = {
  /** An action without one is not counted. */
  limiters: Partial<Record<AccountAction, RateLimiter>>;
  clock: Clock;
  log: Log;
};

/**
 * Counts a request; until when to wait where there were too many. While nobody can count, everybody
 * is let in to the limits behind this one.
 */
export async function takeAction(
  { action, address }: { action: AccountAction; address: string },
  { limiters, log }: ActionLimitPorts,
): Promise<Date | undefined> {
  const limiter = limiters[action];
  if (limiter === undefined) return undefined;
  try {
    const { allowed, resetAt } = await limiter.take(address);
    return allowed ? undefined : resetAt;
  } catch (error) {
    log.warn("ratelimit.unavailable", { action, error: describeError(error) });
    return undefined;
  }
}

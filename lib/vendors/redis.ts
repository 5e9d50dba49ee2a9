import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import type { RateLimiter } from "../doors/rate-limiter.ts";
import { inTime } from "./in-time.ts";

export type RedisConfig = { url: string; token: string };

type RateLimit = {
  /** Environments and doors that share a database do not share counts. */
  prefix: string;
  limit: number;
  windowSeconds: number;
};

const LIMIT_MS = 1_000;

/**
 * Counts requests in a sliding window over Upstash Redis. Who is over the limit is remembered in
 * this process until the window has passed, and costs no further call.
 */
export function openRateLimiter(
  config: RedisConfig,
  { prefix, limit, windowSeconds }: RateLimit,
): RateLimiter {
  const limiter = new Ratelimit({
    redis: new Redis({
      ...config,
      retry: { retries: 0 },
      enableTelemetry: false,
      signal: () => AbortSignal.timeout(LIMIT_MS),
    }),
    limiter: Ratelimit.slidingWindow(limit, `${windowSeconds} s`),
    prefix,
    analytics: false,
    ephemeralCache: new Map(),
    // Past its own limit the SDK would say yes without a word.
    timeout: 0,
  });
  return {
    windowSeconds,
    async take(caller) {
      const { success, remaining, reset } = await inTime(limiter.limit(caller), {
        service: "Redis",
        limitMs: LIMIT_MS,
      });
      return { allowed: success, limit, remaining, resetAt: new Date(reset) };
    },
  };
}

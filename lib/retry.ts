import { setTimeout as sleep } from "node:timers/promises";
import pRetry from "p-retry";
import * as z from "zod";
import { AppError, PermanentError, RetryLaterError } from "./errors.ts";

/** How often, and how long before each time. */
export type RetryPolicy = {
  retries: number;
  initialMs: number;
  factor: number;
  maxMs: number;
};

export const DEFAULT_RETRY: RetryPolicy = {
  retries: 3,
  initialMs: 1_000,
  factor: 2,
  maxMs: 30_000,
};

export type RetryOptions = Partial<RetryPolicy> & {
  /** Counted from the first attempt: a wait that would reach past it is not begun. */
  budgetMs: number;
  /** Ends waits; an attempt that should end with it must take it itself. */
  signal?: AbortSignal;
  isPassing?: (error: unknown) => boolean;
  /** How long the service asks to wait, where the error does not say it in a usual way. */
  retryAfterMs?: (error: unknown) => number | undefined;
  ports?: RetryPorts;
};

export type RetryPorts = {
  /** From 0 up to, not including, 1. */
  random: () => number;
  /** Monotonic milliseconds. */
  elapsed: () => number;
  /** Milliseconds since the epoch, for dates that a service names. */
  now: () => number;
  wait: (ms: number, signal?: AbortSignal) => Promise<void>;
};

const SYSTEM: RetryPorts = {
  random: Math.random,
  elapsed: () => performance.now(),
  now: Date.now,
  wait: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
};

/**
 * Calls again what failed for a passing reason: backoff with full jitter, at least as late as the
 * service asks. The last error is thrown when the retries or the budget are used up, at once when
 * waiting longer than the budget would be asked for.
 */
export async function retry<Answer>(
  attempt: (given: { leftMs: number }) => Promise<Answer>,
  { budgetMs, signal, isPassing = isPassingError, ports = SYSTEM, ...options }: RetryOptions,
): Promise<Answer> {
  const { retries, ...backoff } = { ...DEFAULT_RETRY, ...options };
  const endsAt = ports.elapsed() + budgetMs;
  const leftMs = () => Math.max(1, endsAt - ports.elapsed());
  return pRetry(() => attempt({ leftMs: leftMs() }), {
    retries,
    // The library's own jitter is no full one, and it knows no Retry-After: the waiting is done here.
    minTimeout: 0,
    ...(signal === undefined ? {} : { signal }),
    async shouldRetry({ error, attemptNumber }) {
      if (!isPassing(error)) return false;
      const asked = (options.retryAfterMs ?? ((cause) => retryAfterOf(cause, ports.now())))(error);
      const waitMs = waitBefore(attemptNumber, { ...backoff, random: ports.random, asked });
      if (ports.elapsed() + waitMs >= endsAt) return false;
      // Once the signal has ended the wait the library throws the reason of that.
      await ports.wait(waitMs, signal).catch(() => undefined);
      return true;
    },
  });
}

type Waiting = Omit<RetryPolicy, "retries"> & { random: () => number; asked: number | undefined };

/** Full jitter spreads callers over the whole wait; those who were told when to come over the first one. */
function waitBefore(retryNumber: number, waiting: Waiting): number {
  const { initialMs, factor, maxMs, random, asked } = waiting;
  if (asked !== undefined) return asked + random() * initialMs;
  return random() * Math.min(maxMs, initialMs * factor ** (retryNumber - 1));
}

const withStatus = z.union([
  z.object({ status: z.int().positive() }).transform(({ status }) => status),
  z.object({ statusCode: z.int().positive() }).transform(({ statusCode }) => statusCode),
]);

/** Statuses below 500 that say no more than "not now". */
const PASSING_STATUSES = new Set([408, 425, 429]);

export function isPassingStatus(status: number): boolean {
  return status >= 500 || PASSING_STATUSES.has(status);
}

const OUR_MISTAKES = [RangeError, ReferenceError, SyntaxError, z.core.$ZodError];

/** Whether the same call may go well later: not after a refusal, nor what is wrong in itself. */
export function isPassingError(error: unknown): boolean {
  if (error instanceof PermanentError) return false;
  if (error instanceof RetryLaterError) return true;
  if (error instanceof AppError) return isPassingStatus(error.status);
  const status = withStatus.safeParse(error);
  if (status.success) return isPassingStatus(status.data);
  return !OUR_MISTAKES.some((mistake) => error instanceof mistake);
}

const withHeaders = z.object({ headers: z.custom<Headers>((value) => value instanceof Headers) });
const withSeconds = z.union([
  z.object({ retryAfterSeconds: z.number() }).transform((error) => error.retryAfterSeconds),
  z.object({ retryAfter: z.number().positive() }).transform(({ retryAfter }) => retryAfter),
]);

/** Milliseconds that an error asks to wait for: in its headers, or as the SDKs in use put it. */
function retryAfterOf(error: unknown, now: number): number | undefined {
  const seconds = withSeconds.safeParse(error);
  if (seconds.success) return seconds.data * 1000;
  const headers = withHeaders.safeParse(error).data?.headers;
  return parseRetryAfter(headers?.get("retry-after"), now);
}

/** The header `Retry-After`, in seconds or as an HTTP date, as milliseconds from now. */
export function parseRetryAfter(value: string | null | undefined, now: number): number | undefined {
  const text = value?.trim() ?? "";
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const at = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

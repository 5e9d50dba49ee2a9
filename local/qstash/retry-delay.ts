import { parseDurationMs } from "./duration.ts";
import { compileRetryExpression } from "./retry-expression.ts";

export const ONE_DAY_MS = 86_400_000;

const RESET_HEADERS = [
  "retry-after",
  "x-ratelimit-reset",
  "x-ratelimit-reset-requests",
  "x-ratelimit-reset-tokens",
];

export type RetryQuestion = {
  /** Attempts that failed so far were 1 + this many. */
  retried: number;
  /** The publisher's `Upstash-Retry-Delay`, if any. */
  expression: string | undefined;
  responseHeaders: Record<string, string[]>;
  now: number;
};

/** Milliseconds until the next attempt, before scaling: what the destination asked for wins. */
export function retryDelayMs(question: RetryQuestion): number {
  const asked = askedDelayMs(question);
  if (asked !== undefined) return asked;
  if (question.expression === undefined) return defaultDelayMs(question.retried + 1);
  const computedMs = compileRetryExpression(question.expression)(question.retried);
  return Number.isFinite(computedMs) ? Math.min(ONE_DAY_MS, Math.max(0, computedMs)) : ONE_DAY_MS;
}

/** The schedule of QStash for the n-th retry, from 1: 12 s, 2 m 28 s, 30 m 8 s, 6 h 7 m, 1 day. */
export function defaultDelayMs(retry: number): number {
  return Math.min(ONE_DAY_MS, Math.round(Math.exp(2.5 * retry)) * 1000);
}

function askedDelayMs({ responseHeaders, now }: RetryQuestion): number | undefined {
  for (const name of RESET_HEADERS) {
    const value = responseHeaders[name]?.[0];
    const askedMs = value === undefined ? undefined : readAskedMs(value, now);
    if (askedMs !== undefined && askedMs <= ONE_DAY_MS) return askedMs;
  }
  return undefined;
}

function readAskedMs(value: string, now: number): number | undefined {
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const durationMs = parseDurationMs(text);
  if (durationMs !== undefined) return durationMs;
  const dateMs = Date.parse(text);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - now);
}

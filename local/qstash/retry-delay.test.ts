import { describe, expect, test } from "vitest";
import { retryDelayMs } from "./retry-delay.ts";

const NOW = Date.UTC(2030, 0, 1);

function delay(given: { retried?: number; expression?: string; headers?: Record<string, string> }) {
  return retryDelayMs({
    retried: given.retried ?? 0,
    expression: given.expression,
    responseHeaders: Object.fromEntries(
      Object.entries(given.headers ?? {}).map(([name, value]) => [name, [value]]),
    ),
    now: NOW,
  });
}

describe("retryDelayMs", () => {
  test("follows 12 s, 2 m 28 s, 30 m 8 s, 6 h 7 m 6 s and then a day", () => {
    const delays = [0, 1, 2, 3, 4, 5].map((retried) => delay({ retried }) / 1000);
    expect(delays).toEqual([12, 148, 1808, 22_026, 86_400, 86_400]);
  });

  test.each([
    ["1000 * (1 + retried)", 2, 3000],
    ["pow(2, retried) * 1000", 3, 8000],
    ["max(1000, pow(2, retried) * 100)", 1, 1000],
    ["-5", 0, 0],
    ["1 / 0", 0, 86_400_000],
    ["7 % 4 + floor(1.9) - round(0.4)", 0, 4],
  ])("computes %s after %d retries", (expression, retried, expected) => {
    expect(delay({ expression, retried })).toBe(expected);
  });

  test.each([
    ["retry-after", "10", 10_000],
    ["retry-after", "0", 0],
    ["retry-after", "6m5s", 365_000],
    ["retry-after", "Tue, 01 Jan 2030 00:01:00 GMT", 60_000],
    ["x-ratelimit-reset", "3", 3000],
    ["x-ratelimit-reset-requests", "1.5s", 1500],
    ["x-ratelimit-reset-tokens", "250ms", 250],
  ])("does what %s: %s asks, over any expression", (name, value, expected) => {
    expect(delay({ headers: { [name]: value }, expression: "1" })).toBe(expected);
  });

  test.each(["86401", "25h", "soon"])("ignores Retry-After: %s", (value) => {
    expect(delay({ headers: { "retry-after": value } })).toBe(12_000);
  });
});

test.each(["", "pow(2", "pow(2)", "process.exit()", "retried retried", "constructor(1)", "2 ** 3"])(
  "refuses the expression %j",
  (expression) => {
    expect(() => delay({ expression })).toThrow(Error);
  },
);

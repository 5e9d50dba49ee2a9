import { describe, expect, test } from "vitest";
import * as z from "zod";
import { AppError, PermanentError, RetryLaterError } from "./errors.ts";
import { isPassingError, parseRetryAfter, retry, type RetryOptions } from "./retry.ts";

const START = Date.parse("2026-11-21T08:00:00Z");

/** A clock that only waiting moves, and a die that always falls the same way. */
function world({ random = 0.5 }: { random?: number } = {}) {
  const waits: number[] = [];
  let passed = 0;
  return {
    waits,
    pass: (ms: number) => void (passed += ms),
    ports: {
      random: () => random,
      elapsed: () => passed,
      now: () => START + passed,
      wait: (ms: number) => {
        waits.push(ms);
        passed += ms;
        return Promise.resolve();
      },
    },
  };
}

function failing(failure: unknown, times = Number.POSITIVE_INFINITY) {
  const calls = { count: 0 };
  const attempt = () => {
    calls.count += 1;
    return calls.count > times ? Promise.resolve("done") : Promise.reject(failure);
  };
  return { calls, attempt };
}

const answered = (status: number, headers: Record<string, string> = {}) =>
  Object.assign(new Error(`status ${status}`), { status, headers: new Headers(headers) });

async function run(error: unknown, options: Partial<RetryOptions> & { random?: number } = {}) {
  const { random, ...given } = options;
  const { ports, waits } = world(random === undefined ? {} : { random });
  const { attempt, calls } = failing(error);
  await expect(retry(attempt, { budgetMs: 600_000, ports, ...given })).rejects.toBe(error);
  return { waits, calls: calls.count };
}

describe("backoff", () => {
  test("waits up to 1, 2 and 4 seconds, then throws the last error", async () => {
    expect(await run(answered(503))).toEqual({ waits: [500, 1_000, 2_000], calls: 4 });
  });

  test("spreads over the whole wait, from nothing to all of it", async () => {
    expect((await run(answered(503), { random: 0 })).waits).toEqual([0, 0, 0]);
    const { waits } = await run(answered(503), { random: 0.999 });
    expect(waits.map(Math.round)).toEqual([999, 1_998, 3_996]);
  });

  test("no wait is longer than half a minute, however many there were", async () => {
    const { waits } = await run(answered(503), { retries: 8, random: 0.999_999 });
    expect(waits.map(Math.round)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  test("ends with the first success", async () => {
    const { ports, waits } = world();
    const { attempt, calls } = failing(answered(429), 2);
    expect(await retry(attempt, { budgetMs: 60_000, ports })).toBe("done");
    expect([waits.length, calls.count]).toEqual([2, 3]);
  });

  test("begins no wait that reaches past the budget", async () => {
    expect(await run(answered(503), { budgetMs: 1_400 })).toEqual({ waits: [500], calls: 2 });
  });

  test("time that attempts take counts against the budget, and each is told what is left", async () => {
    const { ports, waits, pass } = world();
    const left: number[] = [];
    const slow = ({ leftMs }: { leftMs: number }) => {
      left.push(leftMs);
      pass(4_000);
      return Promise.reject(answered(500));
    };
    await expect(retry(slow, { budgetMs: 9_000, ports })).rejects.toThrow("status 500");
    expect(left).toEqual([9_000, 4_500]);
    expect(waits).toEqual([500]);
  });

  test("a signal ends the wait with its reason, and no attempt follows", async () => {
    const controller = new AbortController();
    const { attempt, calls } = failing(answered(503));
    const { ports } = world();
    const wait = (_ms: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("woken")));
        controller.abort(new Error("the door closes"));
      });
    const options = { budgetMs: 60_000, signal: controller.signal, ports: { ...ports, wait } };
    await expect(retry(attempt, options)).rejects.toThrow("the door closes");
    expect(calls.count).toBe(1);
  });
});

describe("Retry-After", () => {
  test.each([
    ["seconds", "7", 7_000],
    ["a date", "Sat, 21 Nov 2026 08:00:12 GMT", 12_000],
    ["a date that is past", "Sat, 21 Nov 2026 07:00:00 GMT", 0],
  ])("is kept to as %s", async (_form, header, atLeast) => {
    const error = answered(429, { "retry-after": header });
    const { waits } = await run(error, { retries: 1 });
    expect(waits).toEqual([atLeast + 500]);
  });

  test("beyond the budget ends at once: nothing is gained by coming too early", async () => {
    const error = answered(503, { "retry-after": "120" });
    expect(await run(error, { budgetMs: 60_000 })).toEqual({ waits: [], calls: 1 });
  });

  test("is read off the errors that carry it in a field of their own", async () => {
    const rateLimited = Object.assign(new Error("slow down"), { retryAfter: 3 });
    expect((await run(rateLimited, { retries: 1, random: 0 })).waits).toEqual([3_000]);
    const later = new RetryLaterError("later", 4);
    expect((await run(later, { retries: 1, random: 0 })).waits).toEqual([4_000]);
  });

  test.each([null, undefined, "", "soon", "-3", "1e3", "NaN"])("ignores %s", (value) => {
    expect(parseRetryAfter(value, START)).toBeUndefined();
  });
});

describe("what is not tried again", () => {
  const permanent: [string, unknown][] = [
    ...[400, 401, 403, 404, 409, 410, 413, 422, 451].map((status): [string, unknown] => [
      `status ${status}`,
      answered(status),
    ]),
    ["statusCode 404", Object.assign(new Error("gone"), { statusCode: 404 })],
    ["a permanent error", new PermanentError("never")],
    ["an invalid value of ours", new AppError("INVALID", "wrong")],
    ["a parse error", new SyntaxError("not JSON")],
    ["an answer of the wrong shape", z.string().safeParse(1).error],
  ];
  test.each(permanent)("%s", async (_name, error) => {
    expect(await run(error)).toEqual({ waits: [], calls: 1 });
  });

  test("a mistake of the program", async () => {
    const { ports } = world();
    const { attempt, calls } = failing(new TypeError("x is not a function"));
    await expect(retry(attempt, { budgetMs: 60_000, ports })).rejects.toThrow("not a function");
    expect(calls.count).toBe(1);
  });
});

test.each([
  ["status 408", answered(408)],
  ["status 425", answered(425)],
  ["status 429", answered(429)],
  ["status 500", answered(500)],
  ["status 503", answered(503)],
  ["a broken line", Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })],
  ["a lost fetch", new TypeError("fetch failed")],
  ["our own 503", new AppError("UNAVAILABLE", "away")],
])("%s may pass", (_name, error) => {
  expect(isPassingError(error)).toBe(true);
});

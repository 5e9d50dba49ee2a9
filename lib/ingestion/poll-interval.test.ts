import { describe, expect, test } from "vitest";
import { pollIntervalSeconds, retryDelaySeconds } from "./poll-interval.ts";

const HOUR = 3_600;
const now = new Date("2026-11-20T12:00:00Z");
const bounds = { minPollSeconds: 900, maxPollSeconds: 24 * HOUR };

function ago(...hours: number[]): Date[] {
  return hours.map((hour) => new Date(now.getTime() - hour * HOUR * 1_000));
}

function afterRead(postedAt: Date[], outcome: "ok" | "empty" | "private" | "blocked" = "ok") {
  return pollIntervalSeconds(
    { outcome, failures: 1, postedAt, now, previousSeconds: 1_800 },
    bounds,
  );
}

describe("the poll interval", () => {
  test("follows the usual gap between videos", () => {
    expect(afterRead(ago(1, 9, 17, 25))).toBe(HOUR);
    expect(afterRead(ago(1, 25, 49, 73))).toBe(3 * HOUR);
  });

  test("is not shortened by a burst among rare videos", () => {
    expect(afterRead(ago(1, 1.1, 97, 193, 289))).toBe(12 * HOUR);
  });

  test("grows with the silence of a seller who has stopped posting", () => {
    expect(afterRead(ago(80, 81, 82))).toBe(10 * HOUR);
  });

  test("stays between its bounds", () => {
    expect(afterRead(ago(0, 0.1, 0.2))).toBe(900);
    expect(afterRead(ago(5_000))).toBe(24 * HOUR);
  });

  test("doubles for a seller who has no videos", () => {
    expect(afterRead([], "empty")).toBe(3_600);
  });

  test("backs off from a hidden profile by the hour and from a block by minutes", () => {
    expect(afterRead(ago(1), "private")).toBe(HOUR);
    expect(afterRead(ago(1), "blocked")).toBe(300);
  });
});

test("the wait after failures doubles up to six hours, also after very many", () => {
  expect([1, 2, 3, 7, 8, 10_000].map(retryDelaySeconds)).toEqual([
    300, 600, 1_200, 19_200, 21_600, 21_600,
  ]);
});

import { describe, expect, test } from "vitest";
import { nextCronTime, parseCron } from "./cron.ts";

const next = (expression: string, after: string): string =>
  new Date(nextCronTime(parseCron(expression), Date.parse(after))).toISOString();

describe("nextCronTime", () => {
  test.each([
    ["* * * * *", "2030-01-01T00:00:00Z", "2030-01-01T00:01:00.000Z"],
    ["*/15 * * * *", "2030-01-01T00:15:00Z", "2030-01-01T00:30:00.000Z"],
    ["5/20 * * * *", "2030-01-01T00:26:00Z", "2030-01-01T00:45:00.000Z"],
    ["0 9-17/4 * * *", "2030-01-01T13:30:00Z", "2030-01-01T17:00:00.000Z"],
    ["30 9 * * MON-fri", "2030-01-04T09:30:00Z", "2030-01-07T09:30:00.000Z"],
    ["0 0 * * 7", "2030-01-01T00:00:00Z", "2030-01-06T00:00:00.000Z"],
    ["0 0 29 feb *", "2030-01-01T00:00:00Z", "2032-02-29T00:00:00.000Z"],
    ["0 0 1,15 * *", "2030-01-01T00:00:00Z", "2030-01-15T00:00:00.000Z"],
    ["@hourly", "2030-01-01T00:00:01Z", "2030-01-01T01:00:00.000Z"],
  ])("%s after %s", (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  test("with both day fields restricted either may match", () => {
    expect(next("0 0 13 * 5", "2030-01-01T00:00:00Z")).toBe("2030-01-04T00:00:00.000Z");
    expect(next("0 0 13 * 5", "2030-01-11T00:00:00Z")).toBe("2030-01-13T00:00:00.000Z");
  });

  test("reads the fields in the zone that CRON_TZ names, summer time included", () => {
    const berlin = "CRON_TZ=Europe/Berlin 0 9 * * *";
    expect(next(berlin, "2030-01-01T00:00:00Z")).toBe("2030-01-01T08:00:00.000Z");
    expect(next(berlin, "2030-07-01T00:00:00Z")).toBe("2030-07-01T07:00:00.000Z");
    expect(next("CRON_TZ=Asia/Kathmandu 0 6 * * *", "2030-01-01T00:00:00Z")).toBe(
      "2030-01-01T00:15:00.000Z",
    );
  });

  test("passes over an hour that the clocks skip", () => {
    expect(next("CRON_TZ=Europe/Berlin 30 2 * * *", "2030-03-30T12:00:00Z")).toBe(
      "2030-04-01T00:30:00.000Z",
    );
  });

  test("refuses a date that never comes", () => {
    expect(() => next("0 0 31 2 *", "2030-01-01T00:00:00Z")).toThrow(/never/);
  });
});

test.each(["", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "5-1 * * * *", "*/0 * * * *"])(
  "parseCron refuses %j",
  (expression) => {
    expect(() => parseCron(expression)).toThrow(/cron/);
  },
);

test("parseCron refuses an unknown zone", () => {
  expect(() => parseCron("CRON_TZ=Mars/Base 0 0 * * *")).toThrow(/zone/);
});

import { expect, test } from "vitest";
import { formatLogLine } from "./format-log-line.ts";

const MOMENT = new Date("2026-03-01T09:30:00Z");

test("a log line names the service first and keeps simple values bare", () => {
  const fields = { service: "apify", run: "a1B2", rows: 3, note: undefined };
  expect(formatLogLine(MOMENT, "run ended", fields)).toBe(
    "2026-03-01T09:30:00.000Z apify run ended run=a1B2 rows=3",
  );
});

test("a log line stays one line when a value does not", () => {
  const fields = { error: "two\nlines", cause: new Error("no\nway") };
  expect(formatLogLine(MOMENT, "failed", fields)).toBe(
    '2026-03-01T09:30:00.000Z local failed error="two\\nlines" cause="Error: no\\nway"',
  );
});

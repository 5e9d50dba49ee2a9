import { describe, expect, test } from "vitest";
import { AppError } from "#lib/errors.ts";
import { encodeCursor, parseCursor } from "./product-cursor.ts";

const cursor = { created_at: "2026-11-20T08:00:00.123456Z", video_id: "7412000000000000001" };

describe("parseCursor", () => {
  test("reads back what encodeCursor wrote, microseconds included", () => {
    expect(parseCursor(encodeCursor(cursor))).toEqual(cursor);
  });

  test("reads plain JSON and URL-encoded JSON", () => {
    const json = JSON.stringify(cursor);
    expect(parseCursor(json)).toEqual(cursor);
    expect(parseCursor(encodeURIComponent(json))).toEqual(cursor);
  });

  test.each([
    ["nothing", ""],
    ["noise", "%%%"],
    ["JSON of another shape", JSON.stringify({ video_id: "1" })],
    ["a date that is none", JSON.stringify({ ...cursor, created_at: "2026-99-99T99:99:99Z" })],
    ["SQL", JSON.stringify({ ...cursor, created_at: "infinity'; drop table sellers" })],
    ["a very long key", encodeCursor({ ...cursor, video_id: "1".repeat(5_000) })],
  ])("refuses %s and names the field", (_name, given) => {
    const refusal = (() => {
      try {
        return parseCursor(given);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: "INVALID", fields: [{ field: "lastKey" }] });
  });
});

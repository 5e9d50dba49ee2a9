import { describe, expect, test } from "vitest";
import { DrizzleQueryError } from "drizzle-orm";
import { AppError, describeError } from "./errors.ts";

describe("description of an error", () => {
  test("names the causes as well", () => {
    const error = new Error("outer", { cause: new Error("middle", { cause: new Error("root") }) });
    expect(describeError(error)).toBe("outer <- middle <- root");
  });

  test("never holds the values of a failed query, which may be captions and numbers", () => {
    const error = new DrizzleQueryError(
      "insert into videos values ($1)",
      ["New heels, call 0772 123456"],
      new Error("duplicate key"),
    );
    expect(describeError(error)).toBe("query failed <- duplicate key");
  });

  test("is bounded, also for a chain that bites its own tail", () => {
    const error = new Error("x".repeat(2_000));
    error.cause = error;
    expect(describeError(error).length).toBeLessThanOrEqual(500);
  });
});

test("an error that leaves the system knows its status", () => {
  expect(new AppError("GONE", "deleted").status).toBe(410);
});

import { expect, test } from "vitest";
import { inTime } from "./in-time.ts";

test("an answer in time is passed on, and so is a failure", async () => {
  const limits = { service: "Blob", limitMs: 10_000 };
  expect(await inTime(Promise.resolve(7), limits)).toBe(7);
  await expect(inTime(Promise.reject(new Error("refused")), limits)).rejects.toThrow("refused");
});

test("an answer that never comes is given up", async () => {
  const never = new Promise<never>(() => undefined);
  await expect(inTime(never, { service: "Blob", limitMs: 5 })).rejects.toThrow(
    "Blob did not answer within 5 ms",
  );
});

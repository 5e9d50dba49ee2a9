import { describe, expect, test } from "vitest";
import { median, quantile } from "./statistics.ts";

describe("statistics", () => {
  test("the median of an odd number of values is the one in the middle", () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  test("the median of an even number of values is the mean of the two in the middle", () => {
    expect(median([4, 1, 2, 10])).toBe(3);
  });

  test("a quantile is a value that occurs", () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(quantile(values, 0.5)).toBe(50);
    expect(quantile(values, 0.95)).toBe(95);
    expect(quantile([7], 0.95)).toBe(7);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyExponent, formatMoney, toMajor, toMinor } from "./money.ts";

describe("money", () => {
  test.each([
    [55_000, "UGX", 55_000],
    [1_500, "KES", 150_000],
    [12.5, "USD", 1_250],
    [0.1 + 0.2, "USD", 30],
    [1.234, "KWD", 1_234],
  ])("%d %s is %d minor units", (major, currency, minor) => {
    expect(toMinor(major, currency)).toBe(minor);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300])("refuses %d", (major) => {
    expect(() => toMinor(major, "UGX")).toThrow(RangeError);
  });

  test("refuses what is no currency code", () => {
    expect(() => toMinor(1, "usd ")).toThrow(RangeError);
  });

  test("there and back again is the same amount", () => {
    const currency = fc.constantFrom("UGX", "KES", "NGN", "USD", "KWD", "XOF");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), currency, (minor, code) => {
        expect(toMinor(toMajor({ minor, currency: code }), code)).toBe(minor);
      }),
    );
  });

  test("shows decimals only when there are some", () => {
    expect(formatMoney({ minor: 150_000, currency: "KES" })).toMatch(/^KES\s1,500$/);
    expect(formatMoney({ minor: 150_050, currency: "KES" })).toMatch(/^KES\s1,500.50$/);
    expect(formatMoney({ minor: 55_000, currency: "UGX" })).toMatch(/^UGX\s55,000$/);
  });

  test("knows that shillings of Uganda have no cents and those of Kenya have", () => {
    expect([currencyExponent("UGX"), currencyExponent("KES")]).toEqual([0, 2]);
  });
});

import { describe, expect, test } from "vitest";
import { readTypedPrice } from "./typed-price.ts";

describe("readTypedPrice", () => {
  test.each([
    ["55000", "UGX", 55_000],
    ["55,000", "UGX", 55_000],
    ["55.000", "UGX", 55_000],
    ["55 000", "UGX", 55_000],
    ["1'250'000", "UGX", 1_250_000],
    ["UGX 55,000", "UGX", 55_000],
    ["55k", "UGX", 55_000],
    ["1.5K", "KES", 150_000],
    ["12.50", "KES", 1_250],
    ["12,5", "KES", 1_250],
    ["1,250.50", "KES", 125_050],
    ["0", "UGX", 0],
    [19.99, "KES", 1_999],
  ])("reads %j of %s", (typed, currency, minor) => {
    expect(readTypedPrice(typed, currency)).toEqual({ minor });
  });

  test.each([
    ["", "unreadable"],
    ["free", "unreadable"],
    ["-5", "unreadable"],
    ["5,5000", "unreadable"],
    ["1234,567", "unreadable"],
    ["1e9", "unreadable"],
    [-1, "unreadable"],
    [Number.NaN, "unreadable"],
    ["9".repeat(41), "unreadable"],
    ["9".repeat(20), "too_high"],
    ["12.50", "decimals"],
  ])("refuses %j of UGX as %s", (typed, problem) => {
    expect(readTypedPrice(typed, "UGX")).toEqual({ problem });
  });
});

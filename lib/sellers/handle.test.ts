import { describe, expect, test } from "vitest";
import { parseHandle } from "./handle.ts";

describe("parseHandle", () => {
  test.each([
    ["nalu-fashion", "nalu-fashion"],
    ["  @Nalu.Fashion ", "nalu.fashion"],
    ["https://www.tiktok.com/@Nalu_Fashion", "nalu_fashion"],
    ["https://www.tiktok.com/@nalu/video/7412000000000000001?lang=en", "nalu"],
    ["tiktok.com/@nalu?_t=1", "nalu"],
    ["https://m.tiktok.com/@nalu#top", "nalu"],
  ])("reads %j as %j", (input, handle) => {
    expect(parseHandle(input)).toBe(handle);
  });

  test.each([
    "",
    "@",
    "a",
    "two words",
    "naïve",
    "x".repeat(65),
    "https://vm.example/@nalu",
    "https://www.tiktok.com/foryou",
    "a/b",
  ])("takes %j for no handle", (input) => {
    expect(parseHandle(input)).toBeUndefined();
  });
});

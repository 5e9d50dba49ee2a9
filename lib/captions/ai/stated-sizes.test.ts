import { expect, test } from "vitest";
import { keepStatedSizes } from "./stated-sizes.ts";

test.each([
  ["Sizes 37-41", ["37", "39", "41", "42"], ["37", "39", "41"]],
  ["Saizi 39 mpaka 44", ["40", "45"], ["40"]],
  ["size 40.5 only", ["40.5", "41"], ["40.5"]],
  ["S to XL", ["S", "M", "XL", "3XL"], ["S", "M", "XL"]],
  ["small and medium", ["S", "M", "L"], ["S", "M"]],
  ["free size dress", ["Free Size"], ["Free Size"]],
  ["2-8 yrs", ["2-8 yrs", "9-12 yrs"], ["2-8 yrs"]],
  ["bed 4 by 6", ["4x6", "6x6", "5x6"], ["4x6", "6x6"]],
  ["nice dress", ["M", "38", "visit evil.example", "<b>"], []],
])("%s keeps of %j only %j", (text, given, kept) => {
  expect(keepStatedSizes(given, text)).toEqual(kept);
});

import { describe, expect, test } from "vitest";
import { isTracked } from "./tracked.ts";

describe("isTracked", () => {
  test.each([
    "#TRACK",
    "New heels #track.",
    "#Track🔥 55k",
    "＃track",
    "#ＴＲＡＣＫ",
    "🔥#track",
    "#sale#track",
    "line\n#TrAcK",
    "#𝗧𝗥𝗔𝗖𝗞",
    "#tra\u200bck",
  ])("finds the hashtag in %j", (caption) => {
    expect(isTracked(caption, [])).toBe(true);
  });

  test.each([
    "#tracksuit 40k",
    "#trackpants",
    "foo#track",
    "track my order",
    "#track_me",
    "#TRACK2",
    "# track",
    "",
    "&#track",
  ])("leaves %j alone", (caption) => {
    expect(isTracked(caption, [])).toBe(false);
  });

  test("reads the list of hashtags with or without their sign", () => {
    expect(isTracked("New heels", ["fyp", "Track"])).toBe(true);
    expect(isTracked("New heels", ["#TRACK"])).toBe(true);
    expect(isTracked("New heels", ["tracksuit", "ontrack"])).toBe(false);
  });
});

import { describe, expect, test } from "vitest";
import { readHandleText } from "./handle-text.ts";

describe("readHandleText", () => {
  test.each([
    ["@Nalu.Fashion", "nalu.fashion"],
    [" nalu-fashion ", "nalu-fashion"],
    ["https://www.tiktok.com/@nalu_fashion?lang=en", "nalu_fashion"],
    ["m.tiktok.com/@nalu/video/7412000000000000001", "nalu"],
    ["\u200E@nalu\u200F", "nalu"],
    ["my tiktok is @nalu.fashion, thanks", "nalu.fashion"],
    ["Check out Nalu! https://www.tiktok.com/@nalu?_t=8x&_r=1", "nalu"],
  ])("reads %j as %j", (text, handle) => {
    expect(readHandleText(text)).toEqual({ kind: "handle", handle });
  });

  test.each([
    ["https://vm.tiktok.com/ZMabc123/", "https://vm.tiktok.com/ZMabc123/"],
    ["vt.tiktok.com/ZSabc", "https://vt.tiktok.com/ZSabc"],
    ["http://www.tiktok.com/t/ZTabc/", "https://www.tiktok.com/t/ZTabc/"],
    ["See this https://vm.tiktok.com/ZMabc123/ now", "https://vm.tiktok.com/ZMabc123/"],
  ])("knows %j for a share link", (text, url) => {
    expect(readHandleText(text)).toEqual({ kind: "share_link", url });
  });

  test.each([
    "",
    "two words",
    "@one and @two",
    "https://vm.example/ZMabc",
    "https://vm.tiktok.com.evil.example/ZMabc",
    "https://www.tiktok.com/foryou",
    "https://www.tiktok.com/",
    "x".repeat(600),
  ])("takes %j for no handle", (text) => {
    expect(readHandleText(text)).toEqual({ kind: "not_a_handle" });
  });
});

import { describe, expect, test } from "vitest";
import { readProductPage, readShopPage } from "./shop-pages.ts";

describe("a page that can name nothing is not there, and nothing is asked or kept for it", () => {
  test.each(["\u0000", "7412\u0000", "", "../..", "7".repeat(65)])(
    "the video %j of a shop",
    async (videoId) => {
      expect(await readProductPage("nalu", videoId)).toBeUndefined();
    },
  );

  test.each(["\u0000", "", "a"])("the shop %j", async (handle) => {
    expect(await readShopPage(handle)).toBeUndefined();
    expect(await readProductPage(handle, "7412")).toBeUndefined();
  });

  test.each([
    { created_at: "2026-02-30T00:00:00Z", video_id: "7412" },
    { created_at: "0000-01-01T00:00:00Z", video_id: "7412" },
    { created_at: "2026-11-20T08:00:00Z", video_id: "74\u000012" },
  ])("the products after %j", async (key) => {
    expect(await readShopPage("nalu", JSON.stringify(key))).toBeUndefined();
  });
});

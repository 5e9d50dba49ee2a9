import { describe, expect, test } from "vitest";
import { judgeHost, parseAllowedHosts } from "./allowed-hosts.ts";

const allowed = parseAllowedHosts(" *.tiktokcdn.com, api.apify.com ,127.0.0.1:4701,,[::1]:4702");

describe("judgeHost", () => {
  test.each([
    ["https://v16.tiktokcdn.com/a.mp4", "public"],
    ["https://a.b.tiktokcdn.com/a.mp4", "public"],
    ["https://API.apify.com/v2/x", "public"],
    ["http://127.0.0.1:4701/a.mp4", "trusted"],
    ["http://[::1]:4702/a.mp4", "trusted"],
  ] as const)("%s is %s", (url, verdict) => {
    expect(judgeHost(new URL(url), allowed)).toBe(verdict);
  });

  test.each([
    "https://tiktokcdn.com.evil.example/a.mp4",
    "https://eviltiktokcdn.com/a.mp4",
    "https://tiktokcdn.com/a.mp4",
    "https://api.apify.com.evil.example/",
    "http://127.0.0.1:4700/a.mp4",
    "http://127.0.0.1/a.mp4",
    "https://evil.example/#@api.apify.com",
    "https://evil.example\\@api.apify.com/",
  ])("%s is refused", (url) => {
    expect(judgeHost(new URL(url), allowed)).toBe("refused");
  });
});

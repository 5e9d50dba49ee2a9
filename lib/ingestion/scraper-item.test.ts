import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readScrapedItem, type ScrapedVideo } from "./scraper-item.ts";

const ID = "7412000000000000001";

function item(fields: Record<string, unknown> = {}) {
  return {
    id: ID,
    text: "Heels 55k #TRACK",
    createTime: 1_789_000_000,
    webVideoUrl: `https://www.tiktok.com/@Nalu.Fashion/video/${ID}`,
    authorMeta: { name: "Nalu.Fashion", signature: "Kampala. Code 1234" },
    diggCount: 1250,
    commentCount: 45,
    shareCount: 23,
    hashtags: [{ name: "track" }],
    mediaUrls: ["https://api.apify.com/v2/key-value-stores/s/records/video"],
    videoMeta: { duration: 15, coverUrl: "https://p16.tiktokcdn.com/cover.jpg" },
    ...fields,
  };
}

function readVideo(fields: Record<string, unknown> = {}): ScrapedVideo {
  const read = readScrapedItem(item(fields));
  if (read.kind !== "video") throw new Error(`not a video: ${read.detail}`);
  return read;
}

describe("a video item", () => {
  test("is read whole", () => {
    expect(readVideo()).toEqual({
      kind: "video",
      videoId: ID,
      handle: "nalu.fashion",
      caption: "Heels 55k #TRACK",
      hashtags: ["track"],
      postedAt: new Date(1_789_000_000_000),
      videoUrl: `https://www.tiktok.com/@Nalu.Fashion/video/${ID}`,
      mediaUrl: "https://api.apify.com/v2/key-value-stores/s/records/video",
      coverUrl: "https://p16.tiktokcdn.com/cover.jpg",
      slideshowUrls: [],
      subtitleUrls: [],
      durationSeconds: 15,
      stats: { likes: 1250, comments: 45, shares: 23 },
      isPinned: false,
      bio: "Kampala. Code 1234",
    });
  });

  test("with nothing but an id and an author's address still is one", () => {
    const webVideoUrl = `https://www.tiktok.com/@nalu/video/${ID}`;
    expect(readScrapedItem({ webVideoUrl })).toMatchObject({
      kind: "video",
      videoId: ID,
      handle: "nalu",
      caption: null,
      hashtags: null,
      stats: { likes: 0, comments: 0, shares: 0 },
    });
  });

  test("takes its posting time from the id where no field has it", () => {
    const { postedAt } = readVideo({ createTime: undefined, createTimeISO: "soon" });
    expect(postedAt).toEqual(new Date(Number(BigInt(ID) >> 32n) * 1_000));
  });

  test("takes its id from the address where the number has lost its last digits", () => {
    expect(readVideo({ id: Number(ID) }).videoId).toBe(ID);
  });

  test("puts the subtitles of the speech before machine translations", () => {
    const subtitleLinks = [
      { language: "fra", source: "MT", downloadLink: "https://t.example/fr" },
      null,
      { language: "eng", source: "ASR", tiktokLink: "https://t.example/en" },
    ];
    expect(readVideo({ videoMeta: { subtitleLinks } }).subtitleUrls).toEqual([
      "https://t.example/en",
      "https://t.example/fr",
    ]);
  });

  test.each([{ isSlideshow: true }, { webVideoUrl: `https://www.tiktok.com/@nalu/photo/${ID}` }])(
    "with %j is a slideshow: pictures, no video file",
    (fields) => {
      const slideshowImageLinks = [
        { downloadLink: "https://p.example/1.jpg" },
        { tiktokLink: "https://p.example/2.jpg" },
      ];
      expect(readVideo({ ...fields, slideshowImageLinks })).toMatchObject({
        mediaUrl: null,
        slideshowUrls: ["https://p.example/1.jpg", "https://p.example/2.jpg"],
      });
    },
  );

  test("loses what Postgres would refuse: NUL, half a surrogate pair, characters past 10,000", () => {
    expect(readVideo({ text: "a\0b \ud83d c" }).caption).toBe("ab \ufffd c");
    expect(readVideo({ text: `${"x".repeat(9_999)}🔥` }).caption).toBe("x".repeat(9_999));
  });

  test.each([
    ["javascript:alert(1)", null],
    ["file:///etc/passwd", null],
    ["https://cdn.example/a b", "https://cdn.example/a%20b"],
  ])("whose media address is %j has %j", (address, mediaUrl) => {
    expect(readVideo({ mediaUrls: [address] }).mediaUrl).toBe(mediaUrl);
  });
});

describe("an item that is no video", () => {
  const video = `https://www.tiktok.com/@nalu/video/${ID}`;
  const profile = "https://www.tiktok.com/@nalu";

  test.each([
    [{ url: video, errorCode: "POST_NOT_FOUND_OR_PRIVATE" }, "video", "gone"],
    [{ url: video.replace("video", "photo"), errorCode: "NOT_FOUND" }, "video", "gone"],
    [{ url: video, error: "This post is private" }, "video", "private"],
    [{ url: video, errorCode: "POST_SENSITIVE" }, "video", "blocked"],
    [{ url: video, error: "boom" }, "video", "error"],
    [{ url: profile, errorCode: "PROFILE_PRIVATE" }, "profile", "private"],
    [{ url: profile, errorCode: "NOT_FOUND", error: "x" }, "profile", "not_found"],
    [{ url: profile, errorCode: "BLOCKED" }, "profile", "blocked"],
    [{ url: profile, error: "Got 429 from the site" }, "profile", "blocked"],
    [{ input: "nalu", errorCode: "INVALID_URLS" }, "profile", "not_found"],
    [{ input: "nalu", error: "boom" }, "profile", "error"],
    [{ input: "nalu", error: "The profile has no videos" }, "profile", "empty"],
  ])("%j is about the %s: %s", (row, about, reason) => {
    expect(readScrapedItem(row)).toMatchObject({ kind: "error", about, reason, handle: "nalu" });
  });

  test.each([null, 7, "text", [], {}, { error: true }, item({ id: 1e300, webVideoUrl: "x" })])(
    "such as %j is an unreadable item",
    (input) => {
      expect(readScrapedItem(input)).toMatchObject({ kind: "error", about: "item" });
    },
  );
});

test("no input at all makes the reader throw, and what it reads can be stored", () => {
  const fields = fc.record(
    Object.fromEntries(Object.keys(item()).map((key) => [key, fc.anything()])),
    { requiredKeys: [] },
  );
  const mixed = fc.oneof(
    fc.anything(),
    fields.map(item),
    fc.string({ unit: "binary" }).map((text) => item({ text })),
  );
  fc.assert(
    fc.property(mixed, (input) => {
      const read = readScrapedItem(input);
      if (read.kind !== "video") return;
      expect(JSON.stringify(read)).not.toContain("\\u0000");
      expect(read.caption?.isWellFormed() ?? true).toBe(true);
      expect(Number.isNaN(read.postedAt.getTime())).toBe(false);
    }),
    { numRuns: 500 },
  );
});

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FeedItem } from "./feed.ts";
import { scrape, type Scrape } from "./scrape.ts";
import { scraperInputSchema } from "./scraper-input.ts";

const NOW = new Date("2026-03-10T12:00:00Z");

let feedDir: string;
let counts: Map<string, number>;

beforeEach(async () => {
  feedDir = await mkdtemp(join(tmpdir(), "feed-"));
  counts = new Map();
});

afterEach(() => rm(feedDir, { recursive: true, force: true }));

async function writeFeed(handle: string, files: Record<string, unknown>): Promise<void> {
  await mkdir(join(feedDir, handle), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(feedDir, handle, name), JSON.stringify(content));
  }
}

function run(input: Record<string, unknown>): Promise<Scrape> {
  return scrape(scraperInputSchema.parse({ resultsPerPage: 50, ...input }), {
    feedDir,
    storeId: "store1",
    now: NOW,
    countScrape: (handle) => {
      counts.set(handle, (counts.get(handle) ?? 0) + 1);
      return counts.get(handle) ?? 0;
    },
    bioOf: () => undefined,
    scrapesOf: (handle) => counts.get(handle) ?? 0,
  });
}

const post = (id: string, day: string, extra: FeedItem = {}): FeedItem => ({
  id,
  createTime: Date.parse(`2026-03-${day}T10:00:00Z`) / 1000,
  ...extra,
});

const idsOf = ({ rows }: Scrape): unknown[] => rows.map((row) => row["id"]);

describe("profiles", () => {
  test("come newest first, whatever the order of the file", async () => {
    await writeFeed("amina", { "items.json": [post("1", "02"), post("3", "09"), post("2", "05")] });
    expect(idsOf(await run({ profiles: ["amina"] }))).toEqual(["3", "2", "1"]);
  });

  test("give one item each unless more are asked for", async () => {
    await writeFeed("amina", { "items.json": [post("1", "02"), post("2", "05")] });
    await writeFeed("bob", { "items.json": [post("9", "01"), post("8", "02")] });
    const rows = await run({ profiles: ["amina", "bob"], resultsPerPage: undefined });
    expect(idsOf(rows)).toEqual(["2", "8"]);
  });

  test.each([["2026-03-05"], ["6 days"], ["2026-03-05T09:00:00Z"]])(
    "leave out what is older than %s",
    async (oldestPostDateUnified) => {
      await writeFeed("amina", { "items.json": [post("1", "02"), post("2", "05")] });
      const rows = await run({ profiles: ["amina"], oldestPostDateUnified });
      expect(idsOf(rows)).toEqual(["2"]);
    },
  );

  test("are found in any case, with or without @, and by address", async () => {
    await writeFeed("amina.shoes", { "items.json": [post("1", "02")] });
    const profiles = ["@Amina.Shoes", "AMINA.SHOES", "https://www.tiktok.com/@amina.shoes"];
    const { rows } = await run({ profiles });
    expect(rows.map((row) => [row["id"], row["input"]])).toEqual(
      profiles.map((profile) => ["1", profile]),
    );
  });

  test("show the edition of their n-th scrape, and stay at the last one", async () => {
    await writeFeed("amina", {
      "items.json": [post("1", "02", { text: "55k" })],
      "items.2.json": [post("1", "02", { text: "50k" })],
      "items.4.json": [],
    });
    const seen: unknown[] = [];
    for (let count = 0; count < 5; count += 1) {
      const { rows } = await run({ profiles: ["amina"] });
      seen.push(rows[0]?.["text"] ?? "gone");
    }
    expect(seen).toEqual(["55k", "50k", "50k", "gone", "gone"]);
  });

  test.each([
    ["private", "PROFILE_PRIVATE"],
    ["blocked", "BLOCKED"],
    ["not_found", "NOT_FOUND"],
  ])("that are %s give one error row", async (state, errorCode) => {
    await writeFeed("amina", { "profile.json": { state }, "items.json": [post("1", "02")] });
    const { rows } = await run({ profiles: ["amina"] });
    expect(rows).toEqual([
      expect.objectContaining({ url: "https://www.tiktok.com/@amina", errorCode }),
    ]);
  });

  test("that nobody has give a NOT_FOUND row beside the others' items", async () => {
    await writeFeed("amina", { "items.json": [post("1", "02")] });
    const { rows } = await run({ profiles: ["nobody", "amina"] });
    expect(rows.map((row) => row["errorCode"] ?? row["id"])).toEqual(["NOT_FOUND", "1"]);
  });

  test("without videos give no row at all", async () => {
    await writeFeed("amina", { "profile.json": { state: "empty" } });
    expect((await run({ profiles: ["amina"] })).rows).toEqual([]);
  });

  test("pass doubled ids, missing fields and error rows on as the file has them", async () => {
    const broken = { url: "https://www.tiktok.com/@amina/video/7", error: "no", errorCode: "X" };
    const items = [post("1", "02"), post("1", "02"), { text: "no id" }, broken];
    await writeFeed("amina", { "items.json": items });
    const { rows } = await run({ profiles: ["amina"] });
    expect(rows.map((row) => row["id"] ?? row["text"] ?? row["errorCode"])).toEqual([
      "1",
      "1",
      "no id",
      "X",
    ]);
    expect(rows[3]).toEqual(broken);
  });
});

describe("items", () => {
  test("name their media by records of the run, and keep addresses that are whole", async () => {
    const item = post("5", "02", {
      mediaUrls: ["five.mp4"],
      videoMeta: {
        coverUrl: "five.jpg",
        originalCoverUrl: "https://p16.tiktokcdn.com/x.jpg",
        subtitleLinks: [{ language: "eng-US", downloadLink: "five.vtt" }],
      },
    });
    await writeFeed("amina", { "items.json": [item] });
    const { rows, records } = await run({ profiles: ["amina"], shouldDownloadVideos: true });
    const record = (kind: string): string =>
      `http://apify-stand-in.invalid/v2/key-value-stores/store1/records/${kind}-amina-20260302100000-5`;
    expect(rows[0]).toMatchObject({
      mediaUrls: [record("video")],
      videoMeta: {
        coverUrl: record("cover"),
        originalCoverUrl: "https://p16.tiktokcdn.com/x.jpg",
        subtitleLinks: [{ language: "eng-US", downloadLink: record("subtitle") }],
      },
    });
    expect(records).toEqual({
      "video-amina-20260302100000-5": "amina/five.mp4",
      "cover-amina-20260302100000-5": "amina/five.jpg",
      "subtitle-amina-20260302100000-5": "amina/five.vtt",
    });
  });

  test("give each picture of a slideshow a record of its own", async () => {
    const links = ["a.jpg", "b.jpg"].map((file) => ({ tiktokLink: file, downloadLink: file }));
    const item = post("5", "02", { isSlideshow: true, slideshowImageLinks: links });
    await writeFeed("amina", { "items.json": [item] });
    const { records } = await run({ profiles: ["amina"] });
    expect(Object.values(records)).toEqual(["amina/a.jpg", "amina/b.jpg"]);
  });

  test("carry no video unless downloads were asked for", async () => {
    await writeFeed("amina", { "items.json": [post("5", "02", { mediaUrls: ["five.mp4"] })] });
    expect((await run({ profiles: ["amina"] })).rows[0]).toMatchObject({ mediaUrls: [] });
  });

  test("do not show the feed's own notes", async () => {
    await writeFeed("amina", { "items.json": [post("5", "02", { _expect: "product" })] });
    expect((await run({ profiles: ["amina"] })).rows[0]).not.toHaveProperty("_expect");
  });
});

describe("post addresses", () => {
  test("give the post as the profile shows it now, without counting as a scrape", async () => {
    await writeFeed("amina", { "items.json": [post("5", "02")], "items.2.json": [] });
    const url = "https://www.tiktok.com/@amina/video/5";
    const first = await run({ postURLs: [url] });
    expect(first.rows[0]).toMatchObject({ id: "5", submittedVideoUrl: url });
    await run({ profiles: ["amina"] });
    expect((await run({ postURLs: [url] })).rows[0]).toMatchObject({ id: "5" });
    await run({ profiles: ["amina"] });
    expect((await run({ postURLs: [url] })).rows).toEqual([
      { url, error: "Post not found or private", errorCode: "POST_NOT_FOUND_OR_PRIVATE" },
    ]);
  });

  test("that lead nowhere give an INVALID_URLS row", async () => {
    const { rows } = await run({ postURLs: ["https://example.com/x"] });
    expect(rows).toEqual([expect.objectContaining({ errorCode: "INVALID_URLS" })]);
  });
});

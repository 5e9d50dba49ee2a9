import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { parseAllowedHosts } from "#lib/media/allowed-hosts.ts";
import { createFetchMedia } from "#lib/media/fetch-media.ts";
import { makePictures, type PictureInput } from "#lib/media/make-pictures.ts";
import type { PicturesOutcome } from "#lib/media/picture-outcome.ts";
import { createProcessFrameSource } from "#lib/media/process-frame-source.ts";
import { feedFile, serveMedia, testFolder } from "./media-clips.ts";

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><rect width="9" height="9"/></svg>';

const jpeg = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c81e3a" } })
    .withExif({ IFD0: { Copyright: "canary-in-exif" } })
    .jpeg()
    .toBuffer();

/** A square PNG of one bit per pixel, which is a few kilobytes however many pixels it has. */
function blackPng(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(1, 8);
  const rows = Buffer.alloc(side * (1 + side / 8));
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(rows)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, "latin1");
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

/** Bodies that stand for what a content network may answer; a name of the feed is served as it is. */
const bodies: Record<string, () => Promise<Buffer>> = {
  "/manifest.mp4": () => Promise.resolve(Buffer.from("#EXTM3U\n/etc/hostname")),
  "/empty.mp4": () => Promise.resolve(Buffer.alloc(0)),
  "/vector.jpg": () => Promise.resolve(Buffer.from(SVG)),
  "/tagged.jpg": () => jpeg(600, 900),
  "/tiny.jpg": () => jpeg(20, 20),
  "/bomb.png": () => Promise.resolve(blackPng(16_000)),
  "/cut.jpg": async () => (await readFile(feedFile("nalu-fashion/heels.jpg"))).subarray(0, 9_000),
};

async function make(names: {
  video?: string;
  cover?: string;
  slideshow?: string[];
}): Promise<PicturesOutcome> {
  const host = await serveMedia((request, response) => {
    const name = request.url ?? "";
    if (name === "/gone") response.writeHead(404).end();
    else if (name === "/down") response.writeHead(503).end();
    else if (bodies[name]) void bodies[name]().then((body) => response.end(body));
    else createReadStream(feedFile(name.slice(1))).pipe(response);
  });
  const at = (name: string | undefined) => (name === undefined ? null : `http://${host}/${name}`);
  const input: PictureInput = {
    videoUrl: at(names.video),
    coverUrl: at(names.cover),
    slideshowUrls: (names.slideshow ?? []).flatMap((name) => at(name) ?? []),
    durationSeconds: 9,
  };
  const scratchParent = await testFolder();
  const outcome = await makePictures(input, {
    fetchMedia: createFetchMedia({ allowedHosts: parseAllowedHosts(host) }),
    frames: [createProcessFrameSource({ decoder: "native", projectFolder: process.cwd() })],
    clock: () => new Date(),
    scratchParent,
  });
  expect(await readdir(scratchParent), "left on the disk").toEqual([]);
  return outcome;
}

async function made(names: Parameters<typeof make>[0]) {
  const outcome = await make(names);
  if (outcome.kind !== "pictures") throw new Error(outcome.reason);
  return outcome;
}

describe("makePictures", () => {
  test("makes five portrait pictures in three widths out of a video", async () => {
    const outcome = await made({
      video: "nalu-fashion/heels.mp4",
      cover: "nalu-fashion/heels.jpg",
    });
    expect(outcome).toMatchObject({ source: "video", problems: [] });
    expect(outcome.pictures.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
    for (const { variants, placeholder, atSeconds } of outcome.pictures) {
      expect(atSeconds).toBeGreaterThanOrEqual(0);
      expect(placeholder.length).toBeLessThanOrEqual(400);
      const sizes = await Promise.all(variants.map(({ webp }) => sharp(webp).metadata()));
      expect(sizes.map(({ format, width, height }) => [format, width, height])).toEqual([
        ["webp", 320, 400],
        ["webp", 540, 675],
        ["webp", 1080, 1350],
      ]);
    }
    expect(outcome.metadata).toMatchObject({ video_duration: 15, thumbnails_generated: 5 });
    expect(outcome.metadata.frames_analyzed).toBeGreaterThanOrEqual(5);
  });

  test("gives a JPEG for link previews and three to five weighed colours", async () => {
    const { previewJpeg, colours } = await made({ cover: "mtaa_kicks/slides.jpg" });
    expect(await sharp(previewJpeg).metadata()).toMatchObject({
      format: "jpeg",
      width: 1200,
      height: 630,
    });
    expect(colours.length).toBeGreaterThanOrEqual(3);
    expect(colours.length).toBeLessThanOrEqual(5);
    expect(colours.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 1);
    // Green slides before a pink ground.
    expect(colours.map(({ name }) => name)).toEqual(expect.arrayContaining(["green", "pink"]));
    for (const { hex } of colours) expect(hex).toMatch(/^#[0-9A-F]{6}$/);
  });

  test("takes the pictures of a slideshow in their order", async () => {
    const names = [1, 2, 3, 4].map((index) => `nalu-fashion/wedding-shoes-${index}.jpg`);
    const outcome = await made({ slideshow: names });
    expect(outcome).toMatchObject({ source: "slideshow" });
    expect(outcome.pictures).toHaveLength(4);
    expect(outcome.pictures.every(({ atSeconds }) => atSeconds === null)).toBe(true);
  });

  test("leaves out a slideshow picture that cannot be read", async () => {
    const outcome = await made({ slideshow: ["vector.jpg", "nalu-fashion/wedding-shoes-1.jpg"] });
    expect(outcome.pictures).toHaveLength(1);
    expect(outcome.problems).toEqual([{ source: "slideshow", kind: "refused", reason: "svg" }]);
  });

  test.each([
    ["gone", { kind: "gone", reason: "status-404" }],
    ["down", { kind: "unavailable", reason: "status-503" }],
    ["manifest.mp4", { kind: "refused", reason: "hls-manifest" }],
    ["empty.mp4", { kind: "refused", reason: "empty" }],
    ["tagged.jpg", { kind: "refused", reason: "not-a-video" }],
  ])("falls back to the cover and says why where the video is %s", async (video, problem) => {
    const outcome = await made({ video, cover: "mtaa_kicks/slides.jpg" });
    expect(outcome).toMatchObject({
      source: "cover",
      problems: [{ source: "video", ...problem }],
      metadata: { video_duration: 9, frames_analyzed: 1, thumbnails_generated: 1 },
    });
    expect(outcome.pictures).toHaveLength(1);
  });

  test.each([
    ["vector.jpg", "cover: svg"],
    ["bomb.png", "cover: too-many-pixels"],
    ["tiny.jpg", "cover: too-small"],
    ["cut.jpg", "cover: broken-image"],
    ["manifest.mp4", "cover: hls-manifest"],
    ["gone", "cover: status-404"],
  ])("names why a cover gives no picture: %s", async (cover, reason) => {
    expect(await make({ cover })).toMatchObject({ kind: "unreadable", reason });
  });

  test("asks for another try where what may work is out of reach, and not where nothing is given", async () => {
    expect(await make({ video: "down", cover: "gone" })).toMatchObject({
      kind: "unavailable",
      reason: "video: status-503",
    });
    expect(await make({})).toMatchObject({ kind: "unreadable", reason: "no-source" });
  });

  test("carries no metadata of the source into what is published", async () => {
    const { pictures, previewJpeg } = await made({ cover: "tagged.jpg" });
    const files = [
      previewJpeg,
      ...pictures.flatMap(({ variants }) => variants.map(({ webp }) => webp)),
    ];
    for (const file of files) {
      expect(file.includes("canary-in-exif")).toBe(false);
      expect((await sharp(file).metadata()).exif).toBeUndefined();
    }
  });

  test("enlarges nothing: a source narrower than a width has no variant of it", async () => {
    const { pictures } = await made({ cover: "tagged.jpg" });
    expect(pictures[0]?.variants.map(({ width }) => width)).toEqual([320, 540]);
    expect(pictures[0]).toMatchObject({ width: 540, height: 675 });
  });
});

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, gzipSync } from "node:zlib";
import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
} from "mediabunny";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { systemClock } from "#lib/clock.ts";
import { parseAllowedHosts } from "#lib/media/allowed-hosts.ts";
import { createFetchMedia } from "#lib/media/fetch-media.ts";
import { makePictures } from "#lib/media/make-pictures.ts";
import { createProcessFrameSource } from "#lib/media/process-frame-source.ts";
import { encodeByWebcodecs } from "../../eval/frames/encode-by-webcodecs.ts";
import { claimingSize, keyFramesAt, renamed, withTableLast } from "./media-bad-clips.ts";
import { cutClip, feedFile, serveMedia, testFolder } from "./media-clips.ts";

const CLIP = feedFile("adaeze.gadgets/uk-used-phone.mp4");
const HEVC = feedFile("nalu-fashion/kitenge-dress.mp4");
const SIDEWAYS = feedFile("mtaa_kicks/bucket-hats.mp4");
const SILENT = feedFile("nalu-fashion/handbag.mp4");

const frames = [createProcessFrameSource({ decoder: "native", projectFolder: process.cwd() })];

type Given = { video?: Buffer; cover?: Buffer };

/** What is made of these bodies, what was asked of their host, and what was left on the disk. */
async function make(given: Given) {
  const requests: string[] = [];
  const host = await serveMedia((request, response) => {
    requests.push(request.url ?? "");
    response.end(request.url === "/video" ? given.video : given.cover);
  });
  const scratchParent = await testFolder();
  const outcome = await makePictures(
    {
      videoUrl: given.video === undefined ? null : `http://${host}/video`,
      coverUrl: given.cover === undefined ? null : `http://${host}/cover`,
      slideshowUrls: [],
      durationSeconds: null,
    },
    {
      fetchMedia: createFetchMedia({ allowedHosts: parseAllowedHosts(host) }),
      frames,
      clock: systemClock,
      scratchParent,
    },
  );
  return { outcome, requests, left: await readdir(scratchParent) };
}

async function made(given: Given) {
  const { outcome, left } = await make(given);
  if (outcome.kind !== "pictures") throw new Error(outcome.reason);
  expect(left).toEqual([]);
  return outcome;
}

const bytesOf = (text: string) => Buffer.from(text, "latin1");

/** A JPEG, WebP or PNG of a few hundred bytes that says it has this many pixels each way. */
const bombs = {
  async jpeg(side: number) {
    const image = await sharp({
      create: { width: 64, height: 64, channels: 3, background: "#888" },
    })
      .jpeg()
      .toBuffer();
    const frame = image.indexOf(Buffer.from("ffc0", "hex"));
    image.writeUInt16BE(side, frame + 5);
    image.writeUInt16BE(side, frame + 7);
    return image;
  },
  async webp(side: number) {
    const image = await sharp({
      create: { width: 64, height: 64, channels: 3, background: "#888" },
    })
      .webp()
      .toBuffer();
    const size = image.indexOf(Buffer.from("9d012a", "hex")) + 3;
    // Fourteen bits each: one less than 16,384 is the most that the format can say.
    image.writeUInt16LE(Math.min(side, 16_383), size);
    image.writeUInt16LE(Math.min(side, 16_383), size + 2);
    return image;
  },
  async png(side: number) {
    const image = await sharp({
      create: { width: 64, height: 64, channels: 3, background: "#888" },
    })
      .png()
      .toBuffer();
    image.writeUInt32BE(side, 16);
    image.writeUInt32BE(side, 20);
    image.writeUInt32BE(crc32(image.subarray(12, 29)), 29);
    return image;
  },
};

/** Manifests and scripts that would lead a careless reader to other files and addresses. */
const leading = (target: string) => ({
  "hls-manifest": `#EXTM3U\n#EXT-X-MAP:URI="${target}"\n#EXTINF:1,\n${target}\n`,
  "dash-manifest": `<MPD><Period><BaseURL>${target}</BaseURL></Period></MPD>`,
  "concat-script": `ffconcat version 1.0\nfile '${target}'\n`,
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><image href="${target}"/></svg>`,
});

describe("a video that is none", () => {
  test.each([
    ["nothing", () => Buffer.alloc(0), "empty"],
    ["a gzip file", async () => gzipSync(await readFile(CLIP)), "gzip"],
    ["a zip file", () => bytesOf("PK\x03\x04\x14\0\0\0 a zip file"), "zip"],
    ["a page", () => bytesOf("<!doctype html><p>404"), "html"],
    ["a JPEG", () => readFile(feedFile("nalu-fashion/heels.jpg")), "not-a-video"],
    ["Matroska", () => bytesOf("\x1a\x45\xdf\xa3 and more"), "matroska"],
    ["noise", () => Buffer.alloc(4_000, 0xa5), "unknown-format"],
    [
      "a page with a video's first bytes",
      async () =>
        Buffer.concat([(await readFile(CLIP)).subarray(0, 32), bytesOf("<html>".repeat(99))]),
      "no-video-track",
    ],
    [
      "a clip cut off before its table of contents",
      async () => (await withTableLast(CLIP)).subarray(0, 600_000),
      "no-video-track",
    ],
    [
      "a clip cut off within its table of contents",
      async () => (await readFile(CLIP)).subarray(0, 2_000),
      "no-video-track",
    ],
    [
      "a clip that claims 65,535 pixels each way",
      async () => claimingSize(await readFile(CLIP), 65_535, 65_535),
      "too-many-pixels",
    ],
    [
      "a clip that claims 8 pixels",
      async () => claimingSize(await readFile(CLIP), 8, 8),
      "too-small",
    ],
    [
      "a clip of another codec",
      async () => renamed(await readFile(CLIP), "avc1", "vp09"),
      "codec-vp9",
    ],
    ["a clip of three hours", () => keyFramesAt(CLIP, { moments: [0, 10_800] }), "too-long"],
  ])("is refused by name: %s", async (_case, body, reason) => {
    const { outcome, left } = await make({ video: await body() });
    expect(outcome).toMatchObject({ problems: [{ source: "video", reason }] });
    expect(outcome.kind).toBe("unreadable");
    expect(left).toEqual([]);
  });

  test("is read no further than a hundred thousand frames deserve", async () => {
    const moments = Array.from({ length: 100_000 }, (_, index) => index / 200);
    const small = await tinyClip();
    const startedAt = performance.now();
    const { source, metadata } = await made({ video: await keyFramesAt(small, { moments }) });
    expect(source).toBe("video");
    expect(metadata.frames_analyzed).toBeLessThanOrEqual(64);
    expect(performance.now() - startedAt).toBeLessThan(30_000);
  });
});

describe("an image that is none", () => {
  test.each([
    ["a JPEG of 16,384 pixels each way", () => bombs.jpeg(16_384), "too-many-pixels"],
    ["a WebP of 16,383 pixels each way", () => bombs.webp(16_384), "too-many-pixels"],
    ["a PNG of 16,384 pixels each way", () => bombs.png(16_384), "too-many-pixels"],
    ["a PNG of two billion pixels each way", () => bombs.png(0x7fffffff), "broken-image"],
    ["an SVG", () => bytesOf(leading("file:///etc/hostname").svg), "svg"],
    ["a compressed SVG", () => gzipSync(leading("file:///etc/hostname").svg), "gzip"],
    ["a GIF", () => bytesOf("GIF89a\x01\0\x01\0"), "gif"],
    ["a video", () => readFile(CLIP), "not-an-image"],
    ["nothing", () => Buffer.alloc(0), "empty"],
    ["a JPEG's first bytes and a page", () => bytesOf("\xff\xd8\xff\xe0<html>"), "broken-image"],
  ])("is refused by name: %s", async (_case, body, reason) => {
    const { outcome, left } = await make({ cover: await body() });
    expect(outcome).toMatchObject({ kind: "unreadable", reason: `cover: ${reason}` });
    expect(left).toEqual([]);
  });

  test("gives nothing but its picture where something is hidden behind it", async () => {
    const image = await readFile(feedFile("nalu-fashion/heels.jpg"));
    const hidden = Buffer.concat([image, bytesOf("PK\x03\x04 canary in a zip file <script>")]);
    const { previewJpeg, pictures } = await made({ cover: hidden });
    const files = [
      previewJpeg,
      ...pictures.flatMap(({ variants }) => variants.map(({ webp }) => webp)),
    ];
    for (const file of files) expect(file.includes("canary")).toBe(false);
  });
});

test.each(["video", "cover"] as const)(
  "what stands in a manifest named as a %s is neither read nor called",
  async (place) => {
    const calls: string[] = [];
    const trap = await serveMedia((request, response) => {
      calls.push(request.url ?? "");
      response.end();
    });
    const folder = await testFolder();
    const secret = join(folder, "secret.mp4");
    await writeFile(secret, await readFile(CLIP));
    for (const target of [`http://${trap}/inside`, `file://${secret}`, secret])
      for (const [reason, text] of Object.entries(leading(target))) {
        const { outcome, requests, left } = await make({ [place]: bytesOf(text) });
        expect(outcome).toMatchObject({ kind: "unreadable", problems: [{ reason }] });
        expect(requests).toEqual([`/${place}`]);
        expect(left).toEqual([]);
      }
    expect(calls).toEqual([]);
  },
);

describe("every honest clip", () => {
  const evenly = (count: number, seconds: number) =>
    Array.from({ length: count }, (_, index) => (index * seconds) / count);

  test.each([
    ["of one second", async () => readFile(await oneSecond()), 1],
    ["of ten minutes", () => keyFramesAt(CLIP, { moments: evenly(60, 600) }), 600],
    ["with its table of contents last", () => withTableLast(CLIP), 30],
    ["without sound", () => readFile(SILENT), 12],
    ["stored on its side", () => readFile(SIDEWAYS), 10],
    ["stored upside down", () => keyFramesAt(CLIP, { moments: evenly(9, 9), rotation: 180 }), 9],
    ["turned the other way", () => keyFramesAt(HEVC, { moments: evenly(9, 9), rotation: 270 }), 9],
    [
      "of a rate that varies",
      () => keyFramesAt(CLIP, { moments: [0, 0.1, 2, 2.05, 7, 7.3, 11] }),
      14.7,
    ],
  ])("is read: %s", async (_case, body, seconds) => {
    const { source, problems, metadata } = await made({ video: await body() });
    expect({ source, problems }).toEqual({ source: "video", problems: [] });
    expect(Math.abs(metadata.video_duration - seconds)).toBeLessThan(1.1);
  });
});

async function oneSecond(): Promise<string> {
  return cutClip(SILENT, { seconds: 1, target: join(await testFolder(), "one.mp4") });
}

/** Three pictures of 96×96 pixels. */
async function tinyClip(): Promise<string> {
  const { packets, decoderConfig } = await encodeByWebcodecs({
    width: 96,
    height: 96,
    framesPerSecond: 1,
    codec: "h264",
    keys: new Set([0, 1, 2]),
    frames: [60, 120, 180].map((level) => new Uint8Array(96 * 96 * 1.5).fill(level)),
  });
  const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
  const track = new EncodedVideoPacketSource("avc");
  output.addVideoTrack(track);
  await output.start();
  for (const { data, index } of packets)
    await track.add(new EncodedPacket(data, "key", index, 1), { decoderConfig });
  await output.finalize();
  const file = join(await testFolder(), "tiny.mp4");
  await writeFile(file, new Uint8Array(output.target.buffer ?? new ArrayBuffer()));
  return file;
}

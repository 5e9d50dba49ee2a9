import { describe, expect, test } from "vitest";
import { sniffMedia } from "./sniff-media.ts";

const box = (brand: string, size = 32) => {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32BE(size, 0);
  bytes.write(`ftyp${brand}`, 4, "latin1");
  return bytes;
};

describe("sniffMedia", () => {
  test.each([
    ["mp4", box("isom"), { kind: "video", container: "mp4" }],
    ["mov", box("qt  "), { kind: "video", container: "mov" }],
    ["jpeg", Buffer.from("ffd8ffe000104a46", "hex"), { kind: "image", container: "jpeg" }],
    ["png", Buffer.from("89504e470d0a1a0a0000", "hex"), { kind: "image", container: "png" }],
    ["webp", Buffer.from("RIFF\x10\0\0\0WEBPVP8 ", "latin1"), { kind: "image", container: "webp" }],
  ] as const)("knows %s by its bytes", (_name, head, expected) => {
    expect(sniffMedia(head)).toEqual(expected);
  });

  test.each([
    ["empty", ""],
    ["hls-manifest", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd"],
    ["hls-manifest", "\xef\xbb\xbf#EXTM3U"],
    ["dash-manifest", '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011">'],
    ["concat-script", "ffconcat version 1.0\nfile '/etc/passwd'"],
    ["concat-script", "file '/etc/passwd'"],
    ["svg", '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">'],
    ["svg", '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'],
    ["html", "<!doctype html><html>"],
    ["gif", "GIF89a"],
    ["matroska", "\x1a\x45\xdf\xa3"],
    ["pdf", "%PDF-1.7"],
    ["gzip", "\x1f\x8b\x08"],
    ["zip", "PK\x03\x04"],
    ["riff", "RIFF\x10\0\0\0AVI "],
    ["unknown-format", "hello"],
  ])("refuses %s by name", (reason, head) => {
    expect(sniffMedia(Buffer.from(head, "latin1"))).toEqual({ kind: "refused", reason });
  });

  test("refuses pictures in video clothing and boxes of a size that cannot be", () => {
    expect(sniffMedia(box("heic"))).toEqual({ kind: "refused", reason: "heif" });
    expect(sniffMedia(box("avif"))).toEqual({ kind: "refused", reason: "heif" });
    expect(sniffMedia(box("isom", 1))).toEqual({ kind: "refused", reason: "broken-container" });
    expect(sniffMedia(box("isom", 0x7fffffff))).toEqual({
      kind: "refused",
      reason: "broken-container",
    });
  });
});

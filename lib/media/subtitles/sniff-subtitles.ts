import type { Sniffed } from "../sniff-media.ts";

/** Names a file by its first bytes: WebVTT or nothing. */
export function sniffSubtitles(head: Buffer): Sniffed {
  const text = head.toString("utf8").replace(/^\uFEFF/, "");
  return /^WEBVTT(?:[ \t\r\n]|$)/.test(text)
    ? { kind: "subtitles", container: "webvtt" }
    : { kind: "refused", reason: "not-subtitles" };
}

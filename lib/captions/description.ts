import { MAX_CODE_POINTS } from "./normalise.ts";

const TAG_MARKER = /(?<![\p{L}\p{N}_])[#＃]track(?![\p{L}\p{N}_])/giu;
const INVISIBLE = /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
const HASHTAG_LINE = /^(?:\s*[#＃][\p{L}\p{M}\p{N}_]+)+\s*$/u;

/** The seller's own words without the tracking hashtag, lines of hashtags and invisible signs. */
export function describe(caption: string): string {
  const short = caption.length <= MAX_CODE_POINTS;
  const read = (
    short ? caption : Array.from(caption).slice(0, MAX_CODE_POINTS).join("")
  ).toWellFormed();
  return read
    .replace(INVISIBLE, "")
    .replace(TAG_MARKER, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !HASHTAG_LINE.test(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

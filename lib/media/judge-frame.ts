import { findDissolves } from "./find-dissolves.ts";
import type { Candidate } from "./frame-source.ts";

export type Flaw = "black" | "blank" | "blurred" | "title-card" | "dissolve";

export type JudgedFrame = Candidate & { flaws: Flaw[]; score: number };

const DISSOLVE: readonly Flaw[] = ["dissolve"];

const LIMITS = {
  darkMean: 0.1,
  darkContrast: 0.2,
  blankContrast: 0.12,
  blurredSharpness: 0.38,
  /** No edge anywhere, though there is contrast; noise can hide this from the sharpness. */
  blurredDetail: 0.01,
  /** Against the sharper quarter of the same video. */
  blurredShare: 0.55,
  /** Shares of the picture with any detail, and with detail that is not written. */
  titleDetail: 0.45,
  picturedDetail: 0.11,
  /** Taller than any line of letters, as a share of the picture. */
  lineHeight: 0.12,
  /** Of a page of words: how much of it is plain, and how little stands on it that is no stroke. */
  page: { ground: 0.6, body: 0.045, detail: 0.62, text: 0.03, ink: 0.37, fullText: 0.3 },
  /** Of letters too large to be told by their strokes: they have one colour, and no body at all. */
  poster: { body: 0.012, ink: 0.6, contrast: 0.35 },
  /** Of a page with so little on it that it does not matter what that is. */
  bare: { ground: 0.9, flat: 0.93 },
  /** Of letters on a plate: two or three flat colours, some of it written. */
  plate: { flat: 0.9, ink: 0.75, text: 0.1 },
};

/** Scores frames and names what is wrong with them; sharpness is judged within the one video. */
export function judgeFrames(candidates: readonly Candidate[]): JudgedFrame[] {
  const sharpnesses = candidates
    .map(({ features }) => features.sharpness)
    .toSorted((a, b) => b - a);
  const sharp = sharpnesses[Math.floor(sharpnesses.length / 4)] ?? 0;
  const dissolves = findDissolves(candidates);
  return candidates.map((candidate) => ({
    ...candidate,
    flaws: [...flawsOf(candidate, sharp), ...(dissolves.has(candidate.id) ? DISSOLVE : [])],
    score: scoreOf(candidate),
  }));
}

function flawsOf({ features }: Candidate, sharp: number): Flaw[] {
  const flaws: Flaw[] = [];
  const { brightness, contrast, sharpness, detail } = features;
  if (brightness < LIMITS.darkMean && contrast < LIMITS.darkContrast) flaws.push("black");
  else if (contrast < LIMITS.blankContrast && detail < 0.02) flaws.push("blank");
  else if (
    detail < LIMITS.blurredDetail ||
    sharpness < Math.max(LIMITS.blurredSharpness, sharp * LIMITS.blurredShare)
  )
    flaws.push("blurred");
  const isEmpty = flaws.includes("black") || flaws.includes("blank");
  if (!isEmpty && isTitleCard(features)) flaws.push("title-card");
  return flaws;
}

/**
 * Little detail and nearly all of it written; or written in low bands and nothing taller; or
 * letters before a plain ground and nothing wider.
 */
function isTitleCard(features: Candidate["features"]): boolean {
  const { detail, textShare, tallestBand } = features;
  if (isPageOfWords(features)) return true;
  if (detail === 0 || detail > LIMITS.titleDetail) return false;
  const pictured = detail * (1 - textShare);
  return (
    (textShare > 0.4 && pictured < LIMITS.picturedDetail) ||
    (textShare > 0.25 && tallestBand < LIMITS.lineHeight)
  );
}

function isPageOfWords(features: Candidate["features"]): boolean {
  const { page, poster, plate, bare } = LIMITS;
  const { detail, contrast, textShare, flatShare, ground, body, ink } = features;
  if (ground < page.ground) return false;
  if (body < poster.body && textShare > page.fullText) return true;
  if (body < poster.body && ground > bare.ground && flatShare > bare.flat) return true;
  if (detail > page.detail) return false;
  const isWritten = textShare > page.fullText || (textShare > page.text && ink > page.ink);
  if (body < page.body && isWritten) return true;
  if (body < poster.body && ink > poster.ink && contrast > poster.contrast) return true;
  return flatShare > plate.flat && ink > plate.ink && textShare > plate.text;
}

function scoreOf({ features }: Candidate): number {
  const upTo = (value: number, full: number) => Math.min(1, value / full);
  const exposure = Math.max(0, 1 - 1.6 * Math.abs(features.brightness - 0.52));
  const { detail } = features;
  const busyness = detail < 0.6 ? upTo(detail, 0.2) : 1 - upTo(detail - 0.6, 0.3);
  return (
    0.2 * upTo(features.sharpness, 0.8) +
    0.25 * exposure * upTo(features.contrast, 0.6) +
    0.1 * upTo(features.colourSpread, 0.5) +
    0.15 * busyness +
    0.1 * upTo(features.saturation, 0.4) +
    0.2 * Math.max(0, upTo(features.prominence - 0.4, 0.25)) +
    0.22 * (1 - upTo(features.textShare, 0.2)) +
    0.1 * upTo(features.ground, 0.5) -
    0.15 * upTo(features.bars, 0.2)
  );
}

import type { Candidate } from "./frame-source.ts";

export type Flaw = "black" | "blank" | "blurred" | "title-card";

export type JudgedFrame = Candidate & { flaws: Flaw[]; score: number };

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
};

/** Scores frames and names what is wrong with them; sharpness is judged within the one video. */
export function judgeFrames(candidates: readonly Candidate[]): JudgedFrame[] {
  const sharpnesses = candidates
    .map(({ features }) => features.sharpness)
    .toSorted((a, b) => b - a);
  const sharp = sharpnesses[Math.floor(sharpnesses.length / 4)] ?? 0;
  return candidates.map((candidate) => ({
    ...candidate,
    flaws: flawsOf(candidate, sharp),
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
  if (isTitleCard(features)) flaws.push("title-card");
  return flaws;
}

/**
 * Little detail and nearly all of it written; or written in low bands and nothing taller; or two
 * colours and hardly anything else.
 */
function isTitleCard(features: Candidate["features"]): boolean {
  const { detail, textShare, flatShare, tallestBand } = features;
  if (detail === 0 || detail > LIMITS.titleDetail) return false;
  const pictured = detail * (1 - textShare);
  return (
    (textShare > 0.4 && pictured < LIMITS.picturedDetail) ||
    (textShare > 0.25 && tallestBand < LIMITS.lineHeight) ||
    flatShare > 0.93
  );
}

function scoreOf({ features }: Candidate): number {
  const upTo = (value: number, full: number) => Math.min(1, value / full);
  const exposure = Math.max(0, 1 - 1.6 * Math.abs(features.brightness - 0.52));
  const { detail } = features;
  const busyness = detail < 0.6 ? upTo(detail, 0.2) : 1 - upTo(detail - 0.6, 0.3);
  return (
    0.2 * upTo(features.sharpness, 0.8) +
    0.2 * exposure * upTo(features.contrast, 0.6) +
    0.1 * upTo(features.colourSpread, 0.5) +
    0.15 * busyness +
    0.1 * upTo(features.saturation, 0.4) +
    0.2 * Math.max(0, upTo(features.prominence - 0.4, 0.25)) +
    0.05 * (1 - features.textShare)
  );
}

import type { Preview } from "../preview.ts";

export type Tone = { mean: number; low: number; high: number };

/** Bars that a wide picture is framed by are darker than this from one side to the other. */
const BAR_LEVEL = 30;

/** Mean luma, and the levels below which the darkest and above which the brightest hundredth lie. */
export function toneOf({ luma }: Preview): Tone {
  const histogram = new Uint32Array(256);
  let sum = 0;
  for (const level of luma) {
    histogram[level] = (histogram[level] ?? 0) + 1;
    sum += level;
  }
  const cut = luma.length / 100;
  return {
    mean: sum / luma.length,
    low: levelAt(histogram, cut),
    high: levelAt(histogram, luma.length - cut),
  };
}

/** The lowest level up to which at least `count` samples lie. */
export function levelAt(histogram: Uint32Array, count: number): number {
  let seen = 0;
  for (let level = 0; level < histogram.length; level += 1) {
    seen += histogram[level] ?? 0;
    if (seen >= count) return level;
  }
  return histogram.length - 1;
}

/** Share of the picture that black bars take at its top and bottom. */
export function barsOf({ luma, width, height }: Preview): number {
  const isDark = (row: number) =>
    luma.subarray(row * width, (row + 1) * width).every((level) => level < BAR_LEVEL);
  let top = 0;
  while (top < height && isDark(top)) top += 1;
  let bottom = 0;
  while (bottom < height - top && isDark(height - 1 - bottom)) bottom += 1;
  return top === 0 || bottom === 0 ? 0 : (top + bottom) / height;
}

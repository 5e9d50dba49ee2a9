import type { GreyImage } from "./grey-image.ts";

/** One row of ink: its height in the picture, where it begins and where it ends (exclusive). */
export type Run = { y: number; start: number; end: number };

/** Pixels that hang together: the box around them (ends exclusive), their number, and their rows. */
export type Blob = {
  left: number;
  top: number;
  right: number;
  bottom: number;
  area: number;
  runs: Run[];
};

/** Which pixels count: those brighter than the level, or those darker. */
export type Layer = { level: number; ink: "bright" | "dark" };

/** A picture so torn has no letters, and following every speck of it would cost time. */
const MAX_RUNS = 200_000;

/** All blobs of one layer, in no promised order; none of a picture that is torn to specks. */
export function findBlobs({ width, height, luma }: GreyImage, { level, ink }: Layer): Blob[] {
  const runs: Run[] = [];
  const parents: number[] = [];
  let above = 0;
  let aboveEnd = 0;
  for (let y = 0; y < height; y += 1) {
    const rowStart = runs.length;
    for (let x = 0; x < width;) {
      const start =
        nextOf(luma, { from: y * width + x, to: (y + 1) * width, level, ink }) - y * width;
      if (start === width) break;
      const opposite = ink === "bright" ? "notBright" : "notDark";
      const end =
        nextOf(luma, { from: y * width + start, to: (y + 1) * width, level, ink: opposite }) -
        y * width;
      const run = runs.length;
      runs.push({ y, start, end });
      parents.push(run);
      while (above < aboveEnd && (runs[above]?.end ?? 0) <= start) above += 1;
      for (let other = above; other < aboveEnd && (runs[other]?.start ?? 0) < end; other += 1)
        parents[rootOf(parents, other)] = rootOf(parents, run);
      x = end;
    }
    if (runs.length > MAX_RUNS) return [];
    above = rowStart;
    aboveEnd = runs.length;
  }
  return gather(runs, parents);
}

type Search = {
  from: number;
  to: number;
  level: number;
  ink: Layer["ink"] | "notBright" | "notDark";
};

/** Index of the next pixel of that kind, or the end. */
function nextOf(luma: Uint8Array, { from, to, level, ink }: Search): number {
  let at = from;
  if (ink === "bright") while (at < to && (luma[at] ?? 0) <= level) at += 1;
  else if (ink === "dark") while (at < to && (luma[at] ?? 0) >= level) at += 1;
  else if (ink === "notBright") while (at < to && (luma[at] ?? 0) > level) at += 1;
  else while (at < to && (luma[at] ?? 0) < level) at += 1;
  return at;
}

function rootOf(parents: number[], run: number): number {
  let root = run;
  while (parents[root] !== root) {
    const parent = parents[root] ?? root;
    parents[root] = parents[parent] ?? parent;
    root = parent;
  }
  return root;
}

function gather(runs: readonly Run[], parents: number[]): Blob[] {
  const blobs = new Map<number, Blob>();
  for (const [index, run] of runs.entries()) {
    const { y, start: left, end: right } = run;
    const root = rootOf(parents, index);
    const blob = blobs.get(root);
    if (blob === undefined) {
      blobs.set(root, { left, right, top: y, bottom: y + 1, area: right - left, runs: [run] });
      continue;
    }
    blob.left = Math.min(blob.left, left);
    blob.right = Math.max(blob.right, right);
    blob.bottom = y + 1;
    blob.area += right - left;
    blob.runs.push(run);
  }
  return [...blobs.values()];
}

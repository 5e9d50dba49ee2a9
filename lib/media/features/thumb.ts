import type { CellColour } from "./cell-colours.ts";
import { GRID } from "./edge-map.ts";

/** Cells of the grid that make one cell of the thumb; a small shift of the camera stays inside one. */
const POOL = 2;

/** The picture in 6×10 mean colours, one byte per channel. */
export function thumbOf(colours: readonly CellColour[]): string {
  const bytes: number[] = [];
  for (let row = 0; row < GRID.rows; row += POOL)
    for (let column = 0; column < GRID.columns; column += POOL) {
      const pooled = [0, 1, GRID.columns, GRID.columns + 1].map(
        (step) => colours[row * GRID.columns + column + step] ?? [0, 128, 128],
      );
      for (const channel of [0, 1, 2] as const)
        bytes.push(
          Math.round(pooled.reduce((sum, colour) => sum + colour[channel], 0) / pooled.length),
        );
    }
  return Buffer.from(bytes).toString("base64");
}

/**
 * How different two pictures look, from 0 (the same) to about 1. Half of it is the pattern of
 * light and dark, which survives a change of brightness, half is colour.
 */
export function thumbDistance(a: string, b: string): number {
  const left = Buffer.from(a, "base64");
  const right = Buffer.from(b, "base64");
  const cells = Math.min(left.length, right.length) / 3;
  const [leftMean, rightMean] = [meanLuma(left), meanLuma(right)];
  let pattern = 0;
  let colour = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const at = cell * 3;
    pattern += Math.abs((left[at] ?? 0) - leftMean - ((right[at] ?? 0) - rightMean));
    colour +=
      Math.abs((left[at + 1] ?? 0) - (right[at + 1] ?? 0)) +
      Math.abs((left[at + 2] ?? 0) - (right[at + 2] ?? 0));
  }
  return (pattern / cells + colour / cells) / 128;
}

function meanLuma(thumb: Buffer): number {
  let sum = 0;
  for (let at = 0; at < thumb.length; at += 3) sum += thumb[at] ?? 0;
  return sum / Math.max(1, thumb.length / 3);
}

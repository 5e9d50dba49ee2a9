import type { CellColour } from "./cell-colours.ts";
import { GRID } from "./edge-map.ts";

/** Frames of one scene lie below this distance even when the hand moves; other scenes lie above. */
export const DIFFERENT_SCENE = 0.175;

/** How far the camera may have moved between two pictures of one scene, in cells each way. */
const MOST_SHIFT = 2;

const CELLS = GRID.columns * GRID.rows;

/** How much a change of the picture's colours counts beside a change of where they are. */
const COLOURS_WEIGHT = 0.3;

/** 12×20 blurred pixels, one byte per channel, then the share of each colour bin as a byte. */
export function thumbOf(colours: readonly CellColour[], bins: Uint32Array): string {
  const total = bins.reduce((sum, count) => sum + count, 0);
  const pixels = colours.flatMap((_, cell) => smoothed(colours, cell).map(Math.round));
  const shares = Array.from(bins, (count) => Math.round((count / Math.max(1, total)) * 255));
  return Buffer.from([...pixels, ...shares]).toString("base64");
}

/** Mean of a cell and its neighbours, so that less than a cell's shift makes little difference. */
function smoothed(colours: readonly CellColour[], cell: number): CellColour {
  const [row, column] = [Math.floor(cell / GRID.columns), cell % GRID.columns];
  const sums: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let y = Math.max(0, row - 1); y <= Math.min(GRID.rows - 1, row + 1); y += 1)
    for (let x = Math.max(0, column - 1); x <= Math.min(GRID.columns - 1, column + 1); x += 1) {
      const colour = colours[y * GRID.columns + x] ?? [0, 128, 128];
      for (const channel of [0, 1, 2] as const) sums[channel] += colour[channel];
      count += 1;
    }
  return [sums[0] / count, sums[1] / count, sums[2] / count];
}

type Overlap = { from: readonly number[]; to: readonly number[] };

/** For every way to move one thumb over the other, which bytes then lie on each other. */
const OVERLAPS = shifts().map(overlapOf);

/**
 * How different two pictures look, from 0 (the same) to about 1, wherever the camera points: the
 * pattern of light and dark, which survives a change of brightness, and the colours.
 */
export function thumbDistance(a: string, b: string): number {
  const [left, right] = [Buffer.from(a, "base64"), Buffer.from(b, "base64")];
  const nearest = OVERLAPS.reduce(
    (least, overlap) => Math.min(least, distanceAt(left, right, overlap)),
    Number.POSITIVE_INFINITY,
  );
  return nearest + COLOURS_WEIGHT * coloursDistance(left, right);
}

/** Share of the pixels that would need another colour bin. */
function coloursDistance(left: Buffer, right: Buffer): number {
  let shared = 0;
  let total = 0;
  for (let at = CELLS * 3; at < left.length; at += 1) {
    shared += Math.min(left[at] ?? 0, right[at] ?? 0);
    total += ((left[at] ?? 0) + (right[at] ?? 0)) / 2;
  }
  return total === 0 ? 0 : 1 - shared / total;
}

function distanceAt(left: Buffer, right: Buffer, { from, to }: Overlap): number {
  const cells = from.length;
  let lighter = 0;
  for (let cell = 0; cell < cells; cell += 1)
    lighter += (left[from[cell] ?? 0] ?? 0) - (right[to[cell] ?? 0] ?? 0);
  lighter /= cells;
  let difference = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const one = from[cell] ?? 0;
    const other = to[cell] ?? 0;
    difference +=
      Math.abs((left[one] ?? 0) - (right[other] ?? 0) - lighter) +
      Math.abs((left[one + 1] ?? 0) - (right[other + 1] ?? 0)) +
      Math.abs((left[one + 2] ?? 0) - (right[other + 2] ?? 0));
  }
  return difference / cells / 128;
}

/**
 * The share of `second` in what looks like a mixture of two pictures, and what is left over, as a
 * share of the difference between the two.
 */
export function thumbMixture(
  mixed: string,
  { first, second }: { first: string; second: string },
): { share: number; rest: number } {
  const [mix, one, other] = [mixed, first, second].map((thumb) =>
    Buffer.from(thumb, "base64").subarray(0, CELLS * 3),
  );
  let along = 0;
  let whole = 0;
  let off = 0;
  for (const [at, level] of (mix ?? []).entries()) {
    const step = (other?.[at] ?? 0) - (one?.[at] ?? 0);
    const moved = level - (one?.[at] ?? 0);
    along += step * moved;
    whole += step * step;
    off += moved * moved;
  }
  const share = whole === 0 ? 0 : along / whole;
  return { share, rest: whole === 0 ? 1 : Math.sqrt(Math.max(0, off - share * along) / whole) };
}

function shifts(): { across: number; down: number }[] {
  const steps = Array.from({ length: MOST_SHIFT * 2 + 1 }, (_, index) => index - MOST_SHIFT);
  return steps.flatMap((down) => steps.map((across) => ({ across, down })));
}

function overlapOf({ across, down }: { across: number; down: number }): Overlap {
  const from: number[] = [];
  const to: number[] = [];
  for (let row = 0; row < GRID.rows; row += 1)
    for (let column = 0; column < GRID.columns; column += 1) {
      const [otherRow, otherColumn] = [row + down, column + across];
      if (otherRow < 0 || otherRow >= GRID.rows) continue;
      if (otherColumn < 0 || otherColumn >= GRID.columns) continue;
      from.push((row * GRID.columns + column) * 3);
      to.push((otherRow * GRID.columns + otherColumn) * 3);
    }
  return { from, to };
}

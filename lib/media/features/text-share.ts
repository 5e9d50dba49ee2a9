import type { Preview } from "../preview.ts";
import { GRID, type EdgeMap } from "./edge-map.ts";

/** Letters are drawn in two levels at least this far apart, in luma or in one chroma. */
const INK_CONTRAST = { luma: 80, chroma: 36 };

/** An outline crosses a row once; strokes of letters cross it again and again. */
const CHANGES_PER_ROW = 1.4;

const MIN_INKED_ROWS = 4;
const TWO_LEVEL_SHARE = 0.7;

/** Letters stand in lines: at least so many cells side by side, and fewer than so many in a column. */
const MIN_LINE_CELLS = 2;
const PATTERN_CELLS = 4;

/** Share of the detailed cells that hold letters: two levels, many changes, in lines. */
export function textShareOf(preview: Preview, { cells }: EdgeMap): number {
  const isDetailed = (cell: number) => (cells[cell] ?? 0) > 0.01;
  const stroked = Array.from(cells, (_, cell) => isDetailed(cell) && isStroked(preview, cell));
  const lettered = stroked.map(
    (is, cell) =>
      is &&
      runThrough(stroked, { cell, step: 1 }) >= MIN_LINE_CELLS &&
      runThrough(stroked, { cell, step: GRID.columns }) < PATTERN_CELLS,
  );
  let detailed = 0;
  let written = 0;
  for (let cell = 0; cell < cells.length; cell += 1) {
    if (!isDetailed(cell)) continue;
    detailed += 1;
    // The ends of a line fill their cells only in part.
    const beside = neighbours(cell).some((other) => lettered[other] === true);
    if (lettered[cell] === true || beside) written += 1;
  }
  return detailed === 0 ? 0 : written / detailed;
}

/** Length of the unbroken run of marked cells that this one is part of, along a row or a column. */
function runThrough(
  marks: readonly boolean[],
  { cell, step }: { cell: number; step: number },
): number {
  const inLine = (other: number) =>
    step !== 1 || Math.floor(other / GRID.columns) === Math.floor(cell / GRID.columns);
  let length = 1;
  for (const direction of [step, -step])
    for (let other = cell + direction; marks[other] === true && inLine(other); other += direction)
      length += 1;
  return length;
}

const neighbours = (cell: number) => [
  ...(cell % GRID.columns > 0 ? [cell - 1] : []),
  ...(cell % GRID.columns < GRID.columns - 1 ? [cell + 1] : []),
];

type Area = { left: number; right: number; top: number; bottom: number; stride: number };

function isStroked(preview: Preview, cell: number): boolean {
  const { width, height } = preview;
  const row = Math.floor(cell / GRID.columns);
  const column = cell % GRID.columns;
  const area = {
    left: Math.floor((column * width) / GRID.columns),
    right: Math.floor(((column + 1) * width) / GRID.columns),
    top: Math.floor((row * height) / GRID.rows),
    bottom: Math.floor(((row + 1) * height) / GRID.rows),
    stride: width,
  };
  return (
    hasStrokes(preview.luma, { ...area, contrast: INK_CONTRAST.luma }) ||
    hasStrokes(preview.cb, { ...area, contrast: INK_CONTRAST.chroma }) ||
    hasStrokes(preview.cr, { ...area, contrast: INK_CONTRAST.chroma })
  );
}

function hasStrokes(plane: Uint8Array, area: Area & { contrast: number }): boolean {
  let low = 255;
  let high = 0;
  for (let y = area.top; y < area.bottom; y += 1)
    for (let x = area.left; x < area.right; x += 1) {
      const level = plane[y * area.stride + x] ?? 0;
      if (level < low) low = level;
      if (level > high) high = level;
    }
  if (high - low < area.contrast) return false;
  const margin = (high - low) * 0.28;
  let [twoLevel, changes, inkedRows] = [0, 0, 0];
  for (let y = area.top; y < area.bottom; y += 1) {
    const before = changes;
    let last = 0;
    for (let x = area.left; x < area.right; x += 1) {
      const level = plane[y * area.stride + x] ?? 0;
      const side = level < low + margin ? -1 : level > high - margin ? 1 : 0;
      if (side === 0) continue;
      twoLevel += 1;
      if (last !== 0 && side !== last) changes += 1;
      last = side;
    }
    if (changes > before) inkedRows += 1;
  }
  const pixels = (area.right - area.left) * (area.bottom - area.top);
  return (
    inkedRows >= MIN_INKED_ROWS &&
    twoLevel / pixels > TWO_LEVEL_SHARE &&
    changes / inkedRows > CHANGES_PER_ROW
  );
}

import type { Preview } from "../preview.ts";
import { levelAt } from "./tone.ts";

export const GRID = { columns: 12, rows: 20 };

/** Steps of luma or chroma from this on count as edges; below are compression noise and soft shading. */
const EDGE_STEP = 24;

/** A row with fewer edge pixels than this is empty but for noise. */
const ROW_EDGES = 0.006;

/** Pixels over which a blurred edge still rises. */
const WIDE = 4;

/** Share of the pixels that the steepest edges take; a small object's outline has more. */
const STEEPEST_SHARE = 0.0015;

export type EdgeMap = {
  /**
   * Steepest steps from one pixel to the next, as a share of those over four pixels: near 1 where
   * edges are sharp, below 0.4 where everything is blurred, whatever the contrast.
   */
  sharpness: number;
  /** Share of the grid's cells with an edge through them. */
  detail: number;
  /** Share of edge pixels per cell of the grid, row by row. */
  cells: Float32Array;
  /** Share of edge pixels per row of the preview. */
  rowEdges: Float32Array;
  /** Height of the tallest band of rows with edges in each, as a share of the picture. */
  tallestBand: number;
};

export function edgesOf({ luma, cb, cr, width, height }: Preview): EdgeMap {
  const near = new Uint32Array(256);
  const wide = new Uint32Array(256);
  const cells = new Float32Array(GRID.columns * GRID.rows);
  const rowEdges = new Float32Array(height);
  const perPixel = (GRID.columns * GRID.rows) / (width * height);
  const columns = cellIndex(width, GRID.columns);
  const rows = cellIndex(height, GRID.rows);
  for (let y = 0; y < height - WIDE; y += 1) {
    const cellRow = (rows[y] ?? 0) * GRID.columns;
    for (let x = 0; x < width - WIDE; x += 1) {
      const at = y * width + x;
      const here = luma[at] ?? 0;
      const across = Math.abs((luma[at + 1] ?? 0) - here);
      const down = Math.abs((luma[at + width] ?? 0) - here);
      const farAcross = Math.abs((luma[at + WIDE] ?? 0) - here);
      const farDown = Math.abs((luma[at + WIDE * width] ?? 0) - here);
      const step = across > down ? across : down;
      const rise = farAcross > farDown ? farAcross : farDown;
      near[step] = (near[step] ?? 0) + 1;
      wide[rise] = (wide[rise] ?? 0) + 1;
      if (step < EDGE_STEP && hueStep(cb, at) + hueStep(cr, at) < EDGE_STEP) continue;
      const cell = cellRow + (columns[x] ?? 0);
      cells[cell] = (cells[cell] ?? 0) + perPixel;
      rowEdges[y] = (rowEdges[y] ?? 0) + 1 / width;
    }
  }
  const looked = (width - WIDE) * (height - WIDE);
  // A sharp edge covers one pixel of the near steps and four of the wide ones.
  const nearStep = levelAt(near, looked * (1 - STEEPEST_SHARE));
  const wideStep = levelAt(wide, looked * (1 - STEEPEST_SHARE * WIDE));
  return {
    sharpness: Math.min(1, nearStep / Math.max(8, wideStep)),
    detail: cells.filter((share) => share > 0.01).length / cells.length,
    cells,
    rowEdges,
    tallestBand: longestRun(rowEdges, ROW_EDGES) / height,
  };
}

const hueStep = (chroma: Uint8Array, at: number) =>
  Math.abs((chroma[at + 1] ?? 0) - (chroma[at] ?? 0));

/** Most values in a row that are all above the limit. */
function longestRun(values: Float32Array, limit: number): number {
  let longest = 0;
  let run = 0;
  for (const value of values) {
    run = value > limit ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

/** For each of `length` positions, which of `parts` equal parts it falls into. */
export function cellIndex(length: number, parts: number): Uint8Array {
  return Uint8Array.from({ length }, (_, position) => Math.floor((position * parts) / length));
}

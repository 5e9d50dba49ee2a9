import type { Preview } from "../preview.ts";
import { cellIndex, GRID } from "./edge-map.ts";

/** Luma, blue and red chroma, each 0–255. */
export type CellColour = readonly [number, number, number];

/** Mean colour of each cell of the grid, row by row. */
export function cellColours({ luma, cb, cr, width, height }: Preview): CellColour[] {
  const cells = GRID.columns * GRID.rows;
  const sums = new Float64Array(cells * 4);
  const columns = cellIndex(width, GRID.columns);
  const rows = cellIndex(height, GRID.rows);
  for (let y = 0; y < height; y += 1) {
    const cellRow = (rows[y] ?? 0) * GRID.columns;
    for (let x = 0; x < width; x += 1) {
      const cell = (cellRow + (columns[x] ?? 0)) * 4;
      const at = y * width + x;
      sums[cell] = (sums[cell] ?? 0) + (luma[at] ?? 0);
      sums[cell + 1] = (sums[cell + 1] ?? 0) + (cb[at] ?? 128);
      sums[cell + 2] = (sums[cell + 2] ?? 0) + (cr[at] ?? 128);
      sums[cell + 3] = (sums[cell + 3] ?? 0) + 1;
    }
  }
  return Array.from({ length: cells }, (_, index) => {
    const count = Math.max(1, sums[index * 4 + 3] ?? 1);
    const mean = (channel: number) => (sums[index * 4 + channel] ?? 0) / count;
    return [mean(0), mean(1), mean(2)];
  });
}

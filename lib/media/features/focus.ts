import type { CellColour } from "./cell-colours.ts";
import { GRID, type EdgeMap } from "./edge-map.ts";

/** Cells within three tenths of the centre, in both directions. */
const MIDDLE_CELLS = 8 * 12;

export type Focus = {
  /** Centre of what matters, from the left and from the top. */
  focus: { x: number; y: number };
  /** How much more stands in the middle than around it: 0.5 for an even picture. */
  prominence: number;
};

/**
 * Cells weigh by their detail and by how far their colour is from that of the picture's sides;
 * the focus is pulled towards the middle, where products are held.
 */
export function focusOf(colours: readonly CellColour[], edges: EdgeMap): Focus {
  const ground = sideColour(colours);
  const sums = { weight: 0, x: 0, y: 0, middle: 0, around: 0 };
  for (let row = 0; row < GRID.rows; row += 1)
    for (let column = 0; column < GRID.columns; column += 1) {
      const cell = row * GRID.columns + column;
      const x = (column + 0.5) / GRID.columns;
      const y = (row + 0.5) / GRID.rows;
      const distance = colourDistance(colours[cell], ground) / 255;
      const salience = 0.02 + distance + 0.6 * Math.min(0.4, edges.cells[cell] ?? 0);
      const value = salience * (1 - 0.7 * Math.hypot(x - 0.5, (y - 0.5) * 0.9)) ** 2;
      sums.weight += value;
      sums.x += value * x;
      sums.y += value * y;
      if (Math.abs(x - 0.5) < 0.3 && Math.abs(y - 0.5) < 0.3)
        sums.middle += salience / MIDDLE_CELLS;
      else sums.around += salience / (GRID.columns * GRID.rows - MIDDLE_CELLS);
    }
  return {
    focus: { x: threeDigits(sums.x / sums.weight), y: threeDigits(sums.y / sums.weight) },
    prominence: threeDigits(sums.middle / (sums.middle + sums.around)),
  };
}

const threeDigits = (value: number) => Math.round(value * 1000) / 1000;

function colourDistance(a: CellColour = [0, 128, 128], b: CellColour = [0, 128, 128]): number {
  return 0.5 * Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]);
}

function sideColour(colours: readonly CellColour[]): CellColour {
  const sides = colours.filter((_, index) => {
    const column = index % GRID.columns;
    return column === 0 || column === GRID.columns - 1;
  });
  const mean = (channel: 0 | 1 | 2) =>
    sides.reduce((sum, colour) => sum + colour[channel], 0) / Math.max(1, sides.length);
  return [mean(0), mean(1), mean(2)];
}

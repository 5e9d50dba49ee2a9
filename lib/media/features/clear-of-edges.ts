import { portraitCrop } from "../portrait-crop.ts";
import type { Preview } from "../preview.ts";

/** How far the cut may move to spare a line of letters, as a share of the height. */
const MAX_SHIFT = 0.09;

/** Rows around a cut that would look cut through, as a share of the height. */
const MARGIN = 0.008;

/** Moves the focus up or down a little so that the crop's rims do not run through letters. */
export function clearOfEdges(
  focus: { x: number; y: number },
  { preview, rowEdges }: { preview: Preview; rowEdges: Float32Array },
): { x: number; y: number } {
  let best = focus;
  let least = Number.POSITIVE_INFINITY;
  for (let step = -12; step <= 12; step += 1) {
    const shift = (step / 12) * MAX_SHIFT;
    const moved = { x: focus.x, y: Math.min(1, Math.max(0, focus.y + shift)) };
    const { top, height } = portraitCrop(preview, moved);
    const cost =
      edgesAround(rowEdges, top) + edgesAround(rowEdges, top + height) + Math.abs(shift) * 0.25;
    if (cost < least) {
      least = cost;
      best = moved;
    }
  }
  return { x: best.x, y: Math.round(best.y * 1000) / 1000 };
}

/** The picture's own rim cuts nothing. */
function edgesAround(rowEdges: Float32Array, row: number): number {
  if (row <= 0 || row >= rowEdges.length) return 0;
  const margin = Math.max(1, Math.round(rowEdges.length * MARGIN));
  const rows = rowEdges.subarray(Math.max(0, row - margin), row + margin + 1);
  return rows.reduce((sum, share) => sum + share, 0) / rows.length;
}

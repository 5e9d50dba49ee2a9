import { cellColours } from "./features/cell-colours.ts";
import { coloursOf } from "./features/colour-spread.ts";
import { edgesOf } from "./features/edge-map.ts";
import { clearOfEdges } from "./features/clear-of-edges.ts";
import { focusOf } from "./features/focus.ts";
import { thumbOf } from "./features/thumb.ts";
import { toneOf } from "./features/tone.ts";
import { textShareOf } from "./features/text-share.ts";
import type { Preview } from "./preview.ts";

/** What is known of a frame without looking at it again. Shares and levels are between 0 and 1. */
export type FrameFeatures = {
  brightness: number;
  /** Distance from the darkest to the brightest hundredth of the picture. */
  contrast: number;
  /** How sudden the steepest edges are: near 1 when sharp, below 0.4 when blurred. */
  sharpness: number;
  /** Share of the picture that has detail in it. */
  detail: number;
  /** Height of the tallest unbroken band of detail: lines of letters are low, things are not. */
  tallestBand: number;
  /** Share covered by the two commonest colours. */
  flatShare: number;
  /** Evenness of the colours present. */
  colourSpread: number;
  saturation: number;
  /** Share of the detailed area that looks like letters. */
  textShare: number;
  /** Centre of what matters, from the left and from the top. */
  focus: { x: number; y: number };
  /** How much more stands in the middle than around it: 0.5 for an even picture. */
  prominence: number;
  /** Tiny blurred copy for comparing pictures, base64 of 6×10 pixels in YCbCr. */
  thumb: string;
};

export function featuresOf(preview: Preview): FrameFeatures {
  const tone = toneOf(preview);
  const edges = edgesOf(preview);
  const cells = cellColours(preview);
  const { focus, prominence } = focusOf(cells, edges);
  return {
    brightness: round(tone.mean / 255),
    contrast: round((tone.high - tone.low) / 255),
    sharpness: round(edges.sharpness),
    detail: round(edges.detail),
    tallestBand: round(edges.tallestBand),
    ...coloursOf(preview),
    textShare: round(textShareOf(preview, edges)),
    prominence,
    focus: clearOfEdges(focus, { preview, rowEdges: edges.rowEdges }),
    thumb: thumbOf(cells),
  };
}

const round = (value: number) => Math.round(value * 1000) / 1000;

import { cellColours } from "./features/cell-colours.ts";
import { colourBins, coloursOf } from "./features/colour-spread.ts";
import { edgesOf } from "./features/edge-map.ts";
import { figureOf } from "./features/figure.ts";
import { clearOfEdges } from "./features/clear-of-edges.ts";
import { focusOf } from "./features/focus.ts";
import { thumbOf } from "./features/thumb.ts";
import { barsOf, toneOf } from "./features/tone.ts";
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
  /** Share that is one plain or evenly shaded ground. */
  ground: number;
  /** Share that stands out from it and is wider than any stroke of a letter. */
  body: number;
  /** Share of what stands out that has one and the same brightness. */
  ink: number;
  /** Share that black bars take at top and bottom. */
  bars: number;
  /** Centre of what matters, from the left and from the top. */
  focus: { x: number; y: number };
  /** How much more stands in the middle than around it: 0.5 for an even picture. */
  prominence: number;
  /** Tiny blurred copy and the colours' shares, for comparing pictures; base64, see `thumbOf`. */
  thumb: string;
};

export function featuresOf(preview: Preview): FrameFeatures {
  const tone = toneOf(preview);
  const edges = edgesOf(preview);
  const cells = cellColours(preview);
  const { focus, prominence } = focusOf(cells, edges);
  const bins = colourBins(preview);
  const contrast = (tone.high - tone.low) / 255;
  const { ground, body, ink } = figureOf(preview, contrast);
  return {
    brightness: round(tone.mean / 255),
    contrast: round(contrast),
    sharpness: round(edges.sharpness),
    detail: round(edges.detail),
    tallestBand: round(edges.tallestBand),
    ...coloursOf(preview, bins),
    textShare: round(textShareOf(preview, edges)),
    ground: round(ground),
    body: round(body),
    ink: round(ink),
    bars: round(barsOf(preview)),
    prominence,
    focus: clearOfEdges(focus, { preview, rowEdges: edges.rowEdges }),
    thumb: thumbOf(cells, bins),
  };
}

const round = (value: number) => Math.round(value * 1000) / 1000;

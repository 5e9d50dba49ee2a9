import { type Blob, findBlobs, type Layer } from "./find-blobs.ts";
import type { GreyImage } from "./grey-image.ts";

export type Box = Pick<Blob, "left" | "top" | "right" | "bottom">;

/** A row of letters of one brightness; its box is in pixels of the picture that was looked at. */
export type TextLine = {
  layer: Layer;
  letters: Blob[];
  box: Box;
  /** How far it falls (or, below 0, rises) from one pixel to the next. */
  slope: number;
  /** Height of a capital. */
  capHeight: number;
  score: number;
};

/** Both colours of ink at levels between which drawn letters and what is around them differ. */
const LAYERS: readonly Layer[] = [
  { ink: "bright", level: 238 },
  { ink: "bright", level: 205 },
  { ink: "bright", level: 160 },
  { ink: "dark", level: 50 },
  { ink: "dark", level: 100 },
  { ink: "dark", level: 160 },
];

const LETTER = { minHeight: 9, maxHeight: 130, maxAspect: 3.5, minFill: 0.1 };
const MIN_LETTERS = 2;
const MAX_SLOPE = 0.2;

/** Rows of letters, the most telling first; the same row may be found in more than one layer. */
export function findLines(image: GreyImage): TextLine[] {
  return LAYERS.flatMap((layer) => linesOf(image, layer)).toSorted((a, b) => b.score - a.score);
}

function linesOf(image: GreyImage, layer: Layer): TextLine[] {
  const blobs = findBlobs(image, layer);
  const letters = blobs.filter((blob) => isLetter(blob, image)).toSorted((a, b) => a.left - b.left);
  if (letters.length > 1_500) return [];
  return chains(letters)
    .map((chain) => toLine(chain, { blobs, layer }))
    .filter((line) => line !== null);
}

function isLetter({ left, top, right, bottom, area }: Blob, { width, height }: GreyImage): boolean {
  const [blobWidth, blobHeight] = [right - left, bottom - top];
  return (
    blobHeight >= LETTER.minHeight &&
    blobHeight <= LETTER.maxHeight &&
    blobWidth <= blobHeight * LETTER.maxAspect &&
    area >= blobWidth * blobHeight * LETTER.minFill &&
    left > 0 &&
    top > 0 &&
    right < width &&
    bottom < height
  );
}

/** Letters joined with the neighbours that stand beside them at about their size. */
function chains(letters: readonly Blob[]): Blob[][] {
  const chainOf = letters.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (chainOf[root] !== root) root = chainOf[root] ?? root;
    return root;
  };
  for (const [index, letter] of letters.entries()) {
    const reach = letter.right + (letter.bottom - letter.top);
    for (let next = index + 1; next < letters.length; next += 1) {
      const other = letters[next];
      if (other === undefined || other.left > reach) break;
      if (standTogether(letter, other)) chainOf[rootOf(next)] = rootOf(index);
    }
  }
  const found = new Map<number, Blob[]>();
  for (const [index, letter] of letters.entries()) {
    const root = rootOf(index);
    const chain = found.get(root);
    if (chain === undefined) found.set(root, [letter]);
    else chain.push(letter);
  }
  return [...found.values()].filter(({ length }) => length >= MIN_LETTERS);
}

function standTogether(a: Blob, b: Blob): boolean {
  const [heightA, heightB] = [a.bottom - a.top, b.bottom - b.top];
  const ratio = heightA / heightB;
  if (ratio < 0.5 || ratio > 2) return false;
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (overlap < 0.5 * Math.min(heightA, heightB)) return false;
  const gap = b.left - a.right;
  return gap < 1.1 * Math.max(heightA, heightB) && gap > -0.5 * Math.min(heightA, heightB);
}

function toLine(
  chain: Blob[],
  { blobs, layer }: { blobs: readonly Blob[]; layer: Layer },
): TextLine | null {
  const heights = chain.map(({ top, bottom }) => bottom - top).toSorted((a, b) => a - b);
  const capHeight = heights[Math.floor(heights.length * 0.75)] ?? 0;
  const slope = chain.length < 4 ? 0 : slopeOf(chain);
  if (Math.abs(slope) > MAX_SLOPE) return null;
  const feet = chain.map(({ left, right, bottom }) => bottom - (slope * (left + right)) / 2);
  const foot = feet.toSorted((a, b) => a - b)[Math.floor(feet.length / 2)] ?? 0;
  const onFoot = feet.filter((at) => Math.abs(at - foot) <= Math.max(1.5, 0.14 * capHeight)).length;
  if (onFoot < chain.length * 0.6 || onFoot < MIN_LETTERS) return null;
  const box = boxAround(chain);
  if (box.right - box.left < capHeight * 1.1) return null;
  const letters = [...chain, ...marksIn(blobs, { chain, box, capHeight })];
  return {
    layer,
    letters,
    box: boxAround(letters),
    slope,
    capHeight,
    score: onFoot * Math.sqrt(capHeight),
  };
}

/** Points, commas, strokes and signs between the letters, which are too low to be letters themselves. */
function marksIn(
  blobs: readonly Blob[],
  line: { chain: Blob[]; box: Box; capHeight: number },
): Blob[] {
  const members = new Set(line.chain);
  const { box, capHeight } = line;
  const reach = capHeight * 0.5;
  return blobs.filter(
    (blob) =>
      !members.has(blob) &&
      blob.area >= 2 &&
      blob.bottom - blob.top <= capHeight * 1.4 &&
      blob.right - blob.left <= capHeight * 1.4 &&
      blob.right >= box.left - reach &&
      blob.left <= box.right + reach &&
      blob.top >= box.top - capHeight * 0.25 &&
      blob.bottom <= box.bottom + capHeight * 0.3,
  );
}

/** Least squares through the middles of the letters' feet. */
function slopeOf(chain: readonly Blob[]): number {
  const points = chain.map(({ left, right, bottom }) => ({ x: (left + right) / 2, y: bottom }));
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / points.length;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const lean = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return spread === 0 ? 0 : lean / spread;
}

function boxAround(blobs: readonly Blob[]): Box {
  return {
    left: Math.min(...blobs.map(({ left }) => left)),
    top: Math.min(...blobs.map(({ top }) => top)),
    right: Math.max(...blobs.map(({ right }) => right)),
    bottom: Math.max(...blobs.map(({ bottom }) => bottom)),
  };
}

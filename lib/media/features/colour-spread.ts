import type { Preview } from "../preview.ts";

/** Eight levels of luma by eight by eight of chroma. */
const BINS = 512;

/** How many pixels fall into each of the coarse cube's bins. */
export function colourBins({ luma, cb, cr }: Preview): Uint32Array {
  const counts = new Uint32Array(BINS);
  for (let index = 0; index < luma.length; index += 1) {
    const chroma = chromaLevel(cb[index] ?? 128) * 8 + chromaLevel(cr[index] ?? 128);
    const bin = ((luma[index] ?? 0) >> 5) * 64 + chroma;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** How the picture's colours are spread over a coarse cube. */
export function coloursOf(
  { luma, cb, cr }: Preview,
  counts: Uint32Array,
): { flatShare: number; colourSpread: number; saturation: number } {
  let distance = 0;
  for (let index = 0; index < cb.length; index += 1)
    distance += Math.abs((cb[index] ?? 128) - 128) + Math.abs((cr[index] ?? 128) - 128);
  const shares = [...counts].filter((count) => count > 0).map((count) => count / luma.length);
  const entropy = shares.reduce((sum, share) => sum - share * Math.log2(share), 0);
  const [first = 0, second = 0] = shares.toSorted((a, b) => b - a);
  const three = (value: number) => Math.round(value * 1000) / 1000;
  return {
    flatShare: three(first + second),
    colourSpread: three(Math.min(1, entropy / 5)),
    saturation: three(Math.min(1, distance / luma.length / 70)),
  };
}

/** Chroma rarely leaves the middle of its range, so the levels are finer there. */
function chromaLevel(value: number): number {
  return Math.min(7, Math.max(0, (value - 64) >> 4));
}

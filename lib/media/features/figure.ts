import type { Preview } from "../preview.ts";
import { levelAt } from "./tone.ts";

/** How far a plain ground strays from its shading, as a share of the picture's contrast. */
const GROUND_TOLERANCE = { share: 0.12, least: 8, most: 22 };
/** Chroma is never as strong as luma. */
const CHROMA_TOLERANCE = 0.55;

/** Every fourth pixel across and down is enough to see a ground's shading. */
const STEP = 4;
const ROUNDS = 3;

/** Strokes of the heaviest letters are narrower than this share of the width; things are not. */
const BODY_WIDTH = 0.09;
const BODY_FILLED = 0.92;

/** Levels of luma on both sides of the commonest one that are still one ink. */
const INK_TOLERANCE = 14;

export type Figure = {
  /** Share of the picture that is one plain or evenly shaded ground. */
  ground: number;
  /** Share that stands out from it and is wider than any stroke of a letter. */
  body: number;
  /** Share of what stands out that has one and the same brightness, as letters have. */
  ink: number;
};

/** Divides a picture into a plain ground, as far as there is one, and what stands before it. */
export function figureOf(preview: Preview, contrast: number): Figure {
  const { width, height, luma, cb, cr } = preview;
  const { share, least, most } = GROUND_TOLERANCE;
  const tolerance = Math.min(most, Math.max(least, contrast * 255 * share));
  const ground = [fitShade(preview, luma), fitShade(preview, cb), fitShade(preview, cr)] as const;
  const figure = new Uint8Array(width * height);
  const tones = new Uint32Array(256);
  let standing = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const isGround =
        Math.abs((luma[at] ?? 0) - shadeAt(ground[0], x, y)) <= tolerance &&
        Math.abs((cb[at] ?? 0) - shadeAt(ground[1], x, y)) <= tolerance * CHROMA_TOLERANCE &&
        Math.abs((cr[at] ?? 0) - shadeAt(ground[2], x, y)) <= tolerance * CHROMA_TOLERANCE;
      if (isGround) continue;
      figure[at] = 1;
      standing += 1;
      const tone = luma[at] ?? 0;
      tones[tone] = (tones[tone] ?? 0) + 1;
    }
  return {
    ground: 1 - standing / figure.length,
    body: bodyShare(figure, { width, height }),
    ink: standing === 0 ? 0 : inkShare(tones, standing),
  };
}

/** A shade that changes evenly: `base + across·x + down·y`. */
type Shade = { base: number; across: number; down: number };

const shadeAt = ({ base, across, down }: Shade, x: number, y: number) =>
  base + across * x + down * y;

/** Least squares, first over the picture's rim, then over whatever is near to that. */
function fitShade({ width, height }: Preview, plane: Uint8Array): Shade {
  let shade: Shade = { base: rimLevel(plane, { width, height }), across: 0, down: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const tolerance = round === 0 ? 40 : 20;
    const sums = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0, v: 0, vx: 0, vy: 0 };
    for (let y = 0; y < height; y += STEP)
      for (let x = 0; x < width; x += STEP) {
        const level = plane[y * width + x] ?? 0;
        if (Math.abs(level - shadeAt(shade, x, y)) > tolerance) continue;
        sums.n += 1;
        sums.x += x;
        sums.y += y;
        sums.xx += x * x;
        sums.yy += y * y;
        sums.xy += x * y;
        sums.v += level;
        sums.vx += level * x;
        sums.vy += level * y;
      }
    shade = solve(sums) ?? shade;
  }
  return shade;
}

type Sums = Record<"n" | "x" | "y" | "xx" | "yy" | "xy" | "v" | "vx" | "vy", number>;

/** Nothing where too little was alike to say anything. */
function solve({ n, x, y, xx, yy, xy, v, vx, vy }: Sums): Shade | undefined {
  if (n < 20) return undefined;
  const [mx, my, mv] = [x / n, y / n, v / n];
  const [sxx, syy, sxy] = [xx / n - mx * mx, yy / n - my * my, xy / n - mx * my];
  const [sxv, syv] = [vx / n - mx * mv, vy / n - my * mv];
  const determinant = sxx * syy - sxy * sxy;
  if (determinant < 1) return undefined;
  const across = (sxv * syy - syv * sxy) / determinant;
  const down = (syv * sxx - sxv * sxy) / determinant;
  return { base: mv - across * mx - down * my, across, down };
}

/** The middle level of the picture's left and right edges. */
function rimLevel(plane: Uint8Array, { width, height }: { width: number; height: number }): number {
  const levels = new Uint32Array(256);
  for (let y = 0; y < height; y += 1)
    for (const x of [1, 3, width - 4, width - 2]) {
      const level = plane[y * width + x] ?? 0;
      levels[level] = (levels[level] ?? 0) + 1;
    }
  return levelAt(levels, height * 2);
}

/** Share of the picture around which the figure fills a square nearly whole. */
function bodyShare(
  figure: Uint8Array,
  { width, height }: { width: number; height: number },
): number {
  const side = Math.max(3, Math.round(Math.min(width, height) * BODY_WIDTH));
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += figure[y * width + x] ?? 0;
      const at = (y + 1) * (width + 1) + x + 1;
      sums[at] = (sums[at - width - 1] ?? 0) + row;
    }
  }
  const enough = side * side * BODY_FILLED;
  let found = 0;
  for (let y = 0; y + side <= height; y += 1)
    for (let x = 0; x + side <= width; x += 1) {
      const top = y * (width + 1) + x;
      const bottom = top + side * (width + 1);
      const filled =
        (sums[bottom + side] ?? 0) -
        (sums[bottom] ?? 0) -
        (sums[top + side] ?? 0) +
        (sums[top] ?? 0);
      if (filled >= enough) found += 1;
    }
  return found / (width * height);
}

/** Share of the commonest brightness and those next to it. */
function inkShare(tones: Uint32Array, total: number): number {
  let best = 0;
  for (let level = 0; level < tones.length; level += 1) {
    let sum = 0;
    for (let near = level - INK_TOLERANCE; near <= level + INK_TOLERANCE; near += 1)
      sum += tones[near] ?? 0;
    if (sum > best) best = sum;
  }
  return best / total;
}

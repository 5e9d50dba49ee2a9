import type { TextLine } from "./find-lines.ts";
import type { GreyImage } from "./grey-image.ts";

/** Height of a capital at which the recogniser reads best, and the white around it. */
const CAP_HEIGHT = 34;
const MARGIN = 14;

/** How far beyond a letter's box its soft edge reaches, in pixels of the search picture. */
const EDGE = 2;
const MAX_WIDTH = 2_400;

/**
 * One row of letters alone, level, black on white, as a binary PGM file. `factor` is how much larger
 * the picture is than the one in which the row was found.
 */
export function drawLine(
  line: TextLine,
  { image, factor }: { image: GreyImage; factor: number },
): Buffer {
  const scale = Math.min(
    CAP_HEIGHT / (line.capHeight * factor),
    MAX_WIDTH / ((line.box.right - line.box.left) * factor),
  );
  const { box, slope } = line;
  const middle = (box.left + box.right) / 2;
  const lean = (x: number) => slope * (x - middle);
  const tops = line.letters.map(({ left, right, top }) => top - lean((left + right) / 2));
  const bottoms = line.letters.map(({ left, right, bottom }) => bottom - lean((left + right) / 2));
  const top = Math.min(...tops) - EDGE;
  const bottom = Math.max(...bottoms) + EDGE;
  const left = box.left - EDGE;
  const right = box.right + EDGE;
  const width = Math.ceil((right - left) * factor * scale);
  const height = Math.ceil((bottom - top) * factor * scale);
  const page = { width: width + 2 * MARGIN, height: height + 2 * MARGIN };
  const out = Buffer.alloc(page.width * page.height, 255);
  const { low, high } = levelsOf(line, { image, factor });
  const span = Math.max(1, high - low);
  const mask = maskOf(line);
  for (let y = 0; y < height; y += 1) {
    const rowY = top + (y + 0.5) / (factor * scale);
    for (let x = 0; x < width; x += 1) {
      const atX = left + (x + 0.5) / (factor * scale);
      const atY = rowY + lean(atX);
      if (!isInMask(mask, { x: atX, y: atY })) continue;
      const level = sample(image, { x: atX * factor, y: atY * factor });
      const ink = line.layer.ink === "bright" ? (level - low) / span : (high - level) / span;
      out[(y + MARGIN) * page.width + x + MARGIN] = 255 - Math.max(0, Math.min(1, ink)) * 255;
    }
  }
  return Buffer.concat([Buffer.from(`P5\n${page.width} ${page.height}\n255\n`), out]);
}

/** Brightness of the ink and of what it stands on; the layer's level lies between. */
function levelsOf(
  { layer, letters }: TextLine,
  { image, factor }: { image: GreyImage; factor: number },
) {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (const { left, right, top, bottom } of letters)
    for (let y = top * factor; y < bottom * factor; y += 1)
      for (let x = left * factor; x < right * factor; x += 1) {
        const level = image.luma[y * image.width + x] ?? 0;
        const isInk = layer.ink === "bright" ? level > layer.level : level < layer.level;
        if (!isInk) continue;
        histogram[level] = (histogram[level] ?? 0) + 1;
        count += 1;
      }
  let seen = 0;
  let inkLevel = layer.level;
  for (let level = 0; level < 256; level += 1) {
    seen += histogram[level] ?? 0;
    if (seen >= count / 2) {
      inkLevel = level;
      break;
    }
  }
  const reach = Math.max(30, Math.abs(inkLevel - layer.level) * 2);
  return layer.ink === "bright"
    ? { high: inkLevel, low: Math.max(0, inkLevel - reach) }
    : { low: inkLevel, high: Math.min(255, inkLevel + reach) };
}

type Mask = { left: number; top: number; width: number; height: number; bits: Uint8Array };

/** The letters' own pixels and their soft edges; what stands between them is left out. */
function maskOf({ letters, box }: TextLine): Mask {
  const left = box.left - EDGE;
  const top = box.top - EDGE;
  const mask = { left, top, width: box.right - left + EDGE, height: box.bottom - top + EDGE };
  const bits = new Uint8Array(mask.width * mask.height);
  for (const { runs } of letters)
    for (const { y, start, end } of runs)
      for (let row = y - top - 1; row <= y - top + 1; row += 1)
        bits.fill(1, row * mask.width + start - left - 1, row * mask.width + end - left + 1);
  return { ...mask, bits };
}

function isInMask({ left, top, width, height, bits }: Mask, at: { x: number; y: number }): boolean {
  const [x, y] = [Math.floor(at.x) - left, Math.floor(at.y) - top];
  return x >= 0 && x < width && y >= 0 && y < height && bits[y * width + x] === 1;
}

/** Between the four nearest pixels. */
function sample({ width, height, luma }: GreyImage, at: { x: number; y: number }): number {
  const x = Math.min(width - 1.001, Math.max(0, at.x - 0.5));
  const y = Math.min(height - 1.001, Math.max(0, at.y - 0.5));
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - x0, y - y0];
  const start = y0 * width + x0;
  const upper = (luma[start] ?? 0) * (1 - fx) + (luma[start + 1] ?? 0) * fx;
  const lower = (luma[start + width] ?? 0) * (1 - fx) + (luma[start + width + 1] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

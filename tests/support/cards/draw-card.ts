import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import * as z from "zod";

/** How sellers put words on a video: outlined, on a plate, in a colour, or bare. */
export const CARD_STYLES = [
  "white with black outline",
  "white with shadow",
  "black on white plate",
  "white on dark plate",
  "white on coloured plate",
  "yellow with black outline",
  "pink with white outline",
  "white alone",
] as const;
export type CardStyle = (typeof CARD_STYLES)[number];

const shapes = z
  .record(
    z.enum(["sans", "serif", "narrow"]),
    z.record(z.string(), z.object({ advance: z.number(), path: z.string() })),
  )
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "letter-shapes.json"), "utf8")));

export type Letters = keyof typeof shapes;

export type Card = {
  lines: readonly string[];
  style: CardStyle;
  letters: Letters;
  /** Height of the letters' em, and of the first line's foot, in pixels of 1080×1920. */
  size: number;
  foot: number;
  /** Degrees clockwise. */
  turn?: number;
  seed: number;
};

export const CARD = { width: 1080, height: 1920 };

/** The card as a photo compressed about as much as a video's frame, as packed RGB. */
export async function drawCard(card: Card): Promise<Buffer> {
  const photo = sharp(Buffer.from(photoSvg(card.seed)));
  const grain = { raw: { ...CARD, channels: 4 as const } };
  const jpeg = await photo
    .composite([{ input: grainOf(card.seed), ...grain }, { input: Buffer.from(wordsSvg(card)) }])
    .removeAlpha()
    .jpeg({ quality: 60 })
    .toBuffer();
  return sharp(jpeg).raw().toBuffer();
}

/** Something of everything that stands behind words: a fade, round things, boxes, stripes. */
function photoSvg(seed: number): string {
  const random = randomOf(seed);
  const colour = () => `rgb(${[0, 0, 0].map(() => Math.round(30 + random() * 200)).join(",")})`;
  const things = Array.from({ length: 26 }, () => {
    const [x, y, size] = [random() * CARD.width, random() * CARD.height, 40 + random() * 260];
    return random() < 0.5
      ? `<circle cx="${x}" cy="${y}" r="${size / 2}" fill="${colour()}" opacity=".7"/>`
      : `<rect x="${x}" y="${y}" width="${size}" height="${size * 0.7}" rx="12" fill="${colour()}" opacity=".7"/>`;
  });
  const stripes = Array.from(
    { length: 9 },
    (_, index) =>
      `<path d="M${index * 150} 0 L${index * 150 - 300} 1920" stroke="${colour()}" stroke-width="6" opacity=".5"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">
    <linearGradient id="wall" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${colour()}"/><stop offset="1" stop-color="${colour()}"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#wall)"/>${stripes.join("")}${things.join("")}</svg>`;
}

/** Grey specks of random strength over the whole picture, as a camera's sensor leaves them. */
function grainOf(seed: number): Buffer {
  const random = randomOf(seed + 1);
  const pixels = Buffer.alloc(CARD.width * CARD.height * 4);
  for (let at = 0; at < pixels.length; at += 4) {
    const level = random() * 255;
    pixels[at] = pixels[at + 1] = pixels[at + 2] = level;
    pixels[at + 3] = 22;
  }
  return pixels;
}

function wordsSvg(card: Card): string {
  const middle = CARD.width / 2;
  const lines = card.lines.map((line, index) =>
    lineSvg(line, { ...card, foot: card.foot + index * card.size * 1.5 }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}"><g transform="rotate(${card.turn ?? 0} ${middle} ${card.foot})">${lines.join("")}</g></svg>`;
}

function lineSvg(line: string, { style, letters, size, foot, seed }: Card): string {
  const scale = size / 1_000;
  let advance = 0;
  const glyphs = Array.from(line, (character) => {
    const shape = shapes[letters][character];
    if (shape === undefined) throw new Error(`no shape for ${character}`);
    const placed = `<path transform="translate(${advance} 0)" d="${shape.path}"/>`;
    advance += shape.advance;
    return placed;
  });
  const width = advance * scale;
  const left = (CARD.width - width) / 2;
  const word = (paint: string, shift = 0) =>
    `<g transform="translate(${left + shift} ${foot + shift}) scale(${scale})" ${paint}>${glyphs.join("")}</g>`;
  const outline = (ink: string, around: string) =>
    word(`fill="${around}" stroke="${around}" stroke-width="130" stroke-linejoin="round"`) +
    word(`fill="${ink}"`);
  const plate = (fill: string, opacity = 1) =>
    `<rect x="${left - size * 0.4}" y="${foot - size}" width="${width + size * 0.8}" height="${size * 1.4}" rx="${size * 0.25}" fill="${fill}" fill-opacity="${opacity}"/>`;
  switch (style) {
    case "white with black outline":
      return outline("#fff", "#000");
    case "yellow with black outline":
      return outline("#ffe600", "#000");
    case "pink with white outline":
      return outline("#ff2d87", "#fff");
    case "white with shadow":
      return word('fill="#000" opacity=".55"', 5) + word('fill="#fff"');
    case "white alone":
      return word('fill="#fff"');
    case "black on white plate":
      return plate("#fff", 0.95) + word('fill="#111"');
    case "white on dark plate":
      return plate("#000", 0.6) + word('fill="#fff"');
    case "white on coloured plate":
      return (
        plate(["#e0245e", "#1d9bf0", "#1a7f37", "#6f2dbd"][seed % 4] ?? "#e0245e") +
        word('fill="#fff"')
      );
  }
}

/** The same numbers between 0 and 1 for the same seed. */
export function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

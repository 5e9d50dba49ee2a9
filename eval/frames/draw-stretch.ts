import sharp, { type Sharp } from "sharp";
import { backdrops } from "#scripts/make-feed/backdrop.ts";
import { dress, headwrap, topAndSkirt } from "#scripts/make-feed/draw-clothes.ts";
import { heels, officeShoe, sandal, slides, sneaker } from "#scripts/make-feed/draw-footwear.ts";
import { handbag } from "#scripts/make-feed/draw-goods.ts";
import { palettes } from "#scripts/make-feed/product-drawing.ts";
import { drawCard } from "./draw-card.ts";
import { drawLine, lineWidth } from "./letters.ts";
import type { GoodKind, Stretch } from "./clip-plan.ts";
import { seededRandom, type Random } from "./seeded-random.ts";

/** Stills are drawn on this and scaled to the clip, with a margin for the camera to move in. */
export const CANVAS = { width: 1000, height: 1780 };

export type Still = { width: number; height: number; rgb: Buffer };

type Size = { width: number; height: number };

const PRODUCTS = [
  heels,
  officeShoe,
  sandal,
  slides,
  sneaker,
  handbag,
  dress,
  topAndSkirt,
  headwrap,
] as const;
const PALETTES = [
  palettes.crimson,
  palettes.navy,
  palettes.emerald,
  palettes.tan,
  palettes.sunset,
  palettes.lilac,
  palettes.denim,
  palettes.rose,
  palettes.black,
] as const;
const GROUNDS = [
  backdrops.cream,
  backdrops.mint,
  backdrops.sky,
  backdrops.blush,
  backdrops.slate,
  backdrops.shelves,
  backdrops.kitenge,
  backdrops.indigo,
  backdrops.street,
] as const;

/** The picture over which the camera of this stretch moves. */
export async function drawStretch(stretch: Stretch, size: Size): Promise<Still> {
  const random = seededRandom(stretch.look);
  const { kind, of, strength } = stretch;
  if (kind === "black") {
    const level = Math.round(strength ** 2 * 14);
    return still(plain({ r: level, g: level, b: level }), size);
  }
  if (kind === "title-card" || kind === "end-card") return still(svg(drawCard(kind, random)), size);
  if (kind === "blurred") {
    const sharpStill = await still(scene(of, random), size);
    return still(raw(sharpStill).blur(size.width * (0.02 + 0.04 * strength)), size);
  }
  const shown = kind === "repeated" ? of : kind;
  return still(await toned(shown, scene(shown, random)), size);
}

const svg = (markup: string) => sharp(Buffer.from(markup));
const raw = ({ rgb, width, height }: Still) => sharp(rgb, { raw: { width, height, channels: 3 } });
const plain = (background: { r: number; g: number; b: number }) =>
  sharp({ create: { ...CANVAS, channels: 3, background } });

async function still(picture: Sharp, { width, height }: Size): Promise<Still> {
  const rgb = await picture
    .resize(width, height, { fit: "cover" })
    .flatten({ background: "#000" })
    .toColourspace("srgb")
    .raw()
    .toBuffer();
  return { width, height, rgb };
}

function scene(kind: GoodKind, random: Random): Sharp {
  const draw = random.pick(PRODUCTS);
  const palette = random.pick(PALETTES);
  const product = draw(palette);
  const ground = kind === "on white" ? whiteGround() : inner(random.pick(GROUNDS)());
  const place = placed(kind, random);
  const words = kind === "captioned" ? plates(random) : "";
  const shown = kind === "rack" ? rackOf(product) : placeAt(product, place);
  return svg(page(`${ground}${shown}${words}`));
}

const page = (body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${CANVAS.width}" height="${CANVAS.height}">${body}</svg>`;

/** A backdrop is a page of its own, larger than ours. */
const inner = (markup: string) => `<g transform="translate(-120 -170)">${markup}</g>`;

const whiteGround = () =>
  `<rect width="100%" height="100%" fill="#fdfdfd"/><rect y="1300" width="100%" height="480" fill="#f3f3f4"/>`;

function placed(kind: GoodKind, random: Random) {
  const scales = { close: 1.7, low: 0.66, dim: 0.9 } as const;
  const scale = kind in scales ? scales[kind as keyof typeof scales] : random.between(0.75, 0.95);
  const x = (CANVAS.width - 1000 * scale) / 2 + random.between(-60, 60);
  const y = kind === "low" ? 900 : (CANVAS.height - 1000 * scale) / 2 + random.between(-120, 120);
  return { x, y, scale, turn: random.between(-9, 9) };
}

const placeAt = (
  product: string,
  { x, y, scale, turn }: { x: number; y: number; scale: number; turn: number },
) =>
  `<g transform="translate(${x} ${y}) scale(${scale}) rotate(${turn} 500 500)"><ellipse cx="500" cy="930" rx="400" ry="46" fill="#000" opacity=".22"/>${product}</g>`;

const rackOf = (product: string) =>
  [0, 1, 2, 3, 4, 5]
    .map(
      (index) =>
        `<g transform="translate(${90 + (index % 2) * 430} ${320 + Math.floor(index / 2) * 380}) scale(.4)">${product}</g>`,
    )
    .join("");

/** Words as sellers lay them over a picture: on plates, above or below the product. */
function plates(random: Random): string {
  const top = random.pick([150, 1340]);
  const lines = [
    random.pick(["NEW IN", "ONLY 55K", "SIZES 37-41"]),
    random.pick(["DM ME", "SALE"]),
  ];
  return lines
    .map((line, index) => {
      const y = top + index * 150;
      const width = lineWidth(line, 76) + 80;
      return `<rect x="${500 - width / 2}" y="${y - 30}" width="${width}" height="136" rx="24" fill="${index === 0 ? "#fff" : "#111"}" fill-opacity=".9"/>${drawLine(line, { x: 500, y, size: 76, ink: index === 0 ? "#111" : "#fff", weight: 1.3 })}`;
    })
    .join("");
}

/** What a camera or an editor does to a whole picture. */
async function toned(kind: GoodKind, picture: Sharp): Promise<Sharp> {
  const flat = picture.flatten({ background: "#000" });
  if (kind === "dim") return flat.linear(0.34, 4);
  if (kind === "pale") return flat.linear(0.36, 120);
  if (kind !== "letterbox") return flat;
  const middle = await picture
    .extract({ left: 0, top: 480, width: CANVAS.width, height: 820 })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const whole = plain({ r: 0, g: 0, b: 0 }).composite([{ input: middle, left: 0, top: 480 }]);
  return sharp(await whole.png({ compressionLevel: 1 }).toBuffer());
}

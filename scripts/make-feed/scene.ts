import sharp from "sharp";
import { BACKDROP, backdrops, type BackdropName } from "./backdrop.ts";
import type { Palette, ProductDrawing } from "./product-drawing.ts";

export const PICTURE = { width: 1080, height: 1920 };

/** How the product is shown. `rack` is six small ones, `close` fills the picture with a part of it. */
export type Framing = "hero" | "close" | "rack" | "low";

export type Scene =
  | {
      kind: "product";
      seconds: number;
      draw: ProductDrawing;
      palette: Palette;
      backdrop: BackdropName;
      framing: Framing;
      words?: string[];
    }
  | { kind: "blurred"; seconds: number; of: Extract<Scene, { kind: "product" }> }
  | { kind: "title"; seconds: number; lines: string[]; ground: string; ink: string }
  | { kind: "black"; seconds: number };

/** The layers of a scene: the camera drifts over the backdrop, the subject sways, words stand still. */
export type Layers = { backdrop: Buffer; subject: Buffer | null; words: Buffer | null };

const FRAMES = {
  hero: { size: 900, top: 470 },
  close: { size: 1900, top: 60 },
  low: { size: 760, top: 820 },
  rack: { size: 960, top: 440 },
} as const satisfies Record<Framing, { size: number; top: number }>;

const escapeXml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function subjectSvg(scene: Extract<Scene, { kind: "product" }>): string {
  const { size } = FRAMES[scene.framing];
  const product = scene.draw(scene.palette);
  const body =
    scene.framing === "rack"
      ? Array.from(
          { length: 6 },
          (_, index) =>
            `<g transform="translate(${110 + (index % 2) * 430} ${Math.floor(index / 2) * 330}) scale(.35)">${product}</g>`,
        ).join("")
      : `<ellipse cx="500" cy="930" rx="400" ry="46" fill="#000" opacity=".22"/>${product}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 1000 1000">${body}</svg>`;
}

/** Captions the way sellers put them on a video: heavy letters on a rounded plate. */
function wordsSvg(lines: string[], place: { top: number }): string {
  const plates = lines.map((line, index) => {
    const fontSize = index === 0 ? 84 : 60;
    const width = Math.min(1010, line.length * fontSize * 0.62 + 70);
    const y = place.top + index * 136;
    return `<rect x="${540 - width / 2}" y="${y}" width="${width}" height="${fontSize + 40}" rx="26" fill="${index === 0 ? "#fff" : "#111"}" fill-opacity="${index === 0 ? 0.95 : 0.78}"/>
      <text x="540" y="${y + fontSize + 4}" font-family="Liberation Sans" font-size="${fontSize}" font-weight="bold" fill="${index === 0 ? "#111" : "#fff"}" text-anchor="middle" textLength="${width - 60}" lengthAdjust="spacingAndGlyphs">${escapeXml(line)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="1920">${plates.join("")}</svg>`;
}

function titleSvg(scene: Extract<Scene, { kind: "title" }>): string {
  const { width, height } = BACKDROP;
  const lines = scene.lines.map(
    (line, index) =>
      `<text x="${width / 2}" y="${height / 2 - scene.lines.length * 70 + index * 160}" font-family="Liberation Sans" font-size="118" font-weight="bold" fill="${scene.ink}" text-anchor="middle">${escapeXml(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${scene.ground}"/>${lines.join("")}</svg>`;
}

const png = (svg: string) => sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toBuffer();

export async function drawLayers(scene: Scene): Promise<Layers> {
  switch (scene.kind) {
    case "product":
      return {
        backdrop: await png(backdrops[scene.backdrop]()),
        subject: await png(subjectSvg(scene)),
        words: scene.words ? await png(wordsSvg(scene.words, { top: 250 })) : null,
      };
    case "blurred": {
      const sharpLayers = await drawLayers(scene.of);
      return {
        backdrop: await sharp(sharpLayers.backdrop).blur(38).png().toBuffer(),
        subject:
          sharpLayers.subject && (await sharp(sharpLayers.subject).blur(30).png().toBuffer()),
        words: null,
      };
    }
    case "title":
      return { backdrop: await png(titleSvg(scene)), subject: null, words: null };
    case "black":
      return {
        backdrop: await sharp({ create: { ...BACKDROP, channels: 3, background: "#000" } })
          .png()
          .toBuffer(),
        subject: null,
        words: null,
      };
  }
}

export function subjectFrame(scene: Scene): { size: number; top: number } {
  if (scene.kind === "product") return FRAMES[scene.framing];
  return scene.kind === "blurred" ? FRAMES[scene.of.framing] : FRAMES.hero;
}

/** A still of the scene as it stands in its middle, for covers and slideshows. */
export async function drawStill(scene: Scene): Promise<Buffer> {
  const layers = await drawLayers(scene);
  const { size, top } = subjectFrame(scene);
  const canvas = await sharp(layers.backdrop)
    .extract({ left: 80, top: 100, ...PICTURE })
    .toBuffer();
  const overlays = [];
  if (layers.subject) {
    const left = Math.round((PICTURE.width - size) / 2);
    const visible = await sharp(layers.subject)
      .extract({
        left: Math.max(0, -left),
        top: 0,
        width: Math.min(size, PICTURE.width),
        height: Math.min(size, PICTURE.height - top),
      })
      .toBuffer();
    overlays.push({ input: visible, left: Math.max(0, left), top });
  }
  if (layers.words) overlays.push({ input: layers.words, left: 0, top: 0 });
  const composed = await sharp(canvas).composite(overlays).png().toBuffer();
  return sharp(composed).resize(720, 1280).jpeg({ quality: 74, mozjpeg: true }).toBuffer();
}

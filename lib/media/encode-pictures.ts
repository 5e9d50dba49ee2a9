import sharp, { type Sharp } from "sharp";
import { dominantColours, type DominantColour } from "./dominant-colours.ts";
import type { RawPicture } from "./frame-source.ts";

export type PictureVariant = { width: number; height: number; webp: Buffer };

export type EncodedPicture = {
  /** Size of the largest variant. */
  width: number;
  height: number;
  /** Smallest first; a source narrower than a width has none of that width. */
  variants: PictureVariant[];
  /** Tiny WebP as a data URI of at most 400 characters, to be shown enlarged and blurred. */
  placeholder: string;
};

export type EncodedPictures = {
  pictures: EncodedPicture[];
  /** JPEG of 1200×630 for link previews: the first picture before a blurred copy of itself. */
  previewJpeg: Buffer;
  colours: DominantColour[];
};

export const PICTURE_WIDTHS = [320, 540, 1080] as const;

const WEBP = { quality: 78, effort: 2 } as const;
const PREVIEW = { width: 1200, height: 630 };
const SMALL = { width: 24, height: 30 };

// libvips would otherwise start a thread per core for each of the pictures.
sharp.concurrency(1);

/** Encodes portrait pictures, best first; metadata of the source never comes along. */
export async function encodePictures(raws: readonly RawPicture[]): Promise<EncodedPictures> {
  const pictures: EncodedPicture[] = [];
  const small: RawPicture[] = [];
  let previewJpeg: Buffer = Buffer.alloc(0);
  for (const [position, raw] of raws.entries()) {
    const { picture, smallest } = await encodePicture(raw);
    pictures.push(picture);
    small.push(await resized(smallest, SMALL));
    if (position === 0) previewJpeg = await encodePreview(raw);
  }
  return { pictures, previewJpeg, colours: dominantColours(small) };
}

/** A small copy for somebody who only has to see what is on it: a JPEG of 512 pixels as a data URL. */
export async function encodeGlimpse(raw: RawPicture): Promise<string> {
  const jpeg = await opened(raw)
    .resize({ width: 512, withoutEnlargement: true })
    .jpeg({ quality: 60 })
    .toBuffer();
  return `data:image/jpeg;base64,${jpeg.toString("base64")}`;
}

async function encodePicture(
  raw: RawPicture,
): Promise<{ picture: EncodedPicture; smallest: RawPicture }> {
  const variants: PictureVariant[] = [];
  let current = raw;
  for (const width of widthsFor(raw).toReversed()) {
    current = await resized(current, { width, height: portraitHeight(width) });
    const webp = await opened(current).webp(WEBP).toBuffer();
    variants.unshift({ width: current.width, height: current.height, webp });
  }
  const largest = variants.at(-1);
  const placeholder = await opened(current)
    .resize(12, 15)
    .webp({ quality: 30, effort: 0 })
    .toBuffer();
  return {
    picture: {
      width: largest?.width ?? raw.width,
      height: largest?.height ?? raw.height,
      variants,
      placeholder: `data:image/webp;base64,${placeholder.toString("base64")}`,
    },
    smallest: current,
  };
}

function widthsFor({ width }: RawPicture): number[] {
  const fitting = PICTURE_WIDTHS.filter((wanted) => wanted <= width);
  return fitting.length > 0 ? fitting : [width];
}

const portraitHeight = (width: number) => Math.round((width * 5) / 4);

const opened = ({ width, height, rgb }: RawPicture): Sharp =>
  sharp(rgb, { raw: { width, height, channels: 3 } });

async function resized(
  picture: RawPicture,
  { width, height }: { width: number; height: number },
): Promise<RawPicture> {
  if (picture.width === width && picture.height === height) return picture;
  const rgb = await opened(picture).resize(width, height, { fit: "fill" }).raw().toBuffer();
  return { width, height, rgb };
}

async function encodePreview(raw: RawPicture): Promise<Buffer> {
  const front = await resized(raw, {
    width: Math.round((PREVIEW.height * 4) / 5),
    height: PREVIEW.height,
  });
  const backdrop = await opened(await resized(front, { width: 40, height: 50 }))
    .resize(40, 21, { fit: "cover" })
    .blur(2)
    .modulate({ brightness: 0.85 })
    .raw()
    .toBuffer();
  return sharp(backdrop, { raw: { width: 40, height: 21, channels: 3 } })
    .resize(PREVIEW.width, PREVIEW.height, { fit: "fill", kernel: "cubic" })
    .composite([
      {
        input: front.rgb,
        raw: { width: front.width, height: front.height, channels: 3 },
        gravity: "centre",
      },
    ])
    .jpeg({ quality: 80 })
    .toBuffer();
}

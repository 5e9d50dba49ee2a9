import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { cellColours } from "./features/cell-colours.ts";
import { clearOfEdges } from "./features/clear-of-edges.ts";
import { edgesOf } from "./features/edge-map.ts";
import { focusOf } from "./features/focus.ts";
import { textShareOf } from "./features/text-share.ts";
import type { RawPicture } from "./frame-source.ts";
import { portraitCrop } from "./portrait-crop.ts";
import { previewOfRgb } from "./preview.ts";
import { MIN_TEXT_SHARE } from "./words/word-reader.ts";
import type { GreyImage } from "./words/grey-image.ts";
import { SNIFF_BYTES, sniffMedia } from "./sniff-media.ts";

export type StillOutcome =
  | {
      kind: "picture";
      picture: RawPicture;
      /** The whole of it, beyond the portrait form, where letters seem to stand in it. */
      page: GreyImage | null;
    }
  | { kind: "unreadable"; reason: string };

const LIMITS = { maxPixels: 25_000_000, minSide: 64, timeoutSeconds: 8, longestSide: 2_700 };

/** Reads a JPEG, PNG or WebP file, upright, without its metadata, cut to the portrait form. */
export async function readStill(path: string): Promise<StillOutcome> {
  const bytes = await readFile(path);
  // libvips would open more formats than these, among them some that run or fetch things.
  const sniffed = sniffMedia(bytes.subarray(0, SNIFF_BYTES));
  if (sniffed.kind === "refused") return { kind: "unreadable", reason: sniffed.reason };
  if (sniffed.kind !== "image") return { kind: "unreadable", reason: "not-an-image" };
  try {
    const image = () =>
      sharp(bytes, { limitInputPixels: LIMITS.maxPixels, pages: 1, failOn: "error" });
    const { width, height } = await image().metadata();
    if (Math.min(width, height) < LIMITS.minSide)
      return { kind: "unreadable", reason: "too-small" };
    if (width * height > LIMITS.maxPixels) return { kind: "unreadable", reason: "too-many-pixels" };
    const { data, info } = await image()
      .autoOrient()
      .resize({
        width: LIMITS.longestSide,
        height: LIMITS.longestSide,
        fit: "inside",
        withoutEnlargement: true,
      })
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .raw()
      .timeout({ seconds: LIMITS.timeoutSeconds })
      .toBuffer({ resolveWithObject: true });
    return { kind: "picture", ...cut({ width: info.width, height: info.height, rgb: data }) };
  } catch (error) {
    const text = error instanceof Error ? error.message : "";
    return {
      kind: "unreadable",
      reason: /pixel limit/i.test(text) ? "too-many-pixels" : "broken-image",
    };
  }
}

function cut(picture: RawPicture): { picture: RawPicture; page: GreyImage | null } {
  const preview = previewOfRgb(picture.rgb, picture);
  const edges = edgesOf(preview);
  const { focus } = focusOf(cellColours(preview), edges);
  const part = portraitCrop(picture, clearOfEdges(focus, { preview, rowEdges: edges.rowEdges }));
  const rgb = Buffer.allocUnsafe(part.width * part.height * 3);
  for (let row = 0; row < part.height; row += 1) {
    const from = ((part.top + row) * picture.width + part.left) * 3;
    picture.rgb.copy(rgb, row * part.width * 3, from, from + part.width * 3);
  }
  return {
    picture: { width: part.width, height: part.height, rgb },
    page: textShareOf(preview, edges) >= MIN_TEXT_SHARE ? greyOf(picture) : null,
  };
}

function greyOf({ width, height, rgb }: RawPicture): GreyImage {
  const luma = new Uint8Array(width * height);
  for (let at = 0; at < luma.length; at += 1)
    luma[at] =
      0.299 * (rgb[at * 3] ?? 0) + 0.587 * (rgb[at * 3 + 1] ?? 0) + 0.114 * (rgb[at * 3 + 2] ?? 0);
  return { width, height, luma };
}

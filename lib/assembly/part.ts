import * as z from "zod";
import { categorySchema } from "../captions/caption-reading.ts";
import { processingMetadata } from "../events/catalogue/pipeline.ts";

/** Where one field came from; `span` is in UTF-16 offsets of the caption. */
export const fieldSource = z.object({
  source: z.enum(["rule", "ai", "seller", "frame", "subtitles"]),
  confidence: z.number().min(0).max(1),
  span: z.object({ start: z.int().min(0), end: z.int().min(0) }).nullable(),
  rule: z.string().nullable(),
});
export type FieldSource = z.infer<typeof fieldSource>;

/**
 * Words of a video beside its caption, and what the rules read in them. It stands with whichever
 * part came by them: frames with the pictures, subtitles with the caption.
 */
export const videoWords = z.object({
  text: z.string().max(2_000),
  price: z
    .object({
      minor: z.int().min(0),
      currency: z.string(),
      confidence: z.number().min(0).max(1),
      rule: z.string(),
    })
    .nullable(),
  sizes: z
    .object({
      value: z.array(z.string()).min(1),
      confidence: z.number().min(0).max(1),
      rule: z.string(),
    })
    .nullable(),
});
export type VideoWordsPart = z.infer<typeof videoWords>;

export const captionPart = z.object({
  title: z.string().min(1).max(255),
  description: z.string().max(1000),
  priceMinor: z.int().min(0).nullable(),
  currency: z.string().nullable(),
  sizes: z.array(z.string()),
  productType: z.string().nullable(),
  category: categorySchema,
  tags: z.array(z.string()),
  confidence: z.number().min(0).max(1),
  extractedText: z.string(),
  fieldSources: z.record(z.string(), fieldSource),
  /** Of the subtitles; a part made without them has none. */
  words: videoWords.optional(),
});
export type CaptionPart = z.infer<typeof captionPart>;

export const picture = z.object({
  position: z.int().min(0),
  width: z.int().positive(),
  height: z.int().positive(),
  atSeconds: z.number().min(0).nullable(),
  variants: z
    .array(
      z.object({
        width: z.int().positive(),
        height: z.int().positive(),
        url: z.string(),
        bytes: z.int().min(0),
      }),
    )
    .min(1),
  previewUrl: z.string().nullable(),
  placeholder: z.string(),
});

export const namedColour = z.object({
  /** `#RRGGBB`. */
  hex: z.string(),
  /** As shoppers say it, such as `dark green`. */
  name: z.string(),
  /** Share of what was looked at. */
  weight: z.number().min(0).max(1),
});
export type NamedColour = z.infer<typeof namedColour>;

export const thumbnailPart = z.object({
  /** `none`: neither video nor cover could be read, and `reason` says why. */
  from: z.enum(["video", "slideshow", "cover", "none"]),
  reason: z.string().nullable(),
  pictures: z.array(picture).max(5),
  dominantColors: z.array(z.string()),
  /** The same colours named and weighed, heaviest first; parts made before these were kept have none. */
  namedColours: z.array(namedColour).max(5).optional(),
  metadata: processingMetadata,
  /** Read off the frames; a part without letters in them has none. */
  words: videoWords.optional(),
});
export type ThumbnailPart = z.infer<typeof thumbnailPart>;

export const tagsPart = z.object({
  tags: z.array(z.string()),
  category: categorySchema,
  confidence: z.number().min(0).max(1),
});
export type TagsPart = z.infer<typeof tagsPart>;

/** 1 is a rule or a fallback, 2 an AI's answer or real frames; the higher one wins for good. */
export type Rank = 1 | 2;

/** One worker's contribution to a product. */
export type Part =
  | { name: "caption"; rank: Rank; sourceVersion: number; value: CaptionPart }
  | { name: "thumbnail"; rank: Rank; sourceVersion: number; value: ThumbnailPart }
  | { name: "tags"; rank: Rank; sourceVersion: number; value: TagsPart };

export type PartName = Part["name"];

/** Which product a part belongs to. */
export type AssemblyKey = { sellerId: string; videoId: string };

import { derivedId } from "../ids.ts";
import {
  type AssemblyKey,
  captionPart,
  type CaptionPart,
  tagsPart,
  type TagsPart,
  thumbnailPart,
  type ThumbnailPart,
} from "./part.ts";

/** The parts of one assembly that is ready to become a product; the tags may still be missing. */
export type AssembledParts = {
  caption: CaptionPart;
  thumbnail: ThumbnailPart;
  tags: TagsPart | null;
};

/** Reads the stored parts back; they were written from these very schemas. */
export function readParts(row: {
  captionValue: unknown;
  thumbnailValue: unknown;
  tagsValue: unknown;
}): AssembledParts {
  return {
    caption: captionPart.parse(row.captionValue),
    thumbnail: thumbnailPart.parse(row.thumbnailValue),
    tags: row.tagsValue === null ? null : tagsPart.parse(row.tagsValue),
  };
}

/** The product that these parts make: what was read from the caption, tags from the tagger when it is in. */
export function mergeParts({ caption, tags }: AssembledParts) {
  return {
    title: caption.title,
    description: caption.description,
    priceMinor: caption.priceMinor,
    currency: caption.currency,
    sizes: caption.sizes,
    productType: caption.productType,
    category: caption.category === "other" && tags ? tags.category : caption.category,
    tags: tags?.tags ?? caption.tags,
    confidence: caption.confidence,
    fieldSources: caption.fieldSources,
  };
}

export type MergedProduct = ReturnType<typeof mergeParts>;

export function productIdOf({ sellerId, videoId }: AssemblyKey): string {
  return derivedId("product", sellerId, videoId);
}

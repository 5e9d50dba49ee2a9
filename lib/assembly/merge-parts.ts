import { isSamePrice, weighed } from "../captions/read-words.ts";
import { derivedId } from "../ids.ts";
import { withPictureColours } from "../tagging/picture-colours.ts";
import {
  type AssemblyKey,
  captionPart,
  type CaptionPart,
  type FieldSource,
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

/**
 * The product that these parts make: what was read from the caption, tags from the tagger when it
 * is in. Words in the picture and the sound give a price or sizes only where the caption has none.
 */
export function mergeParts(parts: AssembledParts) {
  const { caption } = parts;
  const price = caption.priceMinor === null ? priceInWords(parts) : null;
  const sizes = caption.sizes.length === 0 ? sizesInWords(parts) : null;
  return {
    title: caption.title,
    description: caption.description,
    priceMinor: price?.minor ?? caption.priceMinor,
    currency: price?.currency ?? caption.currency,
    sizes: sizes?.value ?? caption.sizes,
    productType: caption.productType,
    category: categoryOf(parts),
    tags: tagsOf(parts),
    confidence: price === null ? caption.confidence : confidenceWith(price, caption),
    fieldSources: {
      ...caption.fieldSources,
      ...(price === null ? {} : { price: sourceOf(price), currency: sourceOf(price) }),
      ...(sizes === null ? {} : { sizes: sourceOf(sizes) }),
    },
    extractedText: textOf(parts),
  };
}

function categoryOf({ caption, tags }: AssembledParts) {
  return caption.category === "other" && tags ? tags.category : caption.category;
}

/** The tagger's when they are in; the pictures say of colour what the words left open. */
function tagsOf(parts: AssembledParts): string[] {
  const { caption, thumbnail, tags } = parts;
  const found = tags?.tags ?? caption.tags;
  // A cover is one picture, often under large letters: its colours prove nothing.
  if (thumbnail.from === "cover" || thumbnail.namedColours === undefined) return found;
  return withPictureColours({
    tags: found,
    colours: thumbnail.namedColours,
    productType: caption.productType,
    category: categoryOf(parts),
  });
}

type Source = "frame" | "subtitles";

/** What is written wins over what is said, which a machine wrote down; both together are surer. */
function priceInWords({ caption, thumbnail }: AssembledParts) {
  const shown = thumbnail.words?.price ?? null;
  const said = caption.words?.price ?? null;
  const price = shown ?? said;
  if (price === null) return null;
  const agreed = shown !== null && said !== null && isSamePrice(shown, said);
  const disputed = shown !== null && said !== null && !agreed;
  const source: Source = shown === null ? "subtitles" : "frame";
  return { ...price, source, confidence: weighed(price.confidence, { agreed, disputed }) };
}

/** Of a product that the caption names: numbers on a picture of nothing in particular are no sizes. */
function sizesInWords({ caption, thumbnail }: AssembledParts) {
  if (caption.productType === null) return null;
  const shown = thumbnail.words?.sizes;
  if (shown) return { ...shown, source: "frame" as const };
  const said = caption.words?.sizes;
  return said ? { ...said, source: "subtitles" as const } : null;
}

function sourceOf(found: { source: Source; confidence: number; rule: string }): FieldSource {
  return { source: found.source, confidence: found.confidence, span: null, rule: found.rule };
}

function confidenceWith(price: { confidence: number }, caption: CaptionPart): number {
  return Math.min(
    caption.fieldSources["title"]?.confidence ?? caption.confidence,
    price.confidence,
  );
}

/** Caption, then what stands on the frames, then what is said. */
function textOf({ caption, thumbnail }: AssembledParts): string {
  const texts = [caption.extractedText, thumbnail.words?.text, caption.words?.text];
  return texts.filter((text) => text !== undefined && text !== "").join("\n");
}

export type MergedProduct = ReturnType<typeof mergeParts>;

export function productIdOf({ sellerId, videoId }: AssemblyKey): string {
  return derivedId("product", sellerId, videoId);
}

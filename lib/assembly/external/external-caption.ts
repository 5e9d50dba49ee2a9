import { toCaptionPart } from "../../captions/caption-part.ts";
import { readCaption } from "../../captions/read-caption.ts";
import { safeWords } from "../../captions/ai/safe-words.ts";
import type { EventOf } from "../../events/event.ts";
import { cleanCaption } from "../../ingestion/clean-caption.ts";
import type { StoredVideo } from "../../ingestion/find-video.ts";
import { toMajor, toMinor } from "../../money.ts";
import type { CaptionPart, Part, Rank } from "../part.ts";
import { parseSizes } from "./parse-sizes.ts";
import { parseTags } from "./parse-tags.ts";
import { wrongField } from "./wrong-field.ts";

const MAX_TITLE_LENGTH = 255;
/** How far another system's word is trusted that does not say so itself. */
const CONFIDENCE = 0.8;

type CaptionParsed = EventOf<"caption.parsed">;

/**
 * Another system's reading of a caption as the caption part: its word over that of the rules, field
 * by field; what it leaves open stays as the rules read it. Throws INVALID on a field that cannot be used.
 */
export function toExternalCaption(
  event: CaptionParsed,
  { video, rank }: { video: StoredVideo; rank: Rank },
): Extract<Part, { name: "caption" }> {
  const { payload } = event;
  const byRules = toCaptionPart(readCaption(video.caption, { country: video.country }), {
    caption: video.caption,
    shopCurrency: video.currency,
  });
  const confidence = payload.confidence_score ?? CONFIDENCE;
  const stated = {
    title: readTitle(event),
    ...readPrice(event, byRules.currency ?? video.currency),
    ...readSizes(event),
    ...readTags(event),
  };
  const source = { source: "ai" as const, confidence, span: null, rule: null };
  const fields = [
    "title",
    ...("priceMinor" in stated ? ["price", "currency"] : []),
    ...("sizes" in stated ? ["sizes"] : []),
    ...("tags" in stated ? ["tags"] : []),
  ];
  const value: CaptionPart = {
    ...byRules,
    ...stated,
    confidence,
    fieldSources: {
      ...byRules.fieldSources,
      ...Object.fromEntries(fields.map((field) => [field, source])),
    },
  };
  return { name: "caption", rank, sourceVersion: video.sourceVersion, value };
}

/** Whether an event says that it was made from another caption than the one known here. */
export function isOfOtherCaption({ payload }: CaptionParsed, video: StoredVideo): boolean {
  const { raw_caption: raw } = payload;
  return raw !== undefined && cleanCaption(raw) !== video.caption;
}

function readTitle(event: CaptionParsed): string {
  const title = safeWords(event.payload.title, MAX_TITLE_LENGTH);
  if (title === "")
    throw wrongField(event, { path: "title", message: "No words that can stand on a page" });
  return title;
}

function readPrice(
  event: CaptionParsed,
  currency: string,
): { priceMinor: number; currency: string } | object {
  const { price } = event.payload;
  if (price === null) return {};
  const wrong = (message: string) => wrongField(event, { path: "price", message });
  let minor: number;
  try {
    minor = toMinor(price, currency);
  } catch {
    throw wrong(`Not an amount of ${currency}`);
  }
  // Rounding a price would be a guess at what the seller asks.
  if (toMajor({ minor, currency }) !== price)
    throw wrong(`Finer than the smallest unit of ${currency}`);
  return { priceMinor: minor, currency };
}

function readSizes(event: CaptionParsed): { sizes: string[] } | object {
  const { sizes } = event.payload;
  if (sizes === null || sizes.trim() === "") return {};
  const parsed = parseSizes(sizes);
  if (parsed.length === 0)
    throw wrongField(event, { path: "sizes", message: "No sizes, such as 38, 39 or 37-41" });
  return { sizes: parsed };
}

function readTags(event: CaptionParsed): { tags: string[] } | object {
  const tags = parseTags(event.payload.tags);
  return tags.length === 0 ? {} : { tags };
}

import type { CaptionPart, VideoWordsPart } from "../assembly/part.ts";
import { cutText } from "../cut-text.ts";
import { toMinor } from "../money.ts";
import type { CaptionReading, Reading } from "./caption-reading.ts";

const MAX_DESCRIPTION_LENGTH = 1000;
/** What a caption that names nothing is called until its seller says more. */
const UNNAMED_TITLE = "New item";

export type CaptionPartOptions = {
  caption: string;
  shopCurrency: string;
  subtitles?: VideoWordsPart | null;
};

/** The caption reader's result as the caption part of an assembly; the price in minor units. */
export function toCaptionPart(reading: CaptionReading, options: CaptionPartOptions): CaptionPart {
  const currency = reading.price ? (reading.currency?.value ?? options.shopCurrency) : null;
  const fields: [string, Reading<unknown> | null][] = [
    ["title", reading.title],
    ["price", reading.price],
    ["currency", reading.currency],
    ["sizes", reading.sizes],
    ["productType", reading.productType],
    ["category", reading.category],
    ["tags", reading.tags],
  ];
  const read = fields.flatMap(([name, field]) => (field ? [[name, field] as const] : []));
  return {
    title: reading.title.value || UNNAMED_TITLE,
    description: cutText(reading.description, MAX_DESCRIPTION_LENGTH),
    priceMinor: reading.price && currency ? toMinor(reading.price.value, currency) : null,
    currency,
    sizes: reading.sizes.value,
    productType: reading.productType?.value ?? null,
    category: reading.category.value,
    tags: reading.tags.value,
    confidence: Math.min(reading.title.confidence, reading.price?.confidence ?? 0.5),
    extractedText: options.caption,
    fieldSources: Object.fromEntries(
      read.map(([name, { confidence, span, rule }]) => [
        name,
        { source: "rule" as const, confidence, span, rule },
      ]),
    ),
    ...(options.subtitles ? { words: options.subtitles } : {}),
  };
}

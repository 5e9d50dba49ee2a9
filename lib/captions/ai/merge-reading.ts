import { MAX_TITLE_LENGTH, type CaptionReading, type Reading } from "../caption-reading.ts";
import type { AiAnswer } from "./ai-answer.ts";
import { findStatedPrice, type FieldOrigin } from "./find-stated-price.ts";
import type { ReadingInput } from "./prompt.ts";
import { hasOnlyStatedNumbers, safeWords } from "./safe-words.ts";
import { keepStatedSizes } from "./stated-sizes.ts";

type Field = Exclude<keyof CaptionReading, "description">;

/** One reading made of two, and who gave each field of it. */
export type MergedReading = { reading: CaptionReading; origins: Record<Field, FieldOrigin> };

/** From here on a price that the rules read is not overruled. */
const SURE = 0.9;
/** How far a model's word is trusted where the rules say something else or nothing. */
const AI_CONFIDENCE = 0.8;
const MAX_TAGS = 10;
const MAX_TAG_LENGTH = 30;
const MAX_KIND_LENGTH = 40;
const MAX_TITLE_WORDS = 14;

/**
 * Puts a model's answer beside what the rules read. It fills what they left open and may disagree
 * on title, kind and tags; a number that no text of the video states is dropped.
 */
export function mergeReading(input: ReadingInput, answer: AiAnswer): MergedReading {
  const { rules } = input;
  const title = mergeTitle(input, answer);
  const kind = mergeKind(input, answer);
  const price = mergePrice(input, answer);
  const sizes = mergeSizes(input, answer);
  const tags = mergeTags(input, answer);
  return {
    reading: {
      title: title.reading,
      ...price.readings,
      sizes: sizes.reading,
      ...kind.readings,
      tags: tags.reading,
      description: rules.description,
    },
    origins: {
      title: title.origin,
      price: price.origin,
      currency: price.currencyOrigin,
      sizes: sizes.origin,
      productType: kind.typeOrigin,
      category: kind.categoryOrigin,
      tags: tags.origin,
    },
  };
}

type Merged<Value> = { reading: Reading<Value>; origin: FieldOrigin };

function byAi<Value>(value: Value, field: string): Merged<Value> {
  return {
    reading: { value, confidence: AI_CONFIDENCE, span: null, rule: `ai.${field}` },
    origin: "ai",
  };
}

function byRule<Value>(reading: Reading<Value>, agreed = false): Merged<Value> {
  const confidence = agreed ? Math.max(reading.confidence, SURE) : reading.confidence;
  return { reading: { ...reading, confidence }, origin: "rule" };
}

function everyText({ caption, hashtags, words }: ReadingInput): string {
  return [caption, ...hashtags, ...words.map(({ text }) => text)].join("\n");
}

function mergeTitle(input: ReadingInput, answer: AiAnswer): Merged<string> {
  const title = safeWords(answer.title ?? "", MAX_TITLE_LENGTH).replace(/^#+\s*/, "");
  const isTitle =
    /\p{L}{2}/u.test(title) &&
    title.split(" ").length <= MAX_TITLE_WORDS &&
    hasOnlyStatedNumbers(title, everyText(input));
  if (!isTitle) return byRule(input.rules.title);
  if (title === input.rules.title.value) return byRule(input.rules.title, true);
  return byAi(title, "title");
}

function mergeTags(input: ReadingInput, answer: AiAnswer): Merged<string[]> {
  const text = everyText(input);
  const tags = answer.tags
    .slice(0, MAX_TAGS * 2)
    .map((tag) => safeWords(tag.replaceAll("#", " "), MAX_TAG_LENGTH).toLowerCase())
    .filter((tag) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N} &'’-]+$/u.test(tag))
    .filter((tag) => tag.split(" ").length <= 3 && hasOnlyStatedNumbers(tag, text));
  const unique = [...new Set(tags)].slice(0, MAX_TAGS);
  return unique.length > 0 ? byAi(unique, "tags") : byRule(input.rules.tags);
}

function mergeSizes(input: ReadingInput, answer: AiAnswer): Merged<string[]> {
  const { sizes } = input.rules;
  if (sizes.value.length > 0) {
    const given = new Set(answer.sizes);
    const agreed =
      given.size === sizes.value.length && sizes.value.every((size) => given.has(size));
    return byRule(sizes, agreed);
  }
  const stated = keepStatedSizes(answer.sizes, everyText(input));
  return stated.length > 0 ? byAi(stated, "sizes") : byRule(sizes);
}

/** Kind and category go together: a category is taken with its kind, or where the rules have none. */
function mergeKind({ rules }: ReadingInput, answer: AiAnswer) {
  const kind = safeWords(answer.product_type ?? "", MAX_KIND_LENGTH).toLowerCase();
  const isKind = /^\p{L}[\p{L}\p{M} &'’-]+$/u.test(kind) && kind.split(" ").length <= 4;
  const agrees = isKind && kind === rules.productType?.value.toLowerCase();
  const type = isKind && !agrees ? byAi(kind, "product_type") : null;
  const takesCategory =
    answer.category !== null &&
    answer.category !== rules.category.value &&
    (type !== null || rules.category.value === "other");
  const category = takesCategory
    ? byAi(answer.category ?? rules.category.value, "category")
    : byRule(rules.category, answer.category === rules.category.value && isKind);
  return {
    readings: {
      productType:
        type?.reading ?? (rules.productType && byRule(rules.productType, agrees).reading),
      category: category.reading,
    },
    typeOrigin: type?.origin ?? "rule",
    categoryOrigin: category.origin,
  };
}

function mergePrice(input: ReadingInput, answer: AiAnswer) {
  const { price, currency } = input.rules;
  const asRead = (agreed: boolean) => ({
    readings: { price: price && byRule(price, agreed).reading, currency },
    origin: "rule" as const,
    currencyOrigin: "rule" as const,
  });
  if (answer.price === null) return asRead(false);
  if (price !== null && Math.abs(price.value - answer.price.amount) < 0.005) return asRead(true);
  if (price !== null && price.confidence >= SURE) return asRead(false);
  const stated = findStatedPrice(input, { ...answer.price, currency: answer.currency });
  // What is said or shown beside the caption gives a price only where the caption has none.
  if (stated === null || (price !== null && stated.origin !== "ai")) return asRead(false);
  return {
    readings: { price: stated.price, currency: stated.currency ?? currency },
    origin: stated.origin,
    currencyOrigin: stated.currency ? stated.origin : ("rule" as const),
  };
}

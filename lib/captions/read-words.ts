import type { VideoWordsPart } from "../assembly/part.ts";
import { cleanText } from "../clean-text.ts";
import { toMinor } from "../money.ts";
import type { CaptionReading, Reading } from "./caption-reading.ts";
import { readCaption } from "./read-caption.ts";

/** One piece of what is written or said beside the caption: a frame, or the subtitles. */
export type WordPiece = { lines: readonly { text: string; confidence: number }[] };

export type WordsContext = {
  /** What the rules read in the caption. */
  caption: CaptionReading;
  country: string;
  shopCurrency: string;
};

const MAX_CODE_POINTS = 1_000;
/** A line that was read so badly may hold another number than the picture shows. */
const MIN_PRICE_LINE = 0.8;
/** A seller who writes a number on a picture or says it means a price less often than in a caption. */
const TRUST = 0.7;
const AGREED = 0.1;
const DISPUTED = 0.15;
const MOST = 0.88;
const MIN_SIZES = 0.8;

/** Ways to know a price that need more than a number standing somewhere: models and stocks do too. */
const MARKED =
  /^price\.(?:currency|slash|k-suffix|million|words|word|emoji|at|now|trade|each|only|grouped|from)\b/;

/** Printed on the goods, or no number at all: alone in its line it would only dispute the real one. */
const BARE_NUMBER = /^[^\p{L}\d/,.@]*\d+(?:\s?[^\d\s/,.=kKmM-])?$/u;

/** The words without repeats, and the price and sizes that the caption's rules find in them. */
export function readWords(
  pieces: readonly WordPiece[],
  context: WordsContext,
): VideoWordsPart | null {
  const lines = pieces.flatMap((piece) => piece.lines.map(({ text }) => text.trim()));
  const text = cleanText([...new Set(lines)].join("\n"), MAX_CODE_POINTS);
  if (text === "") return null;
  const readings = pieces
    .map((piece) => readPiece(piece, context))
    .filter((reading) => reading !== null);
  return { text, price: priceOf(readings, context), sizes: sizesOf(readings) };
}

function readPiece({ lines }: WordPiece, { caption, country }: WordsContext) {
  const sure = lines.filter(
    ({ text, confidence }) => confidence >= MIN_PRICE_LINE && !BARE_NUMBER.test(text.trim()),
  );
  if (sure.length === 0) return null;
  // The caption says what is sold; a number beside it on a picture is read in that light.
  const kind = caption.productType?.value ?? "";
  const text = [kind, ...sure.map(({ text: line }) => line)].join("\n");
  return readCaption(text, { country });
}

type Price = NonNullable<VideoWordsPart["price"]>;

/** What most pieces say, the earliest where they are even; agreement and dispute show in the confidence. */
function priceOf(readings: readonly CaptionReading[], context: WordsContext): Price | null {
  const found = readings.flatMap((reading) => toPrice(reading, context) ?? []);
  const votes = (price: Price) => found.filter((other) => isSamePrice(price, other)).length;
  const [best] = found.toSorted((a, b) => votes(b) - votes(a));
  if (best === undefined) return null;
  const same = found.filter((other) => isSamePrice(best, other));
  const confidence = Math.max(...same.map((price) => price.confidence));
  return {
    ...best,
    confidence: weighed(confidence, {
      agreed: same.length > 1,
      disputed: same.length < found.length,
    }),
  };
}

/** Confidence in what two sources say, or say differently; never as high as of what a caption says. */
export function weighed(
  confidence: number,
  { agreed, disputed }: { agreed: boolean; disputed: boolean },
): number {
  const sum = confidence + (agreed ? AGREED : 0) - (disputed ? DISPUTED : 0);
  return Math.round(Math.min(MOST, Math.max(0.1, sum)) * 100) / 100;
}

export function isSamePrice(a: Price, b: Price): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}

function toPrice({ price, currency }: CaptionReading, context: WordsContext): Price | null {
  if (price === null || !MARKED.test(price.rule)) return null;
  const code = currency?.value ?? context.shopCurrency;
  return {
    minor: toMinor(price.value, code),
    currency: code,
    confidence: price.confidence * TRUST,
    rule: price.rule,
  };
}

function sizesOf(readings: readonly CaptionReading[]): VideoWordsPart["sizes"] {
  const isSure = ({ value, confidence }: Reading<string[]>) =>
    value.length > 0 && confidence >= MIN_SIZES;
  const sizes = readings.find((reading) => isSure(reading.sizes))?.sizes;
  return sizes === undefined
    ? null
    : {
        value: sizes.value,
        confidence: weighed(sizes.confidence * TRUST, { agreed: false, disputed: false }),
        rule: sizes.rule,
      };
}

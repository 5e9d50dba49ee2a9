import { currencyExponent } from "#lib/money.ts";
import { findCurrencyOf } from "#lib/sellers/country-currency.ts";
import type { Reading, Span } from "../caption-reading.ts";
import { readCaption } from "../read-caption.ts";
import { originalSpan, toPlainText } from "./plain-text.ts";
import type { ReadingInput, VideoWords } from "./prompt.ts";
import { statedAmounts } from "./stated-amounts.ts";

/** Who gave a field; `frame` and `subtitles` when a model found it in words outside the caption. */
export type FieldOrigin = "rule" | "ai" | VideoWords["source"];

type GivenPrice = { as_written: string; amount: number; currency: string | null };

type StatedPrice = {
  price: Reading<number>;
  currency: Reading<string> | null;
  origin: Exclude<FieldOrigin, "rule">;
};

const CONFIDENCE = { ai: 0.8, subtitles: 0.6, frame: 0.6 } as const;
const MAX_AMOUNT = 100_000_000_000;
const MAX_WRITTEN_LENGTH = 60;
const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));

/** A model's price where a text of the video states it, the caption first; null when none does. */
export function findStatedPrice(input: ReadingInput, given: GivenPrice): StatedPrice | null {
  const { amount } = given;
  if (!Number.isFinite(amount) || amount <= 0 || amount > MAX_AMOUNT) return null;
  const texts = [
    { origin: "ai" as const, text: input.caption },
    ...input.words.map(({ source, text }) => ({ origin: source, text })),
  ];
  for (const { origin, text } of texts) {
    const span = findAmount({ text, given, country: input.country });
    if (span === null) continue;
    const confidence = CONFIDENCE[origin];
    const reading = { confidence, span: origin === "ai" ? span : null, rule: "ai.price" };
    const currency = currencyOf({ text, span, given, input });
    if (!fitsCurrency(amount, currency)) return null;
    return {
      price: { ...reading, value: amount },
      currency: currency === null ? null : { ...reading, value: currency, rule: "ai.currency" },
      origin,
    };
  }
  return null;
}

/** In digits, or in words as the rules read them. */
function findAmount({
  text,
  given,
  country,
}: {
  text: string;
  given: GivenPrice;
  country: string;
}): Span | null {
  const inDigits = statedAmounts(text).find(({ values }) =>
    values.some((value) => Math.abs(value - given.amount) < 0.005),
  );
  if (inDigits) return inDigits.span;
  const written = toPlainText(given.as_written.slice(0, MAX_WRITTEN_LENGTH)).text.trim();
  if (!/\p{L}{3}/u.test(written)) return null;
  const plain = toPlainText(text);
  const start = plain.text.indexOf(written);
  if (start === -1) return null;
  const read = readCaption(`price ${written}`, { country }).price;
  if (read === null || Math.abs(read.value - given.amount) >= 0.005) return null;
  return originalSpan(plain, start, start + written.length);
}

/** What the rules read in the words around the amount; the model's own only if its code stands there. */
function currencyOf(stated: {
  text: string;
  span: Span;
  given: GivenPrice;
  input: ReadingInput;
}): string | null {
  const { text, span, given, input } = stated;
  const around = text.slice(Math.max(0, span.start - 8), span.end + 8);
  const read = readCaption(`price ${around}`, { country: input.country }).currency?.value;
  const code = given.currency?.toUpperCase() ?? "";
  const isWritten = CURRENCIES.has(code) && toPlainText(text).text.includes(code.toLowerCase());
  return read ?? (isWritten ? code : (findCurrencyOf(input.country) ?? null));
}

function fitsCurrency(amount: number, currency: string | null): boolean {
  return (
    currency === null || Number.isSafeInteger(Math.round(amount * 10 ** currencyExponent(currency)))
  );
}

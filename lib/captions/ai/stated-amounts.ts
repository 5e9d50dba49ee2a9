import type { Span } from "../caption-reading.ts";
import { originalSpan, toPlainText } from "./plain-text.ts";

/** An amount that a text states in digits; 15.000 may be meant as one of several values. */
export type StatedAmount = { values: readonly number[]; span: Span };

const MULTIPLIERS: Record<string, number> = {
  k: 1e3,
  rb: 1e3,
  thou: 1e3,
  thousand: 1e3,
  mille: 1e3,
  elfu: 1e3,
  m: 1e6,
  mn: 1e6,
  jt: 1e6,
  mil: 1e6,
  million: 1e6,
  millions: 1e6,
  milioni: 1e6,
};
const multiplier = Object.keys(MULTIPLIERS).join("|");

/** What a number may be glued to and still be an amount; glued to anything else it is a model or a size. */
const MONEY_WORD =
  /^(?:ugx|ushs?|kes|kshs?|tzs|tshs?|sh|shs|bob|rwf|frw|ngn|n|naira|ghs|ghc|gh|cedis?|zar|r|rand|inr|rs|php|p|idr|rp|etb|br|birr|cdf|fc|f|cfa|fcfa|xaf|xof|zmw|k|mwk|mk|aed|gbp|eur|euros?|usd|us|pkr|lkr|each|only|tu|x)$/;
const UNIT =
  /^ ?(?:%|(?:gb|tb|mb|mah|kg|kgs|g|mg|ml|l|cm|mm|km|ft|inch|inches|in|w|watts?|v|hz|mp|pcs|pieces|pairs|hrs?|hours|mins?|days?|weeks?|months?|yrs?|years?|followers|views|likes)(?![\p{L}]))/u;

const GROUPED = /\d{1,3}(?: \d{3})+(?!\d)/g;
const PLAIN = /\d+(?:[.,'’]\d+)*/g;
const TIMES = new RegExp(`^ ?(${multiplier})(?![\\p{L}])`, "u");
const SHARED_TIMES = new RegExp(
  `^ ?(?:-|–|—|~|/|to|or|mpaka|hadi) ?\\d[\\d.,]* ?(${multiplier})(?![\\p{L}])`,
  "u",
);
const MAX_DIGITS = 12;
/** Unbroken runs this long are phone and account numbers. */
const PHONE_DIGITS = 9;
const MAX_AMOUNTS = 400;

/** Every amount that stands in a text in digits, with thousands and multipliers read; linear in its length. */
export function statedAmounts(original: string): StatedAmount[] {
  const plain = toPlainText(original);
  const found: StatedAmount[] = [];
  for (const pattern of [GROUPED, PLAIN]) {
    for (const { 0: number, index } of plain.text.matchAll(pattern)) {
      if (found.length >= MAX_AMOUNTS) return found;
      const before = plain.text.slice(Math.max(0, index - 12), index);
      const after = plain.text.slice(index + number.length, index + number.length + 40);
      if (!mayBeAmount(number, before)) continue;
      const times = TIMES.exec(after);
      const rest = after.slice(times?.[0].length ?? 0);
      if (isGluedToWord(rest) || (!times && UNIT.test(rest))) continue;
      found.push({
        values: times
          ? valuesOf(number, times[1])
          : [...valuesOf(number), ...valuesOf(number, SHARED_TIMES.exec(after)?.[1])],
        span: originalSpan(plain, index, index + number.length + (times?.[0].length ?? 0)),
      });
    }
  }
  return found;
}

function mayBeAmount(number: string, before: string): boolean {
  const digits = number.replaceAll(/\D/g, "");
  const isBroken = digits.length < number.length;
  if (digits.length > MAX_DIGITS || (!isBroken && digits.length >= PHONE_DIGITS)) return false;
  if (/^0\d/.test(digits) || /\+ ?(?:\d+ ?)*$/.test(before)) return false;
  const word = /[\p{L}]+$/u.exec(before)?.[0];
  return word === undefined || MONEY_WORD.test(word);
}

function isGluedToWord(rest: string): boolean {
  const word = /^[\p{L}]+/u.exec(rest)?.[0];
  return word !== undefined && !MONEY_WORD.test(word);
}

/** As thousands where the groups allow it, and as a decimal where the last group does. */
function valuesOf(number: string, times?: string): number[] {
  const factor = times === undefined ? 1 : (MULTIPLIERS[times] ?? 1);
  const groups = number.split(/[.,'’ ]/);
  const last = groups.at(-1) ?? "";
  const whole = Number(groups.join(""));
  const values = new Set<number>();
  const areThousands =
    last.length === 3 && groups.slice(1, -1).every(({ length }) => length === 2 || length === 3);
  if (groups.length === 1 || areThousands) values.add(whole * factor);
  if (groups.length > 1 && (last.length < 3 || factor > 1))
    values.add((whole / 10 ** last.length) * factor);
  return [...values].map((value) => Math.round(value * 1000) / 1000);
}

import type { CurrencyMarker } from "./currency.ts";
import { prefixBefore, SHILLING, suffixAfter } from "./money-words.ts";
import { multiplierAfter, RUPIAH_WORDS } from "./multipliers.ts";
import { readWordNumber } from "./number-words.ts";
import type { Token } from "./tokens.ts";

/** A number that could be money; `from` and `to` are token indexes, both inclusive. */
export type Amount = {
  from: number;
  to: number;
  /** The digits, or the first number word. */
  at: number;
  value: number;
  marker: CurrencyMarker | null;
  /** 1 when the caption writes no "k", "million" or the like. */
  multiplier: number;
  slash: boolean;
  grouped: boolean;
  words: boolean;
};

/** True when the caption itself says that the number is money or thousands. */
export function isMarked(amount: Amount): boolean {
  return amount.marker !== null || amount.multiplier > 1 || amount.slash || amount.words;
}

const RUPIAH: CurrencyMarker = { kind: "code", code: "IDR" };

type Reading = { value: number; grouped: boolean };

/** The number that the digits spell: three digits after a separator are thousands, fewer are decimals. */
export function readDigits(raw: string, multiplier: number): Reading {
  const groups = raw.split(/[.,]/);
  const last = groups[groups.length - 1] ?? "";
  if (groups.length === 1) return { value: Number(raw), grouped: false };
  const whole = groups.slice(0, -1).join("");
  const oneSeparator = groups.length === 2;
  const decimalThousands =
    oneSeparator && last.length === 3 && (multiplier >= 100_000 || /^0/.test(raw));
  const longTail = oneSeparator && last.length > 3;
  if (last.length < 3 || decimalThousands || longTail) {
    // "1.50" shillings do not exist, but "1.5" does once a "k" follows; both are what was written.
    return { value: Number(`${whole}.${last}`), grouped: groups.length > 2 };
  }
  return { value: Number(whole + last), grouped: true };
}

/** "45.000 fbu 38-42": a money word that closed one amount does not open the next. */
function freePrefix(
  tokens: readonly Token[],
  at: number,
  place: Place,
): ReturnType<typeof prefixBefore> {
  const prefix = prefixBefore(tokens, at, place.country);
  return prefix.from > place.taken ? prefix : { from: at, marker: null };
}

type Place = { country: string | null; /** The last token of the amount before. */ taken: number };

function digitAmount(tokens: readonly Token[], at: number, place: Place): Amount | null {
  const token = tokens[at];
  if (token === undefined || /^0\d/.test(token.text)) return null;
  const prefix = freePrefix(tokens, at, place);
  let multiplier = multiplierAfter(tokens, at);
  const last = multiplier > 1 ? at + 1 : at;
  const suffix = suffixAfter(tokens, last, place.country);
  const unit = multiplier > 1 ? (tokens[at + 1]?.text ?? "") : "";
  const marker = prefix.marker ?? (RUPIAH_WORDS.has(unit) ? RUPIAH : suffix.marker);
  const read = readDigits(token.text, multiplier);
  // "55,000k" says the thousands twice.
  if (multiplier === 1000 && read.grouped && token.text.endsWith("000")) multiplier = 1;
  const value = round(read.value * multiplier);
  if (!Number.isFinite(value) || value <= 0 || value > 1e12) return null;
  return {
    from: prefix.from,
    to: suffix.to,
    at,
    value,
    marker: mergeMarkers(prefix.marker, suffix.marker, marker),
    multiplier,
    slash: suffix.slash,
    grouped: read.grouped,
    words: false,
  };
}

function mergeMarkers(
  prefix: CurrencyMarker | null,
  suffix: CurrencyMarker | null,
  marker: CurrencyMarker | null,
): CurrencyMarker | null {
  if (prefix?.kind === "shared" && suffix?.kind === "code") return suffix;
  return marker;
}

/** Money has no more than a few decimals; binary fractions must not leak out. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

const SURE_SCALES = new Set(
  "omutwalo mutwalo lukumi olukumi elfu thao ngiri laki seribu sejuta igihumbi kakadde akakadde thau".split(
    " ",
  ),
);
const MONEY_BESIDE = new Set(
  "tu only pekee gusa yokka zokka gyokka gwokka bei price kwa ku seulement aja saja just".split(
    " ",
  ),
);

function wordAmount(tokens: readonly Token[], at: number, place: Place): Amount | null {
  const read = readWordNumber(tokens, at);
  if (read === null) return null;
  const prefix = freePrefix(tokens, at, place);
  const inThousands = read.value < 1000 && tokens[read.end]?.text === "k";
  const end = inThousands ? read.end + 1 : read.end;
  const suffix = suffixAfter(tokens, end - 1, place.country);
  const marked = prefix.marker !== null || suffix.marker !== null;
  const beside =
    MONEY_BESIDE.has(tokens[read.end]?.text ?? "") || MONEY_BESIDE.has(tokens[at - 1]?.text ?? "");
  const scaled = inThousands || (read.value >= 100 && read.words >= 2);
  const bare = SURE_SCALES.has(tokens[at]?.text ?? "") && (marked || beside || read.end - at >= 1);
  const small = marked && read.value >= 5 && !hasOneBefore(tokens, at);
  const single = marked && read.value >= 100;
  if (!scaled && !bare && !small && !single) return null;
  const rupiah = tokens
    .slice(at, read.end)
    .some((token) => RUPIAH_WORDS.has(token.text) || /^se(?:ribu|juta)$/.test(token.text));
  const shilling = SURE_SCALES.has(tokens[at]?.text ?? "") || tokens[at]?.text === "mia";
  const marker = prefix.marker ?? suffix.marker ?? (rupiah ? RUPIAH : shilling ? SHILLING : null);
  return {
    from: prefix.from,
    to: suffix.to,
    at,
    value: round(read.value * (inThousands ? 1000 : 1)),
    marker,
    multiplier: 1,
    slash: false,
    grouped: false,
    words: true,
  };
}

function hasOneBefore(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.kind === "number";
}

/** "1 million 500k", "2 million 3 hundred": what follows a whole million at once is its rest. */
function joinMillions(left: Amount | undefined, right: Amount): Amount | null {
  if (left === undefined || left.multiplier !== 1_000_000 || left.value % 1_000_000 !== 0)
    return null;
  if (right.from !== left.to + 1 || right.at !== right.from || right.value >= 1_000_000)
    return null;
  if (right.multiplier !== 1000 && right.multiplier !== 100) return null;
  const rest = right.multiplier === 100 ? right.value * 1000 : right.value;
  if (rest < 100_000) return null;
  return { ...left, to: right.to, value: left.value + rest, marker: left.marker ?? right.marker };
}

/** More numbers than any caption of a seller has; each one is weighed against the others. */
const MOST_AMOUNTS = 64;

/** The numbers of the caption that could be money, in order. */
export function findAmounts(tokens: readonly Token[], country: string | null): Amount[] {
  const amounts: Amount[] = [];
  for (let at = 0; at < tokens.length && amounts.length < MOST_AMOUNTS; at += 1) {
    const token = tokens[at];
    if (token?.kind !== "number" && token?.kind !== "word") continue;
    const place = { country, taken: amounts.at(-1)?.to ?? -1 };
    const amount =
      token.kind === "number" ? digitAmount(tokens, at, place) : wordAmount(tokens, at, place);
    if (amount === null) continue;
    const whole = joinMillions(amounts.at(-1), amount);
    if (whole === null) amounts.push(amount);
    else amounts[amounts.length - 1] = whole;
    at = amount.to;
  }
  return amounts;
}

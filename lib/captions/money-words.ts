import type { CurrencyMarker } from "./currency.ts";
import {
  findCurrencyMarker,
  isForeignWord,
  letterCurrency,
  resolveMarker,
  sharedMarker,
} from "./currency.ts";
import { dollarPrefixes } from "./lexicon/currencies.ts";
import { multiplierAfter } from "./multipliers.ts";
import type { Token } from "./tokens.ts";

export const SHILLING = sharedMarker("shilling");

type Prefix = { from: number; marker: CurrencyMarker | null };

/** Looks back over "Ksh. ", "UGX: " or "₦" right before the digits. */
export function prefixBefore(tokens: readonly Token[], at: number, country: string | null): Prefix {
  const none: Prefix = { from: at, marker: null };
  let index = at - 1;
  let glued = tokens[at]?.glued === true;
  const sign = tokens[index];
  if (sign?.kind === "mark" && /^[.:=-]$/.test(sign.text) && tokens[index - 1]?.kind === "word") {
    if (sign.text !== ":" && !sign.glued) return none;
    glued = false;
    index -= 1;
  }
  const token = tokens[index];
  if (token === undefined || token.kind === "line") return none;
  if (token.kind === "word" && token.text.length === 1)
    return letterBefore(tokens, { index, at, glued, country });
  if (token.text === "#" && glued && country === "NG" && digitCount(tokens[at]) >= 3)
    return { from: index, marker: { kind: "code", code: "NGN" } };
  if (token.text === "¢")
    return {
      from: index,
      marker: country === "GH" || country === null ? { kind: "code", code: "GHS" } : null,
    };
  // "850 bob" is money, "bob 12 inches" a haircut.
  if (token.text === "rm" && country === null && !glued) return none;
  if (token.text === "bob" || isForeignWord(token.text, country)) return none;
  const marker = findCurrencyMarker(token.text);
  if (marker === undefined) return none;
  if (token.text === "$") return dollarBefore(tokens, index, marker);
  if (token.text === "fc" && country !== "CD" && country !== null) return none;
  if (token.kind === "word" && index > 0 && token.glued && tokens[index - 1]?.kind === "number")
    return gluedToNumber(tokens, index, at) ? none : { from: index, marker };
  return {
    from:
      token.text === "₵" && /^(?:gh|g)$/.test(tokens[index - 1]?.text ?? "") ? index - 1 : index,
    marker,
  };
}

/** "45k ugx 30k": a word glued to an earlier number belongs to that number. */
function gluedToNumber(tokens: readonly Token[], index: number, at: number): boolean {
  return tokens[index]?.glued === true && tokens[at]?.glued !== true;
}

function digitCount(token: Token | undefined): number {
  return token === undefined ? 0 : token.text.replace(/\D/g, "").length;
}

function dollarBefore(tokens: readonly Token[], index: number, marker: CurrencyMarker): Prefix {
  const letters = tokens[index - 1];
  const code =
    letters?.kind === "word" && tokens[index]?.glued === true
      ? dollarPrefixes[letters.text]
      : undefined;
  return code === undefined
    ? { from: index, marker }
    : { from: index - 1, marker: { kind: "code", code } };
}

function letterBefore(
  tokens: readonly Token[],
  place: { index: number; at: number; glued: boolean; country: string | null },
): Prefix {
  const letter = tokens[place.index];
  const none: Prefix = { from: place.at, marker: null };
  if (
    letter === undefined ||
    (letter.glued && !/^[@(:~*/→◆•¤☞-]$/.test(tokens[place.index - 1]?.text ?? ""))
  )
    return none;
  if (letter.text === "f") return none;
  const marker = letterCurrency(letter.text, place.country);
  if (marker === undefined) return none;
  const own = resolveMarker(null, place.country);
  const atHome = marker.kind === "code" && own === marker.code;
  if (!place.glued && !atHome) return none;
  const digits = tokens[place.at]?.text ?? "";
  const priced =
    multiplierAfter(tokens, place.at) > 1 ||
    digitCount(tokens[place.at]) >=
      (letter.text === "r" || (atHome && letter.text === "k") ? 2 : 3);
  if (
    !priced ||
    (!atHome &&
      letter.text !== "r" &&
      !/[.,]/.test(digits) &&
      digits.length < 4 &&
      multiplierAfter(tokens, place.at) === 1)
  )
    return none;
  return { from: place.index, marker };
}

type Suffix = { to: number; marker: CurrencyMarker | null; slash: boolean };

/** Looks on over "/=", "/-", "ugx", "francs CFA" and the like right after the digits. */
export function suffixAfter(
  tokens: readonly Token[],
  last: number,
  country: string | null,
): Suffix {
  let to = last;
  let marker: CurrencyMarker | null = null;
  let slash = false;
  const one = tokens[to + 1];
  const two = tokens[to + 2];
  if (
    one?.text === "/" &&
    one.glued &&
    two?.glued === true &&
    (two.text === "=" || two.text === "-")
  ) {
    to += 2;
    slash = true;
    marker = SHILLING;
  } else if (isGermanEnd(tokens, to + 1)) {
    to += 2;
    slash = true;
  } else if (one?.text === "=" && one.glued) {
    to += two?.text === "/" && two.glued ? 2 : 1;
    slash = true;
    marker = SHILLING;
  }
  const word = tokens[to + 1];
  if (word === undefined || word.kind === "line") return { to, marker, slash };
  const named = suffixMarker(tokens, to + 1, country);
  if (named === undefined) return { to, marker, slash };
  to += 1;
  while (/^(?:cfa|fcfa|xof|xaf)$/.test(tokens[to + 1]?.text ?? "")) to += 1;
  if (tokens[to + 1]?.text === "₵" && tokens[to + 1]?.glued === true) to += 1;
  const next = tokens[to + 1];
  if (next?.text === "/" && tokens[to + 2]?.text === "=" && tokens[to + 2]?.glued === true) to += 2;
  return { to, marker: marker !== null && named.kind === "shared" ? marker : named, slash };
}

/** "25,- €" and "25.–": the dash stands for no cents. */
function isGermanEnd(tokens: readonly Token[], at: number): boolean {
  const dash = tokens[at + 1];
  return (
    /^[,.]$/.test(tokens[at]?.text ?? "") &&
    tokens[at]?.glued === true &&
    dash?.text === "-" &&
    dash.glued &&
    !(tokens[at + 2]?.kind === "number" && tokens[at + 2]?.glued === true)
  );
}

/** Money words that follow their number, even when another number comes next. */
const WRITTEN_AFTER = new Set(
  "ብር birr francs franc fcfa cfa naira cedis cedi bob shillings shilling shilingi f fr frw rand rands pesos euros euro € dollars kwacha rwf rupees fbu fc".split(
    " ",
  ),
);

const SUFFIX_ONLY_GLUED = new Set(["f", "d", "fr", "br", "mk", "le", "fc", "rm", "fg", "kz"]);

function suffixMarker(
  tokens: readonly Token[],
  at: number,
  country: string | null,
): CurrencyMarker | undefined {
  const word = tokens[at];
  if (word === undefined || (word.kind !== "word" && word.kind !== "mark")) return undefined;
  if (word.text === "¢")
    return country === "GH" || country === null ? { kind: "code", code: "GHS" } : undefined;
  const marker = findCurrencyMarker(word.text);
  if (marker === undefined || isForeignWord(word.text, country)) return undefined;
  // "256 GH₵ 1,200": both signs open the next price.
  const sign = tokens[at + 1];
  if (
    !word.glued &&
    sign?.kind === "mark" &&
    sign.glued &&
    findCurrencyMarker(sign.text) !== undefined &&
    tokens[at + 2]?.kind === "number"
  )
    return undefined;
  const stop = /^[.:]$/.test(tokens[at + 1]?.text ?? "") && tokens[at + 1]?.glued === true;
  const behind = tokens[at + 2];
  // "85,000 UGX. 12 pieces": the sentence ends; "38 Tsh.28000" goes on.
  const goesOn = stop && (behind?.glued === true || digitCount(behind) >= 4);
  const next = tokens[goesOn ? at + 2 : at + 1];
  // "25 kg pounds" aside, a currency word before digits opens the next price: "90 KES 2,000".
  if (
    next?.kind === "number" &&
    !word.glued &&
    !WRITTEN_AFTER.has(word.text) &&
    (next.glued || digitCount(next) >= 2)
  )
    return undefined;
  if (
    word.text === "f" &&
    !word.glued &&
    next?.glued === true &&
    next.kind === "mark" &&
    next.text === "'"
  )
    return undefined;
  if (SUFFIX_ONLY_GLUED.has(word.text) && !word.glued && resolveMarker(marker, country) === null) {
    return word.text === "f" || word.text === "fr" ? marker : undefined;
  }
  if ((word.text === "pound" || word.text === "pounds") && country !== "GB" && country !== null)
    return undefined;
  return marker;
}

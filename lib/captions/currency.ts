import type { SharedMarker } from "./lexicon/currencies.ts";
import {
  countryCurrency,
  currencyWords,
  letterPrefixes,
  sharedCurrencyWords,
  sharedMarkerCurrencies,
  sharedMarkerFallback,
} from "./lexicon/currencies.ts";

/** What a marker beside an amount says: one currency, or a word that several countries share. */
export type CurrencyMarker =
  { kind: "code"; code: string } | { kind: "shared"; word: SharedMarker };

const markers = new Map<string, CurrencyMarker>();
for (const [word, spellings] of Object.entries(sharedCurrencyWords)) {
  if (!isSharedMarker(word)) continue;
  for (const spelling of spellings.split(" ")) markers.set(spelling, { kind: "shared", word });
}
for (const [code, spellings] of Object.entries(currencyWords)) {
  for (const spelling of spellings.split(" ")) markers.set(spelling, { kind: "code", code });
}

function isSharedMarker(word: string): word is SharedMarker {
  return word in sharedCurrencyWords;
}

export function findCurrencyMarker(word: string): CurrencyMarker | undefined {
  return markers.get(word);
}

export function sharedMarker(word: SharedMarker): CurrencyMarker {
  return { kind: "shared", word };
}

/** The currency a single letter before the digits stands for in this country. */
export function letterCurrency(letter: string, country: string | null): CurrencyMarker | undefined {
  const prefix = letterPrefixes[letter];
  if (prefix === undefined) {
    if (letter === "p" && country === "BW") return { kind: "code", code: "BWP" };
    return undefined;
  }
  if (letter === "p" && country === "BW") return { kind: "code", code: "BWP" };
  if (prefix.countries !== "any" && !prefix.countries.includes(country ?? "")) return undefined;
  return { kind: "code", code: prefix.currency };
}

export function defaultCurrency(country: string | null): string | null {
  return country === null ? null : (countryCurrency[country] ?? null);
}

/** ISO 4217 of a marker seen by a buyer in the seller's country. */
export function resolveMarker(
  marker: CurrencyMarker | null,
  country: string | null,
): string | null {
  const own = defaultCurrency(country);
  if (marker === null) return own;
  if (marker.kind === "code") return marker.code;
  if (own !== null && sharedMarkerCurrencies[marker.word].includes(own)) return own;
  if (marker.word === "pound" || marker.word === "peso") return sharedMarkerFallback[marker.word];
  // "/-" and "F" are also written where no shilling or franc exists: the country's own money is meant.
  return own;
}

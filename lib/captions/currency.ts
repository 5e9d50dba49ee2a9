import type { SharedMarker } from "./lexicon/currencies.ts";
import {
  countryCurrency,
  currencyWords,
  homeMoneyWords,
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

/** Short words that are money only at home, as long as the seller's country is known. */
const AT_HOME = new Map(
  Object.entries(homeMoneyWords).flatMap(([countries, words]) =>
    words.split(" ").map((word): [string, readonly string[]] => [word, countries.split(" ")]),
  ),
);

/** "rm 312" is a room in Kenya and ringgit in Malaysia, "bob" a wig in Abidjan. */
export function isForeignWord(word: string, country: string | null): boolean {
  const homes = AT_HOME.get(word);
  return homes !== undefined && country !== null && !homes.includes(country);
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

const LARGE_MONEY = new Set(
  "UGX KES TZS RWF NGN XOF XAF CDF IDR ETB BIF GNF MWK INR PKR LKR SOS SSP MGA PHP".split(" "),
);

/** Where hardly anything costs less than a hundred, a small number is something else. */
export function isLargeMoney(country: string | null): boolean {
  return LARGE_MONEY.has(defaultCurrency(country) ?? "");
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

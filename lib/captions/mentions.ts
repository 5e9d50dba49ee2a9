import type { Category } from "./caption-reading.ts";
import type { ProductName } from "./lexicon/product-table.ts";
import { categoryOfType, productTable } from "./lexicon/product-table.ts";
import { pluralMeanings, regionalMeanings, regionalWords } from "./lexicon/regional.ts";
import { phraseWords } from "./phrase-table.ts";
import type { Scan } from "./scan.ts";

/** A place where the caption names a product. `to` is the last token. */
export type Mention = {
  type: string;
  category: Category;
  source: ProductName["source"];
  headLast: boolean;
  weak: boolean;
  from: number;
  to: number;
  /** The words that name it, plural or not. */
  name: string;
  /** Brand and model words that tell two products of one kind apart. */
  model: string | null;
  /** Read from a hashtag. */
  tagged: boolean;
};

const regional = new Map<string, Set<string>>();
for (const { countries, words } of regionalWords) {
  for (const word of words.split(" ")) {
    const [key = ""] = phraseWords(word);
    const known = regional.get(key) ?? new Set<string>();
    for (const country of countries.split(" ")) known.add(country);
    regional.set(key, known);
  }
}

function regionalType(word: string, country: string | null): string | undefined {
  return regionalMeanings.find(
    (entry) =>
      entry.word === word && country !== null && entry.countries.split(" ").includes(country),
  )?.type;
}
const regionalNouns = new Set(regionalMeanings.map((entry) => entry.word));

const AMHARIC_PREFIX = /^[የለበከ]/;
const AMHARIC_PLURAL = /(?:ዎች|ኦች|ዎችን|ው|ዋ)$/;

/** Amharic writes "of", "for" and "in" onto the noun. */
function amharicName(text: string): ProductName | null {
  if (text.charCodeAt(0) < 0x1200 || text.charCodeAt(0) > 0x137f) return null;
  const bare = text.replace(AMHARIC_PREFIX, "");
  for (const form of [text.replace(AMHARIC_PLURAL, ""), bare, bare.replace(AMHARIC_PLURAL, "")]) {
    const found = form.length > 1 ? productTable.word(form) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Luganda is spelt with single or double letters, with or without its first vowel. */
function lugandaKey(word: string): string {
  return word.replace(/(.)\1/g, "$1").replace(/^[aeo](?=[a-z]{4})/, "");
}

const LUGANDA_CLASSES: readonly (readonly [string, string])[] = [
  ["eki", "ebi"],
  ["aka", "obu"],
  ["omu", "emi"],
  ["eri", "ama"],
];
const lugandaNames = new Map<string, ProductName>();
for (const [word, name] of productTable.singleWords()) {
  if (name.headLast || name.source !== "product" || !/^[aeo][a-z]{5,}$/.test(word)) continue;
  lugandaNames.set(lugandaKey(word), name);
  for (const [one, many] of LUGANDA_CLASSES)
    if (word.startsWith(one)) lugandaNames.set(lugandaKey(many + word.slice(one.length)), name);
}

function lugandaName(scan: Scan, text: string): ProductName | null {
  if (scan.country !== "UG" && scan.country !== null) return null;
  return /^[a-z]{6,20}$/.test(text) && text !== "entebbe"
    ? (lugandaNames.get(lugandaKey(text)) ?? null)
    : null;
}

/** Without a country the money word tells the language: francs are counted in French. */
function spokenCountry(scan: Scan): string | null {
  if (scan.country !== null) return scan.country;
  const markers = scan.amounts.map((amount) => amount.marker);
  return markers.some((marker) => marker?.kind === "shared" && marker.word === "franc")
    ? "CI"
    : null;
}

function lookUp(scan: Scan, at: number): { name: ProductName; end: number } | null {
  const token = scan.tokens[at];
  if (token === undefined) return null;
  const found = productTable.match(scan.tokens, at);
  if (found !== null && found.end > at + 1) return { name: found.value, end: found.end };
  if (token.kind === "number" || (found?.value.pluralOnly === true && token.text === token.stem))
    return null;
  if (regionalNouns.has(token.stem) || pluralMeanings[token.text] !== undefined) {
    const type = pluralMeanings[token.text] ?? regionalType(token.stem, spokenCountry(scan));
    const category = type === undefined ? undefined : categoryOfType(type);
    if (type !== undefined && category !== undefined)
      return {
        name: {
          source: pluralMeanings[token.text] === undefined ? "product" : "brand",
          type,
          category,
          headLast: false,
          weak: false,
          pluralOnly: false,
        },
        end: at + 1,
      };
  }
  if (regional.get(token.stem)?.has(spokenCountry(scan) ?? "") === true) {
    const name = productTable.regional.word(token.text);
    if (name !== null) return { name, end: at + 1 };
  }
  if (found !== null) return { name: found.value, end: found.end };
  const other = amharicName(token.text) ?? lugandaName(scan, token.text);
  return other === null ? null : { name: other, end: at + 1 };
}

/** "2 pieces" counts; "two piece" is an outfit. */
function isCountedPieces(scan: Scan, type: string, last: number): boolean {
  const text = scan.tokens[last]?.text ?? "";
  return (
    (type === "two-piece set" || type === "three-piece set") && /^(?:pieces|pcs|pc)$/.test(text)
  );
}

export function nameOf(scan: Scan, from: number, end: number): string {
  return scan.tokens
    .slice(from, end)
    .map((token) => token.stem)
    .join(" ");
}

/** "Smart TV stand": a name that starts inside another and reaches further is the product. */
function reachFurther(
  scan: Scan,
  at: number,
  found: { name: ProductName; end: number },
): { name: ProductName; end: number } {
  for (let inner = at + 1; inner < found.end; inner += 1) {
    const next = productTable.match(scan.tokens, inner);
    if (
      next !== null &&
      next.end > found.end &&
      next.value.source === "product" &&
      found.name.headLast
    )
      return { name: next.value, end: next.end };
  }
  return found;
}

const MOST_MENTIONS = 48;

/** All names of products in the text, in order, decoys left out. */
export function findMentions(scan: Scan): Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at < scan.tokens.length && mentions.length < MOST_MENTIONS; at += 1) {
    const token = scan.tokens[at];
    if (token === undefined || (token.kind !== "word" && token.kind !== "number")) continue;
    if (token.kind === "number" && (scan.amountAt[at] ?? -1) >= 0 && isPriced(scan, at)) continue;
    if (scan.amounts[scan.amountAt[at] ?? -1]?.words === true) continue;
    const first = lookUp(scan, at);
    if (first === null) continue;
    const { name, end } = reachFurther(scan, at, first);
    if (name.source !== "decoy" && !isContactWord(scan, name.type, end) && !isHour(scan, at, end)) {
      mentions.push({
        ...name,
        weak: name.weak || isCountedPieces(scan, name.type, end - 1),
        from: at,
        to: end - 1,
        name: nameOf(scan, at, end),
        model: null,
        tagged: false,
      });
    }
    at = end - 1;
  }
  return mentions;
}

const HOUR_WORD = /^(?:saa|saaa|ssaawa|essaawa|saawa|isaha|amasaha|jam)$/;

/** "Ku ssaawa 2", "saa 3 asubuhi", "jam 7 malam": the word for a watch also tells the hour. */
function isHour(scan: Scan, at: number, end: number): boolean {
  const next = scan.tokens[end];
  return (
    HOUR_WORD.test(scan.tokens[at]?.text ?? "") &&
    end === at + 1 &&
    next?.kind === "number" &&
    Number(next.text) <= 24 &&
    !isPriced(scan, end)
  );
}

function isPriced(scan: Scan, at: number): boolean {
  const amount = scan.amounts[scan.amountAt[at] ?? -1];
  return amount !== undefined && (amount.marker !== null || amount.multiplier > 1);
}

/** "Simu: 0712 …" and "Phone 0712 …" give a number to call. */
function isContactWord(scan: Scan, type: string, end: number): boolean {
  if (type !== "phone") return false;
  for (let at = end; at < Math.min(end + 3, scan.tokens.length); at += 1) {
    const token = scan.tokens[at];
    if (token?.kind === "phone") return true;
    if (
      token?.kind !== "mark" &&
      token?.text !== "no" &&
      token?.text !== "number" &&
      token?.text !== "na" &&
      token?.text !== "namba"
    )
      return false;
  }
  return false;
}

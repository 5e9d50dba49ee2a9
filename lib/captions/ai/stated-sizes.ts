import { toPlainText } from "./plain-text.ts";

const LETTERS = ["XS", "S", "M", "L", "XL", "XXL", "3XL", "4XL", "5XL", "6XL"];
const NAMED = new Set(["Free Size", "Plus Size", "Single", "Double", "Queen", "King"]);
const WORDS_OF: Record<string, RegExp> = {
  XS: /\b(?:xs|extra small)\b/,
  S: /\b(?:s|small)\b/,
  M: /\b(?:m|medium)\b/,
  L: /\b(?:l|large)\b/,
  XL: /\b(?:xl|extra large)\b/,
  XXL: /\b(?:xxl|2xl)\b/,
  "3XL": /\b(?:xxxl|3xl)\b/,
  "4XL": /\b(?:xxxxl|4xl)\b/,
  "5XL": /\b5xl\b/,
  "6XL": /\b6xl\b/,
  "Free Size": /\b(?:free ?size|one size|fits? all|standard size)/,
  "Plus Size": /\bplus ?size/,
  Single: /\bsingle\b/,
  Double: /\bdouble\b/,
  Queen: /\bqueen\b/,
  King: /\bking\b/,
};
const RANGE = /(\d{1,3}) ?(?:-|–|—|to|till|mpaka|hadi|kugeza|à|okutuuka ku) ?(\d{1,3})(?![\d])/g;
const NUMBER = /\d+(?:[.,]\d+)?/g;
const MAX_RANGE = 40;
const MAX_SIZES = 40;
const SIZE_FORM = /^[\p{L}\p{N}][\p{L}\p{N} .x+-]{0,19}$/u;

/** Those of the given sizes that a text states: as they are, or inside a range that it names. */
export function keepStatedSizes(sizes: readonly string[], original: string): string[] {
  const text = toPlainText(original).text;
  const stated = new Set([...text.matchAll(NUMBER)].map(([number]) => Number(asDecimal(number))));
  const ranges = [...text.matchAll(RANGE)]
    .map(([, from, to]) => ({ from: Number(from), to: Number(to) }))
    .filter(({ from, to }) => from < to && to - from <= MAX_RANGE);
  const letters = statedLetters(text);
  const isStated = (size: string) => {
    if (letters.has(size)) return true;
    const numbers = [...size.matchAll(NUMBER)].map(([number]) => Number(asDecimal(number)));
    return (
      numbers.length > 0 &&
      numbers.every(
        (number) =>
          stated.has(number) || ranges.some(({ from, to }) => from < number && number < to),
      )
    );
  };
  const unique = new Set(sizes.slice(0, MAX_SIZES).map((size) => size.trim()));
  return [...unique].filter((size) => SIZE_FORM.test(size) && isStated(size));
}

/** Letter sizes and named ones that stand in the text, and the letters between two of them in a range. */
function statedLetters(text: string): Set<string> {
  const found = new Set(
    Object.entries(WORDS_OF).flatMap(([size, words]) => (words.test(text) ? [size] : [])),
  );
  for (const [, from = "", to = ""] of text.matchAll(
    /\b(\d?x{0,4}[sml]) ?(?:-|–|to|till|mpaka|hadi) ?(\d?x{0,4}[sml])\b/g,
  )) {
    const [start, end] = [letterIndex(from), letterIndex(to)];
    if (start !== -1 && end > start)
      for (const letter of LETTERS.slice(start, end + 1)) found.add(letter);
  }
  return new Set([...found].filter((size) => LETTERS.includes(size) || NAMED.has(size)));
}

function letterIndex(text: string): number {
  const forms: Record<string, string> = { "2XL": "XXL", XXXL: "3XL", XXXXL: "4XL" };
  const upper = text.toUpperCase();
  return LETTERS.indexOf(forms[upper] ?? upper);
}

function asDecimal(number: string): string {
  return number.replace(",", ".");
}

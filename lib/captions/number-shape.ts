import { findCurrencyMarker } from "./currency.ts";
import { letterPrefixes } from "./lexicon/currencies.ts";
import type { Token } from "./tokens.ts";
import { markPhones } from "./phones.ts";

/** True when the digits and separators can be one number: 55,000 · 1,29,999 · 15.000 · 89,50. */
export function isNumberShape(raw: string): boolean {
  const groups = raw.split(/[.,]/);
  const count = groups.length;
  if (count === 1) return true;
  const last = groups[count - 1] ?? "";
  const first = groups[0] ?? "";
  const middle = groups.slice(1, -1);
  if (count === 2) return last.length <= 3 || raw.includes(".");
  const thousands = middle.every((group) => group.length === 3);
  if (thousands && last.length <= 3) return first.length <= 3;
  const indian = middle.every((group) => group.length === 2) && last.length === 3;
  return indian && first.length <= 2 && !raw.includes(".");
}

const NOT_A_FIRST_GROUP = new Set([
  "size",
  "sz",
  "no",
  "number",
  "iphone",
  "jordan",
  "saizi",
  "sayizi",
  "taille",
  "pointure",
]);
const UNIT_AFTER =
  /^(?:gb|tb|ml|l|g|kg|w|pcs?|pieces?|mah|watts?|inch(?:es)?|cm|mm|litres?|v|yrs?|years?)$/;

function isMoneyWord(word: string): boolean {
  return findCurrencyMarker(word) !== undefined || letterPrefixes[word] !== undefined;
}

function startsGroups(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (token?.kind !== "number" || !/^[1-9]\d{0,2}$/.test(token.text)) return false;
  if (before === undefined) return true;
  if (before.kind === "word" && NOT_A_FIRST_GROUP.has(before.stem)) return false;
  if (before.kind === "number" && tokens[at + 1]?.text !== "000") return false;
  // "37-41 500" and "8/256 500": the second half of a pair is not the start of a price.
  if (/^(?:x|\*|by)$/.test(before.text) && tokens[at - 2]?.kind === "number") return false;
  if (token.glued && (before.text === "-" || before.text === "/" || before.text === "x"))
    return false;
  // "A15 690k" is a model and its price; only money words open a number of several groups.
  return !(token.glued && before.kind === "word" && !isMoneyWord(before.text));
}

function continuesGroups(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== "number" || token.glued) return false;
  if (!/^\d{3}(?:[.,]\d{2})?$/.test(token.text)) return false;
  const next = tokens[at + 1];
  // "Spark 10 128+8" and "12 128/4": memory beside a model, no thousands.
  const memory =
    next?.glued === true &&
    /^[+/]$/.test(next.text) &&
    /^\d{1,2}$/.test(tokens[at + 2]?.text ?? "") &&
    tokens[at + 2]?.glued === true;
  return !memory && !(next?.kind === "word" && UNIT_AFTER.test(next.text));
}

function isScaled(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.kind === "word" && /^[km]$/.test(token.text);
}

/** Joins "25 000" and "R4 999,00" into one number; telephone numbers are found first. */
export function mergeSpacedNumbers(tokens: Token[]): Token[] {
  const marked = markPhones(tokens);
  const merged: Token[] = [];
  for (let at = 0; at < marked.length; at += 1) {
    const token = marked[at];
    if (token === undefined) continue;
    let last = at;
    if (startsGroups(marked, at)) while (continuesGroups(marked, last + 1)) last += 1;
    // "FIFA 24 950k": thousands that are written out are not written again as a letter.
    if (isScaled(marked, last + 1)) last = at;
    const end = marked[last];
    if (last === at || end === undefined) {
      merged.push(token);
      continue;
    }
    const text = marked
      .slice(at, last + 1)
      .map((part) => part.text)
      .join(",");
    merged.push({ ...token, text, stem: text, end: end.end });
    at = last;
  }
  return merged;
}

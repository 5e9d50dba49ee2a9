import type { AmountView } from "./amount-view.ts";
import { variantWords } from "./lexicon/variant-words.ts";

const MOST_WORDS = 3;
const MIN_LENGTH = 3;
const REACH = 24;

/** Words around the amount in its clause that are neither shop talk nor what variants are told by. */
export function strangeWords(view: AmountView): number {
  const { scan, amount } = view;
  const clause = scan.clause[amount.from];
  const end = Math.min(scan.tokens.length, amount.to + REACH);
  let count = 0;
  for (let at = Math.max(0, amount.from - REACH); at < end; at += 1) {
    if (scan.clause[at] !== clause) continue;
    const token = scan.tokens[at];
    if (token?.kind !== "word" || (scan.amountAt[at] ?? -1) >= 0) continue;
    if (scan.cues[at] !== undefined || token.text.length < MIN_LENGTH) continue;
    if (!variantWords.has(token.text) && !variantWords.has(token.stem)) count += 1;
  }
  return count;
}

/**
 * "Brake pads 15k, oil filter 4k": a later clause that is nothing but unknown words and a price
 * sells something else, even when no table knows its noun.
 */
export function namesStranger(view: AmountView): boolean {
  const { scan, amount } = view;
  const clause = scan.clause[amount.from];
  if (!(view.endsClause() || view.after("each", 1) > 0) || view.isFirstMoney()) return false;
  let unknown = 0;
  let words = 0;
  for (let at = amount.from - 1; at >= 0 && scan.clause[at] === clause; at -= 1) {
    const token = scan.tokens[at];
    if (token === undefined || token.kind === "line") break;
    // "panels 585W 18k": the unit of a number says nothing about whose price it is.
    if (token.kind === "word" && token.glued && scan.tokens[at - 1]?.kind === "number") continue;
    if (view.isNoun(at) || scan.cues[at] !== undefined || token.kind === "tag") return false;
    if ((scan.amountAt[at] ?? -1) >= 0 && token.kind === "word") return false;
    if (token.kind !== "word") continue;
    words += 1;
    if (variantWords.has(token.text) || variantWords.has(token.stem)) return false;
    if (token.text.length >= MIN_LENGTH && !token.glued) unknown += 1;
  }
  // "2 column 3,500": what starts with a count goes on about the same thing.
  const first = scan.clause.indexOf(clause ?? 0);
  return unknown > 0 && words <= MOST_WORDS && scan.tokens[first]?.kind !== "number";
}

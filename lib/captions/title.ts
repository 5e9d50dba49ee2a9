import type { Reading } from "./caption-reading.ts";
import { MAX_TITLE_LENGTH } from "./caption-reading.ts";
import { unitsAfter } from "./lexicon/size-words.ts";
import { countUnits } from "./lexicon/units.ts";
import type { Product } from "./product.ts";
import type { Scan } from "./scan.ts";
import { hasCue, spanOf } from "./scan.ts";

const MOST_WORDS_BEFORE = 6;
const MOST_WORDS_AFTER = 6;

/** Words of the shop talk around a product that are no part of its name. */
const TALK =
  /^(?:only|now|just|our|my|the|this|these|that|those|a|an|at|for|is|are|was|were|be|get|grab|shop|buy|order|we|i|you|your|all|available|stock|restocked|restock|in|dm|call|whatsapp|price|prices|bei|hello|hi|hey|guys|dear|from|on|sale|offer|promo|deal|and|with|na|tuna|tunauza|kwa|ni|of|to|it|have|has|got|selling|sell|sells|also|still|here|come|check|out|visit|us|today|ya|za|wa|la|cha|vya|de|du|des|le|les|un|une|per|each|size|sizes|any|abeg|o|oh|e|don|land|landed|check|item|product|more|main|free|last|each|usd|code|x)$/;
const KEEP_INSIDE = /^(?:and|with|of|in|for|ya|za|wa|la|cha|vya|de|du|des|y|z|d|na|a|en|main|et)$/;

function display(scan: Scan, caption: string, at: number): string {
  const span = spanOf(scan, at, at);
  if (span === null) return "";
  return caption
    .slice(span.start, span.end)
    .normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{N}'’.+&/-]/gu, "");
}

function isNameToken(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  if (token === undefined) return false;
  if (token.kind === "number") return (scan.amountAt[at] ?? -1) === -1 || isPlain(scan, at);
  if (token.kind === "mark")
    return (
      token.text === "-" ||
      token.text === "&" ||
      token.text === "+" ||
      token.text === "/" ||
      token.text === "'"
    );
  return token.kind === "word" && (scan.amountAt[at] ?? -1) === -1;
}

/** A model or spec number, not money: no sign of money and at most three digits. */
function isPlain(scan: Scan, at: number): boolean {
  const amount = scan.amounts[scan.amountAt[at] ?? -1];
  return (
    amount === undefined ||
    (amount.marker === null &&
      amount.multiplier === 1 &&
      !amount.slash &&
      !amount.grouped &&
      amount.value < 1000)
  );
}

function reachBack(scan: Scan, from: number): number {
  let start = from;
  for (let at = from - 1, words = 0; at >= 0 && words < MOST_WORDS_BEFORE; at -= 1) {
    const token = scan.tokens[at];
    if (token === undefined || scan.clause[at] !== scan.clause[from] || !isNameToken(scan, at))
      break;
    if (hasCue(scan, at, "price") && !KEEP_INSIDE.test(token.text)) break;
    if (token.kind === "word") words += 1;
    if (token.kind === "word" || token.kind === "number") start = at;
  }
  return start;
}

/** Names in the languages that put the noun first, and models, go on behind it. */
function reachOn(scan: Scan, product: Product, to: number): number {
  const { primary } = product;
  if (primary === null) return to;
  const goesOn = !primary.headLast || primary.source !== "product" || product.rule === "type.set";
  let end = to;
  for (let at = to + 1, words = 0; at < scan.tokens.length && words < MOST_WORDS_AFTER; at += 1) {
    const token = scan.tokens[at];
    if (token === undefined || scan.clause[at] !== scan.clause[to] || !isNameToken(scan, at)) break;
    const joins = KEEP_INSIDE.test(token.text);
    const known = [
      "price",
      "only",
      "each",
      "was",
      "now",
      "size",
      "delivery",
      "left",
      "dm",
      "from",
      "wholesale",
    ] as const;
    if (
      !joins &&
      (token.stem === "size" ||
        TALK.test(token.text) ||
        known.some((cue) => cue !== "size" && hasCue(scan, at, cue)))
    )
      break;
    if (
      !goesOn &&
      !(joins || product.named.some((mention) => mention.from <= at && mention.to >= at))
    )
      break;
    if (token.kind === "word") words += 1;
    if (!joins && (token.kind === "word" || token.kind === "number")) end = at;
  }
  return end;
}

const MEASURES = new Set([...unitsAfter.split(/\s+/), ...countUnits]);

/** "55inch TV", "1.7L kettle", "3 piece suit": the measure is part of the name. */
function isMeasured(scan: Scan, at: number): boolean {
  const unit = scan.tokens[at + 1];
  return scan.tokens[at]?.kind === "number" && unit?.kind === "word" && MEASURES.has(unit.text);
}

function isNoName(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  return token?.kind !== "word" || TALK.test(token.text);
}

function trimTalk(scan: Scan, start: number, from: number): number {
  // A unit whose number stayed outside ("20,000mAh power bank") is no word of its own.
  const isLoneUnit =
    scan.tokens[start]?.glued === true && scan.tokens[start - 1]?.kind === "number";
  let at = isLoneUnit && start < from ? start + 1 : start;
  while (at < from && !isMeasured(scan, at) && isNoName(scan, at)) at += 1;
  return at;
}

function joinWords(scan: Scan, caption: string, range: { from: number; to: number }): string {
  let title = "";
  for (let at = range.from; at <= range.to; at += 1) {
    const word = display(scan, caption, at);
    if (word === "") continue;
    const glued = scan.tokens[at]?.glued === true && at > range.from;
    const next = glued || title === "" ? title + word : `${title} ${word}`;
    if (next.length > MAX_TITLE_LENGTH) break;
    title = next;
  }
  return title.replace(/[-&+/.\s]+$/, "");
}

function sentenceCase(title: string): string {
  const letters = title.replace(/[^\p{L}]/gu, "");
  const shouted =
    letters.length > 3 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
  const calm = shouted ? title.toLowerCase() : title;
  const first = String.fromCodePoint(calm.codePointAt(0) ?? 32);
  const rest = calm.slice(first.length);
  // "iPhone" and "eBook" keep their small first letter.
  return /^\p{Lu}/u.test(rest) ? calm : first.toUpperCase() + rest;
}

/** A name as the seller would write it on a label; empty when the caption names nothing. */
export function writeTitle(scan: Scan, caption: string, product: Product): Reading<string> {
  const { primary, type } = product;
  if (primary === null || type === null)
    return { value: "", confidence: 0, span: null, rule: "title.none" };
  if (primary.tagged)
    return {
      value: sentenceCase(type),
      confidence: 0.6,
      span: spanOf(scan, primary.from, primary.to),
      rule: "title.type",
    };
  const from = trimTalk(scan, reachBack(scan, primary.from), primary.from);
  const to = reachOn(scan, product, primary.to);
  const title = joinWords(scan, caption, { from, to });
  if (title === "")
    return { value: sentenceCase(type), confidence: 0.5, span: null, rule: "title.type" };
  return {
    value: sentenceCase(title),
    confidence: 0.8,
    span: spanOf(scan, from, to),
    rule: "title.phrase",
  };
}

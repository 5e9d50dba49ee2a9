import { letterOrder, letterSizes } from "./lexicon/size-words.ts";
import type { Scan } from "./scan.ts";
import type { SizeFamily } from "./size-family.ts";
import { sizeCueBefore } from "./size-numbers.ts";
import type { SizeRun } from "./size-run.ts";
import { valuesOf } from "./size-run.ts";
import type { SeriesItem } from "./size-series.ts";
import { readSeries } from "./size-series.ts";

const LETTERS = new Map(Object.entries(letterSizes));
const WORDS = new Set(["small", "medium", "large", "meduim", "med", "ndogo"]);

function readLetter(scan: Scan, at: number): SeriesItem<string> | null {
  const token = scan.tokens[at];
  if (token === undefined) return null;
  const next = scan.tokens[at + 1];
  if (token.kind === "number") {
    const size =
      /^[2-8]$/.test(token.text) && next?.glued === true && next.text === "xl"
        ? bigLetter(Number(token.text))
        : null;
    return size === null ? null : { value: size, to: at + 1 };
  }
  if (token.kind !== "word") return null;
  if (token.glued && scan.tokens[at - 1]?.kind === "number") return null;
  const tail = next?.text === "-" && next.glued ? at + 2 : at + 1;
  const after = scan.tokens[tail];
  if (
    (token.text === "extra" || token.text === "x" || token.text === "xx") &&
    (after?.text === "large" || after?.text === "small" || after?.text === "l")
  ) {
    if (after.text === "small") return { value: "XS", to: tail };
    return { value: token.text === "xx" ? "XXL" : "XL", to: tail };
  }
  const size = LETTERS.get(token.text);
  if (size === undefined) return null;
  // "m" before an apostrophe or digits is a French article or a measure, never a size.
  if (
    next?.glued === true &&
    (next.kind === "number" || next.text === "'" || next.text === ".") &&
    token.text.length === 1 &&
    next.text !== "."
  )
    return null;
  if (next?.text === "-" && next.glued && WORDS_AFTER_LETTER.has(after?.text ?? "")) return null;
  return { value: size, to: at };
}

const WORDS_AFTER_LETTER = new Set(["shape", "shaped", "pesa", "seat", "line"]);

/** 2XL is written XXL, 3XL and up keep their digit. */
function bigLetter(count: number): string {
  return count === 2 ? "XXL" : `${count}XL`;
}

function expandLetters(low: string, high: string): string[] | null {
  const first = letterOrder.indexOf(low);
  const last = letterOrder.indexOf(high);
  return first === -1 || last <= first ? null : letterOrder.slice(first, last + 1);
}

const SIZED: ReadonlySet<SizeFamily> = new Set<SizeFamily>([
  "clothes",
  "bra",
  "worn",
  "unknown",
  "shoes",
  "diapers",
]);

/** Runs of S, M, L and their words. A single letter needs a word that announces it. */
export function findLetterRuns(scan: Scan, family: SizeFamily): SizeRun[] {
  const runs: SizeRun[] = [];
  if (!SIZED.has(family)) return runs;
  const rules = {
    read: (at: number) => readLetter(scan, at),
    expand: expandLetters,
    show: (size: string) => size,
  };
  for (let at = 0; at < scan.tokens.length; at += 1) {
    const token = scan.tokens[at];
    if (token?.kind !== "word" && token?.kind !== "number") continue;
    const chunks = readSeries(scan, at, rules);
    const last = chunks.at(-1);
    if (last === undefined) continue;
    const cued = sizeCueBefore(scan, at) !== null;
    const run: SizeRun = { kind: "letter", chunks, from: at, to: last.to, cued, system: null };
    const values = valuesOf(run);
    const single = values.length === 1;
    const plain = /X/.test(values[0] ?? "") && !WORDS.has(token.text) && family === "clothes";
    const nextIsSize = scan.tokens[last.to + 1]?.stem === "size";
    if (single && /^(?:to|till|until|upto|hadi|mpaka)$/.test(scan.tokens[at - 1]?.text ?? ""))
      continue;
    const priced = family === "clothes" && single && opensPrice(scan, at, last.to);
    const closed = family === "clothes" && !WORDS.has(token.text) && isClosedBy(scan, at, last.to);
    if (
      single ? (cued && !nextIsSize && !isLooseWord(scan, at)) || plain || closed || priced : true
    )
      runs.push(run);
    at = last.to;
  }
  return runs;
}

/** "S-1500" and "M 1,500" under each other: a size, and the money that it costs. */
function opensPrice(scan: Scan, at: number, to: number): boolean {
  const before = scan.tokens[at - 1];
  if (before !== undefined && before.kind !== "line" && before.kind !== "emoji") return false;
  const next = /^[-:=@]$/.test(scan.tokens[to + 1]?.text ?? "") ? to + 2 : to + 1;
  const amount = scan.amounts[scan.amountAt[next] ?? -1];
  return amount !== undefined && amount.value >= 100;
}

/** "M only", "XL size": the word behind says that the letter is a size. */
function isClosedBy(scan: Scan, at: number, to: number): boolean {
  const next = scan.tokens[to + 1];
  const before = scan.tokens[at - 1];
  return (
    /^(?:only|tu|left|pekee|gusa|size|remaining|zokka|available|seulement)$/.test(
      next?.text ?? "",
    ) &&
    !(before?.glued === true && before.text === "'") &&
    scan.tokens[at]?.glued === false
  );
}

/** "Size: big, small" of a thing is no fit; "size large" is. */
function isLooseWord(scan: Scan, at: number): boolean {
  const before = scan.tokens[at - 1];
  const token = scan.tokens[at];
  if (token === undefined || !WORDS.has(token.text))
    return (
      before?.kind === "word" &&
      !/^(?:size|sizes|sz|saizi|taille|fits|fit|only|in|is|eu|uk|us)$/.test(before.text)
    );
  return !/^(?:size|sizes|sz|:)$/.test(before?.text ?? "");
}

import type { Amount } from "./amounts.ts";
import { shareMarkers } from "./amount-ranges.ts";
import { findAmounts } from "./amounts.ts";
import type { CueMark } from "./cues.ts";
import { markCues } from "./cues.ts";
import type { Cue } from "./lexicon/cues.ts";
import type { FoldedCaption } from "./normalise.ts";
import { foldCaption, SIGN } from "./normalise.ts";
import type { Token } from "./tokens.ts";
import { tokenise } from "./tokens.ts";

/** Everything later steps look at; indexes are token indexes throughout. */
export type Scan = {
  folded: FoldedCaption;
  country: string | null;
  tokens: readonly Token[];
  cues: readonly (CueMark | undefined)[];
  /** The cues that stand anywhere: most questions about the others end here. */
  present: ReadonlySet<Cue>;
  amounts: readonly Amount[];
  /** The amount that covers a token, as an index into `amounts`, else -1. */
  amountAt: Int16Array;
  /** Parts between commas, brackets, emoji and stronger breaks. */
  clause: Int16Array;
  /** Parts between line breaks, full stops, bars and the like. */
  sentence: Int16Array;
  line: Int16Array;
};

const SENTENCE_END = new Set([".", "!", "?", "|", ";", "¡"]);
const CLAUSE_END = new Set([",", "(", ")", "[", "]", "{", "}", '"']);
const OPEN_SIGN = new Set<string>([SIGN.money, SIGN.arrow, SIGN.pointer, SIGN.phone]);

/** Words written with a full stop before a number: "till no. 543210". */
const ABBREVIATED = new Set(
  "no nos nr rs ksh kshs ush shs sh ugx tsh tshs kes tel sz approx acc ref rp br ghs n° num frw php pg vol ext na nambari namba rm flr".split(
    " ",
  ),
);

/** A full stop ends a sentence unless letters or digits follow at once ("P.6", "Rs.1200"). */
function endsSentence(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.kind !== "mark") return false;
  if (token.text === ".") {
    const next = tokens[at + 1];
    // "P.O. Box", "a.m.": a letter that stands between points is short for a word.
    const initial = tokens[at - 1]?.text.length === 1 && tokens[at - 1]?.kind === "word";
    if (initial && (tokens[at - 2]?.text === "." || (next?.glued && next.text.length === 1)))
      return next === undefined || next.kind === "line";
    if (next?.kind === "number" && ABBREVIATED.has(tokens[at - 1]?.text ?? "")) return false;
    return (
      next === undefined ||
      !next.glued ||
      next.text === "." ||
      (next.kind === "word" && next.text.length > 3)
    );
  }
  return (
    SENTENCE_END.has(token.text) ||
    (token.text === "/" && isSpacedSign(tokens, at) && !betweenAmounts(tokens, at))
  );
}

/** "UGX 75,000 / $20" is one price said twice. */
function betweenAmounts(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return (
    next?.kind === "mark" ||
    next?.kind === "number" ||
    /^(?:usd|ugx|kes|ksh|tsh|tzs|ngn)$/.test(next?.text ?? "")
  );
}

function isSpacedSign(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.glued === false && tokens[at + 1]?.glued === false;
}

function endsClause(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (token.kind === "emoji") return !OPEN_SIGN.has(token.text);
  return token.kind === "mark" && CLAUSE_END.has(token.text);
}

function divide(tokens: readonly Token[]): {
  clause: Int16Array;
  sentence: Int16Array;
  line: Int16Array;
} {
  const clause = new Int16Array(tokens.length);
  const sentence = new Int16Array(tokens.length);
  const line = new Int16Array(tokens.length);
  let clauseNumber = 0;
  let sentenceNumber = 0;
  let lineNumber = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    clause[at] = clauseNumber;
    sentence[at] = sentenceNumber;
    line[at] = lineNumber;
    const isLine = tokens[at]?.kind === "line";
    if (isLine || endsSentence(tokens, at)) sentenceNumber += 1;
    if (isLine) lineNumber += 1;
    if (isLine || endsSentence(tokens, at) || endsClause(tokens, at)) clauseNumber += 1;
  }
  return { clause, sentence, line };
}

export function scanCaption(caption: string, country: string | null): Scan {
  const folded = foldCaption(caption);
  const tokens = tokenise(folded);
  const amounts = shareMarkers(tokens, findAmounts(tokens, country));
  const amountAt = new Int16Array(tokens.length).fill(-1);
  for (const [index, amount] of amounts.entries()) amountAt.fill(index, amount.from, amount.to + 1);
  const cues = markCues(tokens);
  const present = new Set(cues.flatMap((mark) => mark?.cues ?? []));
  return { folded, country, tokens, cues, present, amounts, amountAt, ...divide(tokens) };
}

export function hasCue(scan: Scan, at: number, cue: Cue): boolean {
  return scan.cues[at]?.cues.includes(cue) === true;
}

/** True when the cue stands anywhere in the caption. */
export function findCue(scan: Scan, cue: Cue): number {
  if (!scan.present.has(cue)) return -1;
  for (let at = 0; at < scan.tokens.length; at += 1) if (hasCue(scan, at, cue)) return at;
  return -1;
}

/** Offsets into the original caption for a run of tokens, end included. */
export function spanOf(
  scan: Scan,
  from: number,
  to: number,
): { start: number; end: number } | null {
  const first = scan.tokens[from];
  const last = scan.tokens[to];
  if (first === undefined || last === undefined) return null;
  const start = scan.folded.starts[first.start];
  const end = scan.folded.ends[last.end - 1];
  return start === undefined || end === undefined ? null : { start, end };
}

export function isStruck(scan: Scan, from: number, to: number): boolean {
  if (scan.folded.struck.size === 0) return tildeStruck(scan, from, to);
  const start = scan.tokens[from]?.start ?? 0;
  const end = scan.tokens[to]?.end ?? 0;
  for (let unit = start; unit < end; unit += 1) if (scan.folded.struck.has(unit)) return true;
  return tildeStruck(scan, from, to);
}

/** ~95k~ and ~~95k~~: chat apps strike through what stands between tildes. */
function tildeStruck(scan: Scan, from: number, to: number): boolean {
  return (
    scan.tokens[from - 1]?.text === "~" &&
    scan.tokens[to + 1]?.text === "~" &&
    scan.tokens[to + 1]?.glued === true
  );
}

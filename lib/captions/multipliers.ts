import { readWordNumber } from "./number-words.ts";
import type { Token } from "./tokens.ts";

const MULTIPLIERS = new Map<string, number>();
for (const word of "k thousand thou thousnd thousan tousand thosand thousads thouthand mille mil rb ribu ribuan rban rebu elfu ngiri thao hazar hazaar grand libo ሺ ሺህ ks kk".split(
  " ",
))
  MULTIPLIERS.set(word, 1000);
for (const word of "m million milion millon milioni juta jt mil. mio miliyoni mill millions mn milli ሚሊዮን".split(
  " ",
))
  MULTIPLIERS.set(word, 1_000_000);
for (const word of "lakh lac laki lakhs lacs".split(" ")) MULTIPLIERS.set(word, 100_000);
MULTIPLIERS.set("cr", 10_000_000);
MULTIPLIERS.set("crore", 10_000_000);
MULTIPLIERS.set("soo", 100);
MULTIPLIERS.set("hundred", 100);
MULTIPLIERS.set("መቶ", 100);

const SCALE_FIRST = new Set(["laki", "elfu", "soo", "thao", "ngiri", "milioni", "miliyoni"]);
/** Multipliers that only Indonesian money has. */
export const RUPIAH_WORDS = new Set(["rb", "ribu", "jt", "juta"]);

/** Words that start a measure or a count although their letter is also a thousand or a million. */
const METRE_AFTER = new Set(
  "long length wide width height by x away ya roll water depth deep tall wide".split(" "),
);
const RESOLUTION_AFTER = new Set(
  "tv uhd smart video camera resolution hd ultra android led qled quality monitor screen webos display".split(
    " ",
  ),
);

function isMillion(tokens: readonly Token[], at: number, unit: Token): boolean {
  if (unit.text !== "m") return true;
  const next = tokens[at + 2];
  const digits = tokens[at]?.text ?? "";
  if (next?.kind === "word" && METRE_AFTER.has(next.stem)) return false;
  if (next?.text === "x" || (next?.text === "-" && tokens[at + 3]?.kind === "number")) return false;
  const before = tokens[at - 1];
  if (before?.text === "x" || before?.text === "-") return /[.]/.test(digits);
  return unit.glued && Number(digits.replace(",", ".")) < 1000;
}

/** 1000 for "k", 1,000,000 for "m" and so on; 1 when the next token scales nothing. */
export function multiplierAfter(tokens: readonly Token[], at: number): number {
  const unit = tokens[at + 1];
  if (unit?.kind !== "word") return 1;
  const value = MULTIPLIERS.get(unit.text);
  if (value === undefined) return 1;
  if (value === 1_000_000 && !isMillion(tokens, at, unit)) return 1;
  // "A14 laki mbili": the scale opens a number of its own.
  if (SCALE_FIRST.has(unit.text) && (readWordNumber(tokens, at + 1)?.end ?? 0) > at + 2) return 1;
  if (
    unit.text === "k" &&
    /^[248]$/.test(tokens[at]?.text ?? "") &&
    RESOLUTION_AFTER.has(tokens[at + 2]?.stem ?? "")
  )
    return 1;
  if (unit.text === "soo" && tokens[at + 2]?.kind === "word" && !unit.glued) return 1;
  return value;
}

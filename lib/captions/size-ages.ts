import { isMarked } from "./amounts.ts";
import { ageCues, ageUnits } from "./lexicon/size-words.ts";
import type { Scan } from "./scan.ts";
import { hasCue } from "./scan.ts";
import type { SizeRun } from "./size-run.ts";

type AgeUnit = "yrs" | "months";
const YEARS = new Set(ageUnits.yrs.split(" "));
const MONTHS = new Set(ageUnits.months.split(" "));
const CUES = new Set(ageCues.split(" "));
const AGE_WORDS = new Set([...YEARS, ...MONTHS]);
const RANGE = new Set([
  "-",
  "to",
  "_",
  "~",
  "hadi",
  "mpaka",
  "a",
  "au",
  "till",
  "okutuuka",
  "kugeza",
  "sampai",
  "/",
]);

function unitAt(scan: Scan, at: number): AgeUnit | null {
  const token = scan.tokens[at];
  if (token?.kind !== "word") return null;
  if (YEARS.has(token.text))
    return token.text === "y" || token.text === "an"
      ? token.glued || token.text === "an"
        ? "yrs"
        : null
      : "yrs";
  if (MONTHS.has(token.text))
    return token.text === "m" || token.text === "mo" ? (token.glued ? "months" : null) : "months";
  return null;
}

function ageNumber(scan: Scan, at: number): number | null {
  const token = scan.tokens[at];
  if (token?.kind !== "number" || !/^\d{1,2}$/.test(token.text)) return null;
  const amount = scan.amounts[scan.amountAt[at] ?? -1];
  if (amount !== undefined && isMarked(amount)) return null;
  return Number(token.text);
}

type Band = {
  low: number;
  high: number | null;
  lowUnit: AgeUnit | null;
  unit: AgeUnit | null;
  to: number;
};

/** "2-8 yrs", "6 months to 5 years", "0-3m", "2 yrs". */
function readBand(scan: Scan, at: number): Band | null {
  const low = ageNumber(scan, at);
  if (low === null) return null;
  let next = at + 1;
  const lowUnit = unitAt(scan, next);
  if (lowUnit !== null) next += 1;
  if (RANGE.has(scan.tokens[next]?.text ?? "")) {
    const ku = scan.tokens[next + 1]?.text === "ku" ? 1 : 0;
    const high = ageNumber(scan, next + 1 + ku);
    if (high !== null) {
      const unit = unitAt(scan, next + 2 + ku);
      return { low, high, lowUnit, unit, to: unit === null ? next + 1 + ku : next + 2 + ku };
    }
  }
  return { low, high: null, lowUnit, unit: lowUnit, to: lowUnit === null ? at : at + 1 };
}

function show(band: Band, unit: AgeUnit): string {
  const last = band.unit ?? unit;
  if (band.high === null) return `${band.low} ${band.low === 1 ? last.slice(0, -1) : last}`;
  if (band.lowUnit !== null && band.lowUnit !== last)
    return `${band.low} ${band.lowUnit}-${band.high} ${last}`;
  return `${band.low}-${band.high} ${last}`;
}

function announced(scan: Scan, at: number): AgeUnit | null {
  for (let back = at - 1; back >= Math.max(0, at - 2); back -= 1) {
    const token = scan.tokens[back];
    if (token === undefined || token.kind === "number" || token.kind === "line") return null;
    if (/^(?:miezi|amezi|emyezi)$/.test(token.text)) return "months";
    if (CUES.has(token.stem) && token.text !== "for") return "yrs";
  }
  return null;
}

const NOT_CLOTHES_AGE = new Set([
  "warranty",
  "guarantee",
  "wrty",
  "experience",
  "ago",
  "dhamana",
  "garantie",
  "free",
  "plan",
  "old",
  "used",
  "later",
  "nzuri",
  "experience",
  "strong",
  "running",
]);

/** "2 years warranty" and "used for 3 months" tell how long, not how old. */
function isDuration(scan: Scan, at: number, to: number): boolean {
  const next = scan.tokens[to + 1];
  if (
    next?.text === "in" &&
    /^(?:business|service|operation|the)$/.test(scan.tokens[to + 2]?.text ?? "")
  )
    return true;
  if (next !== undefined && (NOT_CLOTHES_AGE.has(next.text) || hasCue(scan, to + 1, "warranty")))
    return true;
  return (
    hasCue(scan, at - 1, "warranty") ||
    hasCue(scan, at - 1, "deposit") ||
    /^(?:in|within|after|since|last|past|x|every|of)$/.test(scan.tokens[at - 1]?.text ?? "")
  );
}

/** Age bands that clothes are sold by. Bands are kept as written, never expanded. */
export function findAgeRuns(scan: Scan): SizeRun[] {
  const runs: SizeRun[] = [];
  if (!scan.tokens.some((token) => AGE_WORDS.has(token.text) || CUES.has(token.stem))) return runs;
  for (let at = 0; at < scan.tokens.length; at += 1) {
    const band = readBand(scan, at);
    if (band === null) continue;
    const cue = announced(scan, at);
    const unit = band.unit ?? cue ?? listUnit(scan, band.to + 1);
    const single = band.high === null;
    const fits =
      band.low <= 24 &&
      (band.high === null ||
        (band.high > band.low && band.high <= 60) ||
        band.lowUnit === "months");
    if (unit === null || !fits || isDuration(scan, at, band.to)) continue;
    if (single && (band.unit === null || (cue === null && !isListed(scan, at, band.to)))) continue;
    const chunk = { values: [show(band, unit)], from: at, to: band.to, range: false };
    if (!isRestatement(scan, at, runs.length))
      runs.push({ kind: "age", chunks: [chunk], from: at, to: band.to, cued: true, system: null });
    at = band.to;
  }
  return runs;
}

/** The unit written once behind the last of several bands: "2-3, 4-5, 6-7 yrs". */
function listUnit(scan: Scan, from: number): AgeUnit | null {
  for (let at = from; at < Math.min(from + 24, scan.tokens.length); at += 1) {
    const token = scan.tokens[at];
    if (token === undefined) return null;
    const unit = unitAt(scan, at);
    if (unit !== null) return scan.tokens[at - 1]?.kind === "number" ? unit : null;
    if (
      token.kind === "number" ? !/^\d{1,2}$/.test(token.text) : !/^[,\-/&]$|^and$/.test(token.text)
    )
      return null;
  }
  return null;
}

/** A single age counts beside other ages, or with a word that announces sizes. */
function isListed(scan: Scan, at: number, to: number): boolean {
  for (let near = Math.max(0, at - 3); near < at; near += 1) {
    const token = scan.tokens[near];
    if (
      token?.stem === "size" ||
      (token !== undefined && unitAt(scan, near) !== null && ageNumber(scan, near - 1) !== null)
    )
      return true;
  }
  return [to + 1, to + 2].some(
    (next) => ageNumber(scan, next) !== null && unitAt(scan, next + 1) !== null,
  );
}

/** "0-36 months (3 years)" says the same age twice. */
function isRestatement(scan: Scan, at: number, before: number): boolean {
  return before > 0 && scan.tokens[at - 1]?.text === "(";
}

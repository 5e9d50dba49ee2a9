import { isMarked } from "./amounts.ts";
import {
  ageUnits,
  looseSizeCues,
  rangeWords,
  sizeCues,
  sizeSystems,
  unitsAfter,
} from "./lexicon/size-words.ts";
import type { Scan } from "./scan.ts";
import { hasCue } from "./scan.ts";
import type { Token } from "./tokens.ts";
import { isLargeMoney } from "./currency.ts";
import type { SizeFamily } from "./size-family.ts";
import { plausibleSizes } from "./size-family.ts";
import type { SizeRun } from "./size-run.ts";
import type { SeriesItem } from "./size-series.ts";
import { readSeries } from "./size-series.ts";

const CUES = new Set(sizeCues.split(" "));
const LOOSE = new Set(looseSizeCues.split(" "));
const UNITS = new Set(
  unitsAfter.split(/\s+/).concat(ageUnits.yrs.split(" "), ageUnits.months.split(" ")),
);
const RANGES = new Set(rangeWords.split(" "));
const CUE_REACH = 4;
const CUE_TOKENS = 16;
/** "Big size" at the end of a line describes a thing; no sizes follow. */
const DESCRIBED =
  /^(?:big|small|large|medium|full|giant|family|mini|jumbo|standard|normal|good|king|queen)$/;
/** A longer row of numbers that is no list of sizes is passed over as a whole. */
const LONG_ROW = 8;
const LONGEST_RANGE = 40;

/** A cue within a few words before the token, with nothing priced between. */
export function sizeCueBefore(scan: Scan, at: number): string | null {
  let words = 0;
  let goesOn = false;
  for (let back = at - 1; back >= Math.max(0, at - CUE_TOKENS) && words < CUE_REACH; back -= 1) {
    const token = scan.tokens[back];
    if (token === undefined) return null;
    if (token.kind === "line") {
      const before = scan.tokens[back - 1];
      const object = DESCRIBED.test(scan.tokens[back - 2]?.text ?? "");
      return before !== undefined && !object && CUES.has(before.stem) && !LOOSE.has(before.stem)
        ? before.stem
        : null;
    }
    // "size 40-45 ukichukua 2": the word belongs to the numbers before; "except 40" goes on.
    if (token.kind === "number" && words > 0 && !goesOn) return null;
    if (hasCue(scan, back, "except") || hasCue(scan, back, "soldOut")) goesOn = true;
    const other = scan.amounts[scan.amountAt[back] ?? -1];
    if (token.kind === "number" && other !== undefined && isMarked(other)) return null;
    if (token.text === "." || token.text === "!" || token.text === "|") return null;
    if (token.kind === "word") {
      if (CUES.has(token.stem)) return isAddressWord(scan, back) ? null : token.stem;
      words += 1;
    }
  }
  return null;
}

/** "Duka no 45": the word announces a shop's number. */
function isAddressWord(scan: Scan, at: number): boolean {
  const mark = scan.cues[at];
  return (
    LOOSE.has(scan.tokens[at]?.stem ?? "") &&
    mark !== undefined &&
    mark.end - mark.start > 1 &&
    mark.cues.includes("address")
  );
}

/** Ethiopian captions write the word for "number" behind the sizes. */
function cueAfter(scan: Scan, at: number): boolean {
  const next = scan.tokens[at + 1];
  const after = scan.tokens[at + 2];
  if (/^(?:eu|eur|uk|us)$/.test(next?.text ?? "") && after?.kind !== "number") return true;
  if (next?.text === "size" && after?.kind !== "number" && after?.text !== ":") return true;
  return (
    next?.text === "ቁጥር" || (next?.stem === "size" && next.text === "sizes") || next?.text === "ሳይዝ"
  );
}

function isPriced(scan: Scan, at: number): boolean {
  const amount = scan.amounts[scan.amountAt[at] ?? -1];
  return amount !== undefined && isMarked(amount);
}

const PACK = new Set(["pc", "pcs", "pack", "packs", "packet", "pieces"]);

/** "Size 3 pc 60" keeps its size, and "38 in stock" has no inches. */
function isUnit(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  if (token === undefined || !UNITS.has(token.text) || (token.text === "c" && token.glued))
    return false;
  const opens = scan.tokens[at + 1];
  if (opens?.kind === "number" && opens.glued && !token.glued) return false;
  if (token.text === "in") return token.glued || scan.tokens[at + 1]?.kind !== "word";
  return !(PACK.has(token.text) && CUES.has(scan.tokens[at - 2]?.stem ?? ""));
}

/** "W32 L30": the waist is the size, the leg is not. */
function isWaist(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  return token?.text === "w" && !token.glued;
}

/** Football seasons are written like two sizes: "24/25 jersey". */
function isSeason(scan: Scan, at: number): boolean {
  const value = Number(scan.tokens[at]?.text);
  const other = (from: number, step: number): boolean =>
    scan.tokens[from]?.text === "/" && Number(scan.tokens[from + step]?.text) === value + step;
  const jersey = (from: number): boolean =>
    scan.tokens
      .slice(from, from + 3)
      .some((token) =>
        /^(?:season|saison|kit|jersey|jersie|home|away|third|jezi|msimu|maillot|edition|champions)$/.test(
          token.stem,
        ),
      );
  if (value < 18 || value > 40) return false;
  return (other(at + 1, 1) && jersey(at + 3)) || (other(at - 1, -1) && jersey(at + 1));
}

/** "6-10kg": the unit behind the second number is the unit of both. */
function isRangeOfUnits(scan: Scan, at: number): boolean {
  const unit = scan.tokens[at + 3];
  return (
    /^(?:-|to)$/.test(scan.tokens[at + 1]?.text ?? "") &&
    scan.tokens[at + 2]?.kind === "number" &&
    unit?.kind === "word" &&
    unit.glued &&
    /^(?:kgs?|g|ml|cm|l|w|kw|gb|mm|inch|hp|days?|hrs?)$/.test(unit.text)
  );
}

/** "1 of 1", "Video 3 of 7": how many of how many. */
function isFraction(scan: Scan, at: number): boolean {
  const of = (word: number, number: number): boolean =>
    /^(?:of|sur)$/.test(scan.tokens[word]?.text ?? "") && scan.tokens[number]?.kind === "number";
  return of(at + 1, at + 2) || of(at - 1, at - 2);
}

/** A plain small number, whole or half, with no unit behind it. */
function readNumber(scan: Scan, at: number): SeriesItem<number> | null {
  const token = scan.tokens[at];
  if (token?.kind !== "number" || isPriced(scan, at)) return null;
  if (!/^\d{1,2}(?:\.[05])?$/.test(token.text) || /^0\d/.test(token.text)) return null;
  const before = scan.tokens[at - 1];
  if (
    token.glued &&
    before?.kind === "word" &&
    before.text.length > 0 &&
    !CUES.has(before.stem) &&
    before.text !== "x" &&
    before.text !== "ከ" &&
    !(RANGES.has(before.text) && before.glued) &&
    !isWaist(scan, at - 1)
  )
    return null;
  if (isSeason(scan, at)) return null;
  if (isFraction(scan, at) || isRangeOfUnits(scan, at)) return null;
  const next = scan.tokens[at + 1];
  if (next === undefined) return { value: Number(token.text), to: at };
  if (next.kind === "word" && isUnit(scan, at + 1)) return null;
  if (next.text === "%" || next.text === '"' || next.text === ":" || next.text === "°") return null;
  if (
    next.glued &&
    next.kind === "word" &&
    /^(?:st|nd|rd|th|x|a|b|dd|h|gb|xl|xxl|v|s)$/.test(next.text)
  )
    return null;
  if (next.text === "*" && scan.tokens[at + 2]?.kind === "number") return null;
  const shoeChild = next.glued && next.text === "c";
  return { value: Number(token.text), to: shoeChild ? at + 1 : at };
}

/** Two sizes that the seller wrote with a comma and no space: "38,39". */
function readPair(scan: Scan, at: number): [number, number] | null {
  const token = scan.tokens[at];
  if (token?.kind !== "number" || isPriced(scan, at)) return null;
  const match = /^(\d{1,2}),(\d{1,2})$/.exec(token.text);
  const first = Number(match?.[1]);
  const second = Number(match?.[2]);
  return match !== null && second > first && !UNITS.has(scan.tokens[at + 1]?.text ?? "")
    ? [first, second]
    : null;
}

function stepOf(family: SizeFamily, low: number, high: number): number {
  if (family === "shoes" || family === "ring" || family === "diapers" || family === "worn")
    return 1;
  if (family === "unknown" && low >= 30) return 1;
  return low % 2 === 0 && high % 2 === 0 ? 2 : 1;
}

export function expandNumbers(family: SizeFamily, low: number, high: number): string[] | null {
  if (high < low) return expandNumbers(family, high, low);
  if (high - low > LONGEST_RANGE) return null;
  const step = stepOf(family, low, high);
  const values: string[] = [];
  for (let size = low; size <= high; size += step) values.push(String(size));
  // "6-10.5" ends on its half size, which whole steps miss.
  if (!Number.isInteger(high) && Number.isInteger(low)) values.push(String(high));
  return values;
}

/** Without a word to announce them only shapes that nothing else has are sizes. */
function standsAlone(
  family: SizeFamily,
  run: { numbers: number[]; ranged: boolean; hash: boolean; descending: boolean },
): boolean {
  const { numbers, ranged, hash, descending } = run;
  const within = (low: number, high: number): boolean =>
    numbers.every((size) => size >= low && size <= high);
  if (family === "shoes") return within(15, 50) && (numbers.length >= 2 || hash);
  if (family === "clothes") {
    if (descending || numbers.length < 2 || !within(4, 64)) return false;
    return ranged
      ? (numbers[1] ?? 0) - (numbers[0] ?? 0) >= 2
      : numbers.every((size) => size % 2 === 0) || within(24, 46);
  }
  if (family === "unknown") return within(33, 47) && numbers.length >= 2 && !descending;
  return false;
}

const CLAUSE_EDGE = /^[.,!?()|]$/;

/** "One pair left!! 42." A number by itself that only a grown foot has, where money has other sizes. */
function isLoneSize(scan: Scan, at: number): boolean {
  const value = Number(scan.tokens[at]?.text);
  const edge = (token: Token | undefined): boolean =>
    token === undefined ||
    token.kind === "line" ||
    token.kind === "emoji" ||
    CLAUSE_EDGE.test(token.text);
  if (value < 35 || value > 47 || !edge(scan.tokens[at - 1]) || !edge(scan.tokens[at + 1]))
    return false;
  const priced = scan.amounts.some((amount) => isMarked(amount) || amount.value >= 100);
  return priced || isLargeMoney(scan.country);
}

/** All runs of numeric fit sizes, whichever product they belong to. */
export function findNumberRuns(scan: Scan, family: SizeFamily): SizeRun[] {
  const runs: SizeRun[] = [];
  if (family === "none" || family === "bed") return runs;
  const { least, most } = plausibleSizes(family);
  for (let at = 0; at < scan.tokens.length; at += 1) {
    if (scan.tokens[at]?.kind !== "number") continue;
    const cue = sizeCueBefore(scan, at);
    // "9-5" with nothing to announce sizes counts down like opening hours, not like a range.
    const rules = {
      read: (from: number) => readNumber(scan, from),
      expand: (low: number, high: number) =>
        low > high && cue === null ? null : expandNumbers(family, low, high),
      show: String,
    };
    const pair = readPair(scan, at);
    const chunks =
      pair === null ? readSeries(scan, at, rules) : pairChunks(scan, at, { pair, rules });
    const last = chunks.at(-1);
    if (last === undefined) continue;
    const numbers = chunks.flatMap((chunk) =>
      chunk.range
        ? [Number(chunk.values[0]), Number(chunk.values.at(-1))]
        : chunk.values.map(Number),
    );
    const run: SizeRun = {
      kind: "number",
      chunks,
      from: at,
      to: last.to,
      cued:
        cue !== null ||
        cueAfter(scan, last.to) ||
        scan.tokens[last.to]?.text === "c" ||
        isWaist(scan, at - 1),
      system: sizeSystems[cue ?? ""] ?? sizeSystems[scan.tokens[last.to + 1]?.text ?? ""] ?? null,
    };
    const firm = run.cued && (cue === null || !LOOSE.has(cue) || family === "shoes");
    const inRange = numbers.every((size) => size >= least && size <= most);
    const shape = {
      numbers,
      ranged: chunks.some((chunk) => chunk.range),
      hash: scan.tokens[at - 1]?.text === "#",
      descending: numbers.some((size, index) => index > 0 && size < (numbers[index - 1] ?? 0)),
    };
    const loose = cue !== null && LOOSE.has(cue) && numbers.length === 1 && (numbers[0] ?? 0) < 30;
    const lone = family === "shoes" && numbers.length === 1 && isLoneSize(scan, at);
    if ((firm && inRange && !loose) || standsAlone(family, shape) || lone) {
      runs.push(run);
      at = last.to;
    } else at = chunks.length > LONG_ROW ? last.to : (chunks[0]?.to ?? at);
  }
  return runs;
}

function pairChunks(
  scan: Scan,
  at: number,
  read: { pair: [number, number]; rules: Parameters<typeof readSeries<number>>[2] },
) {
  const [first, second] = read.pair;
  const own = [first, second].map((size) => ({
    values: [String(size)],
    from: at,
    to: at,
    range: false,
  }));
  const separator = scan.tokens[at + 1]?.text ?? "";
  const rest = /^[,/&]$/.test(separator) ? readSeries(scan, at + 2, read.rules) : [];
  return [...own, ...rest];
}

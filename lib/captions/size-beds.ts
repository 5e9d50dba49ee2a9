import { isMarked } from "./amounts.ts";
import { bedNames } from "./lexicon/size-words.ts";
import type { Scan } from "./scan.ts";
import type { SizeRun } from "./size-run.ts";

const TIMES = new Set(["x", "*", "by", "×", "kwa", "ku", "kuri", "sur", "fois"]);
const NAMES = new Map(Object.entries(bedNames));
const METRIC = new Set(["cm", "cms", "mm", "m", "inch", "inches", "in", '"', "metres", "meters"]);
const MOST_FEET = 14;

function feet(scan: Scan, at: number): string | null {
  const token = scan.tokens[at];
  if (token?.kind !== "number" || !/^\d{1,2}(?:\.\d)?$/.test(token.text)) return null;
  const amount = scan.amounts[scan.amountAt[at] ?? -1];
  if (amount !== undefined && isMarked(amount) && amount.multiplier > 1) return null;
  return Number(token.text) <= MOST_FEET ? token.text : null;
}

/** "6x6", "5*6", "4 by 6", "6x6x10": length and width, the thickness left out. */
function readDimensions(scan: Scan, at: number): { value: string; to: number } | null {
  const width = feet(scan, at);
  let next = at + 1;
  if (/^(?:ft|feet)$/.test(scan.tokens[next]?.text ?? "")) next += 1;
  const times = scan.tokens[next];
  const slash = times?.text === "/" && times.glued;
  const length = feet(scan, next + 1);
  if (width === null || length === null || times === undefined || !(TIMES.has(times.text) || slash))
    return null;
  if (
    slash &&
    (width.includes(".") || Number(width) < 3 || Number(length) < 4 || Number(length) > 7)
  )
    return null;
  let to = next + 1;
  if (TIMES.has(scan.tokens[to + 1]?.text ?? "") && scan.tokens[to + 2]?.kind === "number") to += 2;
  if (METRIC.has(scan.tokens[to + 1]?.text ?? "") && to === next + 1) return null;
  return { value: `${width}x${length}`, to };
}

/** Where a bed name is a size: before "size", a price, a comma or the thing itself. */
function isBedName(scan: Scan, at: number): boolean {
  const next = scan.tokens[at + 1];
  if (next === undefined) return true;
  if (
    /^(?:decker|door|sided|side|layer|line|lined|burner|row|price|purpose|hand|pc|pcs|piece|one|mosquito|click|wall|stitch|breasted)$/.test(
      next.text,
    )
  )
    return false;
  if (next.stem === "size" || next.stem === "bed") return true;
  return (
    (scan.amountAt[at + 1] ?? -1) >= 0 ||
    next.kind === "mark" ||
    next.kind === "line" ||
    bedNames[next.text] !== undefined ||
    next.stem === "and"
  );
}

export function findBedRuns(scan: Scan): SizeRun[] {
  const runs: SizeRun[] = [];
  for (let at = 0; at < scan.tokens.length; at += 1) {
    const token = scan.tokens[at];
    const dimensions = readDimensions(scan, at);
    const name = token?.kind === "word" ? NAMES.get(token.text) : undefined;
    if (dimensions !== null) {
      const chunk = { values: [dimensions.value], from: at, to: dimensions.to, range: false };
      runs.push({
        kind: "bed",
        chunks: [chunk],
        from: at,
        to: dimensions.to,
        cued: true,
        system: null,
      });
      at = dimensions.to;
    } else if (name !== undefined && isBedName(scan, at)) {
      const full = name === "King" && scan.tokens[at - 1]?.text === "super" ? "Super King" : name;
      runs.push({
        kind: "named",
        chunks: [{ values: [full], from: at, to: at, range: false }],
        from: at,
        to: at,
        cued: true,
        system: null,
      });
    }
  }
  return runs;
}

/** Bra sizes as written, upper-case: 34B, 36DD. */
export function findBraRuns(scan: Scan): SizeRun[] {
  const runs: SizeRun[] = [];
  for (let at = 0; at < scan.tokens.length; at += 1) {
    const band = scan.tokens[at];
    const cup = scan.tokens[at + 1];
    if (band?.kind !== "number" || !/^(?:2[68]|[345][02468])$/.test(band.text)) continue;
    // "48h", "à 20h": hours and a French article, no cups.
    if (/^(?:24|48|72)$/.test(band.text) && cup?.text === "h") continue;
    if (scan.tokens[at - 1]?.text === "h" && band.glued) continue;
    if (cup?.kind !== "word" || !/^(?:a{1,2}|b|c|d{1,3}|dd|e|f|g|h)$/.test(cup.text)) continue;
    const chunk = {
      values: [`${band.text}${cup.text.toUpperCase()}`],
      from: at,
      to: at + 1,
      range: false,
    };
    runs.push({ kind: "bra", chunks: [chunk], from: at, to: at + 1, cued: true, system: null });
  }
  return runs;
}

import { SIGN } from "./normalise.ts";
import type { Scan } from "./scan.ts";
import { hasCue } from "./scan.ts";
import type { SizeChunk, SizeRun } from "./size-run.ts";

const REACH = 3;

function isGap(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  if (token === undefined || token.kind === "line" || (scan.amountAt[at] ?? -1) >= 0) return false;
  return token.kind === "word" || token.kind === "mark" || token.kind === "emoji";
}

/** A sold-out word within a few words behind a token. */
function soldOutAfter(scan: Scan, to: number): boolean {
  for (let at = to + 1; at <= to + REACH; at += 1) {
    if (scan.tokens[at]?.text === SIGN.cross || hasCue(scan, at, "soldOut"))
      return scan.tokens[at]?.text !== "out" || hasCue(scan, at, "soldOut");
    const token = scan.tokens[at];
    if (!isGap(scan, at) || token?.text === "," || token?.text === "." || token?.text === "!")
      return false;
  }
  return false;
}

/** "Except 40", "no 39", "sold out: 38". */
function excludedBefore(scan: Scan, from: number): boolean {
  for (let at = from - 1; at >= from - REACH && at >= 0; at -= 1) {
    if (hasCue(scan, at, "except")) return true;
    if (hasCue(scan, at, "soldOut")) return !followsSize(scan, at);
    if (!isGap(scan, at) || scan.tokens[at]?.text === "," || scan.tokens[at]?.text === ".")
      return false;
  }
  return false;
}

/** "38 sold out 39 40": the words are about the size before them. */
function followsSize(scan: Scan, cue: number): boolean {
  let at = cue - 1;
  while (isGap(scan, at) && !(scan.tokens[at]?.kind === "word" && !hasCue(scan, at, "soldOut")))
    at -= 1;
  return scan.tokens[at]?.kind === "number" && (scan.amountAt[at] ?? -1) >= 0;
}

/** Which chunks of a run the words "sold out" behind it are about. */
function goneInRun(scan: Scan, run: SizeRun, alone: boolean): SizeChunk[] {
  const last = run.chunks.at(-1);
  if (last === undefined || !soldOutAfter(scan, last.to))
    return run.chunks.filter((chunk) => scan.tokens[chunk.to + 1]?.text === SIGN.cross);
  if (!alone) return run.chunks;
  const lastRange = run.chunks.findLastIndex((chunk) => chunk.range);
  if (lastRange !== -1 && lastRange < run.chunks.length - 1) return run.chunks.slice(lastRange + 1);
  return run.chunks.length === 1 ? run.chunks : [last];
}

/** "42 sold out" by itself, beside the sizes that are left. */
function loneSoldOut(scan: Scan): Set<string> {
  const gone = new Set<string>();
  for (const [at, token] of scan.tokens.entries()) {
    const listed = /^[,/&-]$/.test(scan.tokens[at - 1]?.text ?? "");
    if (
      token.kind === "number" &&
      /^\d{1,2}$/.test(token.text) &&
      !listed &&
      soldOutAfter(scan, at)
    )
      gone.add(token.text);
  }
  return gone;
}

/** S3.6: what is sold out cannot be chosen. */
export function dropSoldOut(scan: Scan, runs: readonly SizeRun[]): string[] {
  const gone = loneSoldOut(scan);
  const goneChunks = new Set<SizeChunk>();
  for (const run of runs) {
    const chunks = [...goneInRun(scan, run, runs.length === 1)];
    for (const chunk of run.chunks)
      if (excludedBefore(scan, chunk.from))
        chunks.push(...run.chunks.filter((other) => other.from >= chunk.from));
    for (const chunk of chunks) {
      goneChunks.add(chunk);
      for (const size of chunk.values) gone.add(size);
    }
  }
  return runs
    .flatMap((run) => run.chunks)
    .filter((chunk) => !goneChunks.has(chunk))
    .flatMap((chunk) => chunk.values)
    .filter((size) => !gone.has(size));
}

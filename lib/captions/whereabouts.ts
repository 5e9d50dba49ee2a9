import { isMarked } from "./amounts.ts";
import type { Mention } from "./mentions.ts";
import type { Scan } from "./scan.ts";
import { hasCue } from "./scan.ts";

/** Things that shops stand in or send by, far more often than they are sold. */
const SURROUNDINGS = new Set(["house", "land", "shop space", "building materials", "motorcycle"]);
const FOR_SALE =
  /^(?:sale|sell|selling|rent|rental|sqft|bedroom|acre|acres|mileage|cc|plots?|price|bei|prix)$/;
const REACH = 40;

function lineHas(scan: Scan, mention: Mention, test: (at: number) => boolean): boolean {
  const line = scan.line[mention.from];
  const last = Math.min(scan.tokens.length - 1, mention.to + REACH);
  for (let at = Math.max(0, mention.from - REACH); at <= last; at += 1)
    if (scan.line[at] === line && (at < mention.from || at > mention.to) && test(at)) return true;
  return false;
}

function isMoney(scan: Scan, at: number): boolean {
  const amount = scan.amounts[scan.amountAt[at] ?? -1];
  return amount !== undefined && (isMarked(amount) || amount.grouped || amount.value >= 10_000);
}

function sentenceHas(scan: Scan, mention: Mention, test: (at: number) => boolean): boolean {
  const sentence = scan.sentence[mention.from];
  return lineHas(scan, mention, (at) => scan.sentence[at] === sentence && test(at));
}

/** "Imenti house, ground floor", "delivery by boda": a place or a way to send, nothing for sale. */
export function isWhereabouts(scan: Scan, mention: Mention): boolean {
  if (!SURROUNDINGS.has(mention.type)) return false;
  const before = scan.tokens[mention.from - 1]?.text ?? "";
  if (mention.type === "motorcycle" && (before === "by" || before === "kwa")) return true;
  if (sentenceHas(scan, mention, (at) => FOR_SALE.test(scan.tokens[at]?.stem ?? ""))) return false;
  if (sentenceHas(scan, mention, (at) => isMoney(scan, at))) return false;
  const placed =
    mention.type !== "motorcycle" && lineHas(scan, mention, (at) => hasCue(scan, at, "address"));
  const sent = sentenceHas(scan, mention, (at) => hasCue(scan, at, "delivery"));
  return (
    placed || sent || (mention.type === "house" && scan.tokens[mention.to + 1]?.kind === "number")
  );
}

/** "Boda 3k within Kampala" beside anything else that is sold: what the rider takes. */
export function isRider(scan: Scan, mention: Mention, all: readonly Mention[]): boolean {
  return (
    /^(?:boda|boda boda|okada)$/.test(mention.name) &&
    all.some((other) => other.from < mention.from && other.type !== mention.type)
  );
}

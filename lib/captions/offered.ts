import type { Cue } from "./lexicon/cues.ts";
import type { Mention } from "./mentions.ts";
import type { Scan } from "./scan.ts";
import { hasCue } from "./scan.ts";

/** How a named product stands in the caption. */
export type Standing =
  "offered" | "also" | "addon" | "included" | "complement" | "compared" | "soldOut";

/** "Tarnish free", "sugar free": here "free" says what is not in it. */
const FREE_OF = new Set(
  "tarnish bpa sugar wire stain crease wrinkle hands cruelty gluten duty rust fat oil noise nickel lint odor smoke alcohol worry stress lead paraben chemical acid wire frizz shed tangle".split(
    " ",
  ),
);

function previousWord(scan: Scan, at: number): number {
  for (let back = at - 1; back >= 0; back -= 1) {
    const token = scan.tokens[back];
    if (token === undefined || scan.clause[back] !== scan.clause[at]) return -1;
    if (token.kind === "word" || token.kind === "number") return back;
  }
  return -1;
}

/** Looks back over at most `reach` words of the same clause for a cue. */
function cueBefore(scan: Scan, at: number, search: { cue: Cue; reach: number }): number {
  let back = at;
  for (let step = 0; step < search.reach; step += 1) {
    back = previousWord(scan, back);
    if (back === -1 || (scan.amountAt[back] ?? -1) >= 0) return -1;
    if (hasCue(scan, back, search.cue)) return back;
  }
  return -1;
}

function isIncluded(scan: Scan, mention: Mention): boolean {
  const at = cueBefore(scan, mention.from, { cue: "gift", reach: 3 });
  if (at === -1) return followsIncluded(scan, mention);
  const word = scan.tokens[at]?.stem ?? "";
  if (word === "with" || word === "in" || word === "ne") return true;
  if (word !== "free") return true;
  const before = scan.tokens[at - 1];
  if (before !== undefined && FREE_OF.has(before.stem)) return false;
  return scan.tokens[at + 1]?.stem !== "size" && !hasCue(scan, at + 1, "delivery");
}

/** "belt included", "charger free": only right behind the noun. */
function followsIncluded(scan: Scan, mention: Mention): boolean {
  const next = scan.tokens[mention.to + 1];
  const after = scan.tokens[mention.to + 2];
  if (next === undefined || scan.clause[mention.to + 1] !== scan.clause[mention.to]) return false;
  if (next.stem === "included" || next.stem === "inclusive") return true;
  return (
    next.stem === "free" &&
    (after === undefined ||
      scan.clause[mention.to + 2] !== scan.clause[mention.to] ||
      after.kind !== "word")
  );
}

/** Sold out stands behind the noun, with no size between: "38 sold out" is about a size. */
function isSoldOut(scan: Scan, mention: Mention): boolean {
  for (let at = mention.to + 1; at < Math.min(mention.to + 4, scan.tokens.length); at += 1) {
    const token = scan.tokens[at];
    if (token === undefined || token.kind === "number" || token.kind === "line") return false;
    if (hasCue(scan, at, "soldOut") && !isFalseEnd(scan, at)) return true;
    if (scan.sentence[at] !== scan.sentence[mention.to]) return false;
  }
  return false;
}

const FALSE_ENDS = new Set(["over", "taken", "gone", "out", "booked", "fini", "finis", "apere"]);

/** Words like "over" and "out" close a sale only at the end of their clause. */
function isFalseEnd(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  if (token === undefined || !FALSE_ENDS.has(token.text)) return false;
  const next = scan.tokens[at + 1];
  return next !== undefined && scan.clause[at + 1] === scan.clause[at];
}

/** "Gift box extra 3k", "box 10k extra". */
function isAddOn(scan: Scan, mention: Mention): boolean {
  let at = mention.to + 1;
  const amount = scan.amounts[scan.amountAt[at] ?? -1];
  if (amount !== undefined) at = amount.to + 1;
  const token = scan.tokens[at];
  return (
    token?.kind === "word" &&
    /^(?:extra|zaidi|separately|additional)$/.test(token.text) &&
    scan.clause[at] === scan.clause[mention.to]
  );
}

const POSSESSIVES = new Set(["your", "my", "her", "his", "their", "our"]);
const FOR_WORDS = new Set(
  "for on in with pour untuk to under against match fit rock wear style pair suitable perfect ideal great protect keep of spice".split(
    " ",
  ),
);

function isComplement(scan: Scan, mention: Mention): boolean {
  const at = previousWord(scan, mention.from);
  if (at === -1) return false;
  const word = scan.tokens[at]?.stem ?? "";
  const further = previousWord(scan, at);
  // "Order your dress" offers it; "for your dress" and "match your dress" do not.
  if (POSSESSIVES.has(word))
    return further !== -1 && FOR_WORDS.has(scan.tokens[further]?.stem ?? "");
  if (hasCue(scan, at, "forUse") && FOR_WORDS.has(word)) return true;
  return (
    further !== -1 &&
    scan.tokens[further]?.stem === "for" &&
    /^(?:your|my|the|all|any|a|both|every|samsung)$/.test(scan.tokens[at]?.text ?? "")
  );
}

export function standingOf(scan: Scan, mention: Mention): Standing {
  if (isSoldOut(scan, mention)) return "soldOut";
  if (cueBefore(scan, mention.from, { cue: "likeness", reach: 3 }) !== -1) return "compared";
  if (isIncluded(scan, mention)) return "included";
  if (isAddOn(scan, mention)) return "addon";
  if (isComplement(scan, mention)) return "complement";
  if (cueBefore(scan, mention.from, { cue: "also", reach: 4 }) !== -1) return "also";
  return "offered";
}

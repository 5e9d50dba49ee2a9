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
  // "Free clutch with every gown": the gown is what is sold.
  if (/^(?:every|any|each|all|your)$/.test(scan.tokens[at + 1]?.text ?? "")) return false;
  if (word === "with" || word === "in" || word === "ne") return true;
  if (word !== "free") return true;
  // "Buy 2 get 1 free on all dresses": what stands behind the "on" is what is sold.
  for (let between = at + 1; between < mention.from; between += 1)
    if (/^(?:on|for|when|if|kwa|sur|pour|off)$/.test(scan.tokens[between]?.text ?? ""))
      return false;
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
  if (next.stem === "free" && /^(?:with|for|on)$/.test(after?.text ?? ""))
    return /^(?:every|each|any|all|your|purchases?|orders?)$/.test(
      scan.tokens[mention.to + 3]?.text ?? "",
    );
  return (
    next.stem === "free" &&
    (after === undefined ||
      scan.clause[mention.to + 2] !== scan.clause[mention.to] ||
      after.kind !== "word")
  );
}

/** "Guess the price of this 6 seater dining table": shown, not compared. */
function isPriceOfThis(scan: Scan, mention: Mention): boolean {
  for (let at = mention.from - 1; at >= Math.max(0, mention.from - 4); at -= 1)
    if (/^(?:this|these)$/.test(scan.tokens[at]?.text ?? "")) return true;
  return false;
}

/** "Sold out all the sneakers": the words stand before what is gone. */
function isAllGone(scan: Scan, mention: Mention): boolean {
  let at = mention.from - 1;
  while (/^(?:all|the|of|our|my|your|these|those)$/.test(scan.tokens[at]?.text ?? "")) at -= 1;
  const before = scan.tokens[at]?.text ?? "";
  return at < mention.from - 1 && /^(?:out|sold)$/.test(before) && hasCue(scan, at, "soldOut");
}

/** Sold out stands behind the noun, with no size between: "38 sold out" is about a size. */
function isSoldOut(scan: Scan, mention: Mention): boolean {
  for (let at = mention.to + 1; at < Math.min(mention.to + 4, scan.tokens.length); at += 1) {
    const token = scan.tokens[at];
    if (token === undefined || token.kind === "number" || token.kind === "line") return false;
    if (hasCue(scan, at, "soldOut") && !isFalseEnd(scan, at)) return !namesSizes(scan, at);
    if (scan.sentence[at] !== scan.sentence[mention.to]) return false;
  }
  return false;
}

/** "zaweddewo size 36 ne 37", "sold out: 38": the sizes behind are gone, not the product. */
function namesSizes(scan: Scan, cue: number): boolean {
  for (let at = cue + 1; at <= cue + 4; at += 1) {
    const token = scan.tokens[at];
    if (token?.kind === "number") return /^\d{1,2}$/.test(token.text);
    if (
      token?.text !== ":" &&
      !/^(?:size|sz|no|nos|saizi|sayizi|namba|taille|pointure|nimero)$/.test(token?.stem ?? "")
    )
      return false;
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
  if (scan.tokens[at]?.text === "sold" && scan.clause[at] === scan.clause[mention.to]) at += 1;
  const token = scan.tokens[at];
  return (
    token?.kind === "word" &&
    /^(?:extra|zaidi|separately|separate|additional)$/.test(token.text) &&
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
  // "12k for bag": behind money the "for" names what it buys.
  if (word === "for" && (scan.amountAt[at - 1] ?? -1) >= 0) return false;
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

/** "Building my thrift business": what the shop deals in, not what it offers. */
function isTrade(scan: Scan, mention: Mention): boolean {
  const next = scan.tokens[mention.to + 1];
  return (
    scan.clause[mention.to + 1] === scan.clause[mention.to] &&
    /^(?:business|businesses|journey|biashara|industry|empire|hustle)$/.test(next?.text ?? "")
  );
}

export function standingOf(scan: Scan, mention: Mention): Standing {
  if (isTrade(scan, mention)) return "compared";
  if (isSoldOut(scan, mention)) return "soldOut";
  if (isAllGone(scan, mention)) return "soldOut";
  if (
    cueBefore(scan, mention.from, { cue: "likeness", reach: 3 }) !== -1 &&
    !/^(?:this|these|our|hii|hizi|hiki|hivi|ce|cette|ces)$/.test(
      scan.tokens[previousWord(scan, mention.from)]?.text ?? "",
    ) &&
    !isPriceOfThis(scan, mention)
  )
    return "compared";
  if (isIncluded(scan, mention)) return "included";
  if (isAddOn(scan, mention)) return "addon";
  if (isComplement(scan, mention)) return "complement";
  if (cueBefore(scan, mention.from, { cue: "also", reach: 4 }) !== -1) return "also";
  return "offered";
}

import type { Amount } from "./amounts.ts";
import { isMarked } from "./amounts.ts";
import type { Token } from "./tokens.ts";

type Joint = "range" | "slash" | "list";

const RANGE =
  /^(?:-|to|hadi|mpaka|till|until|a|au|~|and|na|et|okutuuka|kugeza|sampai|hingga|or|→|እስከ)$/;
const LIST = /^(?:,|\/|\||&)$/;

/** What stands between two amounts when it is a single joint, else null. */
export function jointBetween(tokens: readonly Token[], left: Amount, right: Amount): Joint | null {
  const gap = right.from - left.to;
  const first = tokens[left.to + 1];
  if (first === undefined || gap > 3 || gap < 2) return null;
  if (gap === 3 && !/^(?:ku|kuri|-|>)$/.test(tokens[left.to + 2]?.text ?? "")) return null;
  if (RANGE.test(first.text)) return "range";
  if (first.text === "/") return "slash";
  return LIST.test(first.text) ? "list" : null;
}

function mantissa(amount: Amount): number {
  return amount.value / amount.multiplier;
}

/** "30-45k": the k covers both; "GHS 350-600" and "450, 520, 600 cedis" share their money word. */
function share(bare: Amount, marked: Amount, joint: Joint): Amount {
  const spans = joint !== "list";
  const scaled =
    spans &&
    marked.multiplier > 1 &&
    bare.value < 1000 &&
    bare.value >= mantissa(marked) / 10 &&
    bare.value <= mantissa(marked) * 10;
  const alike = bare.value >= marked.value / 5 && bare.value <= marked.value * 5;
  if (scaled)
    return {
      ...bare,
      value: bare.value * marked.multiplier,
      multiplier: marked.multiplier,
      marker: marked.marker,
    };
  if (alike && marked.marker !== null && (joint === "range" || bare.value >= 20))
    return { ...bare, marker: marked.marker };
  return bare;
}

/** The number closes a list that a word like "size" opened: "size 6, 7, 8 - 15k". */
function isAnnounced(tokens: readonly Token[], amount: Amount): boolean {
  let at = amount.from - 1;
  while (tokens[at]?.kind === "number" || /^(?:[,/&-]|and|na|et|n)$/.test(tokens[at]?.text ?? ""))
    at -= 1;
  return /^(?:size|sizes|sz|saizi|sayizi|waist|eu|uk|us|ages?|aged|#|x|\*|no|nimero|namba|taille|pointure|miaka|emyaka|imyaka|miezi|umri|years|yrs|ans|sizing|numbers?|available)$/.test(
    tokens[at]?.text ?? "",
  );
}

const RANGED = /^(?:au|to|hadi|mpaka|till|a|-|okutuuka|kugeza)$/;

/** A number below a hundred that closes a range: "24 au 35", "37 to 41". */
function endsRange(tokens: readonly Token[], amount: Amount): boolean {
  return (
    amount.value < 100 &&
    RANGED.test(tokens[amount.from - 1]?.text ?? "") &&
    tokens[amount.from - 2]?.kind === "number"
  );
}

/** Amounts of one range or list share the money word that is written once. */
export function shareMarkers(tokens: readonly Token[], amounts: readonly Amount[]): Amount[] {
  const shared = [...amounts];
  for (let index = shared.length - 2; index >= 0; index -= 1) {
    const left = shared[index];
    const right = shared[index + 1];
    if (
      left === undefined ||
      right === undefined ||
      isMarked(left) ||
      !isMarked(right) ||
      right.words
    )
      continue;
    const joint = jointBetween(tokens, left, right);
    // A prefix money word opens its own price; what stands before it is another number.
    // "24 au 35, 19 €": the end of a range of sizes is no price in a list.
    if (joint === "list" && tokens[left.to + 1]?.text === "," && endsRange(tokens, left)) continue;
    if (joint === null || right.from !== right.at || isAnnounced(tokens, left)) continue;
    shared[index] = share(left, right, joint);
  }
  for (let index = 1; index < shared.length; index += 1) {
    const left = shared[index - 1];
    const right = shared[index];
    if (
      left === undefined ||
      right === undefined ||
      !isMarked(left) ||
      isMarked(right) ||
      left.words
    )
      continue;
    // "£8 or 2 for £14": a count opens the next offer.
    if (/^(?:for|@|pour|kwa|pcs|pc|pieces|pairs?|in)$/.test(tokens[right.to + 1]?.text ?? ""))
      continue;
    if (jointBetween(tokens, left, right) === "range" && left.from !== left.at)
      shared[index] = share(right, left, "range");
  }
  return shared;
}

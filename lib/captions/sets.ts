import type { Mention } from "./mentions.ts";
import type { Scan } from "./scan.ts";
import { hasCue } from "./scan.ts";

const TOPS = new Set(
  "top blouse shirt t-shirt polo shirt hoodie sweater sweatshirt jacket blazer vest cardigan coat bra"
    .split(" ")
    .concat("polo shirt"),
);
const BOTTOMS = new Set([
  "skirt",
  "trousers",
  "shorts",
  "jeans",
  "leggings",
  "joggers",
  "sweatpants",
  "chinos",
  "panties",
]);
const SET_WORDS = new Set(["set", "combo", "outfit", "coord", "ensemble", "seti"]);
const MAX_GAP = 8;

function isWorn(mention: Mention): boolean {
  return (
    mention.category === "clothing" ||
    mention.category === "jewelry" ||
    ["headwrap", "scarf", "cap", "hat", "tie", "belt", "bonnet"].includes(mention.type)
  );
}

/** Joined by "+", "and", "&", a comma or a bracket, with no price in between. */
function joins(scan: Scan, left: Mention, right: Mention): "listed" | "joined" | null {
  if (right.from - left.to > MAX_GAP) return null;
  let kind: "listed" | "joined" | null = null;
  for (let at = left.to + 1; at < right.from; at += 1) {
    const token = scan.tokens[at];
    if (token === undefined || token.kind === "line" || token.kind === "emoji") return null;
    const amount = scan.amounts[scan.amountAt[at] ?? -1];
    if (amount !== undefined && (amount.marker !== null || amount.multiplier > 1)) return null;
    if (
      token.stem === "and" ||
      token.text === "na" ||
      token.text === "et" ||
      token.text === "n" ||
      token.text === "with"
    )
      kind = "joined";
    else if (token.text === "," || token.text === "(" || token.text === "/") kind ??= "listed";
    else if (token.text === "." || token.text === "|" || token.text === "!") return null;
  }
  return kind;
}

function saysTogether(scan: Scan, from: number, to: number): boolean {
  for (let at = from; at <= Math.min(to, scan.tokens.length - 1); at += 1) {
    const token = scan.tokens[at];
    if (token === undefined || token.kind === "line") return false;
    if (SET_WORDS.has(token.stem) || (hasCue(scan, at, "together") && token.text !== "all"))
      return true;
  }
  return false;
}

function isPlural(scan: Scan, mention: Mention): boolean {
  const token = scan.tokens[mention.to];
  return token !== undefined && token.text !== token.stem && !BOTTOMS.has(mention.type);
}

/** A row of names sold as one thing starting at the first mention. */
function rowFrom(
  scan: Scan,
  mentions: readonly Mention[],
  first: Mention,
): { members: Mention[]; joined: boolean } {
  const members = [first];
  let joined = false;
  for (const mention of mentions.slice(mentions.indexOf(first) + 1)) {
    const last = members.at(-1);
    const kind = last === undefined ? null : joins(scan, last, mention);
    if (kind === null) break;
    if (kind === "joined") joined = true;
    members.push(mention);
  }
  return { members, joined };
}

/** P0.3: garments for one price are a set, jewellery likewise; other rows keep their first noun. */
export function setType(scan: Scan, mentions: readonly Mention[], first: Mention): string | null {
  if (first.type === "two-piece set" || first.type === "three-piece set")
    return namedSet(scan, mentions, first);
  if (!isWorn(first) || first.tagged) return null;
  const { members, joined } = rowFrom(scan, mentions, first);
  const worn = members.filter(isWorn);
  const last = worn.at(-1) ?? first;
  const together = saysTogether(scan, last.to + 1, last.to + 3);
  if (first.category === "jewelry") {
    return first.type !== "waist beads" &&
      worn.length >= 2 &&
      (together || joined) &&
      !worn.some((mention) => isPlural(scan, mention) && mention.type !== "earrings")
      ? "jewelry set"
      : null;
  }
  if (first.category !== "clothing") return null;
  if (
    worn.length === 1 &&
    together &&
    (TOPS.has(first.type) || BOTTOMS.has(first.type)) &&
    SET_WORDS.has(scan.tokens[first.to + 1]?.stem ?? "") &&
    !(scan.tokens[first.to + 2]?.text === "of" && scan.tokens[first.to + 3]?.kind === "number")
  )
    return first.type === "bra" || first.type === "panties" ? null : "two-piece set";
  if (worn.length >= 2 && joined && worn.some((mention) => mention.type === "two-piece set"))
    return "two-piece set";
  const garments = worn.filter((mention) => mention.category === "clothing");
  if (garments.length >= 2 && together)
    return worn.length >= 3 ? "three-piece set" : "two-piece set";
  const pair =
    garments.length === 2 &&
    joined &&
    TOPS.has(garments[0]?.type ?? "") !== TOPS.has(garments[1]?.type ?? "");
  const both = garments.every((mention) => TOPS.has(mention.type) || BOTTOMS.has(mention.type));
  return pair && both && worn.length === 2 && !garments.some((mention) => isPlural(scan, mention))
    ? "two-piece set"
    : null;
}

/** "Matching set (top, skirt & headscarf)" counts its parts. */
function namedSet(scan: Scan, mentions: readonly Mention[], first: Mention): string | null {
  const next = mentions[mentions.indexOf(first) + 1];
  if (next === undefined || joins(scan, first, next) !== "listed") return null;
  const { members } = rowFrom(scan, mentions, next);
  return members.filter(isWorn).length >= 3 ? "three-piece set" : null;
}

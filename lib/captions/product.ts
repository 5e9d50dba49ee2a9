import type { Category, Reading } from "./caption-reading.ts";
import { isMarked } from "./amounts.ts";
import { joinCompounds } from "./compounds.ts";
import { addModels } from "./models.ts";
import { guessNoun } from "./guess-noun.ts";
import { productInHashtag, productWithinWord } from "./hashtags.ts";
import type { ProductName } from "./lexicon/product-table.ts";
import { productTable } from "./lexicon/product-table.ts";
import type { Mention } from "./mentions.ts";
import { findMentions, nameOf } from "./mentions.ts";
import type { Standing } from "./offered.ts";
import { standingOf } from "./offered.ts";
import type { Scan } from "./scan.ts";
import { hasCue, spanOf } from "./scan.ts";
import { setType } from "./sets.ts";
import { isRider, isWhereabouts } from "./whereabouts.ts";
import { isNotSelling } from "./not-selling.ts";
import { productMisspelt } from "./spelling.ts";

export type Product = {
  /** The product the caption sells, or null. */
  primary: Mention | null;
  type: string | null;
  category: Category;
  confidence: number;
  rule: string;
  /** Every product that is offered, in order; the primary is one of them. */
  offered: readonly Mention[];
  /** Every product that may have a price here: offered, sold out, or on top. */
  owners: readonly Mention[];
  /** All names of products, offered or not: they end the reach of words about prices. */
  named: readonly Mention[];
};

type Standed = { mention: Mention; standing: Standing };

const COMPATIBLE: readonly (readonly Category[])[] = [
  ["kids", "clothing", "footwear", "accessories"],
  ["beauty"],
  ["electronics", "home"],
];

function areCompatible(left: Category, right: Category): boolean {
  return (
    left === right || COMPATIBLE.some((group) => group.includes(left) && group.includes(right))
  );
}

function hasMoneyBetween(scan: Scan, from: number, to: number): boolean {
  return scan.amounts.some(
    (amount) => amount.from > from && amount.to < to && (isMarked(amount) || amount.value >= 100),
  );
}

/** "Sheets (2) + pillowcases": listed with a plus, an everyday word is a product after all. */
function isJoined(scan: Scan, left: Mention, right: Mention): boolean {
  return (
    right.from - left.to <= 6 &&
    scan.tokens.slice(left.to + 1, right.from).some((token) => token.text === "+")
  );
}

/** A brand gives way to the noun named after it, an everyday word to a real name. */
function betterThan(scan: Scan, first: Mention, rest: readonly Mention[]): Mention {
  const next = rest[0];
  if (next === undefined || hasMoneyBetween(scan, first.to, next.from)) return first;
  // "Mtumba balo la tisheti": the clothes are sold as a bale.
  if (first.type === "clothes" && next.type === "bale") return next;
  if (first.weak && first.category === next.category && isJoined(scan, first, next)) return first;
  if (first.weak) {
    const strong = rest.find((mention) => !mention.weak);
    return strong === undefined || hasMoneyBetween(scan, first.to, strong.from) ? first : strong;
  }
  if (
    first.source === "brand" &&
    next.source === "product" &&
    areCompatible(first.category, next.category) &&
    next.from - first.to < 24
  )
    return next;
  return first;
}

function fromName(scan: Scan, name: ProductName, at: number): Mention {
  return { ...name, from: at, to: at, name: nameOf(scan, at, at + 1), model: null, tagged: false };
}

const DEPARTMENTS = new Set(["clothes", "shoes", "bag", "jewelry"]);

function taggedMention(scan: Scan): Mention | null {
  let first: Mention | null = null;
  for (const [at, token] of scan.tokens.entries()) {
    if (token.kind !== "tag") continue;
    const name = productInHashtag(token.text);
    if (name === null) continue;
    const mention = { ...fromName(scan, name, at), tagged: true };
    // "#thriftkenya #jeans": a department gives way to one of its things.
    if (!DEPARTMENTS.has(name.type)) {
      const within = first === null || first.category === mention.category;
      return within ? mention : first;
    }
    first ??= mention;
  }
  return first;
}

function misspeltMention(scan: Scan, named: readonly Mention[]): Mention | null {
  for (const [at, token] of scan.tokens.entries()) {
    if (named.some((mention) => mention.from <= at && mention.to >= at)) continue;
    if (token.kind !== "word" || scan.cues[at] !== undefined || (scan.amountAt[at] ?? -1) >= 0)
      continue;
    const written = productWithinWord(token.text);
    if (written !== null) return fromName(scan, written, at);
    const repaired = productMisspelt(token.text);
    if (repaired === null) continue;
    const pair = productTable.pair(scan.tokens[at - 1]?.stem ?? "", repaired.word);
    return fromName(scan, pair?.source === "product" ? pair : repaired.name, at);
  }
  return null;
}

function choose(
  scan: Scan,
  standings: readonly Standed[],
): { mention: Mention; rule: string; confidence: number } | null {
  const offered = standings
    .filter(({ standing }) => standing === "offered")
    .map(({ mention }) => mention);
  const named = standings.map(({ mention }) => mention);
  const [first, ...rest] = offered;
  const tagged = taggedMention(scan);
  if (first !== undefined) {
    const mention = betterThan(scan, first, rest);
    if (mention.weak && tagged !== null && !hasMoneyBetween(scan, mention.to, mention.to + 4))
      return { mention: tagged, rule: "type.hashtag", confidence: 0.7 };
    const misspelt = mention.source === "brand" ? misspeltMention(scan, named) : null;
    if (misspelt !== null && areCompatible(misspelt.category, mention.category))
      return { mention: misspelt, rule: "type.misspelt", confidence: 0.75 };
    const rule = mention.source === "product" ? "type.noun" : `type.${mention.source}`;
    return { mention, rule, confidence: mention.weak ? 0.7 : 0.93 };
  }
  const also = standings.find(({ standing }) => standing === "also");
  if (also !== undefined) return { mention: also.mention, rule: "type.also", confidence: 0.75 };
  if (tagged !== null) return { mention: tagged, rule: "type.hashtag", confidence: 0.8 };
  const misspelt = misspeltMention(scan, named);
  if (misspelt !== null) return { mention: misspelt, rule: "type.misspelt", confidence: 0.75 };
  const left = standings.find(({ standing }) => standing === "complement");
  return left === undefined
    ? null
    : { mention: left.mention, rule: "type.complement", confidence: 0.5 };
}

const OWNERS: ReadonlySet<Standing> = new Set<Standing>(["offered", "also", "addon", "soldOut"]);

/** "Car seat covers 7 seater", "cooker 4 burner": such counts describe what was named. */
function withoutCounted(scan: Scan, mentions: readonly Mention[]): readonly Mention[] {
  const rest = mentions.filter(
    (mention) =>
      !/^(?:\d seater|seater)$/.test(mention.name) &&
      !(
        /^(?:burner|ssd|hdd|battery|camera|speaker|screen)$/.test(mention.name) &&
        (scan.tokens[mention.from - 1]?.kind === "number" ||
          /^(?:gb|tb|mp|mah)$/.test(scan.tokens[mention.from - 1]?.text ?? ""))
      ),
  );
  return rest.some((mention) => !mention.weak) ? rest : mentions;
}

/** A noun that no table knows, where it can be nothing else: better than no name at all. */
function guess(scan: Scan): { mention: Mention; rule: string; confidence: number } | null {
  const mention = guessNoun(scan);
  return mention === null ? null : { mention, rule: "type.guess", confidence: 0.4 };
}

const TV = { type: "tv", category: "electronics" } as const;
const LEAST_TV_INCHES = 24;

/** "Samsung 43 inch": a maker of phones and screens, told apart by the size of the screen. */
function isScreen(scan: Scan, chosen: { mention: Mention; rule: string }): boolean {
  if (chosen.mention.type !== "phone" || !/brand|series/.test(chosen.rule)) return false;
  return scan.tokens.some(
    (token, at) =>
      token.kind === "number" &&
      Number(token.text) >= LEAST_TV_INCHES &&
      Number(token.text) <= 100 &&
      /^(?:inch|inche|"|in)$/.test(scan.tokens[at + 1]?.stem ?? ""),
  );
}

/** "Kanzu + coat combo 250k, kanzu yokka 90k": the first part has a price of its own (P1.4). */
function isSoldAlone(scan: Scan, first: Mention, named: readonly Mention[]): boolean {
  return named.some(
    (mention) =>
      mention.from > first.to &&
      mention.type === first.type &&
      hasMoneyBetween(scan, first.to, mention.from) &&
      (hasCue(scan, mention.to + 1, "alone") || hasCue(scan, mention.to + 1, "only")) &&
      (scan.amountAt[mention.to + 2] ?? -1) >= 0,
  );
}

const NONE = { primary: null, type: null, category: "other" } as const;

/** The first product offered for sale, with what else the caption names. */
export function findProduct(scan: Scan): Product {
  const all = findMentions(scan);
  const found = all.filter(
    (mention) => !isWhereabouts(scan, mention) && !isRider(scan, mention, all),
  );
  const named = addModels(scan, joinCompounds(scan, withoutCounted(scan, found)));
  const standings = named.map((mention) => ({ mention, standing: standingOf(scan, mention) }));
  const offered = standings
    .filter(({ standing }) => standing === "offered" || standing === "also")
    .map(({ mention }) => mention);
  const owners = standings
    .filter(({ standing }) => OWNERS.has(standing))
    .map(({ mention }) => mention);
  const seen = { offered, owners, named };
  if (isNotSelling(scan, offered))
    return { ...NONE, ...seen, confidence: 0.8, rule: "type.notSelling" };
  const chosen = choose(scan, standings) ?? guess(scan);
  if (chosen === null) return { ...NONE, ...seen, confidence: 0.6, rule: "type.none" };
  const mention = isScreen(scan, chosen) ? { ...chosen.mention, ...TV } : chosen.mention;
  const set = isSoldAlone(scan, mention, named) ? null : setType(scan, named, chosen.mention);
  const type = set ?? mention.type;
  const category = set === "jewelry set" ? "jewelry" : mention.category;
  return {
    primary: mention,
    type,
    category,
    confidence: chosen.confidence,
    rule: set === null ? chosen.rule : "type.set",
    offered: offered.includes(mention) ? offered : [mention, ...offered],
    owners: owners.includes(mention) ? owners : [mention, ...owners],
    named,
  };
}

const NOT_A_CHILD = new Set(
  "blue pink girl girls boo hair doll face shower mama mum mummy steps soft tee hairs yellow daddy".split(
    " ",
  ),
);
const AGE_TYPES = new Set<Category>(["clothing", "footwear"]);

/** "Baby blue" is a colour; "baby girl" alone is how sellers greet customers. */
function isChildWord(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  const next = scan.tokens[at + 1];
  if (token?.stem !== "baby" || next === undefined || !NOT_A_CHILD.has(next.text)) return true;
  return (
    (next.text === "girl" || next.text === "girls") &&
    scan.tokens[at + 2]?.kind === "word" &&
    scan.clause[at + 2] === scan.clause[at]
  );
}

/** Precedence: what is sold for babies and children is `kids`, whatever it is. */
export function findCategory(scan: Scan, product: Product, ageSized: boolean): Reading<Category> {
  const { primary, type, category, confidence } = product;
  if (primary === null || type === null)
    return { value: "other", confidence: product.confidence, span: null, rule: "category.none" };
  const span = spanOf(scan, primary.from, primary.to);
  if (category === "kids") return { value: "kids", confidence, span, rule: "category.type" };
  if (ageSized && AGE_TYPES.has(category))
    return { value: "kids", confidence: 0.9, span, rule: "category.ages" };
  const end = nextProduct(scan, product);
  for (let at = 0; at < end; at += 1) {
    const kids = hasCue(scan, at, "audienceKids") && isChildWord(scan, at);
    const beside =
      hasCue(scan, at, "kidsBeside") &&
      at < primary.from &&
      primary.from - at <= 3 &&
      scan.clause[at] === scan.clause[primary.from] &&
      isPluralOrOwner(scan, at);
    if ((kids || beside) && !isSharedWithAdults(scan, at))
      return { value: "kids", confidence: 0.88, span: spanOf(scan, at, at), rule: "category.kids" };
  }
  return { value: category, confidence, span, rule: "category.type" };
}

/** "Girls' dresses" and "boy's shirt" are for children, "fine girl perfume" is not. */
function isPluralOrOwner(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  return (
    token !== undefined &&
    !(/^(?:girl|boy)$/.test(token.text) && token.end - token.start === token.text.length)
  );
}

function isSharedWithAdults(scan: Scan, at: number): boolean {
  for (
    let near = Math.max(0, at - 4);
    near <= Math.min(at + 4, scan.tokens.length - 1);
    near += 1
  ) {
    if (scan.clause[near] === scan.clause[at] && hasCue(scan, near, "adults")) return true;
  }
  return false;
}

/** Words about children count up to the next product that has a price of its own. */
function nextProduct(scan: Scan, product: Product): number {
  const { primary } = product;
  if (primary === null) return 0;
  const next = product.offered.find(
    (mention) =>
      mention.from > primary.to &&
      mention.type !== primary.type &&
      hasMoneyBetween(scan, primary.to, mention.from),
  );
  return next === undefined ? scan.tokens.length : Math.max(next.from - 1, primary.to + 1);
}

import type { Mention } from "./mentions.ts";
import type { Scan } from "./scan.ts";
import { hasCue } from "./scan.ts";

/** Kinds that say only the department; a neighbour of the same department is more specific. */
const GENERIC = new Set([
  "shoes",
  "clothes",
  "bag",
  "jewelry",
  "fabric",
  "toy",
  "food",
  "hair extension",
  "kitenge fabric",
  "makeup",
  "lingerie",
]);

const MODEL_GAP =
  /^(?:pro|max|plus|mini|ultra|lite|air|low|high|mid|retro|og|series|gen|se|fe|inch|inches|smart|tv|led|wireless|bluetooth|original|new|uk|used|brand|type|tech|gb|g|i|v|w|with|lights|baby|kids|mens|women|ladies|mercurial|club|classic|unisex|digital|electric|x|s|a|pcs|leather|running|sports?|wh|ch|mah|watts?|to|till|xr|xs|models?|all|body|skin|hair|men|boys|girls|soft|pure|premium|designer)$/;

function isAdjacent(scan: Scan, left: Mention, right: Mention): boolean {
  // "Sofa covers 5 seater": the number describes what was named before.
  if (scan.tokens[right.from]?.kind === "number") return false;
  for (let at = left.to + 1; at < right.from; at += 1) {
    const token = scan.tokens[at];
    if (token === undefined || token.text !== "-" || !token.glued) return false;
  }
  return scan.tokens[right.from]?.kind !== "line";
}

/** A brand or series keeps reaching for its noun over model names and numbers. */
function reachesOver(scan: Scan, left: Mention, right: Mention): boolean {
  if (left.source === "product" || right.source !== "product") return false;
  if (right.from - left.to > 8) return false;
  for (let at = left.to + 1; at < right.from; at += 1) {
    const token = scan.tokens[at];
    if (token === undefined || scan.clause[at] !== scan.clause[left.to]) return false;
    if (scan.clause[right.from] !== scan.clause[left.to]) return false;
    const joined = token.stem === "and" || hasCue(scan, at, "gift") || token.text === "for";
    if (joined || ((scan.amountAt[at] ?? -1) >= 0 && isMoney(scan, at))) return false;
    if (token.kind === "word" && !MODEL_GAP.test(token.text) && right.from - left.to > 4)
      return false;
  }
  return true;
}

function isMoney(scan: Scan, at: number): boolean {
  const amount = scan.amounts[scan.amountAt[at] ?? -1];
  return amount !== undefined && (amount.marker !== null || amount.multiplier > 1 || amount.slash);
}

function words(scan: Scan, from: number, to: number): string {
  return scan.tokens
    .slice(from, to + 1)
    .map((token) => token.text)
    .join(" ");
}

/** Which of two neighbours is the product: "shirt dress" is a dress, "saa za mkono" a watch. */
function headOf(left: Mention, right: Mention): Mention {
  // A "bike" behind a motorcycle's name is that motorcycle.
  if (left.type === "motorcycle" && right.type === "bicycle") return left;
  if (left.source !== "product") return right.source === "product" ? right : left;
  if (right.source !== "product") return left;
  if (right.weak && !left.weak) return left;
  if (GENERIC.has(right.type) && !GENERIC.has(left.type) && left.category === right.category)
    return left;
  if (left.headLast || GENERIC.has(left.type)) return right;
  return left;
}

const CONTAINER =
  /^(?:trays?|crates?|cartons?|bottles?|bags?|sacks?|box|boxes|packets?|basins?|buckets?|jars?|tins?|plates?|gallons?|jerrycans?|baskets?|sinia|trei|katoni|mfuko|gunia|chupa|ndoo|kikapu|debe|beseni|plateau|carton|sac|bouteille|seau|panier|boite|tray|bowls?|glass|glasses|cups?|jugs?|hampers?|igitebo|agafuka|ensawo|eccupa|ekibbo|sachets?|drums?|set|sets|pack|packs|platter)$/;
const OF =
  /^(?:of|ya|za|la|wa|cha|vya|y|z|w|ky|by|gw|lw|k|de|du|des|d|ba|i|'|full|fresh|mixed|raw|assorted|with)$/;

/** "Tray y'amagi", "trei ya mayai", "box of chocolates": the content is sold, not the container. */
function isContainerOf(scan: Scan, left: Mention, right: Mention): boolean {
  if (right.source !== "product" || right.from - left.to > 4 || right.from - left.to < 2)
    return false;
  const container = scan.tokens[left.to]?.text ?? "";
  if (!CONTAINER.test(container)) return false;
  // "Bag ya laptop" is a bag, "bag ya mchele" is rice.
  if (right.category !== "food" && !/^(?:sets?|packs?)$/.test(container)) return false;
  const between = scan.tokens.slice(left.to + 1, right.from);
  return between[0]?.text !== "with" && between.every((token) => OF.test(token.text));
}

/** Joins neighbouring names into one mention each; the brand stays as its model. */
export function joinCompounds(scan: Scan, mentions: readonly Mention[]): Mention[] {
  const joined: Mention[] = [];
  for (const mention of mentions) {
    const left = joined.at(-1);
    if (left !== undefined && isContainerOf(scan, left, mention)) {
      joined[joined.length - 1] = { ...mention, from: left.from };
      continue;
    }
    if (
      left === undefined ||
      !(isAdjacent(scan, left, mention) || reachesOver(scan, left, mention))
    ) {
      joined.push(withModel(scan, mention));
      continue;
    }
    const head = headOf(left, mention);
    const brand = left.source === "product" ? left.model : words(scan, left.from, left.to);
    joined[joined.length - 1] = {
      ...head,
      weak: left.weak && mention.weak,
      from: left.from,
      to: mention.to,
      model:
        brand ??
        mention.model ??
        (mention.source === "product" ? null : words(scan, mention.from, mention.to)),
    };
  }
  return joined;
}

/** Series are told apart by what follows: iPhone 11, Redmi Note 13, Jordan 4. */
function withModel(scan: Scan, mention: Mention): Mention {
  if (mention.source === "product") return mention;
  let to = mention.to;
  while (to - mention.to < 4 && isModelPart(scan, to + 1)) to += 1;
  return { ...mention, model: words(scan, mention.from, to) };
}

function isModelPart(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  if (token === undefined || ((scan.amountAt[at] ?? -1) >= 0 && isMoney(scan, at))) return false;
  if (token.kind === "number") return token.text.length <= 3;
  return (
    token.kind === "word" &&
    (token.text.length <= 1 ||
      /^(?:pro|max|plus|mini|ultra|lite|note|se|air|low|high|retro|fe|neo|go|hot|smart|spark|pop|camon)$/.test(
        token.text,
      ))
  );
}

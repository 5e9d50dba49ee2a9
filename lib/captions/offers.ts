import { jointBetween } from "./amount-ranges.ts";
import type { Amount } from "./amounts.ts";
import { isMarked } from "./amounts.ts";
import { AmountView } from "./amount-view.ts";
import { bareEvidence } from "./bare-price.ts";
import { resolveMarker } from "./currency.ts";
import type { Mention } from "./mentions.ts";
import { packSize } from "./pack-size.ts";
import type { Product } from "./product.ts";
import type { ExcludedRole } from "./roles.ts";
import { excludedRole, SPREADING } from "./roles.ts";
import type { Scan } from "./scan.ts";
import { hasCue } from "./scan.ts";
import { namesStranger } from "./strangers.ts";

/** An amount that somebody could pay for something here. */
export type Offer = {
  amount: Amount;
  view: AmountView;
  currency: string | null;
  /** How sure the number is a price at all. */
  evidence: number;
  /** The way it was recognised, for the rule id. */
  how: string;
  /** Pieces in the pack; 1 is one piece, null nothing said. */
  pack: number | null;
  trade: "retail" | "wholesale" | null;
  part: "alone" | "together" | null;
  now: boolean;
  owner: Mention | null;
  /** Its clause names something that no table knows. */
  strange: boolean;
};

export type Judged = { amount: Amount; view: AmountView; role: ExcludedRole | null };

function viewsOf(scan: Scan, product: Product): AmountView[] {
  const nouns = new Set<number>();
  for (const mention of product.named)
    for (let at = mention.from; at <= mention.to; at += 1) nouns.add(at);
  return scan.amounts.map(
    (amount, index) => new AmountView({ scan, index, product, nouns }, amount),
  );
}

/** "Delivery 5k Kampala, 10k upcountry": the second fee has no word of its own. */
function spreads(previous: Judged | undefined, view: AmountView): boolean {
  if (previous === undefined || previous.role === null || !SPREADING.has(previous.role))
    return false;
  const { scan, amount } = view;
  if (
    scan.line[previous.amount.to] !== scan.line[amount.from] ||
    scan.sentence[previous.amount.to] !== scan.sentence[amount.from]
  )
    return false;
  if (view.nounBefore() || view.before("price", 2) > 0 || view.before("now", 2) > 0) return false;
  return amount.from - previous.amount.to <= 8;
}

/** "100 to 200 birr for delivery": both ends of the range are the fee. */
function spreadBack(scan: Scan, judged: Judged[], entry: Judged): void {
  const before = judged.at(-1);
  if (before?.role !== null || jointBetween(scan.tokens, before.amount, entry.amount) !== "range")
    return;
  judged[judged.length - 1] = { ...before, role: entry.role };
}

export function judgeAmounts(scan: Scan, product: Product, sizes: ReadonlySet<number>): Judged[] {
  const judged: Judged[] = [];
  let lastMoney: Judged | undefined;
  for (const view of viewsOf(scan, product)) {
    const role =
      excludedRole(view, sizes) ?? (spreads(lastMoney, view) ? (lastMoney?.role ?? null) : null);
    const entry = { amount: view.amount, view, role };
    if (role !== null && SPREADING.has(role)) spreadBack(scan, judged, entry);
    judged.push(entry);
    if (view.marked || view.amount.grouped || role === null || SPREADING.has(role))
      lastMoney = entry;
  }
  return judged;
}

const REACH = 40;

/** The nearest of retail and wholesale since the last price of the sentence, else right behind. */
function tradeOf(view: AmountView, previous: Judged | undefined): Offer["trade"] {
  const { scan, amount } = view;
  const stop = previous === undefined ? -1 : previous.amount.to;
  for (
    let at = amount.from - 1;
    at > Math.max(stop, amount.from - REACH) && scan.line[at] === scan.line[amount.from];
    at -= 1
  ) {
    if (hasCue(scan, at, "retail")) return "retail";
    if (hasCue(scan, at, "wholesale")) return "wholesale";
    if (scan.sentence[at] !== scan.sentence[amount.from] && amount.from - at > 6) break;
  }
  const behind =
    view.after("retail", 2) > 0 ? "retail" : view.after("wholesale", 2) > 0 ? "wholesale" : null;
  return behind !== null && opensNextPrice(view) ? null : behind;
}

/** "@1300 wholesale 950": the word belongs to the number behind it. */
function opensNextPrice(view: AmountView): boolean {
  for (let offset = 1; offset <= 5; offset += 1) {
    const token = view.token(offset);
    if (
      token === undefined ||
      token.kind === "line" ||
      view.scan.clause[view.amount.to + offset] !== view.scan.clause[view.amount.to]
    )
      return false;
    if (token.kind === "number") return true;
  }
  return false;
}

function partOf(view: AmountView): Offer["part"] {
  if (view.before("alone", 2) > 0 || view.after("alone", 1) > 0) return "alone";
  return view.before("together", 2) > 0 || view.after("together", 1) > 0 ? "together" : null;
}

/** The product an amount speaks about: in its clause before it, else after it, else the last one named. */
function ownerOf(view: AmountView, mentions: readonly Mention[]): Mention | null {
  const { scan, amount } = view;
  const clause = scan.clause[amount.from];
  const sameClause = mentions.filter((mention) => scan.clause[mention.from] === clause);
  const before = sameClause.filter((mention) => mention.to < amount.from);
  const after = sameClause.find((mention) => mention.from > amount.to);
  const last = before.at(-1);
  if (last !== undefined && !(after !== undefined && isAmountFirst(view, last, after))) return last;
  if (after !== undefined) return after;
  const earlier = mentions.findLast((mention) => mention.to < amount.from);
  return earlier ?? mentions.find((mention) => mention.from > amount.to) ?? null;
}

/** "25k tops and 30k skirts": the amounts stand before their nouns. */
function isAmountFirst(view: AmountView, last: Mention, after: Mention): boolean {
  const { scan, amount } = view;
  const clause = scan.clause[amount.from];
  const first = scan.amounts.find((other) => scan.clause[other.from] === clause && isMarked(other));
  if (first === undefined || first === amount || first.from > last.from) return false;
  const between = scan.amounts.some(
    (other) => other.from > last.to && other.to < amount.from && isMarked(other),
  );
  const joined = scan.tokens
    .slice(last.to + 1, amount.from)
    .some((token) => token.stem === "and" || token.text === "na" || token.text === "et");
  return joined && !between && after.from - amount.to <= 3;
}

export function findOffers(scan: Scan, product: Product, judged: readonly Judged[]): Offer[] {
  const offers: Offer[] = [];
  let previous: Judged | undefined;
  for (const entry of judged) {
    if (entry.role !== null) {
      if (entry.view.marked) previous = entry;
      continue;
    }
    const { view, amount } = entry;
    const { evidence, how } = bareEvidence(view, judged);
    if (evidence === 0) continue;
    offers.push({
      amount,
      view,
      currency: resolveMarker(amount.marker, scan.country),
      evidence,
      how,
      pack: packSize(view, judged),
      trade: tradeOf(view, previous),
      part: partOf(view),
      now: view.before("now", 3) > 0,
      owner: ownerOf(view, product.owners),
      strange: offers.length > 0 && namesStranger(view),
    });
    previous = entry;
  }
  return offers;
}

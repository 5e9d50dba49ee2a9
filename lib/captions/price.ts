import type { Reading } from "./caption-reading.ts";
import { leastPrice } from "./bare-price.ts";
import { defaultCurrency, isLargeMoney } from "./currency.ts";
import type { Mention } from "./mentions.ts";
import type { Judged, Offer } from "./offers.ts";
import { findOffers } from "./offers.ts";
import type { Product } from "./product.ts";
import type { ExcludedRole } from "./roles.ts";
import type { Scan } from "./scan.ts";
import { spanOf } from "./scan.ts";

export type PriceReading = { price: Reading<number>; currency: Reading<string> | null };

const CUT_IN_PIECES = new Set(["suit", "agbada", "senator wear", "kaftan", "pajamas"]);

/** "Suits 3-piece 350k, 2-piece 280k": the pieces are a choice of the suit, no other product. */
function isCut(whole: Mention, pieces: Mention): boolean {
  return CUT_IN_PIECES.has(whole.type) && /^(?:two|three)-piece set$/.test(pieces.type);
}

/** Other nouns and other models are other products, even of one kind: local chicken and broiler. */
export function isSameProduct(left: Mention, right: Mention): boolean {
  if (left === right) return true;
  if (isCut(left, right) || isCut(right, left)) return true;
  if (left.type !== right.type) return false;
  const words = new Set(left.name.split(" "));
  const named =
    left.source !== right.source || right.name.split(" ").some((word) => words.has(word));
  return named && (left.model === null || right.model === null || left.model === right.model);
}

function isPrimary(offer: Offer, product: Product): boolean {
  const { primary } = product;
  if (primary === null) return true;
  return !offer.strange && (offer.owner === null || isSameProduct(offer.owner, primary));
}

/** The offers of the first product; a row of products without prices between them shares what follows. */
function ownOffers(offers: readonly Offer[], product: Product): readonly Offer[] {
  const own = offers.filter((offer) => isPrimary(offer, product));
  if (own.length > 0) return own;
  const { primary } = product;
  const first =
    offers.find((offer) => primary === null || offer.amount.from > primary.to) ?? offers[0];
  return first === undefined ? [] : offers.filter((offer) => offer.owner === first.owner);
}

function unlessEmpty(kept: readonly Offer[], all: readonly Offer[]): readonly Offer[] {
  return kept.length > 0 ? kept : all;
}

/** One price said in two currencies is taken in the seller's own, else in the first written. */
function oneCurrency(offers: readonly Offer[], country: string | null): readonly Offer[] {
  const named = offers.filter((offer) => offer.amount.marker !== null && offer.currency !== null);
  const codes = new Set(named.map((offer) => offer.currency));
  if (codes.size < 2) return offers;
  const own = defaultCurrency(country);
  const chosen = own !== null && codes.has(own) ? own : named[0]?.currency;
  return offers.filter((offer) => offer.currency === chosen);
}

/** "500ml 3500, 1L 6500, 5L 30k": a number right behind a measure, at the end of its clause. */
function isTier({ view, amount }: Offer): boolean {
  if (!view.endsClause() || amount.value < 100 || isSmallest(view)) return false;
  const unit = view.token(-1);
  return unit?.kind === "word" && view.token(-2)?.kind === "number" && unit.glued;
}

/** "45k, per yard 9000": thousands without a letter beside those with one. */
function isRound({ view, amount, evidence }: Offer): boolean {
  return (
    isLargeMoney(view.scan.country) &&
    evidence >= 0.84 &&
    amount.value >= 1000 &&
    amount.value % 500 === 0
  );
}

function isSmallest(view: Offer["view"]): boolean {
  return (
    isLargeMoney(view.scan.country) && view.amount.value < 1000 && view.amount.value % 50 !== 0
  );
}

/** Beside real prices a number without a sign is believed only when it is of their size. */
function credible(offers: readonly Offer[]): readonly Offer[] {
  const marked = offers.filter((offer) => offer.view.marked);
  if (marked.length === 0) {
    const best = Math.max(...offers.map((offer) => offer.evidence));
    return offers.filter((offer) => offer.evidence >= best - 0.12);
  }
  const values = marked.map((offer) => offer.amount.value);
  const low = Math.min(...values) / 4;
  const high = Math.max(...values) * 10;
  return offers.filter(
    (offer) =>
      offer.view.marked ||
      (offer.evidence >= 0.88 && offer.amount.value >= low && offer.amount.value <= high) ||
      (isRound(offer) && offer.amount.value >= low && offer.amount.value <= high) ||
      (isTier(offer) && offer.amount.value >= low / 12 && offer.amount.value <= high),
  );
}

/** P1.3 to P1.5: retail before wholesale, the part before the whole, one piece before a pack. */
function payable(offers: readonly Offer[]): readonly Offer[] {
  let kept = offers;
  kept = unlessEmpty(
    kept.filter((offer) => offer.part === "alone"),
    unlessEmpty(
      kept.filter((offer) => offer.part !== "together"),
      kept,
    ),
  );
  if (kept.some((offer) => offer.trade === "retail"))
    kept = kept.filter((offer) => offer.trade === "retail");
  else
    kept = unlessEmpty(
      kept.filter((offer) => offer.trade !== "wholesale"),
      kept,
    );
  const singles = kept.filter((offer) => offer.pack === null || offer.pack === 1);
  if (singles.length > 0) return singles;
  const least = Math.min(...kept.map((offer) => offer.pack ?? 1));
  return kept.filter((offer) => offer.pack === least);
}

function cheapest(offers: readonly Offer[]): Offer | undefined {
  return offers.reduce<Offer | undefined>(
    (best, offer) => (best === undefined || offer.amount.value < best.amount.value ? offer : best),
    undefined,
  );
}

const UNSURE = 0.88;

const PLAIN_ROLES: ReadonlySet<ExcludedRole> = new Set<ExcludedRole>([
  "delivery",
  "threshold",
  "audience",
  "percent",
  "struck",
  "size",
  "measure",
  "count",
  "time",
  "date",
  "year",
  "model",
  "spec",
  "address",
  "paybill",
]);

function isRuledOut({ role, view }: Judged): boolean {
  return role !== null && (view.marked || view.amount.grouped) && !PLAIN_ROLES.has(role);
}

const SMALL_MONEY = /^(?:KES|ZAR|GHS|ZMW|ETB|INR|PHP|USD|EUR|GBP|AED|PKR|LKR|EGP|MAD)$/;

/** A price far too small for its money, millions of a strong one, or one with a question mark. */
function isOdd({ amount, view, currency }: Offer): boolean {
  if (view.text(1) === "?") return true;
  if (amount.value < leastPrice(currency)) return true;
  return amount.multiplier === 1_000_000 && SMALL_MONEY.test(currency ?? "");
}

function confidenceOf(
  chosen: Offer,
  found: {
    own: readonly Offer[];
    final: readonly Offer[];
    named: boolean;
    ruledOut: boolean;
    doubted: boolean;
  },
): number {
  const { own, final, named } = found;
  let { evidence } = chosen;
  const values = new Set(final.map((offer) => offer.amount.value));
  // Several prices had to be weighed against each other: never as sure as a single one.
  if (values.size > 1) evidence = Math.min(evidence - 0.04, UNSURE);
  if (values.size > 3) evidence -= 0.06;
  // Neither is one beside money that had to be explained away, or beside the prices of others.
  if (found.ruledOut) evidence = Math.min(evidence, UNSURE);
  if (!named) evidence = Math.min(evidence, UNSURE);
  const high = Math.max(...final.map((offer) => offer.amount.value));
  if (high > chosen.amount.value * 8) evidence -= 0.2;
  if (own.length !== final.length && !chosen.view.marked) evidence -= 0.03;
  if (found.doubted || isOdd(chosen)) evidence = Math.min(evidence, UNSURE);
  return Math.max(0.3, Math.round(evidence * 100) / 100);
}

/** The price a careful buyer would read, or null when the caption names none. */
export function findPrice(
  scan: Scan,
  product: Product,
  judged: readonly Judged[],
): PriceReading | null {
  if (product.rule === "type.notSelling") return null;
  const offers = findOffers(scan, product, judged);
  const own = ownOffers(offers, product);
  if (own.length === 0) return null;
  const read = oneCurrency(own, scan.country);
  const believed = credible(read);
  const final = payable(believed);
  const chosen = cheapest(final);
  if (chosen === undefined) return null;
  const { amount, currency } = chosen;
  const confidence = confidenceOf(chosen, {
    own,
    final,
    named: product.primary !== null && product.rule !== "type.guess",
    doubted: read.some((offer) => !believed.includes(offer) && offer.amount.value >= 100),
    ruledOut: judged.some(isRuledOut) || offers.length > own.length,
  });
  const rule = final.length > 1 ? `${chosen.how}.lowest` : chosen.how;
  const span = spanOf(scan, amount.from, amount.to);
  const reading = { price: { value: amount.value, confidence, span, rule } };
  if (currency === null) return { ...reading, currency: null };
  const marked = amount.marker !== null;
  const currencyRule =
    amount.marker === null
      ? "currency.country"
      : amount.marker.kind === "code"
        ? "currency.marker"
        : "currency.shared";
  return {
    ...reading,
    currency: {
      value: currency,
      confidence: marked ? Math.min(confidence, 0.98) : Math.min(confidence, 0.93),
      span: marked ? span : null,
      rule: currencyRule,
    },
  };
}

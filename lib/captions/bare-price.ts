import type { AmountView } from "./amount-view.ts";
import { defaultCurrency, isLargeMoney } from "./currency.ts";
import { SIGN } from "./normalise.ts";
import type { Judged } from "./offers.ts";

/** Below this a number without a sign of money is hardly a price in that currency. */
const LEAST: Record<string, number> = {
  UGX: 500,
  TZS: 500,
  RWF: 200,
  CDF: 500,
  IDR: 1000,
  BIF: 500,
  GNF: 1000,
  NGN: 100,
  XOF: 100,
  XAF: 100,
  KES: 30,
  ETB: 30,
  INR: 30,
  PKR: 50,
  LKR: 50,
  PHP: 20,
  MWK: 200,
};
const LEAST_ELSEWHERE = 5;
const LEAST_UNKNOWN = 50;

/** What hardly anything costs less than, in whole units of the currency. */
export function leastPrice(currency: string | null): number {
  return LEAST[currency ?? ""] ?? LEAST_ELSEWHERE;
}

const STRONG_WORDS =
  /^(?:price|prices|bei|prix|harga|presyo|ebeeyi|beeyi|bbeeyi|omuwendo|igiciro|ዋጋ|ዋጋው|cost|costs|hm|gharama|pricing|precio|intengo|mtengo|mutengo)$/;

type Evidence = { evidence: number; how: string };
const NONE: Evidence = { evidence: 0, how: "price.none" };

function explicit(view: AmountView): Evidence {
  const { amount } = view;
  if (amount.words) return { evidence: 0.89, how: "price.words" };
  if (amount.multiplier >= 100_000)
    return { evidence: amount.marker === null ? 0.93 : 0.98, how: "price.million" };
  if (amount.multiplier > 1)
    return {
      evidence: amount.marker === null ? 0.96 : 0.98,
      how: amount.marker === null ? "price.k-suffix" : "price.currency",
    };
  return { evidence: 0.98, how: amount.slash ? "price.slash" : "price.currency" };
}

/** A money sign may stand with a colon or another money sign between. */
function hasMoneySign(view: AmountView): boolean {
  for (const offset of [-1, -2, -3]) {
    const text = view.text(offset);
    if (text === SIGN.money) return true;
    if (!/^[:=.☞→•◆✓-]$/.test(text)) break;
  }
  return (
    view.text(1) === SIGN.money || (view.text(1) === SIGN.emoji && view.text(2) === SIGN.money)
  );
}

function priceWordBefore(view: AmountView): boolean {
  for (const offset of [-1, -2, -3, -4]) {
    const token = view.token(offset);
    if (token === undefined) return false;
    if (token.kind === "line" && offset !== -1) return false;
    if (STRONG_WORDS.test(token.text)) return true;
    if (token.kind === "number") return false;
  }
  return false;
}

function spoken(view: AmountView): Evidence | null {
  const { value } = view.amount;
  if (priceWordBefore(view)) return { evidence: 0.95, how: "price.word" };
  if (hasMoneySign(view)) return { evidence: 0.94, how: "price.emoji" };
  if (view.text(-1) === "@" && value >= 10) return { evidence: 0.95, how: "price.at" };
  if (view.before("price", 2) > 0) return { evidence: 0.93, how: "price.word" };
  if (view.before("now", 2) > 0) return { evidence: 0.93, how: "price.now" };
  if (view.before("retail", 2) > 0 || view.before("wholesale", 2) > 0)
    return { evidence: 0.92, how: "price.trade" };
  if (view.after("each", 2) > 0) return { evidence: 0.93, how: "price.each" };
  if (view.after("only", 2) > 0 || view.before("only", 1) > 0)
    return { evidence: 0.89, how: "price.only" };
  if (/^(?:at|for)$/.test(view.text(-1)) && value >= 50) return { evidence: 0.89, how: "price.at" };
  if (view.before("from", 2) > 0) return { evidence: 0.88, how: "price.from" };
  return null;
}

/** A bare number as a price: what the wording, the separators or the place in the line say for it. */
export function bareEvidence(view: AmountView, judged: readonly Judged[]): Evidence {
  if (view.marked) return explicit(view);
  const { value, grouped } = view.amount;
  const { country } = view.scan;
  const least = country === null ? LEAST_UNKNOWN : leastPrice(defaultCurrency(country));
  const said = spoken(view);
  if (said !== null)
    return value >= least / 10 && (value >= 10 || priceWordBefore(view)) ? said : NONE;
  if (value < least) return NONE;
  if (grouped) return { evidence: 0.89, how: "price.grouped" };
  if (view.text(-1) === SIGN.arrow || view.text(1) === SIGN.arrow)
    return { evidence: 0.9, how: "price.arrow" };
  return byPlace(view, judged);
}

/** Nothing that is worn: a small number behind a dress or a shoe is its size. */
function isUnsized(view: AmountView): boolean {
  const { type, category } = view.product;
  if (type === null || type === "ring") return false;
  return /^(?:food|home|beauty|electronics|books|bags|sports|jewelry)$/.test(category);
}

function byPlace(view: AmountView, judged: readonly Judged[]): Evidence {
  const { value } = view.amount;
  const alone = view.isAlone();
  if (value < 50 && !isLargeMoney(view.scan.country) && isUnsized(view) && view.endsClause())
    return view.nounBefore() ? { evidence: 0.7, how: "price.last" } : NONE;
  if (value < 50)
    return alone && view.product.type !== null && value >= 20 && judged.length === 1
      ? { evidence: 0.5, how: "price.alone" }
      : NONE;
  if (alone) return { evidence: 0.86, how: "price.alone" };
  const pack = view.token(1)?.kind === "number" && /^(?:@|for|at)$/.test(view.text(2));
  if (pack && view.nounBefore() && value >= 100) return { evidence: 0.86, how: "price.last" };
  if (view.endsClause() && (view.nounBefore() || value >= 100))
    return { evidence: 0.84, how: "price.last" };
  if (view.text(1) === "◆" || view.text(1) === "/") return { evidence: 0.8, how: "price.last" };
  const next = view.token(1)?.kind;
  if (view.nounBefore() && value >= 100 && (next === "word" || next === "number"))
    return { evidence: 0.78, how: "price.after-noun" };
  if (view.startsClause() && value >= 100) return { evidence: 0.75, how: "price.first" };
  const others = judged.some(
    (entry) =>
      entry.view !== view &&
      entry.role === null &&
      (entry.view.marked || entry.amount.value >= 100),
  );
  return !others && value >= 100 ? { evidence: 0.7, how: "price.lone" } : NONE;
}

import type { AmountView } from "./amount-view.ts";
import { defaultCurrency } from "./currency.ts";
import type { Cue } from "./lexicon/cues.ts";
import { SIGN } from "./normalise.ts";
import { isCount } from "./plain-numbers.ts";
import { hasCue } from "./scan.ts";

/** Money that is paid beside the price or before it: fees, deposits, instalments, thresholds. */

export function isDeposit(view: AmountView): boolean {
  if (view.text(1) === "down" && !/^(?:to|from|now)$/.test(view.text(2))) return true;
  if (view.before("deposit", 4) > 0) return !/^(?:price|cash|full)$/.test(view.text(-1));
  const after = view.after("deposit", 2);
  return after > 0 && !hasNumberSoon(view, 4);
}

export function hasNumberSoon(view: AmountView, reach: number): boolean {
  for (let offset = 1; offset <= reach; offset += 1) {
    const token = view.token(offset);
    if (token?.kind === "line" || token === undefined) return false;
    if (token.kind === "number") return true;
  }
  return false;
}

/** The period stands behind the amount itself; in "45000f, garanti 6 mois" it has a number of its own. */
function isPaidPer(view: AmountView): boolean {
  if (view.after("instalment", 2) === 0) return false;
  if (/^(?:allowed|available|accepted|possible|ok|okay|welcome)$/.test(view.text(2))) return false;
  for (let offset = 1; offset <= 4; offset += 1) {
    if (hasCue(view.scan, view.amount.to + offset, "instalment")) return true;
    if (view.token(offset)?.kind === "number") return false;
  }
  return true;
}

/** "85 bob per day", "100/day", "450 daily", "then 5k monthly". */
export function isInstalment(view: AmountView): boolean {
  if (view.text(1) === "/" && /^(?:day|week|month|wk|mo|daily|siku|mwezi|wiki)$/.test(view.text(2)))
    return true;
  const near = isPaidPer(view) || view.before("instalment", 3) > 0;
  if (!near) return false;
  const rented =
    view.product.category === "other" && view.product.type !== null && !view.inSentence("deposit");
  return !rented || /^(?:car|motorcycle|scooter)$/.test(view.product.type ?? "");
}

export function isDelivery(view: AmountView): boolean {
  if (behindParcel(view)) return true;
  if (inBracketAfter(view)) return true;
  const back = view.before("delivery", 6, true);
  if (back > 0 && !freed(view) && view.before("delivery", 6) > 0) return true;
  if (back > 0 && !freed(view) && !nounCloser(view)) return true;
  if (view.product.primary === null && view.inSentence("delivery") && !view.inSentence("free"))
    return true;
  return deliveryBehind(view);
}

/** "transport zaawufu (5k)": the bracket says what the words before it cost. */
function inBracketAfter(view: AmountView): boolean {
  const { scan, amount } = view;
  const open = amount.from - 1;
  if (scan.tokens[open]?.text !== "(") return false;
  for (let at = open - 1; at >= Math.max(0, open - 5); at -= 1) {
    if (scan.clause[at] !== scan.clause[open] || view.isNoun(at)) return false;
    if (hasCue(scan, at, "delivery")) return !hasCue(scan, at - 1, "free");
  }
  return false;
}

/** "free delivery 55k", "35k including delivery", "+ delivery": the fee is not this amount. */
function freed(view: AmountView): boolean {
  return view.before("free", 6) > 0;
}

function nounCloser(view: AmountView): boolean {
  for (let offset = -1; offset >= -5; offset -= 1) {
    const at = view.amount.from + offset;
    if (hasCue(view.scan, at, "delivery")) return false;
    if (view.isNoun(at)) return true;
  }
  return true;
}

/** "5k for delivery", "R60 Pudo", "+ 3000 livraison": only when something else is the price. */
function deliveryBehind(view: AmountView): boolean {
  const after = view.after("delivery", 2);
  const { amount, scan } = view;
  const abroad =
    amount.marker?.kind === "code" &&
    scan.country !== null &&
    amount.marker.code !== defaultCurrency(scan.country);
  if (after === 1 && abroad && scan.amounts.length > 1 && !view.nounBefore()) return true;
  if (after === 0 || view.isFirstMoney()) return false;
  const text = view.text(1);
  if (/^[\u1200-\u137f]/.test(text)) return true;
  if (/^(?:free|plus|with|including|incl|inc|inclusive|and|\+|&)$/.test(text)) return false;
  const fee =
    /^(?:fee|fees|charge|charges|cost)$/.test(view.text(2)) ||
    /^(?:for|kwa|pour|ya|za|na)$/.test(text) ||
    view.text(-1) === "+";
  return fee || (view.startsClause() && !view.nounBefore() && after === 1);
}

/** The word is also the name of a service, so it is looked for as it stands. */
const HIRED = /^(?:hire|hiring|rent|rental|renting)$/;

/** "📦 Lagos 3k | outside Lagos 5.5k": a parcel or a van opens the line, with no product in it. */
function behindParcel(view: AmountView): boolean {
  const { scan, amount } = view;
  const line = scan.line[amount.from];
  for (let at = amount.from - 1; at >= Math.max(0, amount.from - 24); at -= 1) {
    if (scan.line[at] !== line || view.isNoun(at)) return false;
    if (scan.tokens[at]?.text === SIGN.parcel)
      return at === 0 || scan.line[at - 1] !== line || scan.sentence[at - 1] !== scan.sentence[at];
  }
  return false;
}

/** "For hire 1,500, buy 3,000": the buyer's price is the other one. */
export function isHire(view: AmountView): boolean {
  return (
    hasOtherMoney(view) &&
    (HIRED.test(view.text(-1)) || view.before("hire", 3, true) > 0 || view.after("hire", 2) > 0)
  );
}

/** "110k size 39 upto 45": what goes up is a number of its own. */
function isAboutSizes(view: AmountView): boolean {
  for (let offset = 1; offset <= 4; offset += 1) {
    if (hasCue(view.scan, view.amount.to + offset, "above")) return false;
    if (view.token(offset)?.kind === "number") return true;
  }
  return false;
}

export function isThreshold(view: AmountView): boolean {
  if (!view.marked && isCount(view)) return false;
  const order = hasNumberBack(view, 4) ? 0 : view.before("order", 3);
  if (order > 0 && !/^(?:price|now|at)$/.test(view.text(-1)))
    return !(order === 1 && /^(?:order|oda|commande)$/.test(view.text(-1)) && view.startsClause());
  // "Livraison offerte dès 50 €": what is free from there on is the delivery.
  const freeFrom =
    view.before("from", 2) > 0 && view.before("delivery", 6) > 0 && view.inSentence("free");
  if (freeFrom) return true;
  const above =
    (view.before("above", 2) > 0 && !hasNumberSince(view, "above")) ||
    (view.after("above", 2) > 0 && !isAboutSizes(view));
  if (!above) return false;
  return (
    view.inSentence("delivery") ||
    view.inSentence("free") ||
    view.inSentence("order") ||
    view.inSentence("off") ||
    view.inSentence("gift") ||
    !view.nounBefore()
  );
}

/** "Min 6 pcs, 2,500 each": the least order is counted, the amount is not its value. */
function hasNumberBack(view: AmountView, reach: number): boolean {
  for (let offset = -1; offset >= -reach; offset -= 1) {
    const token = view.token(offset);
    if (token === undefined || token.kind === "line") return false;
    if (token.kind === "number") return true;
  }
  return false;
}

export function isExtra(view: AmountView): boolean {
  if (view.text(-1) === "+" && view.marked && !view.isFirstMoney()) return true;
  // A swap with money on top names no price.
  if (view.text(-1) === "+" && /^(?:top|topup)$/.test(view.text(1))) return true;
  if (!hasOtherMoney(view)) return false;
  if (view.after("extra", 2) > 0)
    return (
      !/^(?:add|additional|gift|top|more|packaging|topup)$/.test(view.text(1)) ||
      view.text(1) === "more"
    );
  return view.before("extra", 3, true) > 0;
}

function hasOtherMoney(view: AmountView): boolean {
  return view.scan.amounts.some(
    (amount) =>
      amount !== view.amount &&
      (amount.marker !== null ||
        amount.multiplier > 1 ||
        amount.slash ||
        amount.grouped ||
        amount.value >= 100),
  );
}

/** A number stands between the cue and the amount. */
function hasNumberSince(view: AmountView, cue: Cue): boolean {
  for (let offset = -1; offset >= -8; offset -= 1) {
    if (hasCue(view.scan, view.amount.from + offset, cue)) return false;
    if (view.token(offset)?.kind === "number") return true;
  }
  return false;
}

export function isService(view: AmountView): boolean {
  if (
    view.product.type !== null &&
    hasCue(view.scan, view.product.primary?.from ?? -1, "serviceFee")
  )
    return false;
  // "Parking fee 2k" of an event: a fee is no price even when nothing else is named.
  if (view.product.primary === null && /^(?:fee|fees|charges)$/.test(view.text(-1))) return true;
  if (view.isFirstMoney() && (view.product.primary === null || !hasOtherMoney(view))) return false;
  // "Fitting UK 8 - 14 @ 45k": what the word is about stands before the amount.
  if (hasNumberSince(view, "serviceFee")) return false;
  return view.before("serviceFee", 3) > 0 && !isInsidePrimary(view);
}

/** "Wig revamp service 30k": the service is what is sold. */
function isInsidePrimary(view: AmountView): boolean {
  const { primary } = view.product;
  return primary !== null && view.amount.from - primary.to <= 5 && view.isFirstMoney();
}

export function isWorth(view: AmountView): boolean {
  return (
    view.before("worth", 2) > 0 &&
    (view.before("gift", 6, true) > 0 ||
      view.before("free", 6, true) > 0 ||
      view.scan.amounts.length > 1)
  );
}

import type { AmountView } from "./amount-view.ts";
import { hasCue, isStruck } from "./scan.ts";
import { isCount, isDate, isMeasure, isModel, isSpec, isTime, isYear } from "./plain-numbers.ts";

/** What an amount is when it is not the price of the product. */
export type ExcludedRole =
  | "struck"
  | "audience"
  | "percent"
  | "off"
  | "deposit"
  | "instalment"
  | "paybill"
  | "prize"
  | "wage"
  | "rival"
  | "was"
  | "extra"
  | "service"
  | "delivery"
  | "threshold"
  | "limit"
  | "worth"
  | "code"
  | "address"
  | "measure"
  | "count"
  | "time"
  | "date"
  | "year"
  | "model"
  | "spec"
  | "size";

type Rule = { role: ExcludedRole; applies: (view: AmountView) => boolean };

function sizeToken(view: AmountView, sizes: ReadonlySet<number>): boolean {
  return !view.marked && sizes.has(view.amount.at);
}

/** "20k off", "Ksh 100 off", "save 20k": an amount that comes off the price. */
function isOff(view: AmountView): boolean {
  const text = view.text(1);
  if (view.after("off", 1) > 0 && !/^(?:back|for|on|less|credit|airtime|bonus)$/.test(text))
    return !(text === "discount" && /^(?:price|now)$/.test(view.text(2)));
  if (view.after("off", 2) > 0 && (view.text(2) === "off" || view.text(2) === "back")) return true;
  const reach = view.before("save", 3);
  if (reach === 0) return false;
  // "20% discount 45k" and "discount price 45k" state the price itself.
  return view.text(-1) !== "%" && !isPriceWord(view) && !(view.before("now", 3) > 0 && reach > 1);
}

function isPriceWord(view: AmountView): boolean {
  return (
    /^(?:price|now|at|@|to|is|prix|bei|sasa|ni)$/.test(view.text(-1)) ||
    view.text(-2) === "price" ||
    (view.text(-1) === ":" && view.text(-2) === "price")
  );
}

function isDeposit(view: AmountView): boolean {
  if (view.before("deposit", 4) > 0) return !/^(?:price|cash|full)$/.test(view.text(-1));
  const after = view.after("deposit", 2);
  return after > 0 && !hasNumberSoon(view, 4);
}

function hasNumberSoon(view: AmountView, reach: number): boolean {
  for (let offset = 1; offset <= reach; offset += 1) {
    const token = view.token(offset);
    if (token?.kind === "line" || token === undefined) return false;
    if (token.kind === "number") return true;
  }
  return false;
}

/** "85 bob per day", "100/day", "450 daily", "then 5k monthly". */
function isInstalment(view: AmountView): boolean {
  if (view.text(1) === "/" && /^(?:day|week|month|wk|mo|daily|siku|mwezi|wiki)$/.test(view.text(2)))
    return true;
  const near = view.after("instalment", 2) > 0 || view.before("instalment", 3) > 0;
  if (!near) return false;
  const rented =
    view.product.category === "other" && view.product.type !== null && !view.inSentence("deposit");
  return !rented || /^(?:car|motorcycle|scooter)$/.test(view.product.type ?? "");
}

function isWas(view: AmountView): boolean {
  if (view.after("wasAfter", 1) > 0 && !hasNumberSoon(view, 2))
    return !view.amount.words || view.marked;
  if (view.before("now", 2) > 0 && view.before("was", 2) === 0) return false;
  const back = view.before("was", 3);
  return back > 0 && !isSoftWas(view, back);
}

/** "Usual price 55k" with nothing newer is simply the price; "not 80k" needs the 80k at once. */
function isSoftWas(view: AmountView, back: number): boolean {
  const word = view.text(-1);
  if (/^(?:da|vs|not|from|dari|kutoka|avant|normal|regular|initially|ya|before)$/.test(word))
    return view.scan.amounts.length < 2;
  return back > 1 && view.before("price", 1) > 0 && view.before("was", 2) === 0;
}

function isDelivery(view: AmountView): boolean {
  const back = view.before("delivery", 6, true);
  if (back > 0 && !freed(view) && view.before("delivery", 6) > 0) return true;
  if (back > 0 && !freed(view) && !nounCloser(view)) return true;
  if (view.product.primary === null && view.inSentence("delivery") && !view.inSentence("free"))
    return true;
  return deliveryBehind(view);
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

function isThreshold(view: AmountView): boolean {
  const order = view.before("order", 3);
  if (order > 0 && !/^(?:price|now|at)$/.test(view.text(-1)))
    return !(order === 1 && /^(?:order|oda|commande)$/.test(view.text(-1)) && view.startsClause());
  const above = view.before("above", 2) > 0 || view.after("above", 2) > 0;
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

function isRival(view: AmountView): boolean {
  const inFront = view.before("rival", 5, true) > 0;
  const behind = view.after("rival", 3, true) > 0;
  return (inFront || behind) && view.scan.amounts.length > 1;
}

function isExtra(view: AmountView): boolean {
  if (view.text(-1) === "+" && view.marked && !view.isFirstMoney()) return true;
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

function isService(view: AmountView): boolean {
  if (
    view.product.type !== null &&
    hasCue(view.scan, view.product.primary?.from ?? -1, "serviceFee")
  )
    return false;
  if (view.isFirstMoney() && (view.product.primary === null || !hasOtherMoney(view))) return false;
  return view.before("serviceFee", 2) > 0 && !isInsidePrimary(view);
}

/** "Wig revamp service 30k": the service is what is sold. */
function isInsidePrimary(view: AmountView): boolean {
  const { primary } = view.product;
  return primary !== null && view.amount.from - primary.to <= 5 && view.isFirstMoney();
}

function isWorth(view: AmountView): boolean {
  return (
    view.before("worth", 2) > 0 &&
    (view.before("gift", 6, true) > 0 ||
      view.before("free", 6, true) > 0 ||
      view.scan.amounts.length > 1)
  );
}

function isPaybill(view: AmountView): boolean {
  return (
    !view.marked &&
    !view.amount.grouped &&
    view.before("paybill", 4) > 0 &&
    view.before("price", 1) === 0
  );
}

function isCode(view: AmountView): boolean {
  if (view.text(-1) === "#" && view.amount.marker === null)
    return (
      view.scan.country !== "NG" ||
      !view.marked ||
      view.token(-2)?.kind === "tag" ||
      view.token(1)?.kind === "tag"
    );
  if (view.marked || view.amount.grouped) return false;
  return (
    view.before("code", 1) > 0 ||
    (view.before("code", 2) > 0 && /^(?:no|number|is|:)$/.test(view.text(-1)))
  );
}

function isAddress(view: AmountView): boolean {
  if (view.marked || view.amount.grouped) return false;
  if (view.before("address", 2) > 0 && !view.nounBefore() && view.before("price", 1) === 0)
    return view.amount.value < 10_000;
  return view.after("address", 2) > 0 && view.startsClause() && view.amount.value < 1000;
}

function isWage(view: AmountView): boolean {
  if (
    /^(?:in|of|from)$/.test(view.text(1)) &&
    /^(?:sales|revenue|profit|profits|income)$/.test(view.text(2))
  )
    return true;
  return view.before("wage", 3) > 0 && !/^(?:price|only|at)$/.test(view.text(-1));
}

function isPrize(view: AmountView): boolean {
  return (
    view.before("prize", 4, true) > 0 ||
    (view.after("prize", 2) > 0 && view.product.primary === null) ||
    (/^(?:cash)$/.test(view.text(1)) && view.inSentence("giveaway")) ||
    view.text(1) === "giveaway"
  );
}

function isAudience(view: AmountView): boolean {
  if (view.amount.marker !== null) return false;
  if (view.before("price", 1) > 0) return false;
  const gap = view.text(1) === "+" ? 1 : 0;
  const described =
    /^(?:happy|satisfied|new|real|plus|tiktok|ig|instagram|strong|amazing|loyal|beautiful|more|active|youtube|facebook)$/.test(
      view.text(1 + gap),
    );
  return view.after("audience", described ? 2 : 1) > 0;
}

const rules: readonly Rule[] = [
  { role: "struck", applies: (view) => isStruck(view.scan, view.amount.from, view.amount.to) },
  {
    role: "percent",
    applies: (view) =>
      view.text(1) === "%" || /^(?:percent|pct|asilimia|persen|pourcent)$/.test(view.text(1)),
  },
  { role: "measure", applies: isMeasure },
  { role: "spec", applies: isSpec },
  { role: "time", applies: isTime },
  { role: "date", applies: isDate },
  { role: "audience", applies: isAudience },
  { role: "off", applies: isOff },
  { role: "deposit", applies: isDeposit },
  { role: "instalment", applies: isInstalment },
  { role: "paybill", applies: isPaybill },
  { role: "prize", applies: isPrize },
  { role: "wage", applies: isWage },
  { role: "worth", applies: isWorth },
  { role: "rival", applies: isRival },
  { role: "was", applies: isWas },
  { role: "threshold", applies: isThreshold },
  { role: "delivery", applies: isDelivery },
  { role: "extra", applies: isExtra },
  { role: "service", applies: isService },
  { role: "limit", applies: (view) => view.before("under", 2) > 0 },
  { role: "count", applies: isCount },
  { role: "code", applies: isCode },
  { role: "address", applies: isAddress },
  { role: "model", applies: isModel },
  { role: "year", applies: isYear },
];

/** The first rule that explains the amount as something else than a price; null when none does. */
export function excludedRole(view: AmountView, sizes: ReadonlySet<number>): ExcludedRole | null {
  if (sizeToken(view, sizes)) return "size";
  return rules.find((rule) => rule.applies(view))?.role ?? null;
}

/** Roles that the amounts after them in the same sentence share: "delivery 5k Kampala, 10k upcountry". */
export const SPREADING: ReadonlySet<ExcludedRole> = new Set<ExcludedRole>([
  "delivery",
  "deposit",
  "threshold",
]);

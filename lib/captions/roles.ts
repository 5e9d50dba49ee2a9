import type { AmountView } from "./amount-view.ts";
import {
  hasNumberSoon,
  isDelivery,
  isDeposit,
  isExtra,
  isHire,
  isInstalment,
  isService,
  isThreshold,
  isWorth,
} from "./fee-roles.ts";
import { isMeasure, isResolution, isSpec } from "./measures.ts";
import { isCount, isDate, isModel, isTime, isYear } from "./plain-numbers.ts";
import { hasCue, isStruck } from "./scan.ts";
import { isAudience, isPrize, isRival, isTold, isWage } from "./talk-roles.ts";

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
  | "told"
  | "hire"
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

function isWas(view: AmountView): boolean {
  if (view.after("wasAfter", 1) > 0 && !hasNumberSoon(view, 2))
    return !view.amount.words || view.marked;
  const now = view.before("now", 2);
  const back = view.before("was", 3);
  if (now > 0 && (back === 0 || now < back)) return false;
  return back > 0 && !isSoftWas(view, back);
}

/** "Usual price 55k" with nothing newer is simply the price; "not 80k" needs the 80k at once. */
function isSoftWas(view: AmountView, back: number): boolean {
  const word = view.text(-1);
  if (/^(?:da|vs|not|from|dari|kutoka|avant|normal|regular|initially|ya|before)$/.test(word))
    return view.scan.amounts.length < 2;
  return back > 1 && view.before("price", 1) > 0 && view.before("was", 2) === 0;
}

function isPaybill(view: AmountView): boolean {
  return (
    !view.marked &&
    !view.amount.grouped &&
    view.before("paybill", 4) > 0 &&
    !isBehindUnit(view) &&
    view.before("price", 1) === 0
  );
}

/** "MTN 1GB 280": what the maker's name announced was the measure. */
function isBehindUnit(view: AmountView): boolean {
  return view.token(-2)?.kind === "number" && view.token(-1)?.glued === true;
}

function isCode(view: AmountView): boolean {
  const hash = view.scan.tokens[view.amount.at - 1]?.text === "#";
  if (hash && view.amount.multiplier === 1 && isNumbered(view)) return true;
  if (view.text(-1) === "#" && view.amount.marker === null) {
    const slogan = view.token(-2)?.kind === "tag" || view.token(1)?.kind === "tag";
    return slogan || view.amount.multiplier === 1;
  }
  if (view.marked || view.amount.grouped) return false;
  // "2nd edition 2023 950": one number per word is enough.
  if (view.token(-1)?.kind === "number") return false;
  return (
    (view.before("code", 1) > 0 && !isSizePrice(view)) ||
    (view.before("code", 2) > 0 && /^(?:no|number|is|:)$/.test(view.text(-1)))
  );
}

/** "S-1500": the letter is a size. */
function isSizePrice(view: AmountView): boolean {
  return /^[-:=]$/.test(view.text(-1)) && view.text(-2) === "s" && view.amount.value >= 100;
}

/** "Order #10234", "item #2210": the sign stands for the word number, even in Nigeria. */
function isNumbered(view: AmountView): boolean {
  const before = view.scan.tokens[view.amount.at - 2];
  return /^(?:order|item|ref|code|style|invoice|ticket|parcel|customer|video|post|no|number|shop|stall)$/.test(
    before?.text ?? "",
  );
}

/** Words behind which a number is never a price. */
const PREMISES =
  /^(?:rm|room|suite|villa|cantine|porte|boutique|stall|plot|kiosk|chumba|umuryango|nyumba|apt|appt|erf|flr|box|pobox|shop no|no|na|namba|nnamba)$/;

/** "3rd flr rm 312": what stands before says where the room is. */
function inPremises(view: AmountView): boolean {
  const { scan, amount } = view;
  for (let at = amount.from - 1; at >= Math.max(0, amount.from - 8); at -= 1) {
    if (scan.line[at] !== scan.line[amount.from]) return false;
    if (hasCue(scan, at, "address")) return true;
  }
  return false;
}

function isAddress(view: AmountView): boolean {
  if (view.scan.tokens[view.amount.from]?.text === "rm" && inPremises(view)) return true;
  if (view.marked || view.amount.grouped) return false;
  const near = view.before("address", 2, true);
  if (near === 1 && PREMISES.test(view.text(-1)) && view.amount.value < 10_000)
    return view.text(-1).length > 2 || view.text(-1) === "rm" || !view.nounBefore();
  if (view.before("address", 2) > 0 && !view.nounBefore() && view.before("price", 1) === 0)
    return view.amount.value < 10_000;
  return view.after("address", 2) > 0 && view.startsClause() && view.amount.value < 1000;
}

const rules: readonly Rule[] = [
  { role: "struck", applies: (view) => isStruck(view.scan, view.amount.from, view.amount.to) },
  {
    role: "percent",
    applies: (view) =>
      view.text(1) === "%" || /^(?:percent|pct|asilimia|persen|pourcent)$/.test(view.text(1)),
  },
  { role: "measure", applies: isMeasure },
  { role: "spec", applies: (view) => isSpec(view) || isResolution(view) },
  { role: "time", applies: isTime },
  { role: "date", applies: isDate },
  { role: "audience", applies: isAudience },
  { role: "off", applies: isOff },
  { role: "deposit", applies: isDeposit },
  { role: "instalment", applies: isInstalment },
  { role: "paybill", applies: isPaybill },
  { role: "prize", applies: isPrize },
  { role: "wage", applies: isWage },
  { role: "told", applies: isTold },
  { role: "hire", applies: isHire },
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

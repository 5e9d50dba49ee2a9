import type { AmountView } from "./amount-view.ts";
import { hasNumberSoon } from "./fee-roles.ts";
import { strangeWords } from "./strangers.ts";

/** Money and numbers that are only talked about: other shops, wages, prizes, followers. */

const NO =
  /^(?:no+|nope|na+h|nahi|hapana|non|never|tidak|bukan|salah|nedda|neda|oya|apana|kataa|ai|eish|haba|impossible|joke|jokes)$/;

/** "200 cedis?? nooo, we sell 130": a price that the seller laughs at. */
function isDenied(view: AmountView): boolean {
  let offset = 1;
  while (/^[?!]$/.test(view.text(offset))) offset += 1;
  return offset > 1 && view.text(1) === "?" && NO.test(view.text(offset));
}

export function isRival(view: AmountView): boolean {
  if (isDenied(view)) return true;
  if (view.before("rivalSure", 6, true) > 0) return true;
  // "250k instead of paying 400k": the words are about the number behind them.
  if (view.after("rivalSure", 3, true) > 0 && !hasNumberSoon(view, 6)) return true;
  const inFront = view.before("rival", 5, true) > 0;
  const behind = view.after("rival", 3, true) > 0;
  return (inFront || behind) && view.scan.amounts.length > 1;
}

export function isWage(view: AmountView): boolean {
  if (
    /^(?:in|of|from)$/.test(view.text(1)) &&
    /^(?:sales|revenue|profit|profits|income)$/.test(view.text(2))
  )
    return true;
  if (view.text(1) === "for" && view.text(2) === "every" && !view.isNoun(view.amount.to + 3))
    return !/^(?:one|piece|pair|pc|set|item|single|dozen)$/.test(view.text(3));
  if (
    /^(?:commission|capital|mtaji|profit|salary|entandikwa|igishoro|modal|magoba)$/.test(
      view.text(1),
    )
  )
    return true;
  return view.before("wage", 3) > 0 && !/^(?:price|only|at)$/.test(view.text(-1));
}

/** Stories, sums and complaints: money of which the caption tells, not money to pay here. */
export function isTold(view: AmountView): boolean {
  if (view.before("told", 4, true) > 0 || view.after("told", 4, true) > 0) return true;
  if (view.product.primary !== null) return false;
  return view.inSentence("story") || strangeWords(view) > MOST_STRANGE;
}

/** Without any product a price stands almost by itself: "Only 70k, DM fast". */
const MOST_STRANGE = 2;

export function isPrize(view: AmountView): boolean {
  return (
    view.before("prize", 4, true) > 0 ||
    (view.after("prize", 2) > 0 && view.product.primary === null) ||
    (/^(?:cash)$/.test(view.text(1)) && view.inSentence("giveaway")) ||
    view.text(1) === "giveaway"
  );
}

const PEOPLE =
  /^(?:followers|subscribers|abonnes|wateja|abakiriya|bakasitoma|customers|clients|likes|views|members|abagoberezi|wafuasi)$/;

/** Those who follow and watch are counted in thousands; customers are also spoken to. */
const CROWD = /^(?:followers|subscribers|abonnes|views|likes|wafuasi|abagoberezi|members)$/;

export function isAudience(view: AmountView): boolean {
  if (view.amount.marker !== null) return false;
  if (/^(?:price|bei|@|prix|harga|beeyi|igiciro)$/.test(view.text(-1))) return false;
  if (PEOPLE.test(view.text(-1)) && (!view.marked || CROWD.test(view.text(-1)))) return true;
  const gap = view.text(1) === "+" ? 1 : 0;
  // "60k delivery 5k" and "25k sale": only the plurals count people and what they did.
  if (
    /^(?:delivery|sale|order|hit|home|girl|lady|family|like|view|review|star|play|share|comment|rating|fan|follow)$/.test(
      view.text(1 + gap),
    )
  )
    return false;
  if (view.text(1 + gap) === "of" && /^(?:you|us)$/.test(view.text(2 + gap))) return true;
  const described =
    /^(?:happy|satisfied|new|real|plus|tiktok|ig|instagram|strong|amazing|loyal|beautiful|more|active|youtube|facebook)$/.test(
      view.text(1 + gap),
    );
  return view.after("audience", described ? 2 : 1) > 0;
}

import type { AmountView } from "./amount-view.ts";
import { unitsAfter } from "./lexicon/size-words.ts";
import { countUnits } from "./lexicon/units.ts";

/** Tests for numbers that measure: lengths, weights, memory, resolutions. */

const UNITS = new Set(
  unitsAfter.split(/\s+/).filter((unit) => unit !== "k" && !countUnits.has(unit)),
);

/** "5 in stock" and "3 m and up": short units are words too, so they must be glued or end the phrase. */
function isUnit(view: AmountView, offset: number): boolean {
  const token = view.token(offset);
  if (token?.kind !== "word" || !(UNITS.has(token.text) || UNITS.has(token.stem))) return false;
  // "4,500 M-XXL": a letter apart from a number of money's size is a size.
  if (token.text.length === 1 && !token.glued && view.amount.value >= 300) return false;
  // "Levi's 501 W32": the letter opens the next number.
  const opens = view.token(offset + 1);
  if (opens?.kind === "number" && opens.glued && !token.glued) return false;
  // "inch 12 160,000 inch 16 220,000": the unit stands before its number.
  if (opens?.kind === "number" && !token.glued && view.amount.value >= 1000) return false;
  // French writes "7000 l'unité": that letter is an article, not litres.
  if (token.text === "l" && view.text(offset + 1) === "'") return false;
  return token.text !== "in" || token.glued || view.token(offset + 1)?.kind !== "word";
}

const KARATS = /^(?:9|10|12|14|18|20|21|22|24)$/;
const GOLDEN =
  /^(?:gold|golden|plated|plating|italian|dhahabu|or|carat|carats|karat|karats|real|rose|white|yellow|zahabu|solid|filled|saudi|tarnish|dubai|jewelry|jewellery)$/;
const PURE = /^(?:silver|sterling|s|fedha|argent|gold|ag|au|italy|italian|dhahabu)$/;

/** "18k gold plated", "silver 925": how fine a metal is. */
function isFineness(view: AmountView): boolean {
  const { amount } = view;
  if (amount.marker !== null || amount.slash) return false;
  const carat = amount.multiplier === 1000 || /^(?:kt|ct|karat|carat)s?$/.test(view.text(1));
  if (carat && KARATS.test(view.digits))
    return (
      GOLDEN.test(view.text(1)) || (/^(?:gold|dhahabu)$/.test(view.text(-1)) && hasOther(view))
    );
  if (amount.multiplier > 1 || !/^(?:925|750|585|375|916|999|316|304)$/.test(view.digits))
    return false;
  return PURE.test(view.text(-1)) || PURE.test(view.text(1)) || view.text(1) === "l";
}

function hasOther(view: AmountView): boolean {
  return view.scan.amounts.some((other) => other !== view.amount && other.value >= 100);
}

/** Units behind the number, glued or not: 500ml, 24 inch, 10000mAh, 2 years. */
export function isMeasure(view: AmountView): boolean {
  if (isFineness(view)) return true;
  if (view.marked) return isMetric(view);
  const next = view.token(1);
  if (next === undefined) return false;
  if (
    next.text === '"' ||
    next.text === "°" ||
    (next.text === "'" && next.glued && view.text(2) === "'")
  )
    return true;
  if (next.text === "-" && next.glued && UNITS.has(view.text(2))) return true;
  if (isUnit(view, 1)) return true;
  return isDimension(view) || isRangeOfUnits(view);
}

const BY_THE_METRE =
  /cable|extension|rope|hose|curtain|fabric|carpet|pipe|wire|light|net|tape|ladder|regulator|tent|khanga|lace|ribbon|wallpaper/;

const METRE_WORD =
  /^(?:cable|rope|wire|tape|material|extension|hose|strip|stick|usb|led|hdmi|ladder|net|pipe|cord|chain|pole|rod|x|\+|ribbon)$/;

/** "2 kg for 5k" is fine; "5k kg" is not a weight. Only metres hide behind a money letter. */
function isMetric(view: AmountView): boolean {
  const { amount } = view;
  if (amount.multiplier === 1_000_000) return isMetre(view);
  return amount.multiplier === 1 && amount.marker === null && UNITS.has(view.text(1));
}

/** "2m pipe 1,350" is a length beside a price; "2.4m fabric of your choice" is the price. */
function isMetre(view: AmountView): boolean {
  const { scan, amount, product } = view;
  const metres = amount.value / amount.multiplier;
  if (amount.marker !== null || scan.tokens[amount.at + 1]?.text !== "m" || metres > 100)
    return false;
  const byMetre = BY_THE_METRE.test(product.type ?? "");
  const named = METRE_WORD.test(view.token(1)?.stem ?? "") || view.isNoun(amount.to + 1);
  const priced = scan.amounts.some(
    (other) =>
      other !== amount &&
      scan.sentence[other.from] === scan.sentence[amount.to] &&
      (other.marker !== null || other.multiplier === 1000 || other.slash || other.grouped),
  );
  const later = scan.amounts.some(
    (other) =>
      other.from > amount.to &&
      other.value >= 50 &&
      scan.sentence[other.from] === scan.sentence[amount.to],
  );
  const beside = scan.tokens[amount.to + 1]?.kind === "number" && later;
  return (
    beside ||
    (named && (priced || later || byMetre)) ||
    (byMetre && (priced || later || metres <= 20))
  );
}

/** 6x6, 13x4, 176×89×92cm: numbers around a multiplication sign. */
function isDimension(view: AmountView): boolean {
  const times = /^(?:x|\*|by)$/;
  const next = view.token(1);
  const before = view.token(-1);
  const after =
    next !== undefined &&
    times.test(next.text) &&
    (view.token(2)?.kind === "number" || view.token(2)?.text === "h");
  const behind =
    before !== undefined &&
    times.test(before.text) &&
    (view.token(-2)?.kind === "number" || /^(?:\d+|x)$/.test(view.text(-2)));
  return after || behind;
}

/** The first number of "2-3 days" shares the unit of the second. */
function isRangeOfUnits(view: AmountView): boolean {
  if (!/^(?:-|to|or|\/|&|and|,)$/.test(view.text(1)) || view.token(2)?.kind !== "number")
    return false;
  if (view.text(1) === "," && view.amount.value >= 100) return false;
  return isUnit(view, 3) && view.text(2).length <= 4;
}

/** 4K and 8K beside screens and cameras are resolutions, unless nothing else could be the price. */
export function isResolution(view: AmountView): boolean {
  const { scan, amount, product } = view;
  if (amount.multiplier !== 1000 || amount.marker !== null || !/^[248]$/.test(view.digits))
    return false;
  if (
    !/^(?:tv|monitor|projector|camera|drone|decoder|game console|car camera|dash cam)$/.test(
      product.type ?? "",
    )
  )
    return false;
  const only =
    view.after("only", 1) > 0 || view.after("each", 1) > 0 || view.before("price", 1) > 0;
  return (
    !only &&
    (/^(?:tv|monitor|projector)$/.test(product.type ?? "") ||
      scan.amounts.some((other) => other !== amount && other.value > amount.value))
  );
}

const MEMORY_ALONE = /^(?:32|64|128|256|512|1024)$/;
const MEMORY_TYPES =
  /^(?:phone|tablet|laptop|computer|game console|memory card|flash disk|hard drive)$/;

function isPriced(view: AmountView): boolean {
  return view.before("price", 1) > 0 || view.after("each", 1) > 0 || view.text(-1) === "@";
}

/** 8/256, 4+64 and 16GB/1TB: memory of a phone or computer. */
export function isSpec(view: AmountView): boolean {
  if (view.marked || view.amount.value > 1024 || view.amount.grouped) return false;
  if (
    MEMORY_ALONE.test(view.digits) &&
    MEMORY_TYPES.test(view.product.type ?? "") &&
    !isPriced(view)
  )
    return true;
  const memory = /^(?:1|2|3|4|6|8|12|16|18|24|32|64|128|256|512|1024)$/;
  const joint = /^(?:\/|\+|-)$/;
  const pair = (left: string, right: string): boolean =>
    memory.test(left) && memory.test(right) && Number(right) >= 16 && Number(right) > Number(left);
  if (
    joint.test(view.text(1)) &&
    view.token(2)?.kind === "number" &&
    pair(view.digits, view.text(2))
  )
    return view.product.category === "electronics" || view.text(1) === "/";
  return (
    joint.test(view.text(-1)) &&
    view.token(-2)?.kind === "number" &&
    pair(view.text(-2), view.digits) &&
    (view.product.category === "electronics" || view.text(-1) === "/")
  );
}

import type { AmountView } from "./amount-view.ts";
import type { Mention } from "./mentions.ts";
import { countUnits } from "./lexicon/units.ts";

/** Tests for numbers that carry no sign of money: counts, times, dates, years, models. */

const TIME_WORDS = new Set(
  "am pm hrs hours oclock h noon midnight asubuhi jioni usiku mchana a.m p.m hr saa".split(" "),
);

const MONTHS =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|januari|februari|machi|aprili|mei|juni|julai|agosti|septemba|oktoba|novemba|desemba)$/;

const ORDINAL = /^(?:st|nd|rd|th|er|eme|ieme|ème)$/;

const SETS = /^(?:sets?|packs?|box|boxes|lot|bundles?|bunch|pieces?|carton|group|team|family)$/;

/** Pack sizes, stock and parts: the number counts what the next word names. */
export function isCount(view: AmountView): boolean {
  if (view.marked || view.amount.value > 5000) return false;
  const next = view.token(1);
  if (
    view.before("left", 1) > 0 &&
    view.amount.value < 1000 &&
    !view.amount.grouped &&
    /^(?:stock|remaining|left|imebaki|zimebaki|limited|slots)$/.test(view.text(-1))
  )
    return true;
  if (/^(?:of|sur)$/.test(next?.text ?? "") && view.token(2)?.kind === "number") return true;
  if (view.text(-1) === "of" && view.token(-2)?.kind === "number") return true;
  if (view.text(-1) === "of" && SETS.test(view.text(-2)) && view.amount.value <= 500) return true;
  if (next === undefined) return false;
  if (next.text === "+" && next.glued && view.amount.value < 1000 && view.text(2) !== "delivery")
    return !view.amount.grouped && view.token(2)?.kind === "word";
  const stocked = view.after("left", 2) > 0 && view.amount.value < 1000 && !view.amount.grouped;
  if (stocked && !/^(?:only|tu|each)$/.test(next.text)) return true;
  if (
    next.text === "-" &&
    next.glued &&
    view.token(2)?.glued === true &&
    view.token(2)?.kind === "word"
  )
    return true;
  if (opensPack(view)) return true;
  if (next.kind !== "word") return isRangeOfCounts(view);
  if (isPricedUnit(view, next.text)) return false;
  if (countUnits.has(next.text) || countUnits.has(next.stem)) return true;
  if (ORDINAL.test(next.text) && next.glued) return true;
  if (
    view.amount.value <= 100 &&
    !view.amount.grouped &&
    view.isNoun(view.amount.to + 1) &&
    view.before("price", 1) === 0
  )
    return true;
  return (
    next.text === "in" && (view.token(2)?.kind === "number" || /^(?:1|one)$/.test(view.text(2)))
  );
}

/** "450 pair", "1800 set of 4": behind a round number of money's size one unit is what it buys. */
function isPricedUnit(view: AmountView, unit: string): boolean {
  if (view.amount.value < 100 || view.amount.value % 10 !== 0) return false;
  if (/^(?:set|pack|box|packet|carton|tray|crate)$/.test(unit) && view.text(2) === "of")
    return true;
  return /^(?:pair|piece|dozen|set|packet|tray|bottle|carton|box|crate|bag|roll|kilo|plate|yard|pea)$/.test(
    unit,
  );
}

/** "2 for 600", "3 @ 450 = 1350": a small number, a joint, then the money. */
function opensPack(view: AmountView): boolean {
  if (view.amount.value > 100 || !/^(?:for|@|pour|kwa|ku|at)$/.test(view.text(1))) return false;
  const next = view.scan.amounts[view.index + 1];
  return (
    next !== undefined && next.from - view.amount.to === 2 && next.value > view.amount.value * 2
  );
}

function isRangeOfCounts(view: AmountView): boolean {
  return (
    /^(?:-|to|,|\/)$/.test(view.text(1)) &&
    view.token(2)?.kind === "number" &&
    view.text(2).length <= 3 &&
    countUnits.has(view.text(3))
  );
}

export function isTime(view: AmountView): boolean {
  if (view.marked || view.amount.value >= 2500) return false;
  const next = view.text(1);
  const beforeText = view.text(-1);
  if (TIME_WORDS.has(next))
    return (
      view.amount.value <= 24 ||
      next.startsWith("hr") ||
      next === "hours" ||
      view.text(1).length <= 2
    );
  if (
    next === ":" &&
    view.token(1)?.glued === true &&
    view.token(2)?.kind === "number" &&
    view.token(2)?.glued === true
  )
    return true;
  if (beforeText === ":" && view.token(-1)?.glued === true && view.token(-2)?.kind === "number")
    return true;
  if (beforeText === "h" && view.token(-1)?.glued === true) return true;
  if ((beforeText === "saa" || beforeText === "ssaawa") && view.amount.value <= 12) return true;
  if (view.amount.value === 24 && next === "/" && view.text(2) === "7") return true;
  if (view.amount.value === 7 && beforeText === "/" && view.text(-2) === "24") return true;
  return (
    /^(?:-|to)$/.test(next) &&
    view.amount.value <= 24 &&
    (TIME_WORDS.has(view.text(3)) || TIME_WORDS.has(view.text(4)))
  );
}

export function isDate(view: AmountView): boolean {
  if (view.marked) return false;
  const { value } = view.amount;
  const next = view.text(1);
  if (value <= 31 && (MONTHS.test(next) || MONTHS.test(view.text(-1))))
    return next !== "may" || view.token(1)?.glued !== true;
  if (value <= 31 && ORDINAL.test(next)) return true;
  if (value >= 1990 && value <= 2040 && MONTHS.test(view.text(-1))) return true;
  if (isDayAndMonth(view)) return true;
  const slash = (text: string): boolean => text === "/" || text === "." || text === "-";
  if (
    slash(next) &&
    view.token(2)?.kind === "number" &&
    slash(view.text(3)) &&
    view.token(4)?.kind === "number"
  )
    return isCalendar([value, Number(view.text(2)), Number(view.text(4))]);
  if (
    slash(view.text(-1)) &&
    view.token(-2)?.kind === "number" &&
    slash(next) &&
    view.token(2)?.kind === "number"
  )
    return isCalendar([Number(view.text(-2)), value, Number(view.text(2))]);
  return (
    slash(view.text(-1)) &&
    slash(view.text(-3)) &&
    isCalendar([Number(view.text(-4)), Number(view.text(-2)), value])
  );
}

const DATE_WORD =
  /^(?:from|on|until|till|by|since|date|tarehe|le|du|ends|exp|expires|before|after|batch|closed|to|mpaka|hadi|au|dated)$/;

/** "New branch from 1/12": a day and a month behind a word about dates. */
function isDayAndMonth(view: AmountView): boolean {
  const fits = (day: number, month: number): boolean =>
    day >= 1 && day <= 31 && month >= 1 && month <= 12;
  if (view.text(1) === "/" && DATE_WORD.test(view.text(-1)))
    return fits(view.amount.value, Number(view.text(2))) && view.text(3) !== "/";
  return (
    view.text(-1) === "/" &&
    DATE_WORD.test(view.text(-3)) &&
    fits(Number(view.text(-2)), view.amount.value)
  );
}

function isCalendar(parts: readonly number[]): boolean {
  const [day = 0, month = 0, year = 0] = parts;
  return (
    day >= 1 &&
    day <= 31 &&
    month >= 1 &&
    month <= 12 &&
    ((year >= 2015 && year <= 2040) || (year >= 15 && year <= 40))
  );
}

const YEAR_NOUNS =
  /^(?:model|edition|season|collection|calendar|class|intake|shoots?|manufacture|registration|reg|cohort|version|vintage|term|diary|planner|new|january|world|olympics|afcon|toyota|yom|summer|winter|fashion|trend|trends|designs?|styles?|year|graduation|calendar)$/;

/** 2024 with nothing that makes it money. */
export function isYear(view: AmountView): boolean {
  const { value, grouped } = view.amount;
  if (view.marked || grouped || !Number.isInteger(value) || value < 1980 || value > 2040)
    return false;
  if (
    YEAR_NOUNS.test(view.text(1)) ||
    /^(?:since|in|from|of|est|established|year|yr|class|for|model|toyota|season|vitz|edition|the|yom|depuis|tangu|mwaka|welcome|hello|goodbye|happy|new|by|until|before|back)$/.test(
      view.text(-1),
    )
  ) {
    return (
      !(view.text(-1) === "from" && view.before("price", 2) > 0) &&
      !(view.text(-1) === "for" && value % 50 === 0)
    );
  }
  if (view.text(1) === "/" && view.token(2)?.kind === "number" && view.text(2).length === 2)
    return true;
  if (
    view.before("price", 2) > 0 ||
    view.before("now", 2) > 0 ||
    view.after("only", 1) > 0 ||
    view.after("each", 2) > 0
  )
    return false;
  return (
    value % 50 !== 0 ||
    view.scan.amounts.some((other) => other !== view.amount && other.marker !== null)
  );
}

/** A54, S05, PM-118, iPhone 13, Yeezy 350: letters or a series name right before the number. */
export function isModel(view: AmountView): boolean {
  if (view.marked || view.amount.grouped) return false;
  const before = view.token(-1);
  const first = view.scan.tokens[view.amount.from];
  if (before === undefined || first === undefined) return false;
  // "S-1500", "XL1700": a size and its price.
  const sized = /^(?:xs|s|m|l|x{1,3}l)$/.test(before.text) && view.amount.value >= 100;
  if (first.glued && before.kind === "word" && before.text !== "x") return !sized;
  const next = view.token(1);
  if (
    next?.glued === true &&
    next.kind === "word" &&
    next.text.length <= 2 &&
    !/^(?:k|sh|f)$/.test(next.text) &&
    view.amount.value < 2000
  )
    return true;
  if (first.glued && before.text === "-" && view.token(-2)?.kind === "word" && before.glued)
    return (
      view.amount.value < 10_000 &&
      !(view.amount.value >= 100 && /^(?:xs|s|m|l|x{1,3}l)$/.test(view.text(-2)))
    );
  return isSeriesNumber(view);
}

const SERIES_WORD =
  /^(?:pro|max|plus|mini|ultra|air|note|pop|spark|hot|smart|camon|series|gen|core|ps|play|play station|retro|low|force|flip|charge|go|boom|g|i|v|redmi|galaxy|reno|y|a|s|pixel|nova|elitebook|probook|thinkpad|latitude|inspiron|pavilion|ideapad|macbook|xps|iphone|jordan|jordans|yeezy|balance|levis|levi|xbox|windows|android|bluetooth|version|samba|dunk|max|vaporfly|golf|rav|mark|fielder|nano|buds|airpods|freepods|band|t|zoom|gt|neo|zero|edge|razr|omen|surface|vivobook|aspire|nitro|predator|legion|tab|pad|ipad|no|number|fc|fifa|gta|nba|usb|type|wifi|hdmi|form|class|grade|primary|senior|level|p|psi|mk|boxer|hero|nike|spf|vitamin|omega|chanel|sauvage|nan|similac|lactogen|stage)$/;

/** Of these only some count beyond ninety-nine: Levi's 501, Yeezy 350, ProBook 440. */
const LONG_SERIES_WORD =
  /^(?:balance|levis|levi|yeezy|elitebook|probook|thinkpad|latitude|inspiron|pavilion|ideapad|xps|boxer|mk|no|number|similac|aptamil|chanel|redmi|nokia|itel|vivobook|aspire|nitro|legion|surface|xbox|series|ps|golf|mercedes|fc|gta|nba|form|class|type|omega|vitamin|t|g|v|a|s|y|x)$/;

function isSeriesNumber(view: AmountView): boolean {
  const before = view.token(-1);
  if (before?.kind !== "word" || view.amount.value >= 10_000) return false;
  const named = view.product.named.some(
    (mention) =>
      mention.model !== null &&
      endsOnModel(view, mention) &&
      view.amount.from > mention.from &&
      isWithinModel(view, mention),
  );
  if (!named && !SERIES_WORD.test(before.text)) return false;
  if (view.amount.value < 100) return true;
  if (named && view.product.type === "laptop" && view.product.primary?.to === view.amount.from - 1)
    return true;
  if (!named && !LONG_SERIES_WORD.test(before.text)) return false;
  if (view.before("price", 1) > 0 || view.after("only", 1) > 0 || view.after("each", 1) > 0)
    return false;
  const other = view.scan.amounts.some(
    (amount) =>
      amount !== view.amount &&
      (amount.marker !== null ||
        amount.multiplier > 1 ||
        amount.grouped ||
        amount.slash ||
        amount.value >= 500),
  );
  return other;
}

/** "Kabambe Nokia 3310": the noun came first, the maker stands right before the number. */
function endsOnModel(view: AmountView, mention: Mention): boolean {
  const last = view.scan.tokens[mention.to]?.stem ?? "";
  return mention.source !== "product" || !mention.name.split(" ").includes(last);
}

function isWithinModel(view: AmountView, mention: { from: number; to: number }): boolean {
  const gap = view.amount.from - mention.to;
  return (
    gap >= 1 && gap <= 2 && view.scan.clause[view.amount.from] === view.scan.clause[mention.to]
  );
}

import type { AmountView } from "./amount-view.ts";
import { unitsAfter } from "./lexicon/size-words.ts";

/** Tests for numbers that carry no sign of money: counts, measures, dates, models. */

const COUNT_UNITS = new Set(
  `pc pcs piece pieces pair pairs pack packs packet packets set sets dozen colours colors colour color shades slots slot straps strap layers layer tier tiers seater seaters door doors burner burners steps step drawer drawers
speed cards boxes bottles tins trays plates cups jars rolls sheets pages people persons person customers bedroom bedrooms spoons sachets pockets pillowcases pillows pillowcase tabs tablets capsules strands bundles bundle ports heads bulbs wheels players games designs models kilo kilos orders slices cupcakes piece's pkt pkts crates bags units unit way ways gear gears levels compartments panels ply in1 blade blades holes shelves shelf lenses lens modes mode keys numbers units' pea pair's pc's chickens sets' bulb pegs hooks litre string strings ፍሬ ቱን ጥንድ candles mats sponge brushes coins balls friends items products`.split(
    /\s+/,
  ),
);
const UNITS = new Set(
  unitsAfter.split(/\s+/).filter((unit) => unit !== "k" && !COUNT_UNITS.has(unit)),
);
const TIME_WORDS = new Set(
  "am pm hrs hours oclock h noon midnight asubuhi jioni usiku mchana a.m p.m hr saa".split(" "),
);
const MONTHS =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|januari|februari|machi|aprili|mei|juni|julai|agosti|septemba|oktoba|novemba|desemba)$/;
const ORDINAL = /^(?:st|nd|rd|th|er|eme|ieme|ème)$/;

function isPlain(view: AmountView): boolean {
  return !view.marked;
}

/** "5 in stock" and "3 m and up": short units are words too, so they must be glued or end the phrase. */
function isUnit(view: AmountView, offset: number): boolean {
  const token = view.token(offset);
  if (token?.kind !== "word" || !(UNITS.has(token.text) || UNITS.has(token.stem))) return false;
  // French writes "7000 l'unité": that letter is an article, not litres.
  if (token.text === "l" && view.text(offset + 1) === "'") return false;
  return token.text !== "in" || token.glued || view.token(offset + 1)?.kind !== "word";
}

/** Units behind the number, glued or not: 500ml, 24 inch, 10000mAh, 2 years. */
export function isMeasure(view: AmountView): boolean {
  if (!isPlain(view)) return isMetric(view);
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

/** "2 kg for 5k" is fine; "5k kg" is not a weight. Only metres hide behind a money letter. */
function isMetric(view: AmountView): boolean {
  return view.amount.multiplier === 1 && view.amount.marker === null && UNITS.has(view.text(1));
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

/** Pack sizes, stock and parts: the number counts what the next word names. */
export function isCount(view: AmountView): boolean {
  if (!isPlain(view) || view.amount.value > 5000) return false;
  const next = view.token(1);
  if (
    view.before("left", 1) > 0 &&
    view.amount.value < 1000 &&
    !view.amount.grouped &&
    /^(?:stock|remaining|left|imebaki|zimebaki|limited|slots)$/.test(view.text(-1))
  )
    return true;
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
  if (next.kind !== "word") return isRangeOfCounts(view);
  if (COUNT_UNITS.has(next.text) || COUNT_UNITS.has(next.stem)) return true;
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

function isRangeOfCounts(view: AmountView): boolean {
  return (
    /^(?:-|to|,|\/)$/.test(view.text(1)) &&
    view.token(2)?.kind === "number" &&
    view.text(2).length <= 3 &&
    COUNT_UNITS.has(view.text(3))
  );
}

export function isTime(view: AmountView): boolean {
  if (!isPlain(view) || view.amount.value >= 2500) return false;
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
  if (!isPlain(view)) return false;
  const { value } = view.amount;
  const next = view.text(1);
  if (value <= 31 && (MONTHS.test(next) || MONTHS.test(view.text(-1))))
    return next !== "may" || view.token(1)?.glued !== true;
  if (value <= 31 && ORDINAL.test(next)) return true;
  if (value >= 1990 && value <= 2040 && MONTHS.test(view.text(-1))) return true;
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
  if (!isPlain(view) || grouped || !Number.isInteger(value) || value < 1980 || value > 2040)
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
  if (!isPlain(view) || view.amount.grouped) return false;
  const before = view.token(-1);
  const first = view.scan.tokens[view.amount.from];
  if (before === undefined || first === undefined) return false;
  if (first.glued && before.kind === "word" && before.text !== "x") return true;
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
    return view.amount.value < 10_000;
  return isSeriesNumber(view);
}

const SERIES_WORD =
  /^(?:pro|max|plus|mini|ultra|air|note|pop|spark|hot|smart|camon|series|gen|core|ps|play|play station|retro|low|force|flip|charge|go|boom|g|i|v|redmi|galaxy|reno|y|a|s|pixel|nova|elitebook|probook|thinkpad|latitude|inspiron|pavilion|ideapad|macbook|xps|iphone|jordan|jordans|yeezy|balance|levis|levi|xbox|windows|android|bluetooth|version|samba|dunk|max|vaporfly|golf|rav|mark|fielder|nano|buds|airpods|freepods|band|t|zoom|gt|neo|zero|edge|razr|omen|surface|vivobook|aspire|nitro|predator|legion|tab|pad|ipad|no|number|fc|fifa|gta|nba|usb|type|wifi|hdmi|form|class|grade|primary|senior|level|p|psi|mk|boxer|hero|nike|spf|vitamin|omega|chanel|sauvage|nan|similac|lactogen|stage)$/;

function isSeriesNumber(view: AmountView): boolean {
  const before = view.token(-1);
  if (before?.kind !== "word" || view.amount.value >= 10_000) return false;
  const named = view.product.named.some(
    (mention) =>
      mention.source !== "product" &&
      mention.model !== null &&
      view.amount.from > mention.from &&
      isWithinModel(view, mention),
  );
  if (!named && !SERIES_WORD.test(before.text)) return false;
  if (view.amount.value < 100) return true;
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

function isWithinModel(view: AmountView, mention: { from: number; to: number }): boolean {
  const gap = view.amount.from - mention.to;
  return (
    gap >= 1 && gap <= 2 && view.scan.clause[view.amount.from] === view.scan.clause[mention.to]
  );
}

/** 8/256, 4+64 and 16GB/1TB: memory of a phone or computer. */
export function isSpec(view: AmountView): boolean {
  if (!isPlain(view) || view.amount.value > 1024 || view.amount.grouped) return false;
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

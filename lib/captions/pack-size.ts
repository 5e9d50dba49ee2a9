import type { AmountView } from "./amount-view.ts";
import type { Judged } from "./offers.ts";
import { hasCue } from "./scan.ts";

const PACK_UNITS = new Set(
  "pc pcs piece pieces pair pairs pack packs packet packets pea set sets strand strands bottle bottles tin tins bundle bundles tray trays ፍሬ ቱን ኣት item items unit units bar bars roll rolls pkt pkts".split(
    " ",
  ),
);
const JOINS = new Set([
  "for",
  "at",
  "@",
  "kwa",
  "ku",
  "pour",
  "a",
  "goes",
  "=",
  "-",
  ":",
  "only",
  "→",
  "☞",
  "just",
  "na",
  "ni",
  "each",
  "to",
  "per",
  "will",
  "(",
  ")",
]);
const SPELT = new Map(
  "two=2 three=3 four=4 five=5 six=6 ten=10 twelve=12 dozen=12 mbili=2 tatu=3 nne=4 tano=5 deux=2 trois=3 bbiri=2 ssatu=3 both=2 couple=2 dalawa=2 tatlo=3 dua=2 tiga=3 ebiri=2 one=1 moja=1 single=1 emu=1 አንድ=1 ሁለት=2 pair=1"
    .split(" ")
    .map((entry): [string, number] => {
      const [word = "", value = "0"] = entry.split("=");
      return [word, Number(value)];
    }),
);
const REACH = 6;
const MOST_PIECES = 30;

function countAt(view: AmountView, at: number, judged: readonly Judged[]): number | null {
  const token = view.scan.tokens[at];
  if (token === undefined) return null;
  if (token.kind === "word") return SPELT.get(token.text) ?? null;
  if (token.kind !== "number" || view.isNoun(at)) return null;
  const entry = judged.find((other) => other.amount.at === at);
  if (entry === undefined || entry.view.marked) return null;
  const free = entry.role === null || entry.role === "count";
  return free && Number.isInteger(entry.amount.value) && entry.amount.value <= 500
    ? entry.amount.value
    : null;
}

function leftCount(view: AmountView, judged: readonly Judged[]): number | null {
  const { scan, amount } = view;
  let joined = false;
  let unit = false;
  for (let at = amount.from - 1; at >= Math.max(0, amount.from - REACH); at -= 1) {
    const token = scan.tokens[at];
    if (
      token === undefined ||
      token.kind === "line" ||
      token.text === "." ||
      token.text === "," ||
      token.text === "!"
    )
      return null;
    const count = countAt(view, at, judged);
    // "66pcs UGX 58,000": so many nappies fill one pack.
    if (count !== null && count > MOST_PIECES && !joined) return null;
    if (count !== null && (joined || unit)) {
      if (token.kind === "word" && token.text !== "dozen" && !unit && !joined) return null;
      return count;
    }
    if (count !== null && token.text === "dozen") return 12;
    if (PACK_UNITS.has(token.text)) unit = true;
    else if (JOINS.has(token.text))
      joined =
        joined ||
        token.text === "for" ||
        token.text === "kwa" ||
        token.text === "@" ||
        token.text === "at" ||
        token.text === "ku" ||
        token.text === "ni" ||
        token.text === "pour" ||
        token.text === "☞" ||
        token.text === "=";
    else if (token.text === "of" || token.kind === "emoji") continue;
    else if (!(view.isNoun(at) || token.kind === "word") || (scan.amountAt[at] ?? -1) >= 0)
      return null;
    else if (!view.isNoun(at) && !joined && !unit) return null;
  }
  return null;
}

/** "20k for 3", "50k 2 pcs", "9k per 6". */
function rightCount(view: AmountView, judged: readonly Judged[]): number | null {
  const { scan, amount } = view;
  let at = amount.to + 1;
  const link = scan.tokens[at]?.text ?? "";
  const linked = link === "for" || link === "per" || link === "pour" || link === "kwa";
  if (linked) at += 1;
  if (linked && hasCue(scan, amount.to + 1, "each")) return null;
  const count = countAt(view, at, judged);
  const unit = scan.tokens[at + 1]?.text ?? "";
  const token = scan.tokens[at];
  if (count === null || token === undefined || scan.clause[at] !== scan.clause[amount.to])
    return null;
  if (token.text === "dozen") return linked || unit !== "" ? 12 : null;
  if (token.kind === "word")
    return linked && !/^(?:moja|one|single|emu|pair|both|couple)$/.test(token.text) ? count : null;
  return PACK_UNITS.has(unit) ||
    (linked && unit !== "x" && scan.clause[at + 1] !== scan.clause[at]) ||
    (linked && scan.tokens[at + 1]?.kind === "mark")
    ? count
    : null;
}

/** How many pieces the amount buys: 1 for "each" and "1 for", null when nothing is said. */
export function packSize(view: AmountView, judged: readonly Judged[]): number | null {
  if (view.after("each", 2) > 0 || view.text(-1) === "@" || view.before("each", 1) > 0) {
    const left = view.text(-1) === "@" ? null : leftCount(view, judged);
    return left !== null && left > 1 && view.after("each", 2) === 0 ? left : 1;
  }
  return leftCount(view, judged) ?? rightCount(view, judged);
}

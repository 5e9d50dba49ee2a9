import type { Amount } from "./amounts.ts";
import { isMarked } from "./amounts.ts";
import type { Cue } from "./lexicon/cues.ts";
import type { Mention } from "./mentions.ts";
import type { Scan } from "./scan.ts";
import { findCue, hasCue } from "./scan.ts";
import type { Token } from "./tokens.ts";

const SALE_WORDS = new Set(
  "available stock restock restocked new order price dm inbox size arrival in sale selling buy shop get grab".split(
    " ",
  ),
);

const BUYING_WORDS = new Set(
  "available stock restock order price dm inbox size call whatsapp bei prix harga each negotiable delivery".split(
    " ",
  ),
);

function asksToBuy(token: Token): boolean {
  return token.kind === "word" && BUYING_WORDS.has(token.stem);
}

const PRIZE_TALK: readonly Cue[] = ["giveaway", "prize", "worth"];

const FOLLOWERS = /^(?:follower|abonne|wafuasi|subscriber|abagoberezi)$/;

function talksOfPrizes(scan: Scan, at: number): boolean {
  return PRIZE_TALK.some((cue) => hasCue(scan, at, cue));
}

/** "Heels 45k. Win 5k airtime": the sentence of the price talks of no prizes and no followers. */
function isApartFromPrizes(scan: Scan, amount: Amount, offered: readonly Mention[]): boolean {
  const sentence = scan.sentence[amount.from];
  const named = offered.some((mention) => scan.line[mention.from] === scan.line[amount.from]);
  if (!isMarked(amount) && !(named && (amount.grouped || amount.value >= 100))) return false;
  return !scan.tokens.some(
    (token, at) =>
      scan.sentence[at] === sentence && (talksOfPrizes(scan, at) || FOLLOWERS.test(token.stem)),
  );
}

function hasOtherMoney(scan: Scan): boolean {
  return scan.amounts.some(
    (amount) =>
      amount.value >= 100 &&
      !scan.tokens.some(
        (_, at) => scan.sentence[at] === scan.sentence[amount.from] && talksOfPrizes(scan, at),
      ),
  );
}

/** "Followers 10k = giveaway": the prize is for a day to come and says nothing of the goods. */
function isMilestone(scan: Scan): boolean {
  const followed = new Set<number | undefined>();
  const counted = new Set<number | undefined>();
  for (const [at, token] of scan.tokens.entries()) {
    if (FOLLOWERS.test(token.stem)) followed.add(scan.sentence[at]);
    if (token.kind === "number") counted.add(scan.sentence[at]);
  }
  return scan.tokens.every((_, at) => {
    const sentence = scan.sentence[at];
    return !talksOfPrizes(scan, at) || (followed.has(sentence) && counted.has(sentence));
  });
}

/** "Heels, DM for price. 10k followers giveaway soon": the offer came first and asks to buy. */
function isOfferedBefore(scan: Scan, mention: Mention): boolean {
  const first = scan.tokens.findIndex((_, at) => talksOfPrizes(scan, at));
  return (
    !mention.weak &&
    mention.to < first &&
    scan.sentence[mention.to] !== scan.sentence[first] &&
    scan.tokens.slice(0, first).some(asksToBuy)
  );
}

/** Thank-you posts, vacancies and giveaways name things that nobody can buy here. */
export function isNotSelling(scan: Scan, offered: readonly Mention[]): boolean {
  const money = scan.amounts.some((amount) => isMarked(amount) || amount.value >= 1000);
  if (findCue(scan, "giveaway") !== -1)
    return (
      !scan.amounts.some((amount) => isApartFromPrizes(scan, amount, offered)) &&
      !offered.some((mention) => isOfferedBefore(scan, mention)) &&
      !(
        isMilestone(scan) &&
        offered.some((mention) => !mention.weak) &&
        (scan.tokens.some(asksToBuy) || hasOtherMoney(scan))
      )
    );
  if (
    findCue(scan, "hiring") !== -1 &&
    /^(?:hiring|vacancy|job|jobs|tunaajiri|recrute|attendant)$/.test(cueText(scan))
  )
    return true;
  if (findCue(scan, "journey") !== -1 && !scan.tokens.some(asksToBuy)) return true;
  if (money || findCue(scan, "thanks") === -1) return false;
  return !scan.tokens.some((token) => token.kind === "word" && SALE_WORDS.has(token.stem));
}

function cueText(scan: Scan): string {
  const mark = scan.cues[findCue(scan, "hiring")];
  if (mark === undefined) return "";
  const text = scan.tokens.slice(mark.start, mark.end).map((token) => token.text);
  return text.at(-1) ?? "";
}

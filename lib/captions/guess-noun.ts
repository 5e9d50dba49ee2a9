import { isMarked } from "./amounts.ts";
import type { Cue } from "./lexicon/cues.ts";
import { variantWords } from "./lexicon/variant-words.ts";
import type { Mention } from "./mentions.ts";
import type { Scan } from "./scan.ts";

const MOST_WORDS = 4;
const NO_NOUN = new Set(
  "duty heavy strong energy saving design type condition yours yourself everything anything something nothing item items arrival arrivals stock collection deal deals offer offers good goods thing things stuff product products drop drops vibe vibes babe babes mama sis sister guys queen boss dear look looks outfit please hurry thanks thank fee fees money cash total amount shop store people friends weekend week season happy steal gift love baby girl girls sema karibu leo jamani bwana hapa hii hizi".split(
    " ",
  ),
);
const VERB =
  /^(?:said|says|told|brings?|collects?|came|comes?|went|wants?|needs?|knows?|made|sold|paid|gave|took|kuja|njoo|[a-z]+ing|(?:ni|u|a|tu|wa|m)(?:li|na|me|ta)[a-z]+|u[a-z]+e|ku[a-z]+a)$/;
/** Cues of captions that talk about money without selling. */
const TALKS: readonly Cue[] = [
  "story",
  "told",
  "journey",
  "wage",
  "prize",
  "giveaway",
  "thanks",
  "rival",
  "rivalSure",
  "audience",
  "hiring",
  "delivery",
  "save",
  "order",
];
const CONNECTOR = /^(?:ya|za|la|wa|cha|vya|y|z|w|ky|by|de|du|des|d|en|à|a|e)$/;

function isUnknown(scan: Scan, at: number): boolean {
  const token = scan.tokens[at];
  return (
    token?.kind === "word" &&
    /^[a-z]{4,20}$/.test(token.text) &&
    scan.cues[at] === undefined &&
    !variantWords.has(token.text) &&
    !variantWords.has(token.stem) &&
    !NO_NOUN.has(token.text) &&
    !VERB.test(token.text)
  );
}

/** "Kinyago cha mpingo 25k": right before the money, at the start of its line, stands what is sold. */
export function guessNoun(scan: Scan): Mention | null {
  const amount = scan.amounts.find((each) => isMarked(each) || each.grouped);
  if (amount === undefined || amount.words || TALKS.some((cue) => scan.present.has(cue)))
    return null;
  const clause = scan.clause[amount.from];
  const from = scan.clause.indexOf(clause ?? 0);
  const before = scan.tokens[from - 1];
  if (before !== undefined && before.kind !== "line" && before.kind !== "emoji") return null;
  const words: number[] = [];
  for (let at = from; at < amount.from; at += 1)
    if (scan.tokens[at]?.kind === "word") words.push(at);
  const unknown = words.filter((at) => isUnknown(scan, at));
  const joined = words.some((at) => CONNECTOR.test(scan.tokens[at]?.text ?? ""));
  const noun = joined ? unknown[0] : unknown.at(-1);
  if (words.length > MOST_WORDS || noun === undefined) return null;
  const text = scan.tokens[noun]?.text ?? "";
  return {
    type: text,
    category: "other",
    source: "product",
    headLast: !joined,
    weak: true,
    from: noun,
    to: noun,
    name: text,
    model: null,
    tagged: false,
  };
}

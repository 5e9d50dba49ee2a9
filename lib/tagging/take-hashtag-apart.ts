import { productInHashtag } from "../captions/hashtags.ts";
import { productTable } from "../captions/lexicon/product-table.ts";
import { foldText } from "../captions/normalise.ts";
import { findJoinedTerm, type Term } from "./vocabulary.ts";

const MAX_LENGTH = 40;
const LONGEST_WORD = 16;

/** Hashtags that ask for reach, or shout; they say nothing about the product. */
const PLATFORM =
  /fyp|foryou|tiktok|viral|trend|explore|xyzbca|capcut|^(?:for|pour)?(?:you|toi)(?:page)?$|follow|^like|subscribe|repost|duet|stitch|goviral|blowup|growth|content|creator|vlog|reels?$|insta|facebook|whatsapp|youtube|^(?:track|sale|sales|new|newarrivals?|love|fun|funny|meme|memes|challenge|music|dance|comedy|weekend|monday|friday|blackfriday|motivation|blessed|grateful|hustle|money|god.*|jesus|amen|ootd|grwm|asmr|haul|unboxing|giveaway|discount|offer|offers|available|instock|restock(?:ed)?|delivery|order(?:now)?|shop(?:now|ping|small)?|small.*|support.*|business.*|entrepreneur.*|buynow|link.*|dm.*|price.*|under\d.*|\d+|best.*|cheap.*|affordable.*|quality|online.*|vendor.*|seller.*|plug|supplier.*|wholesale.*|beauty|lifestyle|life|style|fashion|fashiontok|[a-z]*tok)$/;

/** What one hashtag holds: the kinds and the terms it spells, or only its own letters. */
export type Hashtag = { kinds: string[]; terms: Term[]; letters: string };

/** A hashtag as words that are known, or null when it is about the platform and not about a product. */
export function takeHashtagApart(hashtag: string): Hashtag | null {
  const letters = foldText(hashtag.slice(0, MAX_LENGTH * 2)).replaceAll(/[^\p{L}\p{M}\p{N}]/gu, "");
  if (letters.length < 2 || letters.length > MAX_LENGTH) return null;
  const known = findJoinedTerm(letters);
  if (known?.aspect !== "place" && PLATFORM.test(letters)) return null;
  const name = productTable.word(letters);
  if (known === undefined && (name?.source === "brand" || name?.source === "series"))
    return { letters, kinds: [name.type], terms: [{ aspect: "brand", tag: letters }] };
  const words = split(letters);
  if (words !== null) return { letters, ...words };
  const kind = productInHashtag(letters);
  return { letters, kinds: kind === null ? [] : [kind.type], terms: [] };
}

type Words = Pick<Hashtag, "kinds" | "terms">;
type Split = Words & { count: number };

/** All of the letters as known words, as few as possible; null where some are left over. */
function split(letters: string): Words | null {
  const best: (Split | undefined)[] = [{ kinds: [], terms: [], count: 0 }];
  for (let end = 1; end <= letters.length; end += 1)
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start += 1) {
      const before = best[start];
      if (before === undefined || before.count + 1 >= (best[end]?.count ?? 99)) continue;
      const word = wordOf(letters.slice(start, end));
      if (word === null) continue;
      best[end] = {
        kinds: [...before.kinds, ...word.kinds],
        terms: [...before.terms, ...word.terms],
        count: before.count + 1,
      };
    }
  const whole = best[letters.length];
  return whole === undefined ? null : { kinds: whole.kinds, terms: whole.terms };
}

function wordOf(letters: string): Words | null {
  const term = letters.length >= 2 ? findJoinedTerm(letters) : undefined;
  if (term !== undefined) return { kinds: [], terms: [term] };
  if (letters.length < 3) return null;
  const name = productTable.word(letters);
  return name === null || name.source !== "product" || name.weak
    ? null
    : { kinds: [name.type], terms: [] };
}

import type { ProductName } from "./lexicon/product-table.ts";
import { productTable } from "./lexicon/product-table.ts";

/** What may follow a product in a hashtag: places, shops and lovers. */
const AFTER_NOUN =
  /^(?:in|for|of|by|at|plug|shop|store|vendor|seller|sale|online|lover|lovers|deals?|ug|ug256|ke|254|256|255|tz|ng|gh|za|rw|kampala|nairobi|lagos|accra|kenya|uganda|tanzania|nigeria|ghana|rwanda|kigali|abuja|mombasa|eldoret|kumasi|dar|daressalaam|zm|lusaka|harare|addis|abidjan|dakar|douala|jozi|durban|joburg|arusha|entebbe|jinja|mbarara|style|fashion|tiktok|collection|addict|forsale|business|\d+)/;
const MIN_NOUN = 4;
const MAX_TAG = 40;

function productWord(word: string): ProductName | null {
  const name = productTable.word(word);
  return name === null || name.source === "decoy" || name.weak ? null : name;
}

const LEAST_GLUED = 9;

/** "chiffonblouse": two words written as one, the last of them a product that is worn or carried. */
export function productWithinWord(word: string): ProductName | null {
  if (!/^[a-z]+$/.test(word) || word.length < LEAST_GLUED || word.length > MAX_TAG) return null;
  for (let start = 3; start <= word.length - MIN_NOUN; start += 1) {
    const name = productWord(word.slice(start));
    if (name?.source !== "product" || !name.headLast || !GLUED.has(name.category)) continue;
    return name;
  }
  return null;
}

const GLUED = new Set(["clothing", "footwear", "bags"]);

/** A hashtag that names an item: #heels, #satindress, #shoesinkampala; anything else is null. */
export function productInHashtag(tag: string): ProductName | null {
  const word = tag.replace(/^#/, "").replace(/_/g, "");
  if (word.length < 3 || word.length > MAX_TAG) return null;
  const whole = productWord(word);
  if (whole !== null) return whole;
  for (let split = 2; split <= word.length - 2; split += 1) {
    const pair = productTable.pair(word.slice(0, split), word.slice(split));
    if (pair !== null && pair.source !== "decoy") return pair;
  }
  for (let start = 2; start <= word.length - MIN_NOUN; start += 1) {
    const end = productWord(word.slice(start));
    if (end !== null && end.source === "product" && end.headLast) return end;
  }
  for (let length = word.length - 2; length >= MIN_NOUN; length -= 1) {
    if (!AFTER_NOUN.test(word.slice(length))) continue;
    const begin = productWord(word.slice(0, length));
    if (begin !== null) return begin;
  }
  return null;
}

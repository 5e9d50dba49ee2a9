import type { ProductName } from "./lexicon/product-table.ts";
import { productTable } from "./lexicon/product-table.ts";
import { stem } from "./stem.ts";

const MIN_LENGTH = 5;
/** A wrong letter, unlike a missing one, makes another word too easily in short words. */
const LONG_ENOUGH = 7;

/** Everyday words one slip away from a product. */
const NOT_MISSPELT = new Set(
  "short shorts shop shops shirts order orders price prices colour color colors white black brown green purple yellow today street quality available original fashion delivery brand brands style styles fresh size sizes small large medium ladies woman women mens little place people house hurry phones thing things share check start stand great still these those other there where while three seven eight never ready first latest season classy simple sweet stock stocks stocked restock limited pieces piece quick order follow comment link location located plaza market stage floor level call contact number direct double single beach casual office official party sports summer winter spring school church wedding cotton leather plastic wooden silver golden grade normal extra cheap special offer offers sale sales retail bulk whole sold buyer buyers seller sellers trust trusted happy thank thanks client clients customer customers follower followers money cash payment deposit before after above under inside outside nairobi kampala lagos accra uganda kenya ghana nigeria kigali dreams dream class being every baby babies child mother father lover love lovely night light heart heard board boats boat coats stocks pants plant plants plate plates basic basics matte matter carter cater later water wears wear swear blazing shape shapes sharp sheet shades shake spoke sport spice space scale scares stare store stores store stone stones bride bridge bright pride prize drink dress rings string spring bring being wing clean cream dream steam team beans means jeans genes lines linen line shine shoot shoots shoes those bikes likes likes tikes socks locks blocks rocks clocks stocks sucks heels feels wheels wheel peels tools pools balls walls calls halls tails nails mails sails coins loins bags tags boxes foxes cards yards hats chats rates dates plates mates slide sliders guide side wide pride brides belts melts felt tents rents cents scent scents items teams terms games names frames flames chairs stairs hairs pairs fairs paint point print prints pint mint meant giant grant brand bread broad brown crown drown phase phrase photo photos these theme themes cases bases vases faces laces races paces".split(
    " ",
  ),
);

function deletions(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1));
}

/** Only well-known names of worn things are repaired; rarer ones lie too close to everyday words. */
const REPAIRED = new Set(["footwear", "clothing", "bags", "accessories", "jewelry"]);
const REPAIRED_TOO = new Set(
  "perfume blender mattress curtains bedsheets duvet fridge laptop speaker blanket carpet lipstick kettle cooker wardrobe microwave diapers stroller television freezer bicycle earbuds"
    .split(" ")
    .map(stem),
);

type Entry = { word: string; name: ProductName };

const byDeletion = new Map<string, Entry>();
const byLetters = new Map<string, Entry>();

/** Swapped letters keep the first and the last one where they are. */
function letterKey(word: string): string {
  return `${word[0] ?? ""}${word.at(-1) ?? ""}${Array.from(word).toSorted().join("")}`;
}

for (const [word, name] of productTable.singleWords()) {
  if (
    name.source !== "product" ||
    !name.headLast ||
    (!REPAIRED.has(name.category) && !REPAIRED_TOO.has(word)) ||
    stem(name.type) !== word ||
    !/^[a-z]+$/.test(word)
  )
    continue;
  const entry = { word, name };
  for (const form of [word, `${word}s`])
    if (form.length >= 4 && !byLetters.has(letterKey(form))) byLetters.set(letterKey(form), entry);
  if (word.length < MIN_LENGTH) continue;
  for (const form of [word, ...deletions(word)])
    if (!byDeletion.has(form)) byDeletion.set(form, entry);
}

/** The product that a misspelt word means: one letter too few, too many, wrong, or two swapped. */
export function productMisspelt(text: string): { word: string; name: ProductName } | null {
  if (!/^[a-z]{4,20}$/.test(text) || NOT_MISSPELT.has(text)) return null;
  const root = stem(text);
  const swapped = byLetters.get(letterKey(text));
  if (swapped !== undefined && swapped.word !== root) return swapped;
  if (root.length < MIN_LENGTH) return null;
  const missing = byDeletion.get(root) ?? byDeletion.get(text.replace(/es$/, ""));
  if (missing !== undefined) return missing;
  for (const form of deletions(root)) {
    const found = byDeletion.get(form);
    if (found === undefined || found.word[0] !== root[0]) continue;
    if (
      found.word.length < root.length ||
      (found.word.length === root.length && root.length >= LONG_ENOUGH)
    )
      return found;
  }
  return null;
}

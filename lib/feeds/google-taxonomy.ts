import type { Category } from "../captions/caption-reading.ts";
import { stem } from "../captions/stem.ts";
import { kindFamilies } from "./kind-families.ts";
import { apparelRows } from "./taxonomy/apparel-rows.ts";
import { healthRows } from "./taxonomy/health-rows.ts";
import { homeRows } from "./taxonomy/home-rows.ts";
import { otherRows } from "./taxonomy/other-rows.ts";

/** One row of Google's product taxonomy; feeds take the id, people read the path. */
export type GoogleCategory = { id: number; path: string };

type Row = GoogleCategory & { kinds: string[] };

function readRows(table: string): Row[] {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [id = "", path = "", kinds = ""] = line.split("|").map((cell) => cell.trim());
      return { id: Number(id), path, kinds: kinds === "" ? [] : kinds.split(", ") };
    });
}

export const googleTaxonomy: readonly Row[] = [
  apparelRows,
  healthRows,
  homeRows,
  otherRows,
].flatMap(readRows);

const byId = new Map(googleTaxonomy.map((row) => [row.id, row]));

/** What stands for a category whose product kind is not known; nothing stands for "other". */
const FALLBACK: Record<Category, number | null> = {
  footwear: 187,
  clothing: 1604,
  bags: 5181,
  accessories: 167,
  jewelry: 188,
  beauty: 2915,
  electronics: 222,
  home: 536,
  food: 422,
  kids: 537,
  sports: 988,
  books: 784,
  other: null,
};

const WORN = /^(?:Apparel|Luggage|Baby|Arts|Business|Sporting)/;

/** Where the last word of a kind may lead: coconut oil that is food is no body oil. */
const REACH: Record<Category, RegExp> = {
  footwear: WORN,
  clothing: WORN,
  bags: WORN,
  accessories: WORN,
  jewelry: WORN,
  beauty: /^(?:Health|Apparel)/,
  electronics:
    /^(?:Electronics|Cameras|Hardware|Software|Toys|Home & Garden > (?:Lighting|Business))/,
  home: /^(?:Home|Furniture|Hardware|Arts)/,
  food: /^Food/,
  kids: /^(?:Baby|Toys|Apparel|Furniture|Luggage|Media|Sporting)/,
  sports: /^(?:Sporting|Home & Garden > Pool)/,
  books: /^(?:Media|Office|Arts)/,
  other:
    /^(?:Vehicles|Animals|Hardware|Business|Arts|Health & Beauty > Health|Home & Garden > (?:Plants|Lawn|Business))/,
};

const byKind = new Map<string, Row[]>();
for (const row of googleTaxonomy)
  for (const kind of row.kinds)
    byKind.set(rootOf(kind), [...(byKind.get(rootOf(kind)) ?? []), row]);

/** Rows of the lexicon that gather unlike things: the head says nothing of the rest. */
const ODDMENTS = new Set(
  "cape,bandana,pendant,tweezers,gimbal,chandelier,tagine,semovita,bottle sterilizer,archery set,flashcards,egg incubator,power tool".split(
    ",",
  ),
);

const headOf = new Map(
  kindFamilies
    .filter(({ head }) => !ODDMENTS.has(head))
    .flatMap(({ head, kinds }) => kinds.map((kind) => [rootOf(kind), rootOf(head)])),
);

/**
 * The row to file a product under: its kind's, that of the kind's last words, of its family in the
 * lexicon, of its category; null for what no row is about.
 */
export function googleCategoryOf(product: {
  productType: string | null;
  category: Category;
}): GoogleCategory | null {
  const { productType, category } = product;
  const row =
    (productType === null ? undefined : rowOfKind(rootOf(productType), category)) ??
    byId.get(FALLBACK[category] ?? Number.NaN);
  return row === undefined ? null : { id: row.id, path: row.path };
}

function rowOfKind(kind: string, category: Category): Row | undefined {
  const isNear = ({ path }: Row) => REACH[category].test(path);
  const whole = byKind.get(kind);
  if (whole !== undefined) return whole.find(isNear) ?? whole[0];
  const words = kind.split(" ");
  for (let from = 1; from < words.length; from += 1) {
    const row = byKind.get(words.slice(from).join(" "))?.find(isNear);
    if (row !== undefined) return row;
  }
  const head = headOf.get(kind);
  return head === undefined || head === kind ? undefined : byKind.get(head)?.[0];
}

function rootOf(kind: string): string {
  return kind
    .toLowerCase()
    .split(/[\s-]+/)
    .map(stem)
    .join(" ");
}

import { describe, expect, test } from "vitest";
import { categorySchema } from "../captions/caption-reading.ts";
import { categoryOfType } from "../captions/lexicon/product-table.ts";
import { googleCategoryOf, googleTaxonomy } from "./google-taxonomy.ts";
import { kindFamilies } from "./kind-families.ts";

const ROOTS = [
  "Animals & Pet Supplies",
  "Apparel & Accessories",
  "Arts & Entertainment",
  "Baby & Toddler",
  "Business & Industrial",
  "Cameras & Optics",
  "Electronics",
  "Food, Beverages & Tobacco",
  "Furniture",
  "Hardware",
  "Health & Beauty",
  "Home & Garden",
  "Luggage & Bags",
  "Mature",
  "Media",
  "Office Supplies",
  "Religious & Ceremonial",
  "Software",
  "Sporting Goods",
  "Toys & Games",
  "Vehicles & Parts",
];

/** Services, land and what no row is about: a feed names no category for them. */
const UNFILED = new Set(["service", "house", "lottery", "coffin"]);

describe("the rows of Google's taxonomy", () => {
  test("have each id and each path once, below a root of the taxonomy", () => {
    const ids = googleTaxonomy.map(({ id }) => id);
    const paths = googleTaxonomy.map(({ path }) => path);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(paths).size).toBe(paths.length);
    expect(ids.filter((id) => !Number.isSafeInteger(id) || id <= 0)).toEqual([]);
    expect(paths.filter((path) => !ROOTS.includes(path.split(" > ")[0] ?? ""))).toEqual([]);
  });

  test("share a kind only between trees, where the category decides", () => {
    const treesOf = new Map<string, string[]>();
    for (const { kinds, path } of googleTaxonomy)
      for (const kind of kinds)
        treesOf.set(kind, [...(treesOf.get(kind) ?? []), path.split(" > ")[0] ?? ""]);
    const shared = [...treesOf].filter(([, trees]) => new Set(trees).size < trees.length);
    expect(shared).toEqual([]);
  });
});

describe("googleCategoryOf", () => {
  test.each(categorySchema.options.filter((category) => category !== "other"))(
    "falls back to a row for %s",
    (category) => {
      const row = googleCategoryOf({ productType: "something new", category });
      expect(googleTaxonomy.some(({ id, path }) => id === row?.id && path === row.path)).toBe(true);
    },
  );

  test("has no row for a thing of no known kind and category", () => {
    expect(googleCategoryOf({ productType: null, category: "other" })).toBeNull();
    expect(googleCategoryOf({ productType: "hair braiding", category: "other" })).toBeNull();
  });

  test("knows every kind of the lexicon closer than by its category", () => {
    const byCategoryAlone = kindFamilies
      .filter(({ head }) => !UNFILED.has(head) && head !== "book")
      .flatMap(({ head, kinds }) => {
        const category = categoryOfType(head);
        return category === undefined ? [] : kinds.map((kind) => ({ kind, category }));
      })
      .filter(({ kind, category }) => {
        const strange = googleCategoryOf({ productType: `${kind} zzz`, category });
        return (
          googleCategoryOf({ productType: kind, category })?.id === strange?.id &&
          !googleTaxonomy.some(({ kinds }) => kinds.includes(kind))
        );
      });
    // A kind may join the lexicon before it has a row; more than one in twenty are an omission.
    const all = kindFamilies.flatMap(({ kinds }) => kinds);
    expect(all.length).toBeGreaterThan(2000);
    expect(byCategoryAlone.length).toBeLessThan(all.length / 20);
  });

  test.each([
    ["heels", "footwear", 187],
    ["t-shirt", "clothing", 212],
    ["ankara maxi dress", "clothing", 2271],
    ["dress", "kids", 2271],
    ["wig", "beauty", 181],
    ["handbag", "bags", 3032],
    ["phone", "electronics", 267],
    ["spice grinder", "home", 744],
    ["coconut oil", "food", 2126],
    ["castor oil", "beauty", 6104],
    ["face mask", "beauty", 6262],
    ["face mask", "accessories", 503724],
    ["scrubs", "clothing", 2928],
    ["engine oil", "other", 3044],
    ["kilishi", "food", 4628],
  ] as const)("files %s of %s under %i", (productType, category, id) => {
    expect(googleCategoryOf({ productType, category })?.id).toBe(id);
  });
});

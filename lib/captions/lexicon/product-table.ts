import type { Category } from "../caption-reading.ts";
import { phraseWords, PhraseTable } from "../phrase-table.ts";
import { accessories, jewelry } from "./adornment.ts";
import { beauty } from "./beauty.ts";
import { decoys } from "./decoys.ts";
import { brands, electronics, numberedSeries } from "./electronics.ts";
import { babies, food } from "./groceries.ts";
import { household, kitchen } from "./household.ts";
import { regionalWords } from "./regional.ts";
import { books, other, sports } from "./leisure.ts";
import { bags, clothing, footwear } from "./wearables.ts";

export type ProductName = {
  /** `product`: the noun itself; `brand` and `series` stand for it; a decoy is no product at all. */
  source: "product" | "brand" | "series" | "decoy";
  type: string;
  category: Category;
  /** In English the last noun of a row is the product; in the other languages the first. */
  headLast: boolean;
  /** Also an everyday word: counts only when nothing better is named. */
  weak: boolean;
  /** The singular is another word: "slides" are worn, a "slide" is not. */
  pluralOnly: boolean;
};

/**
 * A family row (written with a star) holds many kinds: each English name is a kind of its own.
 * With two stars so are the names in other languages: dishes keep what they are called.
 */
type Row = {
  type: string;
  family: boolean;
  ownNames: boolean;
  english: string[];
  others: string[];
};

/** `~` marks an everyday word, `^` a name that is one only in the plural. */
const MARKS = /^[~^]/;

function readRows(table: string): Row[] {
  const rows: Row[] = [];
  for (const line of table.split("\n")) {
    const colon = line.indexOf(":");
    if (colon === -1) continue;
    const [english = "", others = ""] = line.slice(colon + 1).split("|");
    const head = line.slice(0, colon).trim();
    rows.push({
      type: head.replaceAll("*", ""),
      family: head.startsWith("*"),
      ownNames: head.startsWith("**"),
      english: names(english),
      others: names(others),
    });
  }
  return rows;
}

function names(list: string): string[] {
  return list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

const tables: [string, Category][] = [
  [footwear, "footwear"],
  [clothing, "clothing"],
  [bags, "bags"],
  [accessories, "accessories"],
  [jewelry, "jewelry"],
  [beauty, "beauty"],
  [electronics, "electronics"],
  [household, "home"],
  [kitchen, "home"],
  [food, "food"],
  [babies, "kids"],
  [sports, "sports"],
  [books, "books"],
  [other, "other"],
];

/** Kinds whose table is not their category. */
const categoryOf: Record<string, Category> = {
  "school uniform": "clothing",
  costume: "clothing",
  "face mask beauty": "beauty",
  "milk powder": "kids",
  "board game": "kids",
  "shoe polish": "accessories",
  "mass gainer": "other",
  "boxing gloves": "sports",
};

/** Kinds whose name in the table tells two things apart that a buyer calls the same. */
const shownAs: Record<string, string> = {
  "face mask beauty": "face mask",
  "tv stand mount": "tv mount",
  "wall sticker kids": "wall sticker",
  "dates pack": "dates",
  "anklet socks": "socks",
};

const regionalKeys = new Set(
  regionalWords.flatMap(({ words }) => words.split(" ").map((word) => phraseWords(word)[0] ?? "")),
);

/** Words of one region's language go to a table of their own: elsewhere they mean something else. */
class NameTable extends PhraseTable<ProductName> {
  readonly regional = new PhraseTable<ProductName>();

  override add(phrase: string, name: ProductName): void {
    const [first = "", ...rest] = phraseWords(phrase);
    if (!name.headLast && rest.length === 0 && regionalKeys.has(first))
      this.regional.add(phrase, name);
    else super.add(phrase, name);
  }
}

function build(): { table: NameTable; categories: Map<string, Category> } {
  const table = new NameTable();
  const categories = new Map<string, Category>();
  for (const [text, category] of tables) {
    for (const row of readRows(text)) addRow(table, row, categoryOf[row.type] ?? category);
    for (const row of readRows(text))
      categories.set(shownAs[row.type] ?? row.type, categoryOf[row.type] ?? category);
  }
  addStandIns(table, categories, { text: numberedSeries, source: "series" });
  addStandIns(table, categories, { text: brands, source: "brand" });
  table.addAll(decoys.replaceAll("\n", " "), {
    source: "decoy",
    type: "",
    category: "other",
    headLast: true,
    weak: true,
    pluralOnly: false,
  });
  return { table, categories };
}

/** T4.1: the noun without its material or maker's word, where the row knows it by itself. */
const ADJECTIVE =
  /^(?:wooden|plastic|leather|metal|metallic|steel|stainless|ceramic|silicone|cotton|satin|kids|mini|manual|digital|foldable|folding|big|large|small|ladies|men|women) /;

function plainName(row: Row, name: string): string {
  const plain = name.replace(ADJECTIVE, "");
  return row.english.some((other) => other.replace(MARKS, "") === plain) ? plain : name;
}

function addRow(table: PhraseTable<ProductName>, row: Row, category: Category): void {
  const type = shownAs[row.type] ?? row.type;
  for (const entry of row.english) {
    const [name = "", given] = entry.split("=");
    const own = given ?? (row.family ? plainName(row, name.replace(MARKS, "")) : type);
    addName(table, name, { type: own, category, headLast: true });
  }
  for (const entry of row.others) {
    const [name = "", given] = entry.split("=");
    addName(table, name, {
      type: given ?? (row.ownNames ? name : type),
      category,
      headLast: false,
    });
  }
  if (type === row.type) addName(table, type, { type, category, headLast: true });
}

function addName(
  table: PhraseTable<ProductName>,
  name: string,
  product: Omit<ProductName, "weak" | "pluralOnly" | "source">,
): void {
  const pluralOnly = name.startsWith("^");
  // The plural "babouches" loses one letter more than a French singular has to lose.
  if (!product.headLast && /[a-z](?:ch|sh|ss)e$/.test(name))
    addName(table, name.slice(0, -1), product);
  table.add(name.replace(MARKS, ""), {
    source: "product",
    ...product,
    weak: pluralOnly || name.startsWith("~"),
    pluralOnly,
  });
}

function addStandIns(
  table: PhraseTable<ProductName>,
  categories: ReadonlyMap<string, Category>,
  list: { text: string; source: "brand" | "series" },
): void {
  for (const row of readRows(list.text)) {
    const category = categories.get(row.type) ?? "other";
    for (const name of row.english)
      table.add(name, {
        source: list.source,
        type: row.type,
        category,
        headLast: true,
        weak: false,
        pluralOnly: false,
      });
  }
}

const built = build();

export const productTable = built.table;

export function categoryOfType(type: string): Category | undefined {
  return built.categories.get(type);
}

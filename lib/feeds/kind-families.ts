import { accessories, jewelry } from "../captions/lexicon/adornment.ts";
import { beauty } from "../captions/lexicon/beauty.ts";
import { electronics } from "../captions/lexicon/electronics.ts";
import { babies, food } from "../captions/lexicon/groceries.ts";
import { household, kitchen } from "../captions/lexicon/household.ts";
import { books, other, sports } from "../captions/lexicon/leisure.ts";
import { bags, clothing, footwear } from "../captions/lexicon/wearables.ts";

/** The head of each lexicon row and the kinds that it gives; a plain row is its own only kind. */
export const kindFamilies: readonly { head: string; kinds: readonly string[] }[] = [
  footwear,
  clothing,
  bags,
  accessories,
  jewelry,
  beauty,
  electronics,
  household,
  kitchen,
  food,
  babies,
  sports,
  books,
  other,
]
  .flatMap((table) => table.split("\n"))
  .filter((line) => line.includes(":"))
  .map((line) => {
    const [marked = "", names = ""] = line.split(":");
    const head = marked.replaceAll("*", "").trim();
    return { head, kinds: marked.startsWith("*") ? kindsOf(names) : [head] };
  });

/** English names stand before the bar; of `spelling=kind` the kind counts, `~` and `^` are marks. */
function kindsOf(names: string): string[] {
  const [english = ""] = names.split("|");
  return english
    .split(",")
    .map((name) => name.trim().split("=").at(-1)?.replace(/^[~^]/, "") ?? "")
    .filter((name) => name !== "");
}

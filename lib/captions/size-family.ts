import type { Category } from "./caption-reading.ts";
import { bedTypes } from "./lexicon/size-words.ts";

/** How a product is sized: which numbers can be sizes and how ranges expand. */
export type SizeFamily =
  "shoes" | "clothes" | "ring" | "bra" | "bed" | "diapers" | "worn" | "unknown" | "none";

const BEDS = new Set(bedTypes.split(","));
const UNSIZED_CLOTHES = new Set([
  "fabric",
  "kitenge fabric",
  "bale",
  "khanga",
  "kikoi",
  "lungi",
  "dupatta",
  "maasai shuka",
  "saree",
]);

/** Gear that is no garment but comes in fit sizes all the same. */
const WORN_GEAR =
  /(?:gloves?|helmet|guards?|pads?|brace|support|sleeves?|wetsuit|corrector|harness|life jacket|back belt)$/;

export function sizeFamilyOf(type: string | null, category: Category): SizeFamily {
  if (type === null) return "unknown";
  if (BEDS.has(type)) return "bed";
  if (type === "diapers") return "diapers";
  if (type === "ring") return "ring";
  if (type === "bra") return "bra";
  if (type === "insole") return "shoes";
  if (type === "belt") return "clothes";
  if (UNSIZED_CLOTHES.has(type)) return "worn";
  if (category === "footwear") return "shoes";
  if (category === "clothing") return "clothes";
  if (category === "accessories" || category === "jewelry") return "worn";
  if (type === "skateboard" || type === "roller skates" || type === "rollerblades") return "shoes";
  if (WORN_GEAR.test(type)) return "worn";
  return "none";
}

/** The least and most that a fit size can be, once a word says that it is one. */
export function plausibleSizes(family: SizeFamily): { least: number; most: number } {
  if (family === "shoes") return { least: 1, most: 52 };
  if (family === "diapers") return { least: 0, most: 8 };
  if (family === "ring") return { least: 3, most: 70 };
  if (family === "worn") return { least: 5, most: 66 };
  return { least: 0, most: 70 };
}

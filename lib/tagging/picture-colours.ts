import type { Category } from "../captions/caption-reading.ts";
import { isColour } from "./vocabulary.ts";

/** A colour of the pictures, named as shoppers do; `weight` is its share, the middle counting most. */
export type PictureColour = { name: string; weight: number };

/** Kinds whose colour a shopper asks for. */
const COLOURED = new Set<Category>([
  "footwear",
  "clothing",
  "bags",
  "accessories",
  "jewelry",
  "kids",
]);
const COLOURED_KINDS =
  /^(?:wig|braids|nails|nail polish|lipstick|lip gloss|hair extension|bedsheets|duvet|duvet cover|blanket|curtains|towel|sofa|sofa set|sofa cover|(?:\w+ )?(?:carpet|rug|pillow|cushion)|yoga mat|bicycle|phone case|suitcase)$/;

/** Walls, floors, skin and sky come in these: a picture full of one need not show the product. */
const BACKGROUND = new Set(["black", "white", "grey", "silver", "cream", "beige", "tan", "brown"]);
const BACKGROUND_TOO = new Set(["light blue", "olive"]);

const CERTAIN_WEIGHT = 0.45;
const CERTAIN_LEAD = 0.15;

/** True for products that shoppers tell apart by colour; elsewhere a colour word is part of a name. */
export function hasColour(of: { productType: string | null; category: Category }): boolean {
  return COLOURED.has(of.category) || COLOURED_KINDS.test(of.productType ?? "");
}

type Coloured = {
  tags: readonly string[];
  colours: readonly PictureColour[];
  productType: string | null;
  category: Category;
};

/**
 * Tags with what the pictures say of colour. Colours that the words name stay, those that the pictures
 * show first; where the words name none, one bright colour that rules the pictures is added.
 */
export function withPictureColours({ tags, colours, productType, category }: Coloured): string[] {
  if (!hasColour({ productType, category })) return [...tags];
  const named = tags.filter(isColour);
  if (named.length > 0) return confirmed(tags, { named, colours });
  const ruling = rulingColour(colours);
  if (ruling === null) return [...tags];
  const place = tags[0] === productType ? 1 : 0;
  return tags.toSpliced(place, 0, ruling);
}

function confirmed(
  tags: readonly string[],
  { named, colours }: { named: readonly string[]; colours: readonly PictureColour[] },
): string[] {
  const weightOf = (tag: string) =>
    colours.reduce((sum, { name, weight }) => (baseOf(name) === tag ? sum + weight : sum), 0);
  const ordered = named.toSorted((a, b) => weightOf(b) - weightOf(a));
  let next = 0;
  return tags.map((tag) => (isColour(tag) ? (ordered[next++] ?? tag) : tag));
}

function rulingColour(colours: readonly PictureColour[]): string | null {
  const weights = new Map<string, number>();
  for (const { name, weight } of colours)
    weights.set(baseOf(name), (weights.get(baseOf(name)) ?? 0) + weight);
  const [first, second] = [...weights].toSorted((a, b) => b[1] - a[1]);
  if (first === undefined) return null;
  const [name, weight] = first;
  const isPlain = BACKGROUND.has(name) || colours.some((colour) => isWall(colour, name));
  const isCertain = weight >= CERTAIN_WEIGHT && weight - (second?.[1] ?? 0) >= CERTAIN_LEAD;
  return isCertain && !isPlain ? name : null;
}

const isWall = (colour: PictureColour, name: string) =>
  BACKGROUND_TOO.has(colour.name) && baseOf(colour.name) === name;

/** "dark green" is a green to who searches; the palette knows a few names that no tag has. */
function baseOf(name: string): string {
  const word = name.replace(/^(?:dark|light) /, "");
  return OTHER_NAMES[word] ?? word;
}

const OTHER_NAMES: Record<string, string> = {
  lilac: "purple",
  turquoise: "teal",
  mint: "green",
  olive: "green",
};

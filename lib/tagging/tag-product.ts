import type { CaptionReading, Category } from "../captions/caption-reading.ts";
import { categoryOfType } from "../captions/lexicon/product-table.ts";
import { foldText } from "../captions/normalise.ts";
import { readCaption } from "../captions/read-caption.ts";
import { findAspects } from "./find-aspects.ts";
import { judgeCategory } from "./judge-category.ts";
import { hasColour, type PictureColour, withPictureColours } from "./picture-colours.ts";
import { languageOf, synonyms } from "./synonyms.ts";
import { type Hashtag, takeHashtagApart } from "./take-hashtag-apart.ts";
import { TagList } from "./tag-list.ts";
import { type Aspect, rootsOf } from "./vocabulary.ts";

export type TaggingInput = {
  caption: string;
  /** Also those that TikTok cut off the caption's end. */
  hashtags: readonly string[];
  /** What is said in the video; null without subtitles. */
  subtitles: string | null;
  /** Of the pictures; null as long as there are none. */
  colours: readonly PictureColour[] | null;
  /** ISO 3166-1 alpha-2 of the seller. */
  country: string | null;
  /** What the rules read in the caption with all of its hashtags. */
  reading: CaptionReading;
};

export type ProductTags = { tags: string[]; category: Category; confidence: number };

const MAX_HASHTAGS = 30;
const MAX_SUBTITLES = 2_000;

/** Where a tag comes in the list, the heaviest first. */
const WEIGHT = {
  kind: 100,
  brand: 90,
  colour: 72,
  material: 60,
  style: 50,
  audience: 45,
  wider: 40,
  local: 38,
  confirmed: 30,
  place: 10,
};
const NEAR = 5;

/** More of one sort than this crowds out the rest. */
const MOST: Partial<Record<Aspect, number>> = {
  colour: 3,
  material: 2,
  style: 3,
  brand: 2,
  audience: 2,
  place: 1,
};

/** Files a product under the words that a shopper would search for it with, and under a category. */
export function tagProduct(input: TaggingInput): ProductTags {
  const { reading, country } = input;
  const hashtags = hashtagsOf(input);
  const said = input.subtitles?.slice(0, MAX_SUBTITLES) ?? "";
  const spoken = said === "" ? null : readCaption(said, { country });
  const judged = judgeCategory({
    caption: reading,
    hashtags: hashtags.flatMap(({ kinds }) => kinds.flatMap((kind) => categoryOfType(kind) ?? [])),
    subtitles: spoken?.productType ? spoken.category.value : null,
  });
  const isSelling =
    reading.productType !== null || judged.confidence < 0.8 || judged.category !== "other";
  const kind = isSelling
    ? (reading.productType?.value ?? mostNamed(hashtags) ?? spoken?.productType?.value ?? null)
    : null;
  const product = { kind, category: judged.category };
  const tags = listTags({ ...input, ...product }, { hashtags, said });
  return {
    tags: withPictureColours({
      tags,
      colours: input.colours ?? [],
      productType: kind,
      category: judged.category,
    }).slice(0, TagList.MOST),
    ...judged,
  };
}

function hashtagsOf({ caption, hashtags }: TaggingInput): Hashtag[] {
  const inCaption = foldText(caption).match(/#[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  const all = new Set(
    [...inCaption, ...hashtags].map((tag) => tag.replace(/^#/, "").toLowerCase()),
  );
  return [...all].slice(0, MAX_HASHTAGS).flatMap((tag) => takeHashtagApart(tag) ?? []);
}

function mostNamed(hashtags: readonly Hashtag[]): string | null {
  const kinds = hashtags.flatMap((hashtag) => hashtag.kinds);
  const count = (kind: string) => kinds.filter((other) => other === kind).length;
  return kinds.toSorted((a, b) => count(b) - count(a))[0] ?? null;
}

type Product = TaggingInput & { kind: string | null; category: Category };

function listTags(
  product: Product,
  { hashtags, said }: { hashtags: readonly Hashtag[]; said: string },
): string[] {
  const { kind, category, country, reading } = product;
  const list = new TagList(MOST);
  if (kind !== null) list.add({ tag: kind, weight: WEIGHT.kind });
  const prose = foldText(product.caption).replaceAll(/#[\p{L}\p{M}\p{N}_]+/gu, ". ");
  const named = findAspects(prose, { kind, near: placeOf(product.caption, reading) });
  const brands = new Set(named.flatMap(({ aspect, tag }) => (aspect === "brand" ? [tag] : [])));
  const tagged = hashtags
    .flatMap((hashtag) => (isBait(hashtag, { kind, brands }) ? [] : hashtag.terms))
    .map((term) => ({ ...term, isNear: false }));
  for (const { aspect, tag, isNear } of [...named, ...tagged]) {
    if (aspect === "filler" || !fits(aspect, tag, product)) continue;
    list.add({ tag, aspect, weight: WEIGHT[aspect] + (isNear ? NEAR : 0) });
  }
  const near = kind === null ? undefined : synonyms[kind];
  const language = languageOf(country);
  if (near?.wider) list.add({ tag: near.wider, weight: WEIGHT.wider });
  const local = language === null ? undefined : near?.[language];
  if (local) list.add({ tag: local, weight: WEIGHT.local });
  const finer = new Set(hashtags.flatMap(({ kinds }) => kinds));
  const [only] = finer;
  // Many kinds in the hashtags are bait; one that the caption's wider word covers is the product.
  if (finer.size === 1 && only !== undefined && synonyms[only]?.wider === kind)
    list.add({ tag: only, weight: WEIGHT.brand });
  if (category !== "other" || kind !== null)
    for (const { letters, kinds, terms } of hashtags)
      if (kinds.length === 0 && terms.length === 0 && isConfirmed(letters, `${prose} ${said}`))
        list.add({ tag: letters, weight: WEIGHT.confirmed });
  return list.take();
}

/** A name that only a hashtag knows is a product's where the words say it too. */
function isConfirmed(letters: string, words: string): boolean {
  if (!/^\p{L}[\p{L}\p{M}\p{N}]{3,19}$/u.test(letters)) return false;
  const [root = ""] = rootsOf(letters);
  return rootsOf(foldText(words)).includes(root);
}

/** A brand in a hashtag while the words name another one, or one that makes other things. */
function isBait(
  { kinds, terms }: Hashtag,
  { kind, brands }: { kind: string | null; brands: ReadonlySet<string> },
): boolean {
  const [first] = terms;
  if (first?.aspect !== "brand" || terms.length > 1) return false;
  const isOfAnother = kinds.length > 0 && kind !== null && !kinds.includes(kind);
  const isAnother = brands.size > 0 && ![...brands].some((brand) => brand.startsWith(first.tag));
  return isOfAnother || isAnother;
}

const CHILD = new Set(["kids", "baby", "girls", "boys"]);

function fits(aspect: Aspect, tag: string, { kind, category }: Product): boolean {
  const kindRoots = rootsOf(kind ?? "");
  // Shoe laces are no lace.
  if (rootsOf(tag).every((root) => kindRoots.includes(root))) return false;
  if (aspect === "colour") return hasColour({ productType: kind, category });
  if (aspect === "audience" && CHILD.has(tag)) return category === "kids";
  if (aspect === "place") return kind !== null;
  if (aspect === "brand") return category !== "food";
  return kind !== null || category !== "other";
}

function placeOf(caption: string, { productType }: CaptionReading): number | null {
  const span = productType?.span ?? null;
  return span === null ? null : foldText(caption.slice(0, span.start)).length;
}

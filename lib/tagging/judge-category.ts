import type { Category, CaptionReading } from "../captions/caption-reading.ts";

export type CategoryVotes = {
  /** The caption with its hashtags. */
  caption: Pick<CaptionReading, "category" | "productType">;
  /** Of each hashtag that names an item. */
  hashtags: readonly Category[];
  subtitles: Category | null;
};

export type JudgedCategory = { category: Category; confidence: number };

/** What is left of the doubt when another source says the same, and of the confidence when not. */
const AGREED = { hashtags: 0.5, subtitles: 0.6 };
const DISPUTED = { hashtags: 0.85, subtitles: 0.9 };
const ALONE = { hashtags: 0.6, subtitles: 0.5 };
const NOTHING_KNOWN = 0.3;
const MOST = 0.99;

const WORN = new Set<Category>(["clothing", "footwear", "bags", "accessories", "jewelry", "kids"]);

/** The caption's category where it names a product, with a confidence that the other sources raise or lower. */
export function judgeCategory({ caption, hashtags, subtitles }: CategoryVotes): JudgedCategory {
  const tagged = mostOf(hashtags);
  const { value, confidence, rule } = caption.category;
  if (caption.productType === null && rule === "category.none") {
    // A post that sells nothing stays so, whatever is said in it.
    if (confidence >= 0.8) return { category: "other", confidence };
    return withoutCaption(tagged, subtitles);
  }
  // A kind that came from a hashtag cannot be confirmed by the same hashtag.
  const isFromHashtag = caption.productType?.rule === "type.hashtag";
  let doubt = 1 - confidence;
  let factor = 1;
  const others = [
    { source: "hashtags" as const, says: isFromHashtag ? null : tagged },
    { source: "subtitles" as const, says: subtitles },
  ];
  for (const { source, says } of others) {
    if (says === null) continue;
    if (agree(value, says)) doubt *= AGREED[source];
    else factor *= DISPUTED[source];
  }
  return { category: value, confidence: rounded((1 - doubt) * factor) };
}

function withoutCaption(tagged: Category | null, said: Category | null): JudgedCategory {
  if (tagged !== null && said !== null && agree(tagged, said))
    return { category: tagged, confidence: rounded(1 - (1 - ALONE.hashtags) * AGREED.subtitles) };
  if (tagged !== null) return { category: tagged, confidence: ALONE.hashtags };
  if (said !== null) return { category: said, confidence: ALONE.subtitles };
  return { category: "other", confidence: NOTHING_KNOWN };
}

/** A dress for a child is a dress to the hashtag that names it. */
function agree(left: Category, right: Category): boolean {
  return (
    left === right || ((left === "kids" || right === "kids") && WORN.has(left) && WORN.has(right))
  );
}

function mostOf(categories: readonly Category[]): Category | null {
  const counts = new Map<Category, number>();
  for (const category of categories)
    if (category !== "other") counts.set(category, (counts.get(category) ?? 0) + 1);
  const [first] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return first?.[0] ?? null;
}

const rounded = (value: number) => Math.round(Math.min(MOST, value) * 100) / 100;

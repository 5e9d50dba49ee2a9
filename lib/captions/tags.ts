import type { Category, Reading } from "./caption-reading.ts";
import { productInHashtag } from "./hashtags.ts";
import type { Product } from "./product.ts";
import type { Scan } from "./scan.ts";

const MOST_TAGS = 12;
const LONGEST_TAG = 30;

/** Hashtags that ask for reach, or shout; they say nothing about the product. */
const SLOGAN =
  /^(?:track|fyp\w*|foryou\w*|fypシ|viral\w*|trend\w*|explore\w*|tiktok\w*|sale\w*|new\w*|under\d+\w*|\d+|follow\w*|like\w*|dm\w*|shop\w*|small\w*|support\w*|business\w*|capcut\w*|xyzbca|duet|stitch|goviral|blowup|love|instagood|reels?|repost|ootd|grwm|weekend|offer\w*|discount\w*|giveaway\w*|cheap\w*|affordable\w*|quality|best\w*|online\w*|order\w*|delivery\w*|price\w*|available|restock\w*|thrift(?:ing)?|vendor|seller|plug|comment|share|subscribe|link\w*|contentcreator|creator|vlog|video|memes?|funny|challenge|for|you|page|parati|makemoney|hustle|grateful|blessed|god\w*)$/;

const STYLE_WORDS =
  /^(?:denim|leather|satin|silk|cotton|linen|chiffon|velvet|lace|beaded|gold|silver|black|white|red|blue|green|pink|brown|beige|nude|purple|yellow|orange|grey|gray|cream|maroon|navy|floral|vintage|original|turkish|ankara|kitenge|african|oversized|plus|maxi|mini|midi|office|official|casual|wedding|bridal|party|school|sports|baby|kids|ladies|women|men|mens|unisex|wireless|bluetooth|electric|rechargeable|solar|waterproof|wooden|ceramic|plastic|stainless|organic|handmade|luxury|designer|crochet|knitted|stretch|palazzo|bodycon|chunky|platform|canvas|suede)$/;

export function findTags(scan: Scan, product: Product, category: Category): Reading<string[]> {
  const tags = new Set<string>();
  if (product.type !== null) tags.add(product.type);
  if (category !== "other") tags.add(category);
  const primary = product.primary;
  if (primary !== null && !primary.tagged) {
    for (
      let at = Math.max(0, primary.from - 4);
      at <= Math.min(primary.to + 4, scan.tokens.length - 1);
      at += 1
    ) {
      const token = scan.tokens[at];
      if (
        token?.kind === "word" &&
        scan.sentence[at] === scan.sentence[primary.from] &&
        STYLE_WORDS.test(token.text)
      )
        tags.add(token.text);
    }
  }
  for (const token of scan.tokens) {
    if (token.kind !== "tag") continue;
    const word = token.text.slice(1).replaceAll("_", " ").trim();
    if (word.length < 3 || word.length > LONGEST_TAG || SLOGAN.test(word.replaceAll(" ", "")))
      continue;
    tags.add(productInHashtag(token.text)?.type ?? word);
  }
  const value = [...tags].slice(0, MOST_TAGS);
  return {
    value,
    confidence: value.length === 0 ? 0 : 0.8,
    span: null,
    rule: value.length === 0 ? "tags.none" : "tags.lexicon",
  };
}

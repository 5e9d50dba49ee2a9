import type { CaptionReading } from "./caption-reading.ts";
import { describe } from "./description.ts";
import { judgeAmounts } from "./offers.ts";
import { findPrice } from "./price.ts";
import { findCategory, findProduct } from "./product.ts";
import { scanCaption } from "./scan.ts";
import { findSizes } from "./sizes.ts";
import { findTags } from "./tags.ts";
import { writeTitle } from "./title.ts";

export type ReadCaptionOptions = {
  /** ISO 3166-1 alpha-2 of the seller, when known. */
  country: string | null;
};

/** Reads one product out of a caption by rules alone: same caption, same answer, never a throw. */
export function readCaption(caption: string, options: ReadCaptionOptions): CaptionReading {
  const scan = scanCaption(
    caption,
    options.country === null ? null : options.country.toUpperCase(),
  );
  const product = findProduct(scan);
  const sizing = findSizes(scan, product);
  const judged = judgeAmounts(scan, product, sizing.tokens);
  const priced = findPrice(scan, product, judged);
  const category = findCategory(scan, product, sizing.ageSized);
  const { primary, type, confidence, rule } = product;
  return {
    title: writeTitle(scan, caption, product),
    price: priced?.price ?? null,
    currency: priced?.currency ?? null,
    sizes: sizing.sizes,
    productType:
      primary === null || type === null
        ? null
        : { value: type, confidence, span: spanOfPrimary(scan, primary), rule },
    category,
    tags: findTags(scan, product, category.value),
    description: describe(caption),
  };
}

function spanOfPrimary(
  scan: ReturnType<typeof scanCaption>,
  primary: { from: number; to: number },
) {
  const first = scan.tokens[primary.from];
  const last = scan.tokens[primary.to];
  if (first === undefined || last === undefined) return null;
  const start = scan.folded.starts[first.start];
  const end = scan.folded.ends[last.end - 1];
  return start === undefined || end === undefined ? null : { start, end };
}

import { sql, type SQL } from "drizzle-orm";
import { assemblies, products, thumbnails, type ThumbnailVariant } from "#db/schema/index.ts";
import { cleanText } from "#lib/clean-text.ts";

const TITLE_CODE_POINTS = 255;
const DESCRIPTION_CODE_POINTS = 2_000;
const SIZE_CODE_POINTS = 24;
const TAG_CODE_POINTS = 60;

/** One picture of a product, in several widths; position 0 is the one that stands for it. */
export type Picture = {
  position: number;
  width: number;
  height: number;
  atSeconds: number | null;
  variants: ThumbnailVariant[];
  previewUrl: string | null;
  placeholder: string;
  dominantColors: string[];
};

type ProductRow = typeof products.$inferSelect;

/** A product as the shop shows it: the seller's word over the workers', with its pictures. */
export type Product = ProductRow & {
  pictures: Picture[];
  /** What the thumbnail worker said of its work, unparsed; null when it said nothing. */
  processing: unknown;
};

/** The product with the text of strangers made safe to show; only `caption` stays as it was posted. */
export function toShownProduct(product: Product): Product {
  return {
    ...product,
    title: cleanText(product.title, TITLE_CODE_POINTS).replaceAll("\n", " "),
    description: cleanText(product.description, DESCRIPTION_CODE_POINTS),
    sizes: product.sizes.map((size) => cleanText(size, SIZE_CODE_POINTS)).filter(Boolean),
    tags: product.tags.map((tag) => cleanText(tag, TAG_CODE_POINTS)).filter(Boolean),
  };
}

const ofThisProduct = (table: typeof thumbnails | typeof assemblies): SQL =>
  sql`${table.sellerId} = ${products.sellerId} and ${table.videoId} = ${products.videoId}`;

const pictures = sql<Picture[]>`(
  select coalesce(json_agg(json_build_object(
    'position', ${thumbnails.position}, 'width', ${thumbnails.width},
    'height', ${thumbnails.height}, 'atSeconds', ${thumbnails.atSeconds},
    'variants', ${thumbnails.variants}, 'previewUrl', ${thumbnails.previewUrl},
    'placeholder', ${thumbnails.placeholder}, 'dominantColors', ${thumbnails.dominantColors}
  ) order by ${thumbnails.position}), '[]'::json)
  from ${thumbnails} where ${ofThisProduct(thumbnails)}
)`;

const processing = sql<unknown>`(
  select ${assemblies.thumbnailValue} -> 'metadata'
  from ${assemblies} where ${ofThisProduct(assemblies)}
)`;

/** The columns of a `Product`, for a select over the view. */
export const productColumns = {
  productId: products.productId,
  sellerId: products.sellerId,
  handle: products.handle,
  videoId: products.videoId,
  version: products.version,
  title: products.title,
  description: products.description,
  priceMinor: products.priceMinor,
  currency: products.currency,
  sizes: products.sizes,
  productType: products.productType,
  category: products.category,
  tags: products.tags,
  confidence: products.confidence,
  caption: products.caption,
  videoUrl: products.videoUrl,
  durationSeconds: products.durationSeconds,
  postedAt: products.postedAt,
  visibility: products.visibility,
  createdAt: products.createdAt,
  updatedAt: products.updatedAt,
  pictures: pictures.as("pictures"),
  processing: processing.as("processing"),
};

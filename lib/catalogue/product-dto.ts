import * as z from "zod";
import { processingMetadata, thumbnailInfo } from "#lib/events/catalogue/pipeline.ts";
import { toMajor } from "#lib/money.ts";
import type { Picture, Product } from "./product.ts";

const thumbnailSchema = thumbnailInfo.extend({
  variants: z.array(
    z.object({ url: z.string(), width: z.number().int(), height: z.number().int() }),
  ),
  placeholder: z.string(),
  dominant_colors: z.array(z.string()),
});

/** A product on the wire; `price` is in major units of `currency`. */
export const productDtoSchema = z.object({
  seller_handle: z.string(),
  video_id: z.string(),
  title: z.string(),
  price: z.number().nullable(),
  sizes: z.string().nullable(),
  tags: z.array(z.string()),
  thumbnails: z.array(thumbnailSchema),
  primary_thumbnail: thumbnailSchema.nullable(),
  confidence_score: z.number().optional(),
  raw_caption: z.string().optional(),
  processing_metadata: processingMetadata.optional(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  currency: z.string().nullable(),
  category: z.string(),
  version: z.number().int(),
  availability: z.literal("in_stock"),
  product_url: z.string(),
  video_url: z.string(),
  sizes_list: z.array(z.string()),
});

export type ProductDto = z.infer<typeof productDtoSchema>;

/** `origin` is the public address that `product_url` starts with. */
export function toProductDto(product: Product, origin: string): ProductDto {
  const { priceMinor, currency } = product;
  const thumbnails = product.pictures.map(toThumbnailDto);
  const processing = processingMetadata.safeParse(product.processing);
  return {
    seller_handle: product.handle,
    video_id: product.videoId,
    title: product.title,
    price:
      priceMinor === null || currency === null ? null : toMajor({ minor: priceMinor, currency }),
    sizes: product.sizes.length === 0 ? null : product.sizes.join(", "),
    tags: product.tags,
    thumbnails,
    primary_thumbnail: thumbnails[0] ?? null,
    confidence_score: product.confidence,
    raw_caption: product.caption,
    ...(processing.success ? { processing_metadata: processing.data } : {}),
    created_at: product.createdAt.toISOString(),
    updated_at: product.updatedAt.toISOString(),
    currency,
    category: product.category,
    version: product.version,
    availability: "in_stock",
    product_url: productUrl(product, origin),
    video_url: product.videoUrl,
    sizes_list: product.sizes,
  };
}

export function productPath({ handle, videoId }: { handle: string; videoId: string }): string {
  return `/shop/${handle}/${encodeURIComponent(videoId)}`;
}

export function productUrl(product: { handle: string; videoId: string }, origin: string): string {
  return `${origin}${productPath(product)}`;
}

function toThumbnailDto(picture: Picture): z.infer<typeof thumbnailSchema> {
  const widest = picture.variants.reduce<Picture["variants"][number] | undefined>(
    (best, variant) => (best && best.width >= variant.width ? best : variant),
    undefined,
  );
  return {
    url: widest?.url ?? picture.previewUrl ?? "",
    width: widest?.width ?? picture.width,
    height: widest?.height ?? picture.height,
    position: picture.position,
    timestamp: picture.atSeconds,
    variants: picture.variants.map(({ url, width, height }) => ({ url, width, height })),
    placeholder: picture.placeholder,
    dominant_colors: picture.dominantColors,
  };
}

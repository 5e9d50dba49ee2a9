import type { ProductFold } from "./product-fold.ts";

/** The rows of the read models that a fold stands for, under the names of their columns. */
export function rowsOf(fold: ProductFold) {
  const { product, shown, search, override } = fold;
  const key = { seller_id: fold.sellerId, video_id: fold.videoId };
  return {
    product_ai:
      product === null
        ? []
        : [
            {
              ...key,
              product_id: product.productId,
              version: product.version,
              title: product.title,
              description: product.description,
              price_minor: product.priceMinor,
              currency: product.currency,
              sizes: product.sizes,
              product_type: product.productType,
              category: product.category,
              tags: product.tags,
              confidence: product.confidence,
              field_sources: product.fieldSources,
              visibility_version: product.visibilityVersion,
              created_at: product.createdAt,
              updated_at: product.updatedAt,
            },
          ],
    thumbnails: (shown?.thumbnail.pictures ?? []).map((picture) => ({
      ...key,
      position: picture.position,
      width: picture.width,
      height: picture.height,
      at_seconds: picture.atSeconds,
      variants: picture.variants,
      preview_url: picture.previewUrl,
      placeholder: picture.placeholder,
      dominant_colors: shown?.thumbnail.dominantColors,
      created_at: shown?.createdAt,
    })),
    product_search:
      search === null
        ? []
        : [
            {
              ...key,
              version: search.version,
              document: search.document,
              indexed_at: search.indexedAt,
            },
          ],
    product_overrides:
      override === null
        ? []
        : [
            {
              ...key,
              revision: override.revision,
              title: override.title,
              description: override.description,
              price_minor: override.priceMinor,
              currency: override.currency,
              sizes: override.sizes,
              category: override.category,
              tags: override.tags,
              state: override.state,
              deleted_at: override.deletedAt,
              delete_reason: override.deleteReason,
              purged_at: override.purgedAt,
              updated_at: override.updatedAt,
            },
          ],
  };
}

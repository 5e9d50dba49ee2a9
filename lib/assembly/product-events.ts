import type { Clock } from "../clock.ts";
import { createEvent, type EventOf } from "../events/event.ts";
import { sharedCategoryOf } from "../feeds/shared-category.ts";
import { derivedId, videoCorrelationId } from "../ids.ts";
import { toMajor } from "../money.ts";
import type { AssembledParts, MergedProduct } from "./merge-parts.ts";
import type { AssemblyKey } from "./part.ts";

const SOURCE = "assembly";

/** What is known of a product at the moment its assembly completes or improves. */
export type ProductMoment = {
  key: AssemblyKey;
  handle: string;
  productId: string;
  version: number;
  parts: AssembledParts;
  ranks: { caption: number; thumbnail: number; tags: number };
  product: MergedProduct;
  causationId: string;
};

const origin = (moment: ProductMoment, clock: Clock, eventId: string) => ({
  source: SOURCE,
  correlationId: videoCorrelationId(moment.key.videoId),
  causationId: moment.causationId,
  eventId,
  clock,
});

const majorPrice = ({ priceMinor, currency }: MergedProduct): number | null =>
  priceMinor === null || currency === null ? null : toMajor({ minor: priceMinor, currency });

const primaryUrl = ({ thumbnail }: AssembledParts): string =>
  thumbnail.pictures[0]?.variants.at(-1)?.url ?? "";

/** Once per product: all that the workers found, as it first went live. */
export function productProcessedEvent(
  moment: ProductMoment,
  clock: Clock,
): EventOf<"product.processed"> {
  const { key, parts, product, ranks } = moment;
  const status = (rank: number) =>
    rank === 0 ? ("pending" as const) : rank === 1 ? ("fallback" as const) : ("success" as const);
  return createEvent(
    "product.processed",
    {
      video_id: key.videoId,
      seller_handle: moment.handle,
      product_data: {
        title: product.title,
        description: product.description,
        price: majorPrice(product),
        currency: product.currency,
        category: product.category,
        tags: product.tags,
        thumbnail_url: primaryUrl(parts),
        extracted_text: product.extractedText,
      },
      processing_results: {
        // The rules are the embedded default and not a failure of anything.
        caption_parser: {
          status: "success",
          result: {
            price: majorPrice(product),
            currency: product.currency,
            sizes: product.sizes,
            product_type: product.productType,
          },
        },
        thumbnail_generator: {
          status: status(ranks.thumbnail),
          result: {
            thumbnail_url: primaryUrl(parts),
            dominant_colors: parts.thumbnail.dominantColors,
          },
        },
        auto_tagger: {
          status: parts.tags === null ? "pending" : "success",
          result: {
            tags: product.tags,
            category: product.category,
            confidence: parts.tags?.confidence ?? 0,
          },
        },
      },
      timestamp: clock().toISOString(),
    },
    origin(moment, clock, derivedId("product.processed", moment.productId)),
  );
}

export function productCreatedEvent(
  moment: ProductMoment,
  clock: Clock,
): EventOf<"product.created"> {
  const { product } = moment;
  return createEvent(
    "product.created",
    {
      productId: moment.productId,
      name: product.title,
      description: product.description,
      price: product.priceMinor ?? 0,
      priceKnown: product.priceMinor !== null,
      ...(product.currency === null ? {} : { currency: product.currency }),
      quantity: 0,
      quantityKnown: false,
      category: sharedCategoryOf[product.category],
      sellerId: moment.key.sellerId,
      createdAt: clock().toISOString(),
    },
    origin(moment, clock, derivedId("product.created", moment.productId)),
  );
}

type PreviousProduct = Pick<
  MergedProduct,
  "title" | "description" | "priceMinor" | "currency" | "tags" | "sizes"
> & { category: string };

/** Once per later version: what is different now, and what stood there before. */
export function productUpdatedEvent(
  moment: ProductMoment & { before: PreviousProduct },
  clock: Clock,
): EventOf<"product.updated"> {
  const { product, before } = moment;
  return createEvent(
    "product.updated",
    {
      productId: moment.productId,
      changes: {
        ...(product.title === before.title ? {} : { name: product.title }),
        ...(product.description === before.description ? {} : { description: product.description }),
        ...(product.priceMinor === null || product.priceMinor === before.priceMinor
          ? {}
          : { price: product.priceMinor }),
        ...(product.category === before.category ? {} : { category: product.category }),
      },
      previousState: {
        name: before.title,
        description: before.description,
        price: before.priceMinor,
        currency: before.currency,
        category: before.category,
        tags: before.tags,
        sizes: before.sizes,
      },
      updatedAt: clock().toISOString(),
    },
    origin(moment, clock, derivedId("product.updated", moment.productId, moment.version)),
  );
}

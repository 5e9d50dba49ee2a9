import { findProductState } from "#lib/catalogue/find-product-state.ts";
import type { ConsumerDefinition, Effect } from "#lib/doors/consumer.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { createEvent } from "#lib/events/event.ts";
import { productOf } from "#lib/events/product-of.ts";
import { derivedId } from "#lib/ids.ts";
import { indexProduct } from "#lib/search/index-product.ts";

/** Makes a new or changed product findable by its words. */
export const productService: ConsumerDefinition<"product.processed" | "product.updated"> = {
  name: "product-service",
  eventTypes: ["product.processed", "product.updated"],
  async handle(event, { db, clock }) {
    const product = await findProductState(db, productOf(event));
    if (product === undefined) return () => Promise.resolve("erased");
    const { sellerId, videoId } = product;

    const effect: Effect = async (tx) => {
      const version = await indexProduct(tx, { sellerId, videoId, at: clock() });
      if (version === null) return "unchanged";
      const indexed = createEvent(
        "search.indexed",
        {
          contentId: videoId,
          contentType: "product",
          indexName: "product_search",
          indexedAt: clock().toISOString(),
        },
        {
          source: "product-service",
          correlationId: event.metadata.correlationId,
          causationId: event.metadata.eventId,
          eventId: derivedId("search.indexed", sellerId, videoId, version),
          clock,
        },
      );
      await appendEvent(tx, indexed, { sellerId, videoId });
      return "done";
    };
    return effect;
  },
};

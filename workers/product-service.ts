import { findProductState } from "#lib/catalogue/find-product-state.ts";
import type { ConsumerDefinition, Effect } from "#lib/doors/consumer.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { createEvent, type EventOf } from "#lib/events/event.ts";
import { productOf } from "#lib/events/product-of.ts";
import { derivedId } from "#lib/ids.ts";
import { forgetSeller } from "#lib/search/forget-seller.ts";
import { indexProduct } from "#lib/search/index-product.ts";

type ProductType = "product.processed" | "product.updated";
type Watched = EventOf<ProductType | "seller.erased">;

/** Makes a new or changed product findable by its words, and an erased seller's by none. */
export const productService: ConsumerDefinition<ProductType | "seller.erased"> = {
  name: "product-service",
  eventTypes: ["product.processed", "product.updated", "seller.erased"],
  replay: "projection",
  async handle(event, { db, clock }) {
    if (isErasure(event)) {
      const { sellerId } = event.payload;
      return async (tx) => ((await forgetSeller(tx, sellerId)) ? "done" : "unchanged");
    }
    // The one other type has just been answered.
    const product = await findProductState(db, productOf(event as EventOf<ProductType>));
    if (product === undefined) return () => Promise.resolve("erased");
    const { sellerId, videoId } = product;

    const effect: Effect = async (tx) => {
      const at = clock();
      const version = await indexProduct(tx, { sellerId, videoId, at });
      if (version === null) return "unchanged";
      const indexed = createEvent(
        "search.indexed",
        {
          contentId: videoId,
          contentType: "product",
          indexName: "product_search",
          indexedAt: at.toISOString(),
        },
        {
          source: "product-service",
          correlationId: event.metadata.correlationId,
          causationId: event.metadata.eventId,
          eventId: derivedId("search.indexed", sellerId, videoId, version),
          clock: () => at,
        },
      );
      await appendEvent(tx, indexed, { sellerId, videoId });
      return "done";
    };
    return effect;
  },
};

function isErasure(event: Watched): event is EventOf<"seller.erased"> {
  return event.metadata.eventType === "seller.erased";
}

import { findProductState, type ProductState } from "#lib/catalogue/find-product-state.ts";
import type { ConsumerDefinition } from "#lib/doors/consumer.ts";
import type { AnyEvent } from "#lib/events/event.ts";
import { productOf } from "#lib/events/product-of.ts";
import { shopChannel, type ShopEventName } from "#lib/realtime/channels.ts";
import { productTag, SHOPS_TAG, shopTag } from "#lib/shops/cache-tags.ts";

type Watched = "product.processed" | "product.updated" | "content.archived" | "content.published";

/** Renews the cached pages of a product, then tells the pages that are open. */
export const shopCacheInvalidator: ConsumerDefinition<Watched> = {
  name: "shop-cache-invalidator",
  eventTypes: ["product.processed", "product.updated", "content.archived", "content.published"],
  async handle(event, { db, pages, push, log }) {
    const product = await findProductState(db, productOf(event));
    if (product === undefined) return () => Promise.resolve("erased");
    pages.expire([shopTag(product.handle), productTag(product.videoId), SHOPS_TAG]);
    try {
      await push.send({
        channel: shopChannel(product.handle),
        event: shopEventOf(event.metadata.eventType, product),
        data: { video_id: product.videoId, version: product.version, title: product.title },
      });
    } catch {
      // A push is only a hint: open pages find the change by polling, and the cached ones are renewed.
      log.warn("push.failed", { event_id: event.metadata.eventId, video_id: product.videoId });
    }
    return () => Promise.resolve("done");
  },
};

function shopEventOf(
  eventType: AnyEvent["metadata"]["eventType"],
  product: ProductState,
): ShopEventName {
  if (product.visibility !== "live") return "product_removed";
  return eventType === "product.processed" || eventType === "content.published"
    ? "new_product"
    : "product_updated";
}

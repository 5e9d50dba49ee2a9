import { findProductState, type ProductState } from "#lib/catalogue/find-product-state.ts";
import type { ConsumerDefinition, Effect } from "#lib/doors/consumer.ts";
import type { Ports } from "#lib/doors/ports.ts";
import type { AnyEvent, EventOf } from "#lib/events/event.ts";
import { productOf } from "#lib/events/product-of.ts";
import { shopChannel, type ShopEventName } from "#lib/realtime/channels.ts";
import { productTag, sellerTag, SHOPS_TAG, shopTag } from "#lib/shops/cache-tags.ts";

const PRODUCT_TYPES = [
  "product.processed",
  "product.updated",
  "product.deleted",
  "content.archived",
  "content.published",
] as const;
type ProductType = (typeof PRODUCT_TYPES)[number];

/** Renews the cached pages of a product, or of all a seller had, then tells the pages that are open. */
export const shopCacheInvalidator: ConsumerDefinition<ProductType | "seller.erased"> = {
  name: "shop-cache-invalidator",
  eventTypes: [...PRODUCT_TYPES, "seller.erased"],
  replay: "refused",
  refusal: "It tells open pages what has just changed, and the past has not just changed.",
  async handle(event, ports) {
    if (isErasure(event)) {
      // By her id alone: the event names no shop, and there is none any more to be looked up.
      ports.pages.expire([sellerTag(event.payload.sellerId), SHOPS_TAG]);
      return () => Promise.resolve("done");
    }
    // The one other type has just been answered.
    return renewProduct(event as EventOf<ProductType>, ports);
  },
};

type Watched = EventOf<ProductType | "seller.erased">;

function isErasure(event: Watched): event is EventOf<"seller.erased"> {
  return event.metadata.eventType === "seller.erased";
}

async function renewProduct(
  event: EventOf<ProductType>,
  { db, pages, push, log }: Ports,
): Promise<Effect> {
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
}

function shopEventOf(
  eventType: AnyEvent["metadata"]["eventType"],
  product: ProductState,
): ShopEventName {
  if (product.visibility !== "live") return "product_removed";
  return eventType === "product.processed" || eventType === "content.published"
    ? "new_product"
    : "product_updated";
}

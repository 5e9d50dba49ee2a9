import { and, count, eq, isNull } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { products, sellers } from "#db/schema/index.ts";
import { findProductState } from "#lib/catalogue/find-product-state.ts";
import type { ConsumerDefinition } from "#lib/doors/consumer.ts";
import type { EventOf } from "#lib/events/event.ts";
import { type Telling, tellOnce } from "#lib/notifications/tell-once.ts";
import { lowStock, needsAttention, newOrder, shopReady } from "#lib/notifications/write-notice.ts";

type Told = "shop_link.generated" | "order.placed" | "stock.low" | "product.created";

/** `erased`: whom it is about is gone. `nothing`: she need not be told. */
type Found = Telling | "erased" | "nothing";

type Finders = { [Type in Told]: (event: EventOf<Type>, db: Database) => Promise<Found> };

const FINDERS: Finders = {
  "shop_link.generated": findShopReady,
  "order.placed": (event) => Promise.resolve(findNewOrder(event)),
  "stock.low": findLowStock,
  "product.created": findUnpriced,
};

/** Tells sellers on WhatsApp what they would want to know at once, each thing one time. */
export const notificationService: ConsumerDefinition<Told> = {
  name: "notification-service",
  eventTypes: ["shop_link.generated", "order.placed", "stock.low", "product.created"],
  replay: "refused",
  refusal:
    "It writes to people, who are told of a thing once. Redrive the dead letters of what was not sent.",
  async handle(event, ports) {
    // The table pairs each type with its own finder; the compiler cannot follow it through the key.
    const find = FINDERS[event.metadata.eventType] as (
      event: EventOf<Told>,
      db: Database,
    ) => Promise<Found>;
    const found = await find(event, ports.db);
    if (found === "erased") return () => Promise.resolve("erased");
    if (found === "nothing") return () => Promise.resolve("unchanged");
    return tellOnce(found, ports);
  },
};

async function findShopReady(
  { metadata, payload }: EventOf<"shop_link.generated">,
  db: Database,
): Promise<Found> {
  const { handle, shop_link: shopLink } = payload;
  const [seller] = await db.orm
    .select({ id: sellers.id })
    .from(sellers)
    .where(eq(sellers.handle, handle));
  if (seller === undefined) return "erased";
  return {
    sellerId: seller.id,
    template: "shop_ready",
    occasion: metadata.eventId,
    write: (reader) => shopReady({ shopLink }, reader),
  };
}

function findNewOrder({ metadata, payload }: EventOf<"order.placed">): Found {
  const { sellerId, code, items, total, currency } = payload;
  const order = { code, lines: items, total: { minor: total, currency } };
  return {
    sellerId,
    template: "new_order",
    occasion: metadata.eventId,
    write: (reader) => newOrder(order, reader),
  };
}

async function findLowStock(
  { metadata, payload }: EventOf<"stock.low">,
  db: Database,
): Promise<Found> {
  const { productId, productName: product, currentQuantity: left } = payload;
  const sellerId = payload.sellerId ?? (await findProductState(db, { productId }))?.sellerId;
  if (sellerId === undefined) return "erased";
  return {
    sellerId,
    template: "low_stock",
    occasion: metadata.eventId,
    write: (reader) => lowStock({ product, left }, reader),
  };
}

/** By the day of the event, so that the same event is never told of on two days. */
async function findUnpriced(
  { metadata, payload }: EventOf<"product.created">,
  db: Database,
): Promise<Found> {
  const { sellerId, price, priceKnown = price > 0 } = payload;
  if (priceKnown) return "nothing";
  const unpriced = await countUnpriced(db, sellerId);
  if (unpriced === 0) return "nothing";
  return {
    sellerId,
    template: "needs_attention",
    occasion: new Date(metadata.timestamp).toISOString().slice(0, 10),
    write: (reader) => needsAttention({ count: unpriced }, reader),
  };
}

async function countUnpriced(db: Database, sellerId: string): Promise<number> {
  const [row] = await db.orm
    .select({ unpriced: count() })
    .from(products)
    .where(
      and(
        eq(products.sellerId, sellerId),
        eq(products.visibility, "live"),
        isNull(products.priceMinor),
      ),
    );
  return row?.unpriced ?? 0;
}

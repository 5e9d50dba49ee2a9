import { randomUUID } from "node:crypto";
import { createEvent, type EventOf } from "#lib/events/event.ts";

const originAt = (at: Date) => ({
  source: "test",
  correlationId: randomUUID(),
  clock: () => at,
});

const NOON = new Date("2026-11-21T12:00:00Z");

export function shopLinkGenerated(seller: {
  handle: string;
  phone: string;
}): EventOf<"shop_link.generated"> {
  const { handle, phone } = seller;
  return createEvent(
    "shop_link.generated",
    {
      handle,
      phone,
      shop_link: `/shop/${handle}`,
      subscription_status: "trial",
      created_at: NOON.toISOString(),
    },
    originAt(NOON),
  );
}

export function orderPlaced(sellerId: string): EventOf<"order.placed"> {
  const item = { productId: randomUUID(), videoId: "7301", name: "Leather sandals" };
  return createEvent(
    "order.placed",
    {
      orderId: randomUUID(),
      sellerId,
      code: "KOVU-27",
      items: [
        { ...item, size: "40", quantity: 2, unitPrice: 45_000 },
        { ...item, name: "Canvas bag", quantity: 1, unitPrice: 30_000 },
      ],
      total: 120_000,
      currency: "UGX",
      buyer: { name: "Joan", phone: "+256700000001" },
      placedAt: NOON.toISOString(),
    },
    originAt(NOON),
  );
}

export function stockLow(
  product: { productId: string; sellerId?: string },
  left = 2,
): EventOf<"stock.low"> {
  return createEvent(
    "stock.low",
    {
      ...product,
      productName: "Leather sandals",
      currentQuantity: left,
      threshold: 3,
      severity: "medium",
    },
    originAt(NOON),
  );
}

export function productCreated(
  product: { productId: string; sellerId: string },
  { at = NOON, priceKnown = false }: { at?: Date; priceKnown?: boolean } = {},
): EventOf<"product.created"> {
  return createEvent(
    "product.created",
    {
      productId: product.productId,
      sellerId: product.sellerId,
      name: "Leather sandals",
      description: "Leather sandals",
      price: priceKnown ? 45_000 : 0,
      quantity: 0,
      category: "clothing",
      currency: "UGX",
      priceKnown,
      quantityKnown: false,
    },
    originAt(at),
  );
}

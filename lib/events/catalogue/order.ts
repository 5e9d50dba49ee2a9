import * as z from "zod";
import { defineEvent } from "./definition.ts";
import { currency, filled, personal, timestamp, uuid } from "./fields.ts";

const order = { orderId: uuid, sellerId: uuid };
/** Minor units. */
const amount = z.int().min(0);

const orderPlaced = z.object({
  ...order,
  /** What shopper and seller call the order in their chat. */
  code: filled,
  items: z
    .array(
      z.object({
        productId: uuid,
        videoId: filled,
        name: personal(z.string().min(1).max(255)),
        size: z.string().optional(),
        quantity: z.int().min(1),
        unitPrice: amount,
      }),
    )
    .min(1),
  total: amount,
  currency,
  buyer: z
    .object({
      name: personal(z.string()).optional(),
      phone: personal(z.string()).optional(),
      address: personal(z.string()).optional(),
      note: personal(z.string()).optional(),
    })
    .optional(),
  placedAt: timestamp,
});

const orderConfirmed = z.object({
  ...order,
  confirmedBy: z.string(),
  confirmedAt: timestamp,
});

const orderPaid = z.object({
  ...order,
  amount,
  currency,
  method: z.string().optional(),
  /** What the payment service calls the payment. */
  reference: personal(z.string()).optional(),
  paidAt: timestamp,
});

const orderCancelled = z.object({
  ...order,
  cancelledBy: z.string(),
  cancelledAt: timestamp,
  reason: personal(z.string()).optional(),
});

const exampleOrder = {
  orderId: "9b2fae0a-0d0c-4c39-8a3a-6f2c8c1f6d10",
  sellerId: "6fa459ea-ee8a-4ca4-894e-db77e160355e",
};

export const orderEvents = {
  "order.placed": defineEvent({
    topic: "order-events",
    name: "OrderPlacedEvent",
    summary: "A shopper ordered; nobody has confirmed it yet. Amounts are in minor units.",
    version: "1.0.0",
    payload: orderPlaced,
    example: {
      ...exampleOrder,
      code: "K7Q2",
      items: [
        {
          productId: "1b4e28ba-2fa1-4d2b-883f-0016d3cca427",
          videoId: "7301",
          name: "Leather sandals",
          size: "39",
          quantity: 1,
          unitPrice: 45000,
        },
      ],
      total: 45000,
      currency: "UGX",
      buyer: { name: "Joan", phone: "+256700000001" },
      placedAt: "2026-03-01T10:05:00.000Z",
    },
  }),
  "order.confirmed": defineEvent({
    topic: "order-events",
    name: "OrderConfirmedEvent",
    summary: "The seller has the goods and takes the order.",
    version: "1.0.0",
    payload: orderConfirmed,
    example: { ...exampleOrder, confirmedBy: "seller", confirmedAt: "2026-03-01T10:10:00.000Z" },
  }),
  "order.paid": defineEvent({
    topic: "order-events",
    name: "OrderPaidEvent",
    summary: "The money for an order has come. Amounts are in minor units.",
    version: "1.0.0",
    payload: orderPaid,
    example: {
      ...exampleOrder,
      amount: 45000,
      currency: "UGX",
      method: "mobile-money",
      reference: "MP-20260301-1",
      paidAt: "2026-03-01T10:30:00.000Z",
    },
  }),
  "order.cancelled": defineEvent({
    topic: "order-events",
    name: "OrderCancelledEvent",
    summary: "An order will not be carried out.",
    version: "1.0.0",
    payload: orderCancelled,
    example: {
      ...exampleOrder,
      cancelledBy: "seller",
      cancelledAt: "2026-03-01T10:12:00.000Z",
      reason: "sold out",
    },
  }),
} as const;

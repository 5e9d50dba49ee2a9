import * as z from "zod";
import { addedFields } from "./added-fields.ts";
import { defineEvent } from "./definition.ts";
import { currency, personal, timestamp, uuid } from "./fields.ts";
import { exampleOverride, sellersWord } from "./override.ts";

/** The catalogue's own categories are finer; other systems are told one of these. */
const sharedCategory = z.enum(["electronics", "clothing", "books", "home", "sports", "other"]);

const name = personal(z.string().min(1).max(255));
const description = personal(z.string().max(1000));
/** Minor units. */
const price = z.number().min(0);
const quantity = z.int().min(0);

const productCreatedFirst = z.object({
  productId: uuid,
  name,
  description,
  price,
  quantity,
  category: sharedCategory,
  sellerId: uuid,
  createdAt: timestamp.optional(),
});

/** Fields that tell a price or a stock of 0 from one that nobody has named. */
const knowledge = {
  currency: currency.optional(),
  priceKnown: z.boolean().optional(),
  quantityKnown: z.boolean().optional(),
};

const productCreated = productCreatedFirst.extend(knowledge);

const changesFirst = z.object({
  name: name.optional(),
  description: description.optional(),
  price: price.optional(),
  quantity: quantity.optional(),
  category: z.string().optional(),
});

const productUpdatedFirst = z.object({
  productId: uuid,
  changes: changesFirst,
  previousState: z.record(z.string(), personal(z.unknown())),
  updatedAt: timestamp.optional(),
});

const addedChanges = {
  currency: currency.optional(),
  sizes: personal(z.array(z.string())).optional(),
  tags: personal(z.array(z.string())).optional(),
};

const productUpdated = productUpdatedFirst.extend({
  changes: changesFirst.extend(addedChanges),
  ...sellersWord,
});

const productDeletedFirst = z.object({
  productId: uuid,
  deletedAt: timestamp,
  reason: z.string().optional(),
});

/** Until then the seller can take it back; content.deleted tells when she no longer can. */
const deletion = { undoUntil: timestamp.optional(), ...sellersWord };
const productDeleted = productDeletedFirst.extend(deletion);

const lowStock = z.object({
  productId: uuid,
  productName: personal(z.string()),
  currentQuantity: quantity,
  /** The quantity at or below which the warning is given. */
  threshold: z.int().min(0),
  sellerId: uuid.optional(),
  category: z.string().optional(),
  severity: z.enum(["low", "medium", "high", "critical"]).optional(),
});

const exampleId = "1b4e28ba-2fa1-4d2b-883f-0016d3cca427";
const exampleSeller = "6fa459ea-ee8a-4ca4-894e-db77e160355e";

export const productEvents = {
  "product.created": defineEvent({
    topic: "product-events",
    name: "ProductCreatedEvent",
    summary: "A product can be seen and ordered. Prices are in minor units.",
    version: "1.1.0",
    payload: productCreated,
    earlier: { "1.0.0": productCreatedFirst },
    steps: [
      {
        from: "1.0.0",
        to: "1.1.0",
        up: (payload) => payload,
        down: (payload) =>
          Object.fromEntries(Object.entries(payload).filter(([key]) => !(key in knowledge))),
      },
    ],
    example: {
      productId: exampleId,
      name: "Leather sandals",
      description: "Leather sandals in sizes 38 to 42",
      price: 45000,
      quantity: 0,
      category: "clothing",
      sellerId: exampleSeller,
      createdAt: "2026-03-01T08:00:04.000Z",
      currency: "UGX",
      priceKnown: true,
      quantityKnown: false,
    },
  }),
  "product.updated": defineEvent({
    topic: "product-events",
    name: "ProductUpdatedEvent",
    summary: "A product is different now; says what changed and what stood there before.",
    version: "1.1.0",
    payload: productUpdated,
    earlier: { "1.0.0": productUpdatedFirst },
    steps: [
      {
        from: "1.0.0",
        to: "1.1.0",
        up: (payload) => payload,
        // The schema of the first version leaves out what it does not know.
        down: (payload) => productUpdatedFirst.parse(payload),
      },
    ],
    example: {
      productId: exampleId,
      changes: { price: 40000 },
      previousState: { name: "Leather sandals", price: 45000 },
      updatedAt: "2026-03-02T09:00:00.000Z",
      override: exampleOverride,
    },
  }),
  "product.deleted": defineEvent({
    topic: "product-events",
    name: "ProductDeletedEvent",
    summary: "The seller deleted a product: no shopper sees it any more.",
    version: "1.1.0",
    payload: productDeleted,
    earlier: { "1.0.0": productDeletedFirst },
    steps: [addedFields("1.0.0", "1.1.0", deletion)],
    example: {
      productId: exampleId,
      deletedAt: "2026-03-03T09:00:00.000Z",
      reason: "removed by the seller",
      undoUntil: "2026-04-02T09:00:00.000Z",
      override: { ...exampleOverride, revision: 2, deletedAt: "2026-03-03T09:00:00.000Z" },
    },
  }),
  "stock.low": defineEvent({
    topic: "product-events",
    name: "LowStockWarningEvent",
    aliases: ["LOW_STOCK_WARNING"],
    summary: "The stock of a product fell to its threshold.",
    version: "1.0.0",
    payload: lowStock,
    example: {
      productId: exampleId,
      productName: "Leather sandals",
      currentQuantity: 2,
      threshold: 3,
      sellerId: exampleSeller,
      category: "footwear",
      severity: "medium",
    },
  }),
} as const;

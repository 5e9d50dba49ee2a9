import * as z from "zod";

const timestamp = z.iso.datetime({ offset: true });

/** The catalogue's own categories are finer; other systems are told one of these. */
export const sharedCategory = z.enum([
  "electronics",
  "clothing",
  "books",
  "home",
  "sports",
  "other",
]);

export const productCreated = z.object({
  productId: z.uuid(),
  name: z.string().min(1).max(255),
  description: z.string().max(1000),
  /** Minor units; 0 with `priceKnown: false` while nobody has named a price. */
  price: z.number().min(0),
  /** 0 with `quantityKnown: false` while nobody has counted. */
  quantity: z.int().min(0),
  category: sharedCategory,
  sellerId: z.uuid(),
  createdAt: timestamp.optional(),
  currency: z.string().optional(),
  priceKnown: z.boolean().optional(),
  quantityKnown: z.boolean().optional(),
});

const productFields = z.object({
  name: z.string().min(1).max(255).optional(),
  description: z.string().max(1000).optional(),
  price: z.number().min(0).optional(),
  quantity: z.int().min(0).optional(),
  category: z.string().optional(),
});

export const productUpdated = z.object({
  productId: z.uuid(),
  changes: productFields,
  previousState: z.record(z.string(), z.unknown()),
  updatedAt: timestamp.optional(),
});

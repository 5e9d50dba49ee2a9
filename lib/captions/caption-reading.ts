import * as z from "zod";

/** UTF-16 offsets into the original caption, end exclusive. */
export const spanSchema = z.object({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});
export type Span = z.infer<typeof spanSchema>;

/** One field as it was read: the value, how sure, where it stands, and the rule that gave it. */
export function readingSchema<T extends z.ZodType>(value: T) {
  return z.object({
    value,
    confidence: z.number().min(0).max(1),
    span: spanSchema.nullable(),
    rule: z.string().min(1),
  });
}

export type Reading<T> = { value: T; confidence: number; span: Span | null; rule: string };

export const categorySchema = z.enum([
  "footwear",
  "clothing",
  "bags",
  "accessories",
  "jewelry",
  "beauty",
  "electronics",
  "home",
  "food",
  "kids",
  "sports",
  "books",
  "other",
]);
export type Category = z.infer<typeof categorySchema>;

export const MAX_TITLE_LENGTH = 80;

export const captionReadingSchema = z.object({
  title: readingSchema(z.string().max(MAX_TITLE_LENGTH)),
  /** Whole (major) units of the currency, as written: 55k is 55000, "$19.99" is 19.99. */
  price: readingSchema(z.number().positive()).nullable(),
  /** ISO 4217. Null without a price, and when neither caption nor country tells. */
  currency: readingSchema(z.string().regex(/^[A-Z]{3}$/)).nullable(),
  sizes: readingSchema(z.array(z.string())),
  productType: readingSchema(z.string()).nullable(),
  category: readingSchema(categorySchema),
  tags: readingSchema(z.array(z.string())),
  description: z.string(),
});
export type CaptionReading = z.infer<typeof captionReadingSchema>;

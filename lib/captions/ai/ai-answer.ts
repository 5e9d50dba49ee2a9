import * as z from "zod";
import { categorySchema } from "../caption-reading.ts";

/**
 * What the model is asked for. The service knows no lengths or ranges in a schema, so those are
 * held when the answer is merged.
 */
export const aiAnswer = z.object({
  title: z.string().nullable(),
  price: z.object({ as_written: z.string(), amount: z.number() }).nullable(),
  currency: z.string().nullable(),
  sizes: z.array(z.string()),
  product_type: z.string().nullable(),
  category: categorySchema.nullable(),
  tags: z.array(z.string()),
});
export type AiAnswer = z.infer<typeof aiAnswer>;

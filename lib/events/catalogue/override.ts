import * as z from "zod";
import { categorySchema } from "../../captions/caption-reading.ts";
import { currency, personal, timestamp } from "./fields.ts";

const nullable = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();

/**
 * All that a seller has typed and decided of a product, as it stands after the event: with it the log
 * alone makes her word again. A null field is the workers' to say.
 */
export const loggedOverride = z.object({
  /** Grows by one with each change of hers. */
  revision: z.int().positive(),
  title: nullable(personal(z.string())),
  description: nullable(personal(z.string())),
  /** Minor units. */
  priceMinor: nullable(z.int().min(0)),
  currency: nullable(currency),
  sizes: nullable(personal(z.array(z.string()))),
  category: nullable(categorySchema),
  tags: nullable(personal(z.array(z.string()))),
  state: z.enum(["live", "hidden", "archived"]),
  deletedAt: nullable(timestamp),
  deleteReason: nullable(personal(z.string())),
  /** Past taking back: pictures and readings are gone. */
  purgedAt: nullable(timestamp),
});
export type LoggedOverride = z.infer<typeof loggedOverride>;

/** What an event says more that tells of a seller's own change. */
export const sellersWord = { override: loggedOverride.optional() };

export const exampleOverride = {
  revision: 1,
  title: null,
  description: null,
  priceMinor: 40000,
  currency: "UGX",
  sizes: null,
  category: null,
  tags: null,
  state: "live",
  deletedAt: null,
  deleteReason: null,
  purgedAt: null,
} as const satisfies LoggedOverride;

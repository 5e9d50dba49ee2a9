import * as z from "zod";

/**
 * Marks a value that can hold personal data, also inside free text that a person wrote: encrypted
 * in the log, redacted elsewhere.
 */
export function personal<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.meta({ personal: true });
}

/** ISO 8601 with a zone. */
export const timestamp = z.iso.datetime({ offset: true });

/** Any UUID by its form: other systems' ids need not have the variant bits of RFC 9562. */
export const uuid = z.guid();

export const filled = z.string().min(1);

/** ISO 4217. */
export const currency = z.string().regex(/^[A-Z]{3}$/, "an ISO 4217 code");

/** JSON has no undefined: a key without a value would be lost on the wire. */
const jsonValue = z
  .unknown()
  .refine((value) => value !== undefined, { error: "Invalid input: expected a value" });

/** Old and new value of each field that changed. */
export const fieldChanges = z.record(
  z.string(),
  z.object({ oldValue: personal(jsonValue), newValue: personal(jsonValue) }),
);

/** An object of another system that travels along as it is. */
export const foreignObject = z.record(z.string(), z.unknown());

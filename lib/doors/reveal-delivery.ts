import * as z from "zod";
import type { PersonalData } from "#db/personal-data.ts";
import { PermanentError } from "../errors.ts";
import { SEALED } from "../privacy/personal-data.ts";
import { SealBrokenError } from "../privacy/seal.ts";

const fields = z.record(z.string(), z.unknown());
const sealedEvent = z.object({
  metadata: fields.and(z.object({ eventId: z.guid(), correlationId: z.guid().optional() })),
  payload: fields,
});

export type RevealedDelivery =
  | { kind: "revealed"; json: unknown }
  | { kind: "erased"; about: { eventId: string; correlationId?: string | undefined } };

/**
 * Opens the personal fields of a delivery: they travel as they lie in the log, so that the broker
 * never has them in clear. `erased`: their seller's key is destroyed.
 */
export async function revealDelivery(
  json: unknown,
  personal: PersonalData,
): Promise<RevealedDelivery> {
  const sealed = sealedEvent.safeParse(json);
  if (!sealed.success || !isSealed(sealed.data)) return { kind: "revealed", json };
  const { metadata, payload } = sealed.data;
  try {
    const [row] = await personal.reveal([{ eventId: metadata.eventId, metadata, payload }]);
    if (row === undefined || row.erased) return { kind: "erased", about: metadata };
    return {
      kind: "revealed",
      json: { ...sealed.data, metadata: row.metadata, payload: row.payload },
    };
  } catch (cause) {
    if (!(cause instanceof SealBrokenError)) throw cause;
    throw new PermanentError("its sealed fields do not open", { cause });
  }
}

function isSealed(event: z.infer<typeof sealedEvent>): boolean {
  return SEALED in event.metadata || SEALED in event.payload;
}

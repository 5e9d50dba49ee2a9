import { sql } from "drizzle-orm";
import { defineStatement, type Database, type Transaction } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { ApiKeyHolder } from "../api-keys/find-api-key.ts";
import { acceptPart, type PartOutcome, preparePart } from "../assembly/accept-part.ts";
import type { Clock } from "../clock.ts";
import { AppError } from "../errors.ts";
import { appendReceived } from "../events/append-events.ts";
import type { AnyEvent } from "../events/event.ts";
import { isExternalEvent } from "../events/external-events.ts";
import type { PictureMaker } from "../media/picture-maker.ts";

const { events, receivedEvents } = schema;
const { placeholder } = sql;

const findReceived = defineStatement((orm) =>
  orm
    .select({ contentHash: receivedEvents.contentHash, outcome: receivedEvents.outcome })
    .from(receivedEvents)
    .where(sql`${receivedEvents.eventId} = ${placeholder("eventId")}`)
    .prepare("received_event_find"),
);

const insertReceived = defineStatement((orm) =>
  orm
    .insert(receivedEvents)
    .values({
      eventId: placeholder("eventId"),
      apiKeyId: placeholder("apiKeyId"),
      contentHash: placeholder("contentHash"),
      outcome: "outranked",
    })
    .onConflictDoNothing()
    .returning({ eventId: receivedEvents.eventId })
    .prepare("received_event_insert"),
);

const noteOutcome = defineStatement((orm) =>
  orm
    .update(receivedEvents)
    .set({ outcome: sql`${placeholder("outcome")}` })
    .where(sql`${receivedEvents.eventId} = ${placeholder("eventId")}`)
    .prepare("received_event_outcome"),
);

const findLogged = defineStatement((orm) =>
  orm
    .select({ eventId: events.eventId })
    .from(events)
    .where(sql`${events.eventId} = ${placeholder("eventId")}`)
    .prepare("received_event_logged"),
);

export type ReceivedEvent = {
  event: AnyEvent;
  /** Keyed hashes of what was sent; the first one is kept. */
  contentHashes: readonly string[];
  holder: ApiKeyHolder;
};

/** `noted`: kept as the sender's word, and acted upon by nobody. */
export type AcceptedOutcome = PartOutcome | "noted";

/** `conflict`: the id belongs to another event, sent here before or made by this app. */
export type Receipt =
  { kind: "received" | "repeated"; outcome: AcceptedOutcome } | { kind: "conflict" };

export type ReceivePorts = { db: Database; pictures: PictureMaker; clock: Clock };

/**
 * Takes an event of another system so that its effect happens once: the row of its receipt, the
 * effect and the event itself commit together, and the same event again finds the row.
 * Throws as `preparePart`, and FORBIDDEN for a key of one seller that only tells.
 */
export async function receiveEvent(
  { event, contentHashes, holder }: ReceivedEvent,
  ports: ReceivePorts,
): Promise<Receipt> {
  const { eventId } = event.metadata;
  const [known] = await ports.db.prepared(findReceived).execute({ eventId });
  if (known !== undefined) return compare(known, contentHashes);
  const prepared = isExternalEvent(event)
    ? await preparePart(event, { sender: holder, ...ports })
    : null;
  if (prepared === null && holder.sellerId !== null)
    throw new AppError("FORBIDDEN", "This key is for parts of one seller's products only.");
  return ports.db
    .transaction(async (tx): Promise<Receipt> => {
      // Waits for a transaction that is just receiving the same event.
      const row = { eventId, apiKeyId: holder.id, contentHash: contentHashes[0] };
      const inserted = await tx.prepared(insertReceived).execute(row);
      if (inserted.length === 0) {
        const [first] = await tx.prepared(findReceived).execute({ eventId });
        return first === undefined ? { kind: "conflict" } : compare(first, contentHashes);
      }
      const [logged] = await tx.prepared(findLogged).execute({ eventId });
      if (logged !== undefined) throw new TakenIdError();
      const outcome =
        prepared === null
          ? await note(tx, event)
          : await acceptPart(tx, { prepared, clock: ports.clock });
      if (outcome !== "outranked") await tx.prepared(noteOutcome).execute({ eventId, outcome });
      return { kind: "received", outcome };
    })
    .catch((error: unknown): Receipt => {
      if (error instanceof TakenIdError) return { kind: "conflict" };
      throw error;
    });
}

async function note(tx: Transaction, event: AnyEvent): Promise<"noted"> {
  await appendReceived(tx, event);
  return "noted";
}

/** Undoes the receipt of an event whose id one of our own events has. */
class TakenIdError extends Error {
  override readonly name = "TakenIdError";
}

function compare(
  first: { contentHash: string; outcome: AcceptedOutcome },
  contentHashes: readonly string[],
): Receipt {
  return contentHashes.includes(first.contentHash)
    ? { kind: "repeated", outcome: first.outcome }
    : { kind: "conflict" };
}

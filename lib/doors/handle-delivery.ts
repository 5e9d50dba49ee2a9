import { sql } from "drizzle-orm";
import { defineStatement, type Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { AnyEvent } from "../events/event.ts";
import type { HandlingOutcome, RegisteredConsumer } from "./consumer.ts";
import type { Ports } from "./ports.ts";

const { inbox } = schema;
const { placeholder } = sql;

const findHandled = defineStatement((orm) =>
  orm
    .select({ eventId: inbox.eventId })
    .from(inbox)
    .where(
      sql`${inbox.consumer} = ${placeholder("consumer")} and ${inbox.eventId} = ${placeholder("eventId")}`,
    )
    .prepare("inbox_find"),
);

const insertHandled = defineStatement((orm) =>
  orm
    .insert(inbox)
    .values({ consumer: placeholder("consumer"), eventId: placeholder("eventId") })
    .onConflictDoNothing()
    .returning({ eventId: inbox.eventId })
    .prepare("inbox_insert"),
);

export type DeliveryOutcome = HandlingOutcome | "duplicate";

/**
 * Gives an event to a consumer so that its effect happens exactly once: the inbox row, the effect
 * and the events that follow from it commit together, and a second delivery finds the row.
 */
export async function handleDelivery(
  { consumer, event }: { consumer: RegisteredConsumer; event: AnyEvent },
  ports: Ports,
): Promise<DeliveryOutcome> {
  const delivery = { consumer: consumer.name, eventId: event.metadata.eventId };
  if (await wasHandled(ports.db, delivery)) return "duplicate";
  const effect = await consumer.handle(event, ports);
  return ports.db.transaction(async (tx) => {
    const inserted = await tx.prepared(insertHandled).execute(delivery);
    return inserted.length === 0 ? "duplicate" : effect(tx);
  });
}

async function wasHandled(
  db: Database,
  delivery: { consumer: string; eventId: string },
): Promise<boolean> {
  const rows = await db.prepared(findHandled).execute(delivery);
  return rows.length > 0;
}

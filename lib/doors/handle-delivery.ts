import { sql } from "drizzle-orm";
import { defineStatement, type Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { AnyEvent } from "../events/event.ts";
import type { Consumer } from "../events/routing.ts";
import type { Effect, HandlingOutcome } from "./consumer.ts";
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

/** Who is given an event, with the ports that are lent to it. */
export type DeliveredTo<Lent> = {
  name: Consumer;
  handle(event: AnyEvent, ports: Lent): Promise<Effect>;
};

/**
 * Gives an event to a consumer so that its effect happens exactly once: the inbox row, the effect
 * and the events that follow from it commit together, and a second delivery finds the row.
 */
export async function handleDelivery<Lent extends Pick<Ports, "db"> = Ports>(
  { consumer, event }: { consumer: DeliveredTo<Lent>; event: AnyEvent },
  ports: Lent,
): Promise<DeliveryOutcome> {
  const delivery = { consumer: consumer.name, eventId: event.metadata.eventId };
  if (await wasHandled(ports.db, delivery)) return "duplicate";
  const effect = await consumer.handle(event, ports);
  return ports.db.transaction(async (tx) => {
    const inserted = await tx.prepared(insertHandled).execute(delivery);
    return inserted.length === 0 ? "duplicate" : effect(tx);
  });
}

/** An event about a seller who is erased counts as handled, or the reconciler would send it again. */
export async function recordErased(
  db: Database,
  delivery: { consumer: Consumer; eventId: string },
): Promise<void> {
  await db.prepared(insertHandled).execute(delivery);
}

async function wasHandled(
  db: Database,
  delivery: { consumer: string; eventId: string },
): Promise<boolean> {
  const rows = await db.prepared(findHandled).execute(delivery);
  return rows.length > 0;
}

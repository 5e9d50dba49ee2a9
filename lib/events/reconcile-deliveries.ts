import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { derivedId } from "../ids.ts";
import type { Log } from "../log.ts";
import type { Queue } from "./queue.ts";
import { toOutgoing } from "./relay-events.ts";
import { CONSUMERS, type Consumer, SUBSCRIPTIONS } from "./routing.ts";

const { deadLetters, events, inbox } = schema;

/** Longer than the first three retries take, so that a delivery in progress is left alone. */
const SETTLE_MINUTES = 45;
/** Older ones were looked at by earlier rounds, every day of their first week. */
const HORIZON_DAYS = 7;

const missingRow = z.object({ event_id: z.string(), consumer: z.enum(CONSUMERS) });

/**
 * Finds published events that a subscribed consumer neither handled nor dead-lettered, and sends
 * them again: completeness by query, not by trust in the broker. Returns how many were sent.
 */
export async function reconcileDeliveries(
  { db, queue, log }: { db: Database; queue: Queue; log: Log },
  { limit }: { limit: number },
): Promise<number> {
  const missing = await findMissing(db, limit);
  for (const { event_id: eventId, consumer } of missing) {
    const [stored] = await db.orm
      .select({
        eventId: events.eventId,
        eventType: events.eventType,
        metadata: events.metadata,
        payload: events.payload,
      })
      .from(events)
      .where(sql`${events.eventId} = ${eventId}`);
    if (stored === undefined) continue;
    const hour = new Date().toISOString().slice(0, 13);
    // The broker would swallow the event's own id for ten minutes; one id per hour bounds the repeats.
    const deduplicationId = derivedId("reconciled", eventId, consumer, hour);
    await queue.redeliver({ ...toOutgoing(stored), deduplicationId }, consumer);
    log.warn("delivery.reconciled", { event_id: eventId, consumer });
  }
  return missing.length;
}

async function findMissing(
  db: Database,
  limit: number,
): Promise<{ event_id: string; consumer: Consumer }[]> {
  const routes = sql.join(
    SUBSCRIPTIONS.flatMap(({ consumer, eventTypes }) =>
      eventTypes.map((eventType) => sql`(${consumer}, ${eventType})`),
    ),
    sql`, `,
  );
  const { rows } = await db.orm.execute(sql`
    select ${events.eventId} as event_id, route.consumer
    from ${events}
    join (values ${routes}) as route (consumer, event_type)
      on route.event_type = ${events.eventType}
    left join ${inbox} on ${inbox.consumer} = route.consumer and ${inbox.eventId} = ${events.eventId}
    left join ${deadLetters}
      on ${deadLetters.consumer} = route.consumer and ${deadLetters.eventId} = ${events.eventId}
    where ${events.publishedAt} between now() - make_interval(days => ${HORIZON_DAYS})
        and now() - make_interval(mins => ${SETTLE_MINUTES})
      and ${inbox.eventId} is null and ${deadLetters.eventId} is null
    order by ${events.seq}
    limit ${limit}
  `);
  return z.array(missingRow).parse(rows);
}

import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { derivedId } from "../ids.ts";
import type { Log } from "../log.ts";
import { findOpenDeliveries } from "./open-deliveries.ts";
import type { Queue } from "./queue.ts";
import { toOutgoing } from "./relay-events.ts";
import { findStoredEvent } from "./stored-event.ts";

const { deliveryFailures } = schema;

/** A delivery that nobody has tried for so long is lost. */
const SETTLE_MINUTES = 45;
/** One that was tried and failed is the broker's until its last retry, 6 h 40 min after the first try. */
const RETRIED_HOURS = 8;

/**
 * Sends again what a subscribed consumer neither handled nor gave up: completeness by query, not
 * by trust in the broker. Returns how many deliveries were sent.
 */
export async function reconcileDeliveries(
  { db, queue, log }: { db: Database; queue: Queue; log: Log },
  { limit }: { limit: number },
): Promise<number> {
  const missing = await findOpenDeliveries(db, { publishedMinutesAgo: SETTLE_MINUTES, limit });
  let sent = 0;
  for (const { eventId, consumer } of missing) {
    if (await isBeingRetried(db, { eventId, consumer })) continue;
    const stored = await findStoredEvent(db, eventId);
    if (stored === undefined) continue;
    const hour = new Date().toISOString().slice(0, 13);
    // The broker would swallow the event's own id for ten minutes; one id per hour bounds the repeats.
    const deduplicationId = derivedId("reconciled", eventId, consumer, hour);
    await queue.redeliver({ ...toOutgoing(stored), deduplicationId }, consumer);
    log.warn("delivery.reconciled", { event_id: eventId, consumer });
    sent += 1;
  }
  return sent;
}

async function isBeingRetried(
  db: Database,
  { eventId, consumer }: { eventId: string; consumer: string },
): Promise<boolean> {
  const rows = await db.orm
    .select({ eventId: deliveryFailures.eventId })
    .from(deliveryFailures)
    .where(
      sql`${deliveryFailures.consumer} = ${consumer} and ${deliveryFailures.eventId} = ${eventId}
        and ${deliveryFailures.firstFailedAt} > now() - make_interval(hours => ${RETRIED_HOURS}::int)`,
    );
  return rows.length > 0;
}

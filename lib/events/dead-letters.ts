import { eq, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { derivedId } from "../ids.ts";
import type { Consumer } from "./routing.ts";

const { deadLetters, events, inbox } = schema;
const NON_RETRYABLE_STATUS = 489;

export type FailedDelivery = {
  consumer: Consumer;
  eventId: string;
  messageId: string;
  /** Last status that the consumer answered; 0 when it never did. */
  status: number;
  attempts: number;
};

/**
 * Keeps a delivery that failed for good; the same report twice is one row, and a failure after
 * a redrive is a new episode of it.
 */
export async function recordDeadLetter(db: Database, failed: FailedDelivery): Promise<void> {
  await db.transaction(async (tx) => {
    const [event] = await tx.orm
      .select({ eventType: events.eventType, correlationId: events.correlationId })
      .from(events)
      .where(eq(events.eventId, failed.eventId));
    if (event === undefined) return;
    const [known] = await tx.orm
      .select({
        episode: sql<number>`coalesce(max(${deadLetters.episode}) + 1, 0)`.mapWith(Number),
        reported: sql<boolean>`coalesce(bool_or(${deadLetters.messageId} = ${failed.messageId}), false)`,
      })
      .from(deadLetters)
      .where(
        sql`${deadLetters.consumer} = ${failed.consumer} and ${deadLetters.eventId} = ${failed.eventId}`,
      );
    const [handled] = await tx.orm
      .select({ eventId: inbox.eventId })
      .from(inbox)
      .where(sql`${inbox.consumer} = ${failed.consumer} and ${inbox.eventId} = ${failed.eventId}`);
    // A lost answer can exhaust the retries of work that was committed: nothing is missing then.
    if (known?.reported || handled !== undefined) return;
    const episode = known?.episode ?? 0;
    await tx.orm
      .insert(deadLetters)
      .values({
        id: derivedId("dead-letter", failed.consumer, failed.eventId, episode),
        consumer: failed.consumer,
        eventId: failed.eventId,
        episode,
        eventType: event.eventType,
        correlationId: event.correlationId,
        reason: failed.status === NON_RETRYABLE_STATUS ? "permanent" : "exhausted",
        attempts: failed.attempts,
        status: failed.status || null,
        error: failed.status ? `answered ${failed.status}` : "no answer",
        messageId: failed.messageId,
        failedAt: sql`now()`,
      })
      .onConflictDoNothing();
  });
}

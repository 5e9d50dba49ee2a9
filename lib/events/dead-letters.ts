import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Database, Queries, Transaction } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { derivedId } from "../ids.ts";
import { findOpenDeliveries } from "./open-deliveries.ts";
import type { Consumer } from "./routing.ts";

const { deadLetters, deliveryFailures, events, inbox } = schema;
const NON_RETRYABLE_STATUS = 489;
/** Past every retry of the broker and many rounds of the reconciler. */
const MISSING_AFTER_MINUTES = 24 * 60;

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
  const { status } = failed;
  await db.transaction((tx) =>
    insertDeadLetter(tx, {
      ...failed,
      reason: status === NON_RETRYABLE_STATUS ? "permanent" : "exhausted",
      fallbackError: status ? `answered ${status}` : "no answer",
    }),
  );
}

/** Gives up what no consumer handled and no report told of for a day. Returns how many there were. */
export async function recordMissingDeliveries(
  db: Database,
  { limit }: { limit: number },
): Promise<number> {
  const overdue = await findOpenDeliveries(db, {
    publishedMinutesAgo: MISSING_AFTER_MINUTES,
    limit,
  });
  for (const { eventId, consumer } of overdue)
    await db.transaction((tx) =>
      insertDeadLetter(tx, {
        consumer,
        eventId,
        messageId: null,
        status: 0,
        attempts: 0,
        reason: "missing",
        fallbackError: "neither handled nor reported as failed within a day",
      }),
    );
  return overdue.length;
}

export type NewDeadLetter = Omit<FailedDelivery, "messageId"> & {
  messageId: string | null;
  reason: "permanent" | "exhausted" | "missing";
  /** Where the consumer left no words of its own. */
  fallbackError: string;
};

/** As `recordDeadLetter`, with the reason given, in a transaction of the caller's. */
export async function insertDeadLetter(tx: Transaction, letter: NewDeadLetter): Promise<void> {
  const { consumer, eventId, messageId, reason, status } = letter;
  const [event] = await tx.orm
    .select({ eventType: events.eventType, correlationId: events.correlationId })
    .from(events)
    .where(eq(events.eventId, eventId));
  if (event === undefined) return;
  const earlier = await tx.orm
    .select()
    .from(deadLetters)
    .where(and(eq(deadLetters.consumer, consumer), eq(deadLetters.eventId, eventId)))
    .orderBy(desc(deadLetters.episode));
  const [handled] = await tx.orm
    .select({ eventId: inbox.eventId })
    .from(inbox)
    .where(and(eq(inbox.consumer, consumer), eq(inbox.eventId, eventId)));
  // A lost answer can exhaust the retries of work that was committed: nothing is missing then.
  if (handled !== undefined || earlier.some((known) => known.messageId === messageId)) return;
  const [latest] = earlier;
  const episode = latest === undefined ? 0 : latest.episode + 1;
  const words = await takeWords(tx, letter);
  const inserted = await tx.orm
    .insert(deadLetters)
    .values({
      id: derivedId("dead-letter", consumer, eventId, episode),
      consumer,
      eventId,
      episode,
      eventType: event.eventType,
      correlationId: event.correlationId,
      reason,
      attempts: Math.max(letter.attempts, words?.attempts ?? 0),
      status: status || null,
      firstError: words?.firstError ?? null,
      // After an attempt without an answer the words are those of an attempt before it.
      error: words?.lastStatus === status ? words.lastError : letter.fallbackError,
      messageId,
      failedAt: sql`now()`,
      redrives: latest?.redrives ?? 0,
      setAsideAt: latest?.setAsideAt ?? null,
      setAsideReason: latest?.setAsideReason ?? null,
    })
    .onConflictDoNothing()
    .returning({ id: deadLetters.id });
  if (inserted.length === 0) return;
  await tx.orm
    .update(deadLetters)
    .set({ resolvedAt: sql`now()`, resolution: "failed_again" })
    .where(
      and(
        eq(deadLetters.consumer, consumer),
        eq(deadLetters.eventId, eventId),
        isNull(deadLetters.resolvedAt),
        sql`${deadLetters.episode} < ${episode}`,
      ),
    );
}

/** What the consumer said of its attempts; gone afterwards, so that the next episode starts anew. */
async function takeWords(tx: Transaction, { consumer, eventId }: NewDeadLetter) {
  const [words] = await tx.orm
    .delete(deliveryFailures)
    .where(and(eq(deliveryFailures.consumer, consumer), eq(deliveryFailures.eventId, eventId)))
    .returning();
  return words;
}

/**
 * Closes the dead letters whose event the consumer has handled since, with the time of that. Readers
 * look into the inbox themselves, so it does not matter how late this runs. Returns how many.
 */
export async function resolveHandled(db: Queries): Promise<number> {
  const resolved = await db.orm
    .update(deadLetters)
    .set({ resolvedAt: inbox.handledAt, resolution: "handled" })
    .from(inbox)
    .where(
      and(
        isNull(deadLetters.resolvedAt),
        eq(inbox.consumer, deadLetters.consumer),
        eq(inbox.eventId, deadLetters.eventId),
      ),
    )
    .returning({ id: deadLetters.id });
  return resolved.length;
}

/** Takes an open dead letter off the list of what is to be done; false when it is not there or closed. */
export async function setAside(
  db: Queries,
  { id, reason }: { id: string; reason: string },
): Promise<boolean> {
  const changed = await db.orm
    .update(deadLetters)
    .set({ setAsideAt: sql`now()`, setAsideReason: reason })
    .where(and(eq(deadLetters.id, id), isNull(deadLetters.resolvedAt)))
    .returning({ id: deadLetters.id });
  return changed.length > 0;
}

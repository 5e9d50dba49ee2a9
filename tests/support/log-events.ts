import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import * as z from "zod";
import type { Database, Queries, Transaction } from "#db/client.ts";
import { events, inbox } from "#db/schema/index.ts";
import { CATALOGUE, type EventType } from "#lib/events/catalogue/catalogue.ts";
import { exampleEvent } from "#lib/events/example-event.ts";
import type { LogProjection } from "#lib/events/handle-entries.ts";

const object = z.record(z.string(), z.unknown());

type LoggedRow = {
  type?: EventType;
  timestamp?: string;
  sellerId?: string;
  videoId?: string;
  publishedAt?: Date | null;
};

/**
 * Writes the example of a type into the log at once, not with the commit as the app does, so that a test
 * can hold a transaction open that has taken its number. Returns the event's id.
 */
export async function insertEvent(
  tx: Transaction | Queries,
  { type = "product.created", timestamp, sellerId, videoId, publishedAt }: LoggedRow = {},
): Promise<string> {
  const example = exampleEvent(type);
  const eventId = randomUUID();
  const at = timestamp ?? "2026-03-01T08:00:00.000Z";
  const metadata = { ...example.metadata, eventId, timestamp: at };
  await tx.orm.insert(events).values({
    eventId,
    eventType: type,
    eventVersion: metadata.eventVersion,
    topic: CATALOGUE[type].topic,
    source: metadata.source,
    occurredAt: new Date(at),
    correlationId: metadata.correlationId,
    sellerId: sellerId ?? null,
    videoId: videoId ?? null,
    metadata,
    payload: object.parse(example.payload),
    publishedAt: publishedAt === undefined ? new Date(at) : publishedAt,
  });
  return eventId;
}

/** Which of these events the consumer has handled, in the order of the log. */
export async function listHandled(
  db: Database,
  { consumer, eventIds }: { consumer: string; eventIds: readonly string[] },
): Promise<string[]> {
  const rows = await db.orm
    .select({ consumer: inbox.consumer, eventId: inbox.eventId })
    .from(inbox)
    .innerJoin(events, eq(events.eventId, inbox.eventId))
    .where(inArray(inbox.eventId, [...eventIds]))
    .orderBy(events.xid, events.seq);
  return rows.filter((row) => row.consumer === consumer).map(({ eventId }) => eventId);
}

/** A consumer that writes down what it is given, and throws on events that `refuse` names. */
export function recordingProjection(refuse: (eventId: string) => Error | undefined) {
  const given: string[][] = [];
  const consumer: LogProjection = {
    name: "analytics-service",
    project(_tx, entries) {
      const ids = entries.map(({ event }) => event.metadata.eventId);
      given.push(ids);
      const refusal = ids.map(refuse).find((error) => error !== undefined);
      return refusal === undefined ? Promise.resolve() : Promise.reject(refusal);
    },
  };
  return { consumer, given };
}

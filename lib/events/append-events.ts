import { sql } from "drizzle-orm";
import { defineStatement, type Transaction } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { CATALOGUE } from "./catalogue/catalogue.ts";
import type { AnyEvent } from "./event.ts";
import { subscriptionsOf } from "./routing.ts";

const { placeholder } = sql;

const insertEvent = defineStatement((orm) =>
  orm
    .insert(schema.events)
    .values({
      eventId: placeholder("eventId"),
      eventType: placeholder("eventType"),
      eventVersion: placeholder("eventVersion"),
      topic: placeholder("topic"),
      source: placeholder("source"),
      occurredAt: placeholder("occurredAt"),
      correlationId: placeholder("correlationId"),
      sellerId: placeholder("sellerId"),
      videoId: placeholder("videoId"),
      metadata: placeholder("metadata"),
      payload: placeholder("payload"),
      // Drizzle would map a null before sending it; the cast leaves it to the database.
      publishedAt: sql`${placeholder("publishedAt")}::timestamptz`,
    })
    .onConflictDoNothing()
    .prepare("event_insert"),
);

/** What an event is about, for the log's own look-ups. */
export type EventSubject = { sellerId?: string; videoId?: string };

/**
 * Writes an event into the log and outbox, in the transaction of the change that it tells of.
 * The same event id a second time changes nothing. An event that no one subscribes to is only logged.
 */
export async function appendEvent(
  tx: Transaction,
  event: AnyEvent,
  subject: EventSubject = {},
): Promise<void> {
  const { metadata, payload } = event;
  const occurredAt = new Date(metadata.timestamp);
  await tx.prepared(insertEvent).execute({
    eventId: metadata.eventId,
    eventType: metadata.eventType,
    eventVersion: metadata.eventVersion,
    topic: CATALOGUE[metadata.eventType].topic,
    source: metadata.source,
    occurredAt,
    correlationId: metadata.correlationId,
    sellerId: subject.sellerId ?? null,
    videoId: subject.videoId ?? null,
    metadata,
    payload,
    publishedAt: subscriptionsOf(metadata.eventType).length > 0 ? null : metadata.timestamp,
  });
}

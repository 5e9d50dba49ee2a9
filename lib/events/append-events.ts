import type { SqlCall, Transaction } from "#db/client.ts";
import { CATALOGUE } from "./catalogue/catalogue.ts";
import type { AnyEvent } from "./event.ts";
import { subscriptionsOf } from "./routing.ts";

/** Any number of events in one statement: its one parameter is their JSON array. */
const INSERT_EVENTS = `
  insert into events (event_id, event_type, event_version, topic, source, occurred_at,
    correlation_id, seller_id, video_id, metadata, payload, published_at)
  select event_id, event_type, event_version, topic, source, occurred_at,
    correlation_id, seller_id, video_id, metadata, payload, published_at
  from jsonb_to_recordset($1::jsonb) as event (event_id uuid, event_type text, event_version text,
    topic text, source text, occurred_at timestamptz, correlation_id uuid, seller_id uuid,
    video_id text, metadata jsonb, payload jsonb, published_at timestamptz)
  on conflict do nothing`;

/** What an event is about, for the log's own look-ups. */
export type EventSubject = { sellerId?: string; videoId?: string };

/**
 * Writes an event into the log and outbox, in the transaction of the change that it tells of; it is
 * there once this has committed. The same event id a second time changes nothing. An event that no
 * one subscribes to is only logged.
 */
export function appendEvent(
  tx: Transaction,
  event: AnyEvent,
  subject: EventSubject = {},
): Promise<void> {
  tx.gather(insertEvents, toRow(event, subject));
  return Promise.resolve();
}

function toRow({ metadata, payload }: AnyEvent, subject: EventSubject) {
  return {
    event_id: metadata.eventId,
    event_type: metadata.eventType,
    event_version: metadata.eventVersion,
    topic: CATALOGUE[metadata.eventType].topic,
    source: metadata.source,
    occurred_at: metadata.timestamp,
    correlation_id: metadata.correlationId,
    seller_id: subject.sellerId ?? null,
    video_id: subject.videoId ?? null,
    metadata,
    payload,
    published_at: subscriptionsOf(metadata.eventType).length > 0 ? null : metadata.timestamp,
  };
}

function insertEvents(rows: readonly ReturnType<typeof toRow>[]): SqlCall {
  return { name: "events_insert", text: INSERT_EVENTS, values: [JSON.stringify(rows)] };
}

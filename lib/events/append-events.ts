import type { Queries, SqlCall, Transaction } from "#db/client.ts";
import { CATALOGUE } from "./catalogue/catalogue.ts";
import type { AnyEvent } from "./event.ts";
import { qstashSubscriptionsOf } from "./routing.ts";

const COLUMNS = [
  "event_id",
  "event_type",
  "event_version",
  "topic",
  "source",
  "occurred_at",
  "correlation_id",
  "seller_id",
  "video_id",
  "metadata",
  "payload",
  "published_at",
] as const satisfies (keyof ReturnType<typeof toRecord>)[];

const INTO_EVENTS = `insert into events (${COLUMNS.join(", ")})`;

const INSERT_EVENT = `${INTO_EVENTS}
  values (${COLUMNS.map((_column, index) => `$${index + 1}`).join(", ")})
  on conflict do nothing`;

/** Any number of events in one statement: its one parameter is their JSON array. */
const INSERT_EVENTS = `${INTO_EVENTS}
  select ${COLUMNS.join(", ")}
  from jsonb_to_recordset($1::jsonb) as event (event_id uuid, event_type text, event_version text,
    topic text, source text, occurred_at timestamptz, correlation_id uuid, seller_id uuid,
    video_id text, metadata jsonb, payload jsonb, published_at timestamptz)
  on conflict do nothing`;

/** What an event is about, for the log's own look-ups. */
export type EventSubject = { sellerId?: string; videoId?: string };

/**
 * Writes an event into the log and outbox, in the transaction of the change that it tells of; it is
 * there once this has committed. The same event id a second time changes nothing. An event that the
 * queue has nobody for counts as published at once. Its personal fields are sealed under the key of
 * the seller that it is about.
 */
export function appendEvent(
  tx: Transaction,
  event: AnyEvent,
  subject: EventSubject = {},
): Promise<void> {
  tx.gather(insertEvents, toRow(event, subject));
  return Promise.resolve();
}

/**
 * Writes down what another system says of a fact that is made here. The log keeps it under a type of
 * its own, which nobody subscribes to, folds or counts.
 */
export function appendReceived(tx: Transaction, event: AnyEvent): Promise<void> {
  tx.gather(insertEvents, { ...toRow(event, {}), isReceived: true });
  return Promise.resolve();
}

const RECEIVED = "received:";

/** The catalogue's type of a row of the log, whoever says it. */
export function typeOfRow(eventType: string): string {
  return eventType.startsWith(RECEIVED) ? eventType.slice(RECEIVED.length) : eventType;
}

function toRow({ metadata, payload }: AnyEvent, subject: EventSubject) {
  const { eventId, eventType, eventVersion } = metadata;
  return {
    isReceived: false,
    eventId,
    eventType,
    eventVersion,
    sellerId: subject.sellerId ?? null,
    videoId: subject.videoId ?? null,
    metadata,
    payload,
  };
}

type Row = ReturnType<typeof toRow>;

async function insertEvents(rows: readonly Row[], { personal }: Queries): Promise<SqlCall> {
  const records = (await personal.protect(rows)).map(toRecord);
  const [only] = records;
  // Most transactions tell of one event, which needs no array to be taken apart by the database.
  if (only !== undefined && records.length === 1)
    return { name: "event_insert", text: INSERT_EVENT, values: COLUMNS.map((name) => only[name]) };
  return { name: "events_insert", text: INSERT_EVENTS, values: [JSON.stringify(records)] };
}

function toRecord({ eventId, eventType, eventVersion, sellerId, videoId, ...row }: Row) {
  const { isReceived, metadata, payload } = row;
  const isForQueue = !isReceived && qstashSubscriptionsOf(eventType).length > 0;
  return {
    event_id: eventId,
    event_type: isReceived ? `${RECEIVED}${eventType}` : eventType,
    event_version: eventVersion,
    topic: CATALOGUE[eventType].topic,
    source: metadata.source,
    occurred_at: metadata.timestamp,
    correlation_id: metadata.correlationId,
    seller_id: sellerId,
    video_id: videoId,
    metadata,
    payload,
    published_at: isForQueue ? null : metadata.timestamp,
  };
}

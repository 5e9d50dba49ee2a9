import { inArray } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { AnyEvent, EventOf } from "./event.ts";
import type { EventType } from "./catalogue/catalogue.ts";
import { readEvent } from "./read-event.ts";

const { events } = schema;

/** What of a row an event is made of. Whoever needs a stored event itself reads it through this file. */
export const STORED_COLUMNS = {
  eventId: events.eventId,
  eventType: events.eventType,
  eventVersion: events.eventVersion,
  sellerId: events.sellerId,
  videoId: events.videoId,
  metadata: events.metadata,
  payload: events.payload,
} as const;

export type StoredEvent = Pick<typeof events.$inferSelect, keyof typeof STORED_COLUMNS>;

/** An event of the log with what it is about, as far as that is known. */
export type LogEntry<Type extends EventType = EventType> = {
  event: { [Each in Type]: EventOf<Each> }[Type];
  sellerId: string | null;
  videoId: string | null;
};

/** Throws on an event that this version of the app cannot read. */
export function toLogEntry({ sellerId, videoId, metadata, payload }: StoredEvent): LogEntry {
  const read = readEvent({ metadata, payload });
  if (read.kind === "invalid") throw new Error(`unreadable event: ${read.reason}`);
  const event: AnyEvent = read.event;
  return { event, sellerId, videoId };
}

export async function findStoredEvent(
  db: Queries,
  eventId: string,
): Promise<StoredEvent | undefined> {
  const [stored] = await listStoredEvents(db, [eventId]);
  return stored;
}

/** In the order of the log. */
export function listStoredEvents(db: Queries, eventIds: readonly string[]): Promise<StoredEvent[]> {
  return db.orm
    .select(STORED_COLUMNS)
    .from(events)
    .where(inArray(events.eventId, [...eventIds]))
    .orderBy(events.seq);
}

import { and, eq, inArray } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { isEventType } from "./catalogue/catalogue.ts";
import { CONSUMERS, isLogConsumer, subscriptionsOf } from "./routing.ts";

const { deadLetters, deliveryFailures, events, inbox } = schema;

const MAX_EVENTS = 500;

/**
 * `failed` is a dead letter that is open; `trying` failed before and will be tried again. A consumer that
 * reads the log is sent nothing to wait for: what it has not come to yet is `unread`.
 */
export type DeliveryState =
  "unpublished" | "waiting" | "unread" | "trying" | "handled" | "failed" | "redriven" | "set_aside";

export type Delivery = {
  consumer: string;
  state: DeliveryState;
  /** When it came into this state, where that is known. */
  at: Date | null;
  /** Failed attempts that are known of. */
  attempts: number;
  error: string | null;
  deadLetterId: string | null;
};

export type TimelineEvent = {
  eventId: string;
  eventType: string;
  source: string;
  /** Whose event it is, where it is one seller's. */
  sellerId: string | null;
  occurredAt: Date;
  publishedAt: Date | null;
  /** What the queue last refused the event with. */
  publishError: string | null;
  deliveries: Delivery[];
};

/** Everything that happened under one correlation id, in the order of the log, with each delivery's end. */
export async function readTimeline(db: Queries, correlationId: string): Promise<TimelineEvent[]> {
  const logged = await db.orm
    .select({
      eventId: events.eventId,
      eventType: events.eventType,
      source: events.source,
      sellerId: events.sellerId,
      occurredAt: events.occurredAt,
      publishedAt: events.publishedAt,
      publishError: events.lastError,
    })
    .from(events)
    .where(eq(events.correlationId, correlationId))
    .orderBy(events.seq)
    .limit(MAX_EVENTS);
  const found = await readDeliveries(
    db,
    logged.map(({ eventId }) => eventId),
  );
  return logged.map((event) => ({ ...event, deliveries: deliveriesOf(event, found) }));
}

async function readDeliveries(db: Queries, eventIds: string[]) {
  if (eventIds.length === 0) return { handled: [], dead: [], failing: [] };
  return {
    // The consumer leads the inbox's key: without the names every row of it would be read.
    handled: await db.orm
      .select()
      .from(inbox)
      .where(and(inArray(inbox.consumer, [...CONSUMERS]), inArray(inbox.eventId, eventIds))),
    dead: await db.orm
      .select()
      .from(deadLetters)
      .where(inArray(deadLetters.eventId, eventIds))
      .orderBy(deadLetters.episode),
    failing: await db.orm
      .select()
      .from(deliveryFailures)
      .where(inArray(deliveryFailures.eventId, eventIds)),
  };
}

type Found = Awaited<ReturnType<typeof readDeliveries>>;
type Published = { eventId: string; eventType: string; publishedAt: Date | null };

function deliveriesOf(event: Published, found: Found): Delivery[] {
  const subscribed = isEventType(event.eventType)
    ? subscriptionsOf(event.eventType).map(({ consumer }): string => consumer)
    : [];
  // One who is not subscribed any more has a past all the same.
  const past = [...found.handled, ...found.dead]
    .filter(({ eventId }) => eventId === event.eventId)
    .map(({ consumer }) => consumer);
  return [...new Set([...subscribed, ...past])].map((consumer) =>
    deliveryTo(consumer, { event, found }),
  );
}

function deliveryTo(
  consumer: string,
  { event, found }: { event: Published; found: Found },
): Delivery {
  const isThis = (row: { consumer: string; eventId: string }) =>
    row.consumer === consumer && row.eventId === event.eventId;
  const handled = found.handled.find(isThis);
  const dead = found.dead.findLast(isThis);
  const failing = found.failing.find(isThis);
  const delivery = {
    consumer,
    attempts: (dead?.attempts ?? 0) + (failing?.attempts ?? 0),
    error: failing?.lastError ?? dead?.error ?? null,
    deadLetterId: dead?.id ?? null,
  };
  if (handled !== undefined) return { ...delivery, state: "handled", at: handled.handledAt };
  if (dead?.setAsideAt) return { ...delivery, state: "set_aside", at: dead.setAsideAt };
  if (dead?.redrivenAt) return { ...delivery, state: "redriven", at: dead.redrivenAt };
  if (dead !== undefined) return { ...delivery, state: "failed", at: dead.failedAt };
  if (failing !== undefined) return { ...delivery, state: "trying", at: failing.lastFailedAt };
  if (isLogConsumer(consumer)) return { ...delivery, state: "unread", at: null };
  const state = event.publishedAt === null ? "unpublished" : "waiting";
  return { ...delivery, state, at: event.publishedAt };
}

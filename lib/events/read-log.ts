import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { CONSUMERS } from "./routing.ts";

const { deadLetters, events, inbox, sellers } = schema;

/** Which events; what is absent does not narrow it. */
export type LogFilter = {
  type?: string | undefined;
  sellerId?: string | undefined;
  videoId?: string | undefined;
  correlationId?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
};

export type LoggedEvent = Awaited<ReturnType<typeof listEvents>>[number];

/** The newest events that match, oldest of them first, with how many consumers handled each or gave it up. */
export async function listEvents(
  db: Queries,
  { filter, limit }: { filter: LogFilter; limit: number },
) {
  const rows = await db.orm
    .select({
      eventId: events.eventId,
      eventType: events.eventType,
      occurredAt: events.occurredAt,
      videoId: events.videoId,
      sellerHandle: sellers.handle,
      publishedAt: events.publishedAt,
      publishAttempts: events.attempts,
      // The consumer leads the inbox's key: without the names every row of it would be read.
      handled: sql<number>`(select count(*) from ${inbox}
        where ${inArray(inbox.consumer, [...CONSUMERS])}
          and ${inbox.eventId} = ${events.eventId})`.mapWith(Number),
      dead: sql<number>`(select count(*) from ${deadLetters}
        where ${deadLetters.eventId} = ${events.eventId} and ${deadLetters.resolvedAt} is null
          and not exists (select from ${inbox} where ${inbox.eventId} = ${deadLetters.eventId}
            and ${inbox.consumer} = ${deadLetters.consumer}))`.mapWith(Number),
    })
    .from(events)
    .leftJoin(sellers, eq(sellers.id, events.sellerId))
    .where(and(...conditionsOf(filter)))
    .orderBy(desc(events.seq))
    .limit(limit);
  return rows.toReversed();
}

/** An event with its personal fields; once its seller is erased it is `erased` and without them. */
export async function findLoggedEvent(db: Queries, eventId: string) {
  const [event] = await db.orm
    .select({
      eventId: events.eventId,
      eventType: events.eventType,
      eventVersion: events.eventVersion,
      correlationId: events.correlationId,
      sellerId: events.sellerId,
      metadata: events.metadata,
      payload: events.payload,
    })
    .from(events)
    .where(eq(events.eventId, eventId));
  if (event === undefined) return undefined;
  const [revealed] = await db.personal.reveal([event]);
  return revealed;
}

/** The id behind a seller's handle. */
export async function findSellerId(db: Queries, handle: string): Promise<string | undefined> {
  const [seller] = await db.orm
    .select({ id: sellers.id })
    .from(sellers)
    .where(eq(sellers.handle, handle));
  return seller?.id;
}

function conditionsOf(filter: LogFilter): SQL[] {
  const { type, sellerId, videoId, correlationId, since, until } = filter;
  const conditions: SQL[] = [];
  if (type !== undefined) conditions.push(eq(events.eventType, type));
  if (sellerId !== undefined) conditions.push(eq(events.sellerId, sellerId));
  if (videoId !== undefined) conditions.push(eq(events.videoId, videoId));
  if (correlationId !== undefined) conditions.push(eq(events.correlationId, correlationId));
  if (since !== undefined)
    conditions.push(sql`${events.occurredAt} >= ${since.toISOString()}::timestamptz`);
  if (until !== undefined)
    conditions.push(sql`${events.occurredAt} <= ${until.toISOString()}::timestamptz`);
  return conditions;
}

import { and, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";

const { deadLetters, events, inbox, sellers } = schema;

/** How often the queue refused an event before it counts as one that cannot be published. */
const UNPUBLISHED_AFTER_ATTEMPTS = 3;

export const DEAD_LETTER_REASONS = ["permanent", "exhausted", "missing"] as const;
export const DEAD_LETTER_STATES = [
  "open",
  "redriven",
  "set_aside",
  "handled",
  "failed_again",
] as const;

const state = z.enum(DEAD_LETTER_STATES);
export type DeadLetterState = z.infer<typeof state>;

/** Which dead letters; what is absent does not narrow it. */
export type DeadLetterFilter = {
  consumer?: string | undefined;
  eventType?: string | undefined;
  reason?: (typeof DEAD_LETTER_REASONS)[number] | undefined;
  states?: readonly DeadLetterState[] | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
};

/** The inbox is asked as well: the row may not know yet that the consumer has handled the event. */
const stateOf = sql<DeadLetterState>`case
  when ${deadLetters.resolution} = 'failed_again' then 'failed_again'
  when ${deadLetters.resolvedAt} is not null or ${inbox.eventId} is not null then 'handled'
  when ${deadLetters.setAsideAt} is not null then 'set_aside'
  when ${deadLetters.redrivenAt} is not null then 'redriven'
  else 'open' end`;

const columns = {
  id: deadLetters.id,
  consumer: deadLetters.consumer,
  eventId: deadLetters.eventId,
  eventType: deadLetters.eventType,
  correlationId: deadLetters.correlationId,
  episode: deadLetters.episode,
  reason: deadLetters.reason,
  attempts: deadLetters.attempts,
  status: deadLetters.status,
  firstError: deadLetters.firstError,
  error: deadLetters.error,
  failedAt: deadLetters.failedAt,
  redrives: deadLetters.redrives,
  redrivenAt: deadLetters.redrivenAt,
  setAsideAt: deadLetters.setAsideAt,
  setAsideReason: deadLetters.setAsideReason,
  handledAt: inbox.handledAt,
  state: stateOf.mapWith((value: unknown) => state.parse(value)),
  videoId: events.videoId,
  sellerHandle: sellers.handle,
};

export type DeadLetter = Awaited<ReturnType<typeof listDeadLetters>>[number];

/** Where a page of the list ends. */
export type DeadLetterCursor = { failedAt: Date; id: string };

/** Newest first. */
export async function listDeadLetters(
  db: Queries,
  {
    filter,
    before,
    limit,
  }: { filter: DeadLetterFilter; before?: DeadLetterCursor | undefined; limit: number },
) {
  const conditions = conditionsOf(filter);
  if (before !== undefined)
    conditions.push(
      sql`(date_trunc('milliseconds', ${deadLetters.failedAt}), ${deadLetters.id}) < (${before.failedAt.toISOString()}::timestamptz, ${before.id}::uuid)`,
    );
  return select(db)
    .where(and(...conditions))
    .orderBy(sql`date_trunc('milliseconds', ${deadLetters.failedAt}) desc`, desc(deadLetters.id))
    .limit(limit);
}

export async function countDeadLetters(db: Queries, filter: DeadLetterFilter): Promise<number> {
  const [row] = await db.orm
    .select({ found: sql<number>`count(*)`.mapWith(Number) })
    .from(deadLetters)
    .leftJoin(inbox, handledBySame)
    .where(and(...conditionsOf(filter)));
  return row?.found ?? 0;
}

export async function findDeadLetter(db: Queries, id: string): Promise<DeadLetter | undefined> {
  const [letter] = await select(db).where(eq(deadLetters.id, id));
  return letter;
}

/** The dead letters that these ids name, be it their own or those of their events. */
export async function findDeadLetters(db: Queries, ids: readonly string[]): Promise<DeadLetter[]> {
  if (ids.length === 0) return [];
  return select(db)
    .where(or(inArray(deadLetters.id, [...ids]), inArray(deadLetters.eventId, [...ids])))
    .orderBy(deadLetters.failedAt, deadLetters.id);
}

/** Events that the queue refuses, or cannot be reached for, time and again; they are still tried. */
export async function listUnpublished(db: Queries, { limit }: { limit: number }) {
  return db.orm
    .select({
      eventId: events.eventId,
      eventType: events.eventType,
      occurredAt: events.occurredAt,
      attempts: events.attempts,
      lastError: events.lastError,
      nextAttemptAt: events.nextAttemptAt,
    })
    .from(events)
    .where(
      sql`${events.publishedAt} is null and ${events.attempts} >= ${UNPUBLISHED_AFTER_ATTEMPTS}`,
    )
    .orderBy(events.seq)
    .limit(limit);
}

export type UnpublishedEvent = Awaited<ReturnType<typeof listUnpublished>>[number];

const handledBySame = and(
  eq(inbox.consumer, deadLetters.consumer),
  eq(inbox.eventId, deadLetters.eventId),
);

function select(db: Queries) {
  return db.orm
    .select(columns)
    .from(deadLetters)
    .leftJoin(inbox, handledBySame)
    .leftJoin(events, eq(events.eventId, deadLetters.eventId))
    .leftJoin(sellers, eq(sellers.id, events.sellerId));
}

function conditionsOf({ consumer, eventType, reason, states, since, until }: DeadLetterFilter) {
  const conditions: SQL[] = [];
  if (consumer !== undefined) conditions.push(eq(deadLetters.consumer, consumer));
  if (eventType !== undefined) conditions.push(eq(deadLetters.eventType, eventType));
  if (reason !== undefined) conditions.push(eq(deadLetters.reason, reason));
  if (since !== undefined)
    conditions.push(sql`${deadLetters.failedAt} >= ${since.toISOString()}::timestamptz`);
  if (until !== undefined)
    conditions.push(sql`${deadLetters.failedAt} <= ${until.toISOString()}::timestamptz`);
  if (states !== undefined) conditions.push(inArray(stateOf, [...states]));
  return conditions;
}

import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { type Database, defineStatement } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { isEventType } from "./catalogue/catalogue.ts";
import { withoutPersonalText } from "./delivery-failures.ts";
import type { OutgoingEvent, PublishResult, Queue } from "./queue.ts";

const BATCH_SIZE = 100;
/** Well inside the broker's ten minutes of deduplication, so that an ambiguous publish is absorbed there. */
const CLAIM_SECONDS = 30;
const MAX_BACKOFF_SECONDS = 300;

const { events } = schema;
const { placeholder } = sql;

export type RelayReport = { published: number; refused: number };

/**
 * Hands unpublished events to the queue, batch by batch, until none is due or the time is up.
 * Safe to run anywhere at any time: a row is claimed first, and marked only under that claim.
 */
export async function relayEvents(
  ports: { db: Database; queue: Queue; log: Log },
  { budgetMs }: { budgetMs: number },
): Promise<RelayReport> {
  const deadline = Date.now() + budgetMs;
  const report = { published: 0, refused: 0 };
  while (Date.now() < deadline) {
    const token = randomUUID();
    const claimed = await claimBatch(ports.db, token);
    if (claimed.length === 0) break;
    const settlements = await publishBatch(ports, claimed);
    const settled = await settleBatch(ports, { token, settlements });
    report.published += settled.published;
    report.refused += settled.refused;
    // What is committed from here on has a relay of its own after it.
    if (settled.published === 0 || claimed.length < BATCH_SIZE) break;
  }
  return report;
}

const claimDue = defineStatement((orm) => {
  const due = orm
    .select({ eventId: events.eventId })
    .from(events)
    .where(
      sql`${events.publishedAt} is null and ${events.nextAttemptAt} <= now()
        and (${events.claimedUntil} is null or ${events.claimedUntil} < now())`,
    )
    .orderBy(events.nextAttemptAt)
    .limit(BATCH_SIZE)
    .for("update", { skipLocked: true });
  return orm
    .update(events)
    .set({
      claimToken: sql`${placeholder("token")}`,
      claimedUntil: sql`now() + make_interval(secs => ${sql.raw(String(CLAIM_SECONDS))})`,
      attempts: sql`${events.attempts} + 1`,
    })
    .where(inArray(events.eventId, due))
    .returning({
      eventId: events.eventId,
      eventType: events.eventType,
      metadata: events.metadata,
      payload: events.payload,
    })
    .prepare("events_claim");
});

const settleAccepted = defineStatement((orm) =>
  orm
    .update(events)
    .set({ publishedAt: sql`now()`, claimedUntil: null, claimToken: null, lastError: null })
    .where(
      sql`${events.eventId} = any(${placeholder("eventIds")}::uuid[])
        and ${events.claimToken} = ${placeholder("token")}`,
    )
    .prepare("events_published"),
);

function claimBatch(db: Database, token: string): Promise<StoredEvent[]> {
  return db.prepared(claimDue).execute({ token });
}

type StoredEvent = Pick<
  typeof events.$inferSelect,
  "eventId" | "eventType" | "metadata" | "payload"
>;

/** A stored event as it goes over the wire. Throws on a type that this version does not know. */
export function toOutgoing({ eventId, eventType, metadata, payload }: StoredEvent): OutgoingEvent {
  if (!isEventType(eventType)) throw new Error(`stored event of unknown type ${eventType}`);
  return {
    eventId,
    eventType,
    body: JSON.stringify({ metadata, payload }),
    deduplicationId: eventId,
  };
}

type Settlement = { eventId: string; result: PublishResult };

/** What the queue said of each event; an event that this version does not know waits for one that does. */
async function publishBatch(
  { queue, log }: { queue: Queue; log: Log },
  claimed: readonly StoredEvent[],
): Promise<Settlement[]> {
  const known = claimed.filter(({ eventType }) => isEventType(eventType));
  const unknown = claimed
    .filter(({ eventType }) => !isEventType(eventType))
    .map(({ eventId }) => ({ eventId, result: refused("unknown event type") }));
  if (known.length === 0) return unknown;
  try {
    const results = await queue.publish(known.map(toOutgoing));
    const settled = known.map(({ eventId }, index) => ({
      eventId,
      result: results[index] ?? refused("no answer"),
    }));
    return [...settled, ...unknown];
  } catch (error) {
    const reason = describeError(error);
    log.warn("outbox.unreachable", { events: known.length, error: reason });
    return [...known.map(({ eventId }) => ({ eventId, result: refused(reason) })), ...unknown];
  }
}

function refused(reason: string): PublishResult {
  return { kind: "refused", reason };
}

async function settleBatch(
  { db, log }: { db: Database; log: Log },
  { token, settlements }: { token: string; settlements: readonly Settlement[] },
): Promise<RelayReport> {
  const accepted: string[] = [];
  const refusals = new Map<string, string>();
  for (const { eventId, result } of settlements)
    if (result.kind === "accepted") accepted.push(eventId);
    else refusals.set(eventId, result.reason);
  if (accepted.length > 0) await db.prepared(settleAccepted).execute({ eventIds: accepted, token });
  for (const [eventId, reason] of refusals) {
    log.warn("outbox.refused", { event_id: eventId, error: reason });
    await db.orm
      .update(events)
      .set({
        claimedUntil: null,
        claimToken: null,
        lastError: withoutPersonalText(reason),
        nextAttemptAt: sql`now() + make_interval(secs => least(${MAX_BACKOFF_SECONDS}, power(2, least(${events.attempts}, 12)) * (0.5 + random() / 2)))`,
      })
      .where(and(eq(events.eventId, eventId), eq(events.claimToken, token)));
  }
  return { published: accepted.length, refused: refusals.size };
}

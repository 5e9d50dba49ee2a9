import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { isEventType } from "./catalogue/catalogue.ts";
import type { OutgoingEvent, PublishResult, Queue } from "./queue.ts";

const BATCH_SIZE = 100;
/** Well inside the broker's ten minutes of deduplication, so that an ambiguous publish is absorbed there. */
const CLAIM_SECONDS = 30;
const MAX_BACKOFF_SECONDS = 300;

const { events } = schema;

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
    const results = await publishBatch(ports, claimed);
    const settled = await settleBatch(ports.db, { token, claimed, results });
    report.published += settled.published;
    report.refused += settled.refused;
    if (settled.published === 0) break;
  }
  return report;
}

async function claimBatch(db: Database, token: string): Promise<OutgoingEvent[]> {
  const due = db.orm
    .select({ eventId: events.eventId })
    .from(events)
    .where(
      sql`${events.publishedAt} is null and ${events.nextAttemptAt} <= now()
        and (${events.claimedUntil} is null or ${events.claimedUntil} < now())`,
    )
    .orderBy(events.nextAttemptAt)
    .limit(BATCH_SIZE)
    .for("update", { skipLocked: true });
  const rows = await db.orm
    .update(events)
    .set({
      claimToken: token,
      claimedUntil: sql`now() + make_interval(secs => ${CLAIM_SECONDS})`,
      attempts: sql`${events.attempts} + 1`,
    })
    .where(inArray(events.eventId, due))
    .returning({
      eventId: events.eventId,
      eventType: events.eventType,
      metadata: events.metadata,
      payload: events.payload,
    });
  return rows.map(toOutgoing);
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

async function publishBatch(
  { queue, log }: { queue: Queue; log: Log },
  claimed: OutgoingEvent[],
): Promise<PublishResult[]> {
  try {
    return await queue.publish(claimed);
  } catch (error) {
    const reason = describeError(error);
    log.warn("outbox.unreachable", { events: claimed.length, error: reason });
    return claimed.map(() => ({ kind: "refused", reason }));
  }
}

async function settleBatch(
  db: Database,
  batch: { token: string; claimed: OutgoingEvent[]; results: PublishResult[] },
): Promise<RelayReport> {
  const accepted: string[] = [];
  const refused = new Map<string, string>();
  batch.claimed.forEach(({ eventId }, index) => {
    const result = batch.results[index] ?? { kind: "refused", reason: "no answer" };
    if (result.kind === "accepted") accepted.push(eventId);
    else refused.set(eventId, result.reason);
  });
  if (accepted.length > 0)
    await db.orm
      .update(events)
      .set({ publishedAt: sql`now()`, claimedUntil: null, claimToken: null, lastError: null })
      .where(and(inArray(events.eventId, accepted), eq(events.claimToken, batch.token)));
  for (const [eventId, reason] of refused)
    await db.orm
      .update(events)
      .set({
        claimedUntil: null,
        claimToken: null,
        lastError: reason.slice(0, 500),
        nextAttemptAt: sql`now() + make_interval(secs => least(${MAX_BACKOFF_SECONDS}, power(2, least(${events.attempts}, 12)) * (0.5 + random() / 2)))`,
      })
      .where(and(eq(events.eventId, eventId), eq(events.claimToken, batch.token)));
  return { published: accepted.length, refused: refused.size };
}

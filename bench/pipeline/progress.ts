import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { deadLetters, events, inbox, productAi } from "#db/schema/index.ts";
import type { Consumer } from "#lib/events/routing.ts";
import { findOpenDeliveries } from "#lib/events/open-deliveries.ts";

/** The three that every posted video goes to. */
export const VIDEO_CONSUMERS = [
  "caption-parser",
  "thumbnail-generator",
  "auto-tagger",
] as const satisfies readonly Consumer[];

const LOOK_EVERY_MS = 100;
const GIVE_UP_MS = 180_000;

export type Round = {
  /** From the moment that the first video was taken up to the last of its three results. */
  seconds: number;
  /** The same up to the last delivery of all that followed from the videos. */
  wholeSeconds: number;
  /** Deliveries of any kind that came of the videos. */
  deliveries: number;
};

type Watch = { sellerIds: string[]; videos: number; stopped: AbortSignal };

/** Waits until every video has its three results and a product. Rejects when that takes too long. */
export async function untilProducts(db: Database, watch: Watch): Promise<void> {
  const { sellerIds, videos } = watch;
  await until(watch.stopped, async () => {
    const { handled } = await resultsOf(db, sellerIds);
    if (handled < videos * VIDEO_CONSUMERS.length) return false;
    const [made] = await db.orm
      .select({ count: sql<number>`count(*)`.mapWith(Number) })
      .from(productAi)
      .where(inArray(productAi.sellerId, sellerIds));
    if (made?.count !== videos) throw new Error(`${made?.count} products of ${videos} videos`);
    return true;
  });
}

/** Waits until no event waits for the queue, and no delivery for its consumer. */
export async function untilQuiet(db: Database, stopped: AbortSignal): Promise<void> {
  await until(stopped, async () => {
    const waiting = await db.orm
      .select({ eventId: events.eventId })
      .from(events)
      .where(isNull(events.publishedAt))
      .limit(1);
    if (waiting.length > 0) return false;
    return (await findOpenDeliveries(db, { publishedMinutesAgo: 0, limit: 1 })).length === 0;
  });
}

/** Times are the database's own, so that looking seldom does not blur them. */
export async function readRound(db: Database, sellerIds: string[]): Promise<Round> {
  const { handled, lastAt } = await resultsOf(db, sellerIds);
  const [posted] = await db.orm
    .select({ at: sql<Date>`min(${events.occurredAt})`.mapWith(events.occurredAt) })
    .from(events)
    .where(and(eq(events.eventType, "video.posted"), inArray(events.sellerId, sellerIds)));
  const [all] = await db.orm
    .select({
      count: sql<number>`count(*)`.mapWith(Number),
      lastAt: sql<Date>`max(${inbox.handledAt})`.mapWith(inbox.handledAt),
    })
    .from(inbox)
    .innerJoin(events, eq(events.eventId, inbox.eventId))
    .where(inArray(events.sellerId, sellerIds));
  if (lastAt === null || posted === undefined || all === undefined || handled === 0)
    throw new Error("nothing was done");
  await requireNoDeadLetter(db);
  const secondsTo = (at: Date) => (at.getTime() - posted.at.getTime()) / 1000;
  return {
    seconds: secondsTo(lastAt),
    wholeSeconds: secondsTo(all.lastAt),
    deliveries: all.count,
  };
}

async function resultsOf(db: Database, sellerIds: string[]) {
  const [results] = await db.orm
    .select({
      handled: sql<number>`count(*)`.mapWith(Number),
      lastAt: sql<Date | null>`max(${inbox.handledAt})`.mapWith(inbox.handledAt),
    })
    .from(inbox)
    .innerJoin(events, eq(events.eventId, inbox.eventId))
    .where(
      and(
        eq(events.eventType, "video.posted"),
        inArray(events.sellerId, sellerIds),
        inArray(inbox.consumer, [...VIDEO_CONSUMERS]),
      ),
    );
  return results ?? { handled: 0, lastAt: null };
}

async function requireNoDeadLetter(db: Database): Promise<void> {
  const [dead] = await db.orm.select().from(deadLetters).limit(1);
  if (dead !== undefined) throw new Error(`${dead.consumer} gave a delivery up: ${dead.status}`);
}

async function until(stopped: AbortSignal, isThere: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + GIVE_UP_MS;
  while (!(await isThere())) {
    stopped.throwIfAborted();
    if (Date.now() > deadline) throw new Error("the videos did not get through in time");
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

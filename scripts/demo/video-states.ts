import { and, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { findOpenDeliveries } from "#lib/events/open-deliveries.ts";

const { deadLetters, events, ingestionRuns, products, sellerCursors, sellers, videos } = schema;

/** How far one stored video has come. */
export type VideoState = {
  videoId: string;
  handle: string;
  tracked: boolean;
  availability: "public" | "private" | "gone";
  productTitle: string | null;
  priceMinor: number | null;
  currency: string | null;
  productAt: Date | null;
  visibility: string | null;
  /** When the queue took the news of the video. */
  publishedAt: Date | null;
  deadLetters: number;
};

export async function readVideoStates(db: Database, handles: string[]): Promise<VideoState[]> {
  const posted = db.orm
    .select({
      videoId: events.videoId,
      publishedAt: sql<Date | null>`min(${events.publishedAt})`
        .mapWith(events.publishedAt)
        .as("published"),
    })
    .from(events)
    .where(eq(events.eventType, "video.posted"))
    .groupBy(events.videoId)
    .as("posted");
  const dead = db.orm
    .select({ videoId: events.videoId, count: sql<number>`count(*)`.mapWith(Number).as("dead") })
    .from(deadLetters)
    .innerJoin(events, eq(events.eventId, deadLetters.eventId))
    .where(sql`${deadLetters.resolvedAt} is null`)
    .groupBy(events.videoId)
    .as("dead");
  const rows = await db.orm
    .select({
      videoId: videos.videoId,
      handle: sellers.handle,
      tracked: videos.tracked,
      availability: videos.availability,
      productTitle: products.title,
      priceMinor: products.priceMinor,
      currency: products.currency,
      productAt: products.createdAt,
      visibility: products.visibility,
      publishedAt: posted.publishedAt,
      deadLetters: dead.count,
    })
    .from(videos)
    .innerJoin(sellers, eq(sellers.id, videos.sellerId))
    .leftJoin(products, eq(products.videoId, videos.videoId))
    .leftJoin(posted, eq(posted.videoId, videos.videoId))
    .leftJoin(dead, eq(dead.videoId, videos.videoId))
    .where(inArray(sellers.handle, handles));
  return rows.map((row) => ({ ...row, deadLetters: row.deadLetters ?? 0 }));
}

/** True while a run is open, an event waits for the queue or a delivery for its consumer. */
export async function workIsOpen(db: Database): Promise<boolean> {
  const [open] = await db.orm
    .select({
      runs: sql<number>`count(*)`.mapWith(Number),
      unpublished:
        sql<number>`(select count(*) from ${events} where ${events.publishedAt} is null)`.mapWith(
          Number,
        ),
    })
    .from(ingestionRuns)
    .where(inArray(ingestionRuns.state, ["starting", "running"]));
  if (open === undefined || open.runs > 0 || open.unpublished > 0) return true;
  const deliveries = await findOpenDeliveries(db, { publishedMinutesAgo: 0, limit: 1 });
  return deliveries.length > 0;
}

/** Handles whose profile has not been read since a moment, as after an outage of the scraper. */
export async function findUnread(db: Database, handles: string[], since: Date): Promise<string[]> {
  const rows = await db.orm
    .select({ handle: sellers.handle })
    .from(sellerCursors)
    .innerJoin(sellers, eq(sellers.id, sellerCursors.sellerId))
    .where(
      and(
        inArray(sellers.handle, handles),
        or(isNull(sellerCursors.lastReadAt), lt(sellerCursors.lastReadAt, since)),
      ),
    );
  return rows.map(({ handle }) => handle);
}

import { and, desc, eq, sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import { ingestionRuns, products, sellerCursors, videos } from "#db/schema/index.ts";
import type { ReadOutcome } from "../ingestion/poll-interval.ts";

/** How far a new shop has come. */
export type ShopProgress = {
  stage: "waiting" | "reading" | "making" | "done" | "untagged" | Exclude<ReadOutcome, "ok">;
  percent: number;
  /** Videos with the tag, and how many of them are products by now. */
  tracked: number;
  products: number;
  latestCaption: string | null;
  nextReadAt: Date;
};

const READ_PERCENT = 40;
const CAPTION_LENGTH = 200;

/** Undefined for a seller without a shop. */
export async function readShopProgress(
  db: Queries,
  { sellerId, now }: { sellerId: string; now: Date },
): Promise<ShopProgress | undefined> {
  const [cursor] = await db.orm
    .select()
    .from(sellerCursors)
    .where(eq(sellerCursors.sellerId, sellerId));
  if (cursor === undefined) return undefined;
  const tracked = await db.orm.$count(
    videos,
    and(eq(videos.sellerId, sellerId), videos.tracked, eq(videos.availability, "public")),
  );
  const made = await db.orm.$count(products, eq(products.sellerId, sellerId));
  const facts = { tracked, products: Math.min(made, tracked), nextReadAt: cursor.nextPollAt };
  const isReading = cursor.claimedUntil !== null && cursor.claimedUntil > now;
  if (tracked > 0 && (cursor.lastOutcome !== null || isReading)) {
    const share = facts.products / tracked;
    const isDone = !isReading && facts.products >= tracked;
    const percent = Math.round(READ_PERCENT + (100 - READ_PERCENT) * share);
    const stage = isDone ? "done" : "making";
    return { ...facts, stage, percent: isDone ? 100 : Math.min(percent, 98), latestCaption: null };
  }
  if (isReading) {
    const percent = await readPercent(db, sellerId);
    return { ...facts, stage: "reading", percent, latestCaption: null };
  }
  const { lastOutcome } = cursor;
  if (lastOutcome === null) return { ...facts, stage: "waiting", percent: 3, latestCaption: null };
  if (lastOutcome !== "ok")
    return { ...facts, stage: lastOutcome, percent: READ_PERCENT, latestCaption: null };
  const latestCaption = await readLatestCaption(db, sellerId);
  return { ...facts, stage: "untagged", percent: READ_PERCENT, latestCaption };
}

/** The scraper tells nothing before it is done, so its part of the bar has two steps only. */
async function readPercent(db: Queries, sellerId: string): Promise<number> {
  const [run] = await db.orm
    .select({ state: ingestionRuns.state, offset: ingestionRuns.offset })
    .from(ingestionRuns)
    .where(sql`${ingestionRuns.targets} @> ${JSON.stringify([{ sellerId }])}::jsonb`)
    .orderBy(desc(ingestionRuns.startedAt))
    .limit(1);
  if (run === undefined || run.state === "starting") return 8;
  return run.offset > 0 ? 35 : 20;
}

async function readLatestCaption(db: Queries, sellerId: string): Promise<string | null> {
  const [latest] = await db.orm
    .select({ caption: videos.caption })
    .from(videos)
    .where(and(eq(videos.sellerId, sellerId), eq(videos.availability, "public")))
    .orderBy(desc(videos.postedAt))
    .limit(1);
  return latest?.caption.slice(0, CAPTION_LENGTH) ?? null;
}

import { asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import type { Queries } from "#db/client.ts";
import { budgets, events, ingestionRuns, sellerCursors, videos } from "#db/schema/index.ts";
import type { WorldItem, WorldSeller } from "./ingestion-world.ts";

const TERMINAL = new Set(["ingest.completed", "ingest.failed", "ingest.cancelled"]);

/** What ingestion has left in the database, as tests ask for it. */
export function ingestionRows(db: Queries) {
  const allEvents = async () =>
    db.personal.reveal(await db.orm.select().from(events).orderBy(asc(events.seq)));
  const allRuns = () => db.orm.select().from(ingestionRuns).orderBy(asc(ingestionRuns.startedAt));
  const videosOf = (sellerId: string) =>
    db.orm.select().from(videos).where(eq(videos.sellerId, sellerId)).orderBy(asc(videos.postedAt));
  const cursorOf = async (sellerId: string) =>
    theOnly(
      await db.orm.select().from(sellerCursors).where(eq(sellerCursors.sellerId, sellerId)),
      "cursor",
    );
  /** The types of the events about a video, in the order in which they were written. */
  const eventsOf = async (videoId: string) =>
    (await allEvents()).filter((row) => row.videoId === videoId).map((row) => row.eventType);
  /** The types of a run's events but its progress. */
  const eventsOfRun = async (runId: string) =>
    (await allEvents())
      .filter((row) => row.correlationId === runId && row.eventType !== "ingest.progress")
      .map((row) => row.eventType);
  return {
    allEvents,
    allRuns,
    videosOf,
    cursorOf,
    eventsOf,
    eventsOfRun,
    videoOf: async (videoId: string) =>
      theOnly(await db.orm.select().from(videos).where(eq(videos.videoId, videoId)), "video"),
    runOf: async (runId: string) =>
      theOnly(await db.orm.select().from(ingestionRuns).where(eq(ingestionRuns.id, runId)), "run"),
    /** Each video has one row and one event, each run one end, and no scraper run was unpaid for. */
    async expectExactlyOnce(
      sellers: readonly (WorldSeller & { items: WorldItem[] })[],
      { scraperRuns }: { scraperRuns: number },
    ) {
      for (const { sellerId, items } of sellers) {
        expect(await videosOf(sellerId)).toHaveLength(items.length);
        for (const item of items) expect(await eventsOf(item.id)).toEqual(["video.posted"]);
        expect(await cursorOf(sellerId)).toMatchObject({
          highWaterAt: new Date(Number(items[0]?.["createTime"]) * 1_000),
          claimedUntil: null,
          lastOutcome: "ok",
        });
      }
      for (const run of await allRuns()) {
        const types = await eventsOfRun(run.id);
        expect(types[0]).toBe("ingest.started");
        expect(types.filter((type) => TERMINAL.has(type))).toHaveLength(1);
      }
      const spent = (await db.orm.select().from(budgets)).map((budget) => budget.spent);
      expect(spent.reduce((sum, units) => sum + units, 0)).toBeGreaterThanOrEqual(scraperRuns);
    },
    async expectCursorsBehindRows(sellers: readonly WorldSeller[]) {
      for (const { sellerId } of sellers) {
        const { highWaterAt } = await cursorOf(sellerId);
        const newest = (await videosOf(sellerId)).at(-1)?.postedAt;
        if (highWaterAt !== null)
          expect(newest?.getTime() ?? 0).toBeGreaterThanOrEqual(highWaterAt.getTime());
      }
    },
  };
}

function theOnly<Row>(rows: Row[], what: string): Row {
  const [row] = rows;
  if (row === undefined) throw new Error(`no ${what}`);
  return row;
}

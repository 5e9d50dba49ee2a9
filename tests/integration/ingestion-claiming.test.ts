import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { budgets, sellerCursors, sellers } from "#db/schema/index.ts";
import { drainRun } from "#lib/ingestion/drain-run.ts";
import { startIngestion } from "#lib/ingestion/start-ingestion.ts";
import {
  HOUR_MS,
  type IngestionWorld,
  openIngestionWorld,
} from "#tests/support/ingestion-world.ts";
import { DRIVERS } from "#tests/support/open-test-database.ts";

describe.each(DRIVERS)("claiming on %s", (driver) => {
  let world: IngestionWorld;
  beforeAll(async () => {
    world = await openIngestionWorld(driver);
  });
  afterAll(() => world.close());
  beforeEach(() => world.reset());

  const CRON = { trigger: "cron" } as const;

  async function openSellers(count: number) {
    const opened = [];
    for (let index = 0; index < count; index += 1) opened.push(await world.openSeller());
    return opened;
  }

  async function claimedSellers(): Promise<string[]> {
    const runs = await world.allRuns();
    return runs.flatMap((run) => run.targets.map((target) => target.sellerId)).toSorted();
  }

  describe("claiming", () => {
    test("puts each due seller into one run, however many crons run at once", async () => {
      const opened = await openSellers(23);
      const ports = world.ports({ sellersPerRun: 5, runsPerCall: 3 });

      const calls = await Promise.all([1, 2, 3, 4].map(() => startIngestion(CRON, ports)));
      await startIngestion(CRON, ports);

      expect(await claimedSellers()).toEqual(opened.map((seller) => seller.sellerId).toSorted());
      expect(calls.flatMap((call) => call.runs).every((run) => run.sellers <= 5)).toBe(true);
      const asked = [...world.scraper.runs.values()].flatMap((run) => run.request.handles);
      expect(asked.toSorted()).toEqual(opened.map((seller) => seller.handle).toSorted());
    });

    test("leaves claimed sellers alone until the claim has run out", async () => {
      await openSellers(1);
      world.scraper.stateAfterStart = "running";
      await startIngestion(CRON, world.ports());

      world.pass(10 * 60_000);
      expect(await startIngestion(CRON, world.ports())).toEqual({
        overdue: [],
        runs: [],
        stoppedBy: "nothing_due",
      });
    });

    test("passes over sellers who are not due and not active", async () => {
      const [later, suspended, due] = await openSellers(3);
      await world.db.orm
        .update(sellerCursors)
        .set({ nextPollAt: new Date(world.clock().getTime() + HOUR_MS) })
        .where(eq(sellerCursors.sellerId, later?.sellerId ?? ""));
      await world.db.orm
        .update(sellers)
        .set({ status: "suspended" })
        .where(eq(sellers.id, suspended?.sellerId ?? ""));

      await startIngestion(CRON, world.ports());

      expect(await claimedSellers()).toEqual([due?.sellerId]);
    });

    test("does not mix reads with and without an oldest date", async () => {
      const known = await world.openSeller();
      world.scraper.profiles.set(known.handle, [world.item(known.handle)]);
      await world.read();
      const fresh = await world.openSeller();

      await world.read();

      const requests = [...world.scraper.runs.values()].slice(1).map((run) => run.request);
      expect(requests).toHaveLength(2);
      expect(requests).toContainEqual(
        expect.objectContaining({
          handles: [known.handle],
          since: expect.any(Date),
          resultsPerProfile: 200,
        }),
      );
      expect(requests).toContainEqual(
        expect.objectContaining({ handles: [fresh.handle], since: null, resultsPerProfile: 30 }),
      );
    });

    test("follows how often the seller posts", async () => {
      const often = await world.openSeller();
      const seldom = await world.openSeller();
      world.pass(25 * HOUR_MS);
      world.scraper.profiles.set(
        often.handle,
        [1, 9, 17].map((hoursAgo) => world.item(often.handle, { hoursAgo })),
      );
      world.scraper.profiles.set(
        seldom.handle,
        [1, 97, 193].map((hoursAgo) => world.item(seldom.handle, { hoursAgo })),
      );

      const { runs } = await startIngestion(CRON, world.ports());
      await drainRun({ runId: runs[0]?.runId ?? "" }, world.ports());

      for (const [seller, hours] of [
        [often, 1],
        [seldom, 12],
      ] as const) {
        const cursor = await world.cursorOf(seller.sellerId);
        expect(cursor.pollIntervalSeconds).toBe(hours * 3_600);
        expect(cursor.nextPollAt).toEqual(new Date(world.clock().getTime() + hours * HOUR_MS));
      }
    });
  });

  describe("the daily budget", () => {
    const spent = async () =>
      (await world.db.orm.select().from(budgets)).map(({ day, cap, spent: units }) => ({
        day,
        cap,
        units,
      }));

    test("is reserved before the scraper is called and never exceeded by crons at once", async () => {
      await openSellers(12);
      const ports = world.ports({ dailyRuns: 3, sellersPerRun: 1, runsPerCall: 5 });
      const capAtCall: number[] = [];
      world.scraper.beforeStep = async (step) => {
        if (step === "startRun") capAtCall.push((await spent())[0]?.units ?? 0);
      };

      const calls = await Promise.all([1, 2, 3].map(() => startIngestion(CRON, ports)));

      expect(world.scraper.runs.size).toBe(3);
      expect(capAtCall.every((units) => units >= 1 && units <= 3)).toBe(true);
      expect(calls.map((call) => call.stoppedBy)).toContain("budget_gone");
      const day = world.clock().toISOString().slice(0, 10);
      expect(await spent()).toEqual([{ day, cap: 3, units: 3 }]);
    });

    test("that is gone claims nobody and says so", async () => {
      const [seller] = await openSellers(1);

      const started = await startIngestion(CRON, world.ports({ dailyRuns: 0 }));

      expect(started).toEqual({ overdue: [], runs: [], stoppedBy: "budget_gone" });
      expect(await world.cursorOf(seller?.sellerId ?? "")).toMatchObject({
        claimedUntil: null,
        fence: 0,
      });
      expect(await world.allRuns()).toEqual([]);
    });

    test("is untouched while nothing is due", async () => {
      expect(await startIngestion(CRON, world.ports())).toMatchObject({ stoppedBy: "nothing_due" });
      expect(await spent()).toEqual([]);
    });

    test("begins anew with the next UTC day", async () => {
      await openSellers(2);
      const ports = world.ports({ dailyRuns: 1, sellersPerRun: 1 });
      expect(await startIngestion(CRON, ports)).toMatchObject({ stoppedBy: "budget_gone" });

      world.pass(24 * HOUR_MS);
      await startIngestion(CRON, ports);

      expect(world.scraper.runs.size).toBe(2);
    });
  });

  describe("a run whose claim was taken over", () => {
    test("writes nothing for that seller and all for the others", async () => {
      const lost = await world.openSeller();
      const kept = await world.openSeller();
      const lostItem = world.item(lost.handle);
      const keptItem = world.item(kept.handle);
      world.scraper.profiles.set(lost.handle, [lostItem]);
      world.scraper.profiles.set(kept.handle, [keptItem]);
      const { runs } = await startIngestion(CRON, world.ports());
      const later = new Date(world.clock().getTime() + HOUR_MS);
      await world.db.orm
        .update(sellerCursors)
        .set({ fence: 2, claimedUntil: later })
        .where(eq(sellerCursors.sellerId, lost.sellerId));
      const before = await world.cursorOf(lost.sellerId);

      await drainRun({ runId: runs[0]?.runId ?? "" }, world.ports());

      expect(await world.videosOf(lost.sellerId)).toEqual([]);
      expect(await world.eventsOf(lostItem.id)).toEqual([]);
      expect(await world.cursorOf(lost.sellerId)).toEqual(before);
      expect(await world.eventsOf(keptItem.id)).toEqual(["video.posted"]);
      expect(await world.cursorOf(kept.sellerId)).toMatchObject({
        claimedUntil: null,
        lastOutcome: "ok",
      });
    });

    test("writes nothing for a seller who was suspended meanwhile", async () => {
      const { sellerId, handle } = await world.openSeller();
      world.scraper.profiles.set(handle, [world.item(handle)]);
      const { runs } = await startIngestion(CRON, world.ports());
      await world.db.orm
        .update(sellers)
        .set({ status: "suspended" })
        .where(eq(sellers.id, sellerId));

      expect(await drainRun({ runId: runs[0]?.runId ?? "" }, world.ports())).toMatchObject({
        kind: "completed",
      });
      expect(await world.videosOf(sellerId)).toEqual([]);
    });

    test("survives the erasure of its seller", async () => {
      const { sellerId, handle } = await world.openSeller();
      world.scraper.profiles.set(handle, [world.item(handle)]);
      const { runs } = await startIngestion(CRON, world.ports());
      await world.db.orm.delete(sellers).where(eq(sellers.id, sellerId));

      expect(await drainRun({ runId: runs[0]?.runId ?? "" }, world.ports())).toMatchObject({
        kind: "completed",
      });
    });
  });
});

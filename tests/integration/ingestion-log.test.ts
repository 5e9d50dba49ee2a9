import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ScraperError } from "#lib/ingestion/scraper.ts";
import { startIngestion } from "#lib/ingestion/start-ingestion.ts";
import { sweepRuns } from "#lib/ingestion/sweep-runs.ts";
import { type IngestionWorld, openIngestionWorld } from "#tests/support/ingestion-world.ts";

let world: IngestionWorld;
beforeAll(async () => {
  world = await openIngestionWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const CRON = { trigger: "cron" } as const;

describe("the log says", () => {
  test("that a run was started, and what came of it", async () => {
    const { handle, items } = await world.openSellerWith(2);
    await world.read();
    const [edited, vanished] = items;
    world.scraper.profiles.set(handle, [
      { ...edited, text: "Now 45k #TRACK" },
      { url: vanished?.["webVideoUrl"], error: "x", errorCode: "POST_PRIVATE" },
    ]);
    world.logged.length = 0;

    const { runs } = await world.read();

    const run_id = runs[0]?.runId;
    expect(world.logged).toEqual([
      { event: "ingest.started", fields: { run_id, sellers: 1 } },
      {
        event: "ingest.drained",
        fields: {
          run_id,
          outcome: "completed",
          items: 2,
          tracked: 1,
          posted: 1,
          edited: 1,
          gone: 1,
          errors: 1,
        },
      },
    ]);
  });

  test("what vanished from the list, too", async () => {
    const { handle, items } = await world.openSellerWith(3);
    await world.read();
    world.scraper.profiles.set(
      handle,
      items.filter((_, index) => index !== 1),
    );
    await world.read();
    expect(world.logged.at(-1)).toMatchObject({
      event: "ingest.drained",
      fields: { outcome: "completed", gone: 1 },
    });
  });

  test("that a run failed, with what it has left", async () => {
    await world.openSellerWith(2);
    world.scraper.stateAfterStart = "timed_out";
    const { runs } = await world.read();
    expect(world.logged.at(-1)).toMatchObject({
      event: "ingest.drained",
      fields: { run_id: runs[0]?.runId, outcome: "failed", items: 2, posted: 2 },
    });
  });

  test("why the scraper took no run", async () => {
    await world.openSellerWith(1);
    world.scraper.beforeStep = () => {
      throw new ScraperError("payment required", { retryable: false });
    };
    const { runs } = await startIngestion(CRON, world.ports());
    expect(world.logged).toEqual([
      {
        event: "ingest.start_failed",
        fields: { run_id: runs[0]?.runId, error: "payment required" },
      },
    ]);
  });

  test("why a run could not be drained, and nothing of one that still runs", async () => {
    await world.openSellerWith(1);
    world.scraper.stateAfterStart = "running";
    const { runs } = await startIngestion(CRON, world.ports());
    world.logged.length = 0;
    await sweepRuns(world.ports());
    expect(world.logged).toEqual([]);
    world.scraper.beforeStep = () => {
      throw new ScraperError("no answer", { retryable: true });
    };

    await sweepRuns(world.ports());

    expect(world.logged).toEqual([
      { event: "ingest.drain_failed", fields: { run_id: runs[0]?.runId, error: "no answer" } },
    ]);
  });

  test("that the day's budget is gone", async () => {
    await world.openSellerWith(1);
    await startIngestion(CRON, world.ports({ dailyRuns: 0 }));
    expect(world.logged).toEqual([{ event: "ingest.budget_gone", fields: {} }]);
  });
});

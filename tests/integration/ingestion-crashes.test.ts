import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { drainRun } from "#lib/ingestion/drain-run.ts";
import type { IngestionPorts } from "#lib/ingestion/ingestion-ports.ts";
import { ScraperError } from "#lib/ingestion/scraper.ts";
import { startIngestion } from "#lib/ingestion/start-ingestion.ts";
import { sweepRuns } from "#lib/ingestion/sweep-runs.ts";
import {
  HOUR_MS,
  type IngestionWorld,
  MINUTE_MS,
  openIngestionWorld,
} from "#tests/support/ingestion-world.ts";
import { DRIVERS } from "#tests/support/open-test-database.ts";

describe.each(DRIVERS)("crashes on %s", (driver) => {
  let world: IngestionWorld;
  beforeAll(async () => {
    world = await openIngestionWorld(driver);
  });
  afterAll(() => world.close());
  beforeEach(() => world.reset());

  const CRON = { trigger: "cron" } as const;

  /** Ports that die at the n-th place where a process can: around each transaction and scraper call. */
  function dyingPorts(ports: IngestionPorts, dieAt: number): IngestionPorts {
    let passed = 0;
    const place = () => {
      passed += 1;
      if (passed === dieAt) throw new Crash(`died at place ${dieAt}`);
    };
    const db: Database = {
      ...ports.db,
      async transaction(work) {
        place();
        const result = await ports.db.transaction(async (tx) => {
          const done = await work(tx);
          place();
          return done;
        });
        place();
        return result;
      },
    };
    world.scraper.beforeStep = place;
    return { ...ports, db };
  }

  /** Start and drain; true if the process died on the way. */
  async function readUntilDeath(ports: IngestionPorts): Promise<boolean> {
    try {
      const { runs } = await startIngestion(CRON, ports);
      for (const { runId } of runs) await drainRun({ runId }, ports);
      return false;
    } catch (error) {
      if (error instanceof Crash) return true;
      throw error;
    }
  }

  describe("a process that dies", () => {
    test("at any place between claim and close loses nothing and repeats nothing", async () => {
      const settings = { itemsPerPage: 2 };
      let deaths = 0;
      for (let isDead = true; isDead;) {
        await world.reset();
        const sellers = [await world.openSellerWith(3), await world.openSellerWith(2)];

        isDead = await readUntilDeath(dyingPorts(world.ports(settings), deaths + 1));
        await world.expectCursorsBehindRows(sellers);
        await world.letCronsHeal(settings);

        await world.expectExactlyOnce(sellers, { scraperRuns: world.scraper.runs.size });
        if (isDead) deaths += 1;
      }
      expect(deaths).toBeGreaterThan(20);
    });

    test("after the scraper took the run is made good by its notification", async () => {
      const seller = await world.openSellerWith(2);
      world.scraper.beforeStep = (step) => {
        if (step === "startAnswer") throw new Crash("died before the answer");
      };
      await expect(startIngestion(CRON, world.ports())).rejects.toThrow(Crash);
      world.scraper.beforeStep = () => undefined;
      const [run] = await world.allRuns();
      const [scraperRunId] = world.scraper.runs.keys();

      const outcome = await drainRun({ runId: run?.id, scraperRunId }, world.ports());

      expect(outcome).toEqual({ kind: "completed", runId: run?.id });
      await world.expectExactlyOnce([seller], { scraperRuns: world.scraper.runs.size });
    });
  });

  test.each([1, 2, 3])(
    "crons and notifications at once that fail at random lose and repeat nothing, draw %i",
    async (seed) => {
      const random = randomFrom(seed);
      const settings = { itemsPerPage: 2, sellersPerRun: 2, pagesPerDrain: 2 };
      const sellers = await Promise.all(
        [5, 4, 3, 2, 1].map((count) => world.openSellerWith(count)),
      );
      world.scraper.beforeStep = () => {
        if (random() < 0.15) throw new ScraperError("unavailable", { retryable: true });
        if (random() < 0.1) throw new Crash("died");
      };
      const act = async () => {
        const scraperRunId = [...world.scraper.runs.keys()].at(Math.floor(random() * -3));
        const draw = random();
        if (draw < 0.4) await startIngestion(CRON, world.ports(settings));
        else if (draw < 0.6) await sweepRuns(world.ports(settings));
        else await drainRun({ scraperRunId }, world.ports(settings));
      };
      for (let round = 0; round < 8; round += 1) {
        const results = await Promise.allSettled([act(), act(), act(), act()]);
        for (const result of results)
          if (result.status === "rejected" && !isExpected(result.reason)) throw result.reason;
        await world.expectCursorsBehindRows(sellers);
        world.pass(2 * MINUTE_MS);
      }

      world.pass(6 * HOUR_MS);
      await world.letCronsHeal({ ...settings, pagesPerDrain: 10 });

      await world.expectExactlyOnce(sellers, { scraperRuns: world.scraper.runs.size });
      expect((await world.allRuns()).map((run) => run.finishedAt)).not.toContain(null);
    },
  );
});

class Crash extends Error {}

function isExpected(error: unknown): boolean {
  return error instanceof Crash || error instanceof ScraperError;
}

/** The same numbers between 0 and 1 for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelRun } from "#lib/ingestion/cancel-run.ts";
import { drainRun } from "#lib/ingestion/drain-run.ts";
import { ScraperError } from "#lib/ingestion/scraper.ts";
import { startIngestion } from "#lib/ingestion/start-ingestion.ts";
import { sweepRuns } from "#lib/ingestion/sweep-runs.ts";
import {
  type IngestionWorld,
  MINUTE_MS,
  openIngestionWorld,
} from "#tests/support/ingestion-world.ts";

let world: IngestionWorld;
beforeAll(async () => {
  world = await openIngestionWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const CRON = { trigger: "cron" } as const;

async function startOne() {
  const { runs } = await startIngestion(CRON, world.ports());
  const [run] = runs;
  if (run === undefined) throw new Error("no run was started");
  const { scraperRunId } = await world.runOf(run.runId);
  return { runId: run.runId, scraperRunId: scraperRunId ?? "" };
}

describe("a drain", () => {
  test("called several times at once stores each page once", async () => {
    const seller = await world.openSellerWith(12);
    const { runId, scraperRunId } = await startOne();
    const ports = world.ports({ itemsPerPage: 2 });

    const outcomes = await Promise.all([
      drainRun({ runId }, ports),
      drainRun({ scraperRunId }, ports),
      drainRun({ runId, scraperRunId }, ports),
      sweepRuns(ports),
    ]);

    await world.expectExactlyOnce([seller], { scraperRuns: world.scraper.runs.size });
    expect(
      outcomes.filter((each) => "kind" in each && each.kind === "completed").length,
    ).toBeLessThan(2);
    expect((await world.runOf(runId)).counters).toMatchObject({ items: 12, posted: 12 });
  });

  test("of a closed run changes nothing", async () => {
    const seller = await world.openSellerWith(2);
    const { runId, scraperRunId } = await startOne();
    await drainRun({ runId }, world.ports());
    const before = await world.allEvents();

    expect(await drainRun({ scraperRunId }, world.ports())).toEqual({ kind: "closed", runId });
    expect(await world.allEvents()).toEqual(before);
    await world.expectExactlyOnce([seller], { scraperRuns: world.scraper.runs.size });
  });

  test("believes the scraper, not the notification: a run that is not done stays open", async () => {
    await world.openSellerWith(2);
    world.scraper.stateAfterStart = "running";
    const { runId, scraperRunId } = await startOne();

    expect(await drainRun({ runId, scraperRunId }, world.ports())).toEqual({
      kind: "running",
      runId,
    });
    expect(await world.runOf(runId)).toMatchObject({ state: "running", offset: 0 });
  });

  test("takes one scraper run per run: a second one is not read", async () => {
    const seller = await world.openSellerWith(2);
    const { runId } = await startOne();
    const request = [...world.scraper.runs.values()][0]?.request;
    if (request === undefined) throw new Error("no request");
    const { scraperRunId } = await world.scraper.startRun(request);

    expect(await drainRun({ runId, scraperRunId }, world.ports())).toEqual({
      kind: "other_run",
      runId,
    });
    await drainRun({ runId }, world.ports());
    expect(await drainRun({ runId, scraperRunId }, world.ports())).toEqual({
      kind: "closed",
      runId,
    });
    expect((await world.runOf(runId)).counters.items).toBe(2);
    expect(await world.videosOf(seller.sellerId)).toHaveLength(2);
  });

  test("of an unknown run or a run that nobody has started says so", async () => {
    expect(await drainRun({ runId: "no uuid" }, world.ports())).toEqual({ kind: "unknown" });
    expect(await drainRun({ scraperRunId: "never seen" }, world.ports())).toEqual({
      kind: "unknown",
    });
    await world.openSellerWith(1);
    world.scraper.beforeStep = () => {
      throw new Error("died");
    };
    await startIngestion(CRON, world.ports()).catch(() => undefined);
    const [run] = await world.allRuns();
    expect(await drainRun({ runId: run?.id }, world.ports())).toMatchObject({
      kind: "not_started",
    });
  });

  test("of many pages goes on in the next call", async () => {
    const seller = await world.openSellerWith(5);
    const { runId } = await startOne();
    const ports = world.ports({ itemsPerPage: 1, pagesPerDrain: 3 });

    expect(await drainRun({ runId }, ports)).toEqual({ kind: "paused", runId });
    expect(await drainRun({ runId }, ports)).toEqual({ kind: "completed", runId });
    await world.expectExactlyOnce([seller], { scraperRuns: world.scraper.runs.size });
  });

  test.each(["failed", "timed_out", "aborted"] as const)(
    "of a scraper run that ended as %s keeps what it left and makes its sellers due again",
    async (state) => {
      const seller = await world.openSellerWith(2);
      const { runId } = await startOne();
      world.scraper.endAll(state);

      expect(await drainRun({ runId }, world.ports())).toMatchObject({ kind: "failed" });

      expect(await world.runOf(runId)).toMatchObject({ state: "failed", retryable: true });
      expect(await world.eventsOf(seller.items[0]?.id ?? "")).toEqual(["video.posted"]);
      expect(await world.cursorOf(seller.sellerId)).toMatchObject({
        lastOutcome: "error",
        failures: 1,
        claimedUntil: null,
        highWaterAt: null,
        nextPollAt: new Date(world.clock().getTime() + 5 * MINUTE_MS),
      });
      await world.letCronsHeal();
      await world.expectExactlyOnce([seller], { scraperRuns: world.scraper.runs.size });
    },
  );

  test("of a run that the scraper has forgotten fails it", async () => {
    const seller = await world.openSellerWith(1);
    const { runId } = await startOne();
    world.scraper.runs.clear();

    expect(await drainRun({ runId }, world.ports())).toMatchObject({ kind: "failed" });
    expect(await world.cursorOf(seller.sellerId)).toMatchObject({
      claimedUntil: null,
      failures: 1,
    });
  });
});

describe("the sweep", () => {
  test("finishes a run whose notification was lost", async () => {
    const seller = await world.openSellerWith(2);
    const { runId } = await startOne();

    const swept = await sweepRuns(world.ports());

    expect(swept).toEqual({
      drained: [runId],
      left: [],
      overdue: [],
    });
    await world.expectExactlyOnce([seller], { scraperRuns: world.scraper.runs.size });
  });

  test("does not let one run that cannot be drained stop the others", async () => {
    const sellers = [await world.openSellerWith(1), await world.openSellerWith(1)];
    const ports = world.ports({ sellersPerRun: 1 });
    const { runs } = await startIngestion(CRON, ports);
    let asked = 0;
    world.scraper.beforeStep = () => {
      asked += 1;
      if (asked === 1) throw new ScraperError("bad request", { retryable: false });
    };

    const { drained, left } = await sweepRuns(ports);

    expect(drained).toHaveLength(1);
    expect(left).toEqual([
      { runId: expect.any(String), outcome: { kind: "threw", error: "bad request" } },
    ]);
    expect(runs).toHaveLength(2);
    await sweepRuns(ports);
    await world.expectExactlyOnce(sellers, { scraperRuns: world.scraper.runs.size });
  });

  test("asks a scraper that is away once, not for each run", async () => {
    await world.openSellerWith(1);
    await world.openSellerWith(1);
    const ports = world.ports({ sellersPerRun: 1 });
    await startIngestion(CRON, ports);
    let asked = 0;
    world.scraper.beforeStep = () => {
      asked += 1;
      throw new ScraperError("no answer", { retryable: true });
    };

    const { drained, left } = await sweepRuns(ports);

    expect(asked).toBe(1);
    expect(drained).toEqual([]);
    expect(left.map(({ outcome }) => outcome.kind)).toEqual(["threw"]);
  });

  test("ends with its time, in the middle of a run's pages, and the next one goes on", async () => {
    const sellers = [await world.openSellerWith(4), await world.openSellerWith(4)];
    const ports = world.ports({ sellersPerRun: 1, itemsPerPage: 1 });
    await startIngestion(CRON, ports);
    world.scraper.beforeStep = (step) => {
      if (step === "readPage") world.pass(10_000);
    };

    const { drained, left } = await sweepRuns(ports, { budgetMs: 15_000 });

    expect(drained).toEqual([]);
    expect(left.map(({ outcome }) => outcome.kind)).toEqual(["paused"]);
    expect(new Set((await world.allRuns()).map((run) => run.offset))).toEqual(new Set([0, 2]));
    world.scraper.beforeStep = () => undefined;
    await sweepRuns(ports);
    await world.expectExactlyOnce(sellers, { scraperRuns: world.scraper.runs.size });
  });

  test("gives up a run at its deadline, so that its sellers are read again", async () => {
    const seller = await world.openSellerWith(1);
    world.scraper.stateAfterStart = "running";
    const { runId } = await startOne();
    world.pass(29 * MINUTE_MS);
    expect(await sweepRuns(world.ports())).toMatchObject({ overdue: [] });

    world.pass(MINUTE_MS);
    expect(await sweepRuns(world.ports())).toMatchObject({ overdue: [runId] });

    expect(await world.eventsOfRun(runId)).toEqual(["ingest.started", "ingest.failed"]);
    expect(await world.runOf(runId)).toMatchObject({ state: "failed", retryable: true });
    world.scraper.stateAfterStart = "succeeded";
    await world.letCronsHeal();
    await world.expectExactlyOnce([seller], { scraperRuns: world.scraper.runs.size });
  });
});

describe("a start", () => {
  test("that the scraper refuses fails the run, backs off and does not try the next run", async () => {
    const sellers = [await world.openSellerWith(1), await world.openSellerWith(1)];
    const ports = world.ports({ sellersPerRun: 1 });
    world.scraper.beforeStep = () => {
      throw new ScraperError("payment required", { retryable: false });
    };

    const started = await startIngestion(CRON, ports);

    expect(started).toMatchObject({
      stoppedBy: "start_failed",
      runs: [{ kind: "start_failed", error: "payment required" }],
    });
    const [run] = await world.allRuns();
    expect(run).toMatchObject({ state: "failed", retryable: false, scraperRunId: null });
    expect(await world.eventsOfRun(run?.id ?? "")).toEqual(["ingest.started", "ingest.failed"]);
    const refused = await world.cursorOf(run?.targets[0]?.sellerId ?? "");
    expect(refused).toMatchObject({ failures: 1, claimedUntil: null });
    expect(refused.nextPollAt.getTime()).toBe(world.clock().getTime() + 5 * MINUTE_MS);
    await world.letCronsHeal({ sellersPerRun: 1 });
    await world.expectExactlyOnce(sellers, { scraperRuns: world.scraper.runs.size });
  });

  test("whose run was closed meanwhile is aborted at the scraper", async () => {
    await world.openSellerWith(1);
    const ports = world.ports();
    world.scraper.beforeStep = async (step) => {
      if (step !== "startAnswer") return;
      const [run] = await world.allRuns();
      await cancelRun({ runId: run?.id ?? "", cancelledBy: "operator" }, ports);
    };

    await startIngestion(CRON, ports);

    expect(world.scraper.aborted).toEqual([...world.scraper.runs.keys()]);
    expect((await world.allRuns()).map((run) => run.state)).toEqual(["cancelled"]);
  });
});

describe("a cancelled run", () => {
  test("is aborted, told of once, stores nothing more and gives its sellers back", async () => {
    const seller = await world.openSellerWith(2);
    const { runId, scraperRunId } = await startOne();
    const cancel = { runId, cancelledBy: "operator", reason: "wrong feed" };

    expect(await cancelRun(cancel, world.ports())).toEqual({ kind: "cancelled" });
    await cancelRun(cancel, world.ports());

    expect(new Set(world.scraper.aborted)).toEqual(new Set([scraperRunId]));
    expect(await world.eventsOfRun(runId)).toEqual(["ingest.started", "ingest.cancelled"]);
    expect(await drainRun({ runId, scraperRunId }, world.ports())).toMatchObject({
      kind: "closed",
    });
    expect(await world.videosOf(seller.sellerId)).toEqual([]);
    const cursor = await world.cursorOf(seller.sellerId);
    expect(cursor).toMatchObject({ claimedUntil: null, failures: 0 });
    expect(cursor.nextPollAt.getTime()).toBeGreaterThan(world.clock().getTime());
  });

  test("that has ended stays as it ended", async () => {
    await world.openSellerWith(1);
    const { runId } = await startOne();
    await drainRun({ runId }, world.ports());

    expect(await cancelRun({ runId, cancelledBy: "operator" }, world.ports())).toEqual({
      kind: "closed",
    });
    expect(await world.runOf(runId)).toMatchObject({ state: "completed" });
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { cancelRun } from "#lib/ingestion/cancel-run.ts";
import { drainRun, type DrainOutcome } from "#lib/ingestion/drain-run.ts";
import type { IngestionPorts } from "#lib/ingestion/ingestion-ports.ts";
import { startIngestion } from "#lib/ingestion/start-ingestion.ts";
import { sweepRuns } from "#lib/ingestion/sweep-runs.ts";
import { openScraper, readApifyWebhook } from "#lib/vendors/apify.ts";
import { openApifyFeed } from "#tests/support/apify-feed.ts";
import { type IngestionWorld, openIngestionWorld } from "#tests/support/ingestion-world.ts";

const CRON = { trigger: "cron" } as const;
const ABSENT_RUN = "abcdefghijklmnopq";

let world: IngestionWorld;
let feed: Awaited<ReturnType<typeof openApifyFeed>>;
beforeAll(async () => {
  [world, feed] = await Promise.all([openIngestionWorld(), openApifyFeed()]);
});
afterAll(async () => {
  await feed.close();
  await world.close();
});
beforeEach(async () => {
  await world.reset();
  feed.faults.set([]);
  feed.receiver.onNotification = () => Promise.resolve();
});

function ports(): IngestionPorts {
  return { ...world.ports(), scraper: feed.scraper };
}

/** Drains by sweeping, as if every notification were lost. */
async function settle(runId: string) {
  await vi.waitFor(
    async () => {
      await sweepRuns(ports());
      expect((await world.runOf(runId)).finishedAt).not.toBeNull();
    },
    { timeout: 10_000, interval: 20 },
  );
  return world.runOf(runId);
}

async function read() {
  world.pass(25 * 3_600_000);
  const { runs } = await startIngestion(CRON, ports());
  return settle(runs[0]?.runId ?? "");
}

describe("the scraper at Apify", () => {
  test("announces a finished run with our secret and our run's id, and the run is drained by that", async () => {
    const { sellerId, handle } = await world.openSeller();
    const item = world.item(handle, { mediaUrls: ["clip.mp4"] });
    await feed.show(handle, [item, world.item(handle, { text: "#tracksuit" })]);
    const outcomes: DrainOutcome[] = [];
    const secrets: (string | undefined)[] = [];
    feed.receiver.onNotification = async ({ url, secret, body }) => {
      const notice = readApifyWebhook({ url, body });
      secrets.push(secret);
      if (notice !== undefined) outcomes.push(await drainRun(notice, ports()));
    };

    const { runs } = await startIngestion(CRON, ports());
    await vi.waitFor(() => expect(outcomes).toHaveLength(1), { timeout: 10_000 });

    expect(outcomes).toEqual([{ kind: "completed", runId: runs[0]?.runId }]);
    expect(secrets).toEqual([feed.secret]);
    expect(await world.videosOf(sellerId)).toHaveLength(2);
    expect(await world.eventsOf(item.id)).toEqual(["video.posted"]);
    expect((await world.videoOf(item.id)).mediaUrl).toMatch(/^http:.*\/v2\/key-value-stores\//);
  });

  test.each([["b".repeat(32)], [null]])(
    "announces a run with the way past a preview's protection, if there is one: %s",
    async (protectionBypass) => {
      const { handle } = await world.openSeller();
      await feed.show(handle, [world.item(handle)]);
      const received: (string | undefined)[] = [];
      feed.receiver.onNotification = (notification) => {
        received.push(notification.protectionBypass);
        return Promise.resolve();
      };
      const scraper = openScraper({ ...feed.config, protectionBypass });

      await startIngestion(CRON, { ...ports(), scraper });

      await vi.waitFor(() => expect(received).toEqual([protectionBypass ?? undefined]), {
        timeout: 10_000,
      });
    },
  );

  test("may announce a run twice", async () => {
    const { sellerId, handle } = await world.openSeller();
    await feed.show(handle, [world.item(handle)]);
    feed.faults.set([
      { kind: "duplicate", path: "webhook:", probability: 1, status: 503, delayMs: 0 },
    ]);
    const outcomes: string[] = [];
    feed.receiver.onNotification = async ({ url, body }) => {
      const notice = readApifyWebhook({ url, body });
      if (notice !== undefined) outcomes.push((await drainRun(notice, ports())).kind);
    };

    await startIngestion(CRON, ports());
    await vi.waitFor(() => expect(outcomes).toHaveLength(2), { timeout: 10_000 });

    expect(outcomes).toContain("completed");
    expect(await world.videosOf(sellerId)).toHaveLength(1);
    const posted = (await world.allEvents()).filter((row) => row.eventType === "video.posted");
    expect(posted).toHaveLength(1);
  });

  test("reads many profiles in one run, and each ends as what it is", async () => {
    const expected = {
      public: "ok",
      private: "private",
      blocked: "blocked",
      empty: "empty",
      not_found: "not_found",
    };
    const opened = new Map<string, string>();
    for (const [state, outcome] of Object.entries(expected)) {
      const { sellerId, handle } = await world.openSeller();
      await feed.show(handle, [world.item(handle)]);
      await feed.setState(handle, state);
      opened.set(sellerId, outcome);
    }

    const run = await read();

    expect(run).toMatchObject({
      state: "completed",
      counters: { items: 4, tracked: 1, errors: 3 },
    });
    for (const [sellerId, outcome] of opened)
      expect((await world.cursorOf(sellerId)).lastOutcome).toBe(outcome);
  });

  test("shows edits, vanished videos and error rows of a later scrape", async () => {
    const { handle } = await world.openSeller();
    const [kept, edited, vanished, lost, oldest] = [1, 2, 3, 4, 5].map((hoursAgo) =>
      world.item(handle, { hoursAgo }),
    );
    if (!kept || !edited || !vanished || !lost || !oldest) throw new Error("five items");
    await feed.show(handle, [kept, edited, vanished, lost, oldest]);
    const row = { url: lost["webVideoUrl"], error: "x", errorCode: "POST_NOT_FOUND_OR_PRIVATE" };
    await feed.show(handle, [kept, { ...edited, text: "Now 45k #TRACK" }, oldest, row], {
      scrape: 2,
    });
    await read();

    const run = await read();

    expect(run.counters).toMatchObject({ edited: 1, gone: 2, errors: 1, posted: 1 });
    expect(await world.eventsOf(edited.id)).toEqual([
      "video.posted",
      "content.updated",
      "video.posted",
    ]);
    for (const gone of [vanished, lost])
      expect(await world.eventsOf(gone.id)).toEqual(["video.posted", "content.archived"]);
    expect(await world.eventsOf(kept.id)).toEqual(["video.posted"]);
  });

  test.each(["FAILED", "TIMED-OUT", "ABORTED"])(
    "ending a run as %s keeps its rows and fails the run",
    async (status) => {
      const { sellerId, handle } = await world.openSeller();
      await feed.show(handle, [world.item(handle), world.item(handle, { hoursAgo: 2 })]);
      await feed.decideNextRun({ status, rows: 1 });

      expect(await read()).toMatchObject({ state: "failed", retryable: true, offset: 1 });
      await read();

      expect(await world.videosOf(sellerId)).toHaveLength(2);
    },
  );

  test("is aborted by a cancelled run", async () => {
    await world.openSeller();
    const { runs } = await startIngestion(CRON, ports());
    const runId = runs[0]?.runId ?? "";

    await cancelRun({ runId, cancelledBy: "operator" }, ports());

    const { scraperRunId } = await world.runOf(runId);
    await vi.waitFor(
      async () =>
        expect((await feed.scraper.findRun(scraperRunId ?? ""))?.state).not.toBe("running"),
      { timeout: 5_000 },
    );
  });
});

describe("when Apify fails", () => {
  test("to answer a start, nothing is started twice and the sellers are read by the next run", async () => {
    const { sellerId, handle } = await world.openSeller();
    await feed.show(handle, [world.item(handle)]);
    feed.faults.set([
      { kind: "lose_answer", path: "/runs", times: 1, probability: 1, status: 503, delayMs: 0 },
    ]);
    const outcomes: string[] = [];
    feed.receiver.onNotification = async ({ url, body }) => {
      const notice = readApifyWebhook({ url, body });
      if (notice !== undefined) outcomes.push((await drainRun(notice, ports())).kind);
    };

    const first = await startIngestion(CRON, ports());
    expect(first).toMatchObject({ stoppedBy: "start_failed" });
    await vi.waitFor(() => expect(outcomes).toEqual(["closed"]), { timeout: 10_000 });
    await read();

    const posted = (await world.allEvents()).filter((row) => row.eventType === "video.posted");
    expect(posted).toHaveLength(1);
    expect(await world.cursorOf(sellerId)).toMatchObject({ lastOutcome: "ok", failures: 0 });
  });

  test("in the middle of a dataset, the drain throws and the next one goes on", async () => {
    const { sellerId, handle } = await world.openSeller();
    await feed.show(
      handle,
      [1, 2, 3].map((hoursAgo) => world.item(handle, { hoursAgo })),
    );
    const { runs } = await startIngestion(CRON, ports());
    const runId = runs[0]?.runId ?? "";
    await vi.waitFor(
      async () => {
        const { scraperRunId } = await world.runOf(runId);
        expect((await feed.scraper.findRun(scraperRunId ?? ""))?.state).toBe("succeeded");
      },
      { timeout: 5_000 },
    );
    feed.faults.set([
      { kind: "status", path: "/datasets", status: 503, probability: 1, delayMs: 0 },
    ]);

    await expect(drainRun({ runId }, ports())).rejects.toMatchObject({
      name: "ScraperError",
      retryable: true,
    });
    feed.faults.set([]);

    expect(await drainRun({ runId }, ports())).toMatchObject({ kind: "completed" });
    expect(await world.videosOf(sellerId)).toHaveLength(3);
  });

  test("for good, the error says that a retry is useless", async () => {
    const refused = openScraper({ ...feed.config, token: "wrong" });
    const request = { handles: ["x"], since: null, resultsPerProfile: 1, runId: randomUUID() };

    await expect(refused.startRun(request)).rejects.toMatchObject({
      name: "ScraperError",
      retryable: false,
    });
  });

  test("because it cannot be reached, the error says that a retry may help", async () => {
    const nowhere = openScraper({ ...feed.config, baseUrl: "http://127.0.0.1:9" });
    await expect(nowhere.abort(ABSENT_RUN)).rejects.toMatchObject({ retryable: true });
  });

  test("to know a run, there is none", async () => {
    expect(await feed.scraper.findRun(ABSENT_RUN)).toBeUndefined();
  });
});

test("a notification that is not Apify's names no run", () => {
  const url = "https://shop.example/api/webhooks/apify";
  for (const body of [null, [], {}, { eventData: {} }, { eventData: { actorRunId: 7 } }])
    expect(readApifyWebhook({ url, body })).toBeUndefined();
});

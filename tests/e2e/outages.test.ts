import { readFile } from "node:fs/promises";
import { and, count, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Database } from "#db/client.ts";
import { events, inbox, products } from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import { askForRead } from "#lib/ingestion/ask-for-read.ts";
import {
  callClock,
  type Clip,
  createFeedSeller,
  feedVideo,
  type FeedVideo,
  openAppDatabase,
} from "#tests/support/feed-seller.ts";

const HEELS: Clip = { handle: "nalu-fashion", file: "heels.mp4", cover: "heels.jpg" };
const OUTAGE_MS = 5_000;
const HEALED_MS = 120_000;
const BEAT_MS = 1_000;

const { standIns, pidFile } = inject("app");
let db: Database;

beforeAll(() => {
  db = openAppDatabase();
});
afterAll(() => db.close());

const videos = () => [1, 2, 3].map((hours) => feedVideo(`Heels ${hours}0k #TRACK`, HEELS, hours));

async function countEvents(type: string, of: FeedVideo[]): Promise<number> {
  const ids = of.map(({ videoId }) => videoId);
  const [row] = await db.orm
    .select({ found: count() })
    .from(events)
    .where(and(eq(events.eventType, type), inArray(events.videoId, ids)));
  return row?.found ?? 0;
}

async function countProducts(of: FeedVideo[]): Promise<number> {
  const ids = of.map(({ videoId }) => videoId);
  const [row] = await db.orm
    .select({ found: count() })
    .from(products)
    .where(inArray(products.videoId, ids));
  return row?.found ?? 0;
}

/** Beats the platform's clock until the condition holds; what fails while something is away may fail. */
async function beatUntil(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + HEALED_MS;
  for (;;) {
    await callClock("ingest").catch(() => undefined);
    await callClock("sweep").catch(() => undefined);
    if (await condition().catch(() => false)) return;
    if (Date.now() > deadline) throw new Error("not healed in time");
    await new Promise((resolve) => setTimeout(resolve, BEAT_MS));
  }
}

async function readFaults(service: string): Promise<unknown[]> {
  const response = await fetch(`${standIns[service]}/_faults`);
  return (await response.json()) as unknown[];
}

async function expectEachOnce(posted: FeedVideo[]): Promise<void> {
  await beatUntil(async () => (await countProducts(posted)) === posted.length);
  expect(await countEvents("product.created", posted)).toBe(posted.length);
  expect(await countEvents("product.processed", posted)).toBe(posted.length);
}

describe("nothing is lost and nothing happens twice", () => {
  test("when each service is away in turn, for longer than two retries take", async () => {
    const all: FeedVideo[] = [];
    for (const service of ["qstash", "apify", "blob", "pusher", "redis", "postgres"]) {
      const seller = await createFeedSeller(db);
      const posted = videos();
      all.push(...posted);
      await seller.posts(posted);
      await askForRead(db, { handle: seller.handle, clock: systemClock });
      await callClock("ingest");
      const fault = await fetch(`${standIns[service]}/_faults`, {
        method: "PUT",
        body: JSON.stringify([{ kind: "outage", forMs: OUTAGE_MS }]),
      });
      expect(fault.status).toBe(200);
      // The outage is over when the service says so itself.
      await beatUntil(async () => (await readFaults(service)).length === 0);
    }
    await expectEachOnce(all);
  });

  test("when the app is killed in the middle of it", async () => {
    const seller = await createFeedSeller(db);
    const posted = videos();
    await seller.posts(posted);
    await askForRead(db, { handle: seller.handle, clock: systemClock });
    await callClock("ingest");
    await beatUntil(async () => (await db.orm.select().from(inbox).limit(1)).length > 0);
    process.kill(Number(await readFile(pidFile, "utf8")), "SIGKILL");
    await expectEachOnce(posted);
  });

  test("when every delivery comes twice and late", async () => {
    const rules = [
      { kind: "duplicate", path: "deliver:" },
      { kind: "reorder", path: "deliver:", probability: 0.5, delayMs: 1_500 },
    ];
    const setFaults = (body: unknown) =>
      fetch(`${standIns["qstash"]}/_faults`, { method: "PUT", body: JSON.stringify(body) });
    await setFaults(rules);
    try {
      const seller = await createFeedSeller(db);
      const posted = videos();
      await seller.posts(posted);
      await askForRead(db, { handle: seller.handle, clock: systemClock });
      await callClock("ingest");
      await expectEachOnce(posted);
    } finally {
      await setFaults([]);
    }
  });
});

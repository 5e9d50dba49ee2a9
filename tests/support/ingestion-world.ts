import { randomUUID } from "node:crypto";
import type { Database } from "#db/client.ts";
import { drainRun } from "#lib/ingestion/drain-run.ts";
import {
  type IngestionPorts,
  type IngestionSettings,
  ingestionSettings,
} from "#lib/ingestion/ingestion-ports.ts";
import { startIngestion } from "#lib/ingestion/start-ingestion.ts";
import { sweepRuns } from "#lib/ingestion/sweep-runs.ts";
import type { LogFields } from "#lib/log.ts";
import { openShop } from "#lib/sellers/open-shop.ts";
import { uniqueHandle, uniqueVideoId } from "./factories.ts";
import { ingestionRows } from "./ingestion-rows.ts";
import { type Driver, openTestDatabase } from "./open-test-database.ts";
import { ScriptedScraper } from "./scripted-scraper.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** A database of its own, a virtual clock and a scripted scraper, and the verbs that drive them. */
export type IngestionWorld = Awaited<ReturnType<typeof openIngestionWorld>>;

export type WorldSeller = { sellerId: string; handle: string };
export type WorldItem = Record<string, unknown> & { id: string };

type Settings = Partial<IngestionSettings>;
type ItemFields = { hoursAgo?: number; videoId?: string } & Record<string, unknown>;

export async function openIngestionWorld(driver: Driver = "pg") {
  const testDatabase = await openTestDatabase(driver);
  const { db } = testDatabase;
  const time = { now: Date.parse("2026-11-20T12:00:00Z") };
  const clock = () => new Date(time.now);
  const scraper = new ScriptedScraper();
  const logged: { event: string; fields: LogFields }[] = [];
  const write = (event: string, fields: LogFields = {}) => void logged.push({ event, fields });
  const ports = (settings: Settings = {}): IngestionPorts => ({
    db,
    scraper,
    clock,
    newId: randomUUID,
    log: { info: write, warn: write, error: write },
    settings: ingestionSettings({
      dailyRuns: 1_000,
      // Every read here is a day after the last one, and few tests are about deep ones.
      deepReadEveryMs: 30 * 24 * HOUR_MS,
      ...settings,
    }),
  });
  const pass = (ms: number) => {
    time.now += ms;
  };
  return {
    db,
    clock,
    scraper,
    ports,
    pass,
    logged,
    ...ingestionRows(db),
    ...sellersOf({ db, clock, scraper }),
    ...cronsOf({ ports, pass, scraper }),
    /** Empties the database and forgets the profiles; the clock goes on. */
    async reset() {
      await db.orm.execute("truncate sellers, events, ingestion_runs, budgets cascade");
      scraper.reset();
      logged.length = 0;
      pass(24 * HOUR_MS);
    },
    close: () => testDatabase.close(),
  };
}

type SellerPorts = { db: Database; clock: () => Date; scraper: ScriptedScraper };

function sellersOf({ db, clock, scraper }: SellerPorts) {
  const openSeller = async (): Promise<WorldSeller> => {
    const handle = uniqueHandle();
    const shop = { handle, phone: "+256772123456", country: "UG", name: handle };
    const { sellerId } = await openShop(shop, { db, clock, newId: randomUUID });
    return { sellerId, handle };
  };
  /** An item in the form of the scraper's dataset, posted some hours before now. */
  const item = (
    handle: string,
    { hoursAgo = 1, videoId = uniqueVideoId(), ...fields }: ItemFields = {},
  ): WorldItem => ({
    id: videoId,
    text: "New heels only 55k! Sizes 37-41 #TRACK",
    createTime: Math.floor((clock().getTime() - hoursAgo * HOUR_MS) / 1_000),
    webVideoUrl: `https://www.tiktok.com/@${handle}/video/${videoId}`,
    authorMeta: { name: handle },
    diggCount: 10,
    commentCount: 2,
    shareCount: 1,
    videoMeta: { duration: 15, coverUrl: `https://p16.tiktokcdn.com/${videoId}.jpg` },
    mediaUrls: [`https://api.apify.com/v2/key-value-stores/s/records/${videoId}`],
    ...fields,
  });
  return {
    openSeller,
    item,
    /** A seller whose profile shows so many tracked videos, the newest first. */
    async openSellerWith(count: number): Promise<WorldSeller & { items: WorldItem[] }> {
      const seller = await openSeller();
      const items = Array.from({ length: count }, (_, index) =>
        item(seller.handle, { hoursAgo: index + 1 }),
      );
      scraper.profiles.set(seller.handle, items);
      return { ...seller, items };
    },
  };
}

type CronPorts = {
  ports: (settings?: Settings) => IngestionPorts;
  pass: (ms: number) => void;
  scraper: ScriptedScraper;
};

function cronsOf({ ports, pass, scraper }: CronPorts) {
  const readDue = async (settings: Settings = {}) => {
    const started = await startIngestion({ trigger: "cron" }, ports(settings));
    for (const { runId } of started.runs) await drainRun({ runId }, ports(settings));
    return started;
  };
  return {
    /** A whole read of all that is due: start, then drain each run. A day passes before it. */
    async read(settings: Settings = {}) {
      pass(25 * HOUR_MS);
      return readDue(settings);
    },
    readDue,
    /** Sweeps and starts while nothing fails any more, past the first deadline and the first wait. */
    async letCronsHeal(settings: Settings = {}) {
      scraper.beforeStep = () => undefined;
      for (let round = 0; round < 3; round += 1) {
        await sweepRuns(ports(settings));
        await startIngestion({ trigger: "cron" }, ports(settings));
        pass(6 * MINUTE_MS);
      }
      await sweepRuns(ports(settings));
    },
  };
}

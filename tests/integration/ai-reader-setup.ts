import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { type Database, openDatabase } from "#db/client.ts";
import { aiResults, aiUpgrades, budgets, sellers, videos } from "#db/schema/index.ts";
import type { AiAnswer } from "#lib/captions/ai/ai-answer.ts";
import {
  type AiLimits,
  type CaptionModel,
  DEFAULT_AI_LIMITS,
  type ModelReply,
} from "#lib/captions/ai/caption-model.ts";
import { type AiReading, readWithAi } from "#lib/captions/ai/read-with-ai.ts";
import { readCaption } from "#lib/captions/read-caption.ts";
import type { Log, LogFields } from "#lib/log.ts";
import { openCaptionModel } from "#lib/vendors/openai.ts";
import { systemClock } from "#lib/clock.ts";
import { createEvent } from "#lib/events/event.ts";
import { openScriptedModel, type ScriptedModel } from "#tests/contracts/openai-service.ts";
import { createVideo } from "#tests/support/factories.ts";
import { type DRIVERS, openTestDatabase } from "#tests/support/open-test-database.ts";

export type ReaderWorld = {
  db: Database;
  /** The same database as another instance sees it. */
  other: Database;
  service: ScriptedModel;
  /** Forgets what was asked, said and posted. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

/** A database, a second way into it, and the model's stand-in. */
export async function openReaderWorld(
  driver: (typeof DRIVERS)[number] = "pg",
): Promise<ReaderWorld> {
  const database = await openTestDatabase(driver);
  const { db } = database;
  const other = openDatabase({ driver: "pg", url: database.url }, () => undefined);
  const service = await openScriptedModel();
  return {
    db,
    other,
    service,
    async reset() {
      await forgetAll(db);
      await service.setScript([]);
      await forgetCalls(service);
    },
    async close() {
      await other.close();
      await database.close();
      await service.close();
    },
  };
}

export async function forgetCalls({ standIn }: ScriptedModel): Promise<void> {
  await fetch(`${standIn.url}/_calls`, { method: "DELETE" });
}

/** The event that a scraped video comes to the caption parser with. */
export function postedEvent(
  video: { videoId: string; caption: string; videoUrl: string },
  eventId = randomUUID(),
) {
  return createEvent(
    "video.posted",
    {
      video_id: video.videoId,
      caption: video.caption,
      seller_handle: "any-seller",
      video_url: video.videoUrl,
      timestamp: new Date().toISOString(),
    },
    { source: "ingestion", correlationId: randomUUID(), eventId, clock: systemClock },
  );
}

export type LogLine = { event: string } & LogFields;

export function recordLog(): { log: Log; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const write = (event: string, fields: LogFields = {}) => void lines.push({ event, ...fields });
  return { lines, log: { info: write, warn: write, error: write } };
}

/** The real SDK at the stand-in, with waits that a test can afford. */
export function scriptedModel(service: ScriptedModel, timeoutMs = 5_000): CaptionModel {
  return openCaptionModel({ ...service, timeoutMs, retryDelayMs: 1 });
}

/** A model in this process, for what a wire cannot show: the moment while the call is out. */
export function modelThat(answer: () => Promise<ModelReply> | ModelReply): CaptionModel {
  return { name: "in-process", tokensAtMost: () => 1_000, ask: async () => answer() };
}

export const NO_ANSWER: AiAnswer = {
  title: null,
  price: null,
  currency: null,
  sizes: [],
  product_type: null,
  category: null,
  tags: [],
};

export type Reader = {
  db: Database;
  model: CaptionModel | null;
  limits?: Partial<AiLimits>;
  log?: Log;
};

/** A posted video of a seller of its own, unless one is named. */
export async function postVideo(db: Database, caption: string, sellerId?: string) {
  const video = await createVideo(
    { caption, hashtags: [], ...(sellerId === undefined ? {} : { sellerId }) },
    db,
  );
  return { ...video, country: "UG" };
}

type Posted = Awaited<ReturnType<typeof postVideo>>;

export function readVideo(video: Posted, reader: Reader): Promise<AiReading> {
  const { db, model, limits, log = recordLog().log } = reader;
  const ai = model && { model, limits: { ...DEFAULT_AI_LIMITS, ...limits } };
  const rules = readCaption(video.caption, { country: video.country });
  return readWithAi({ video, rules }, { db, ai, log });
}

/** A caption that no other test reads, so that none finds its answer. */
export function freshCaption(text = "Nice heels, only 55k"): string {
  return `${text} ${randomUUID().replaceAll(/[^a-z]/g, "")}`;
}

export async function spentOn(db: Database, scope: string): Promise<number> {
  const [row] = await db.orm.select().from(budgets).where(eq(budgets.scope, scope));
  return row?.spent ?? 0;
}

export const sellerScope = (sellerId: string) => `ai:seller:${sellerId}`;

export async function upgradesOf(db: Database, videoId: string) {
  return db.orm.select().from(aiUpgrades).where(eq(aiUpgrades.videoId, videoId));
}

export async function keptOutcomes(db: Database, sellerId: string): Promise<string[]> {
  const rows = await db.orm.select().from(aiResults).where(eq(aiResults.sellerId, sellerId));
  return rows.map(({ outcome }) => outcome);
}

/** Lets the database's time pass for everything that waits: nothing in a test has to. */
export async function passTime(db: Database, seconds: number): Promise<void> {
  const interval = sql`make_interval(secs => ${seconds})`;
  await db.orm.execute(sql`update breakers set open_until = open_until - ${interval},
    probe_until = probe_until - ${interval}`);
  await db.orm.execute(sql`update breaker_calls set at = at - ${interval}`);
  await db.orm.execute(sql`update ai_results set lease_until = lease_until - ${interval}`);
  await db.orm.execute(sql`update ai_upgrades set due_at = due_at - ${interval}`);
}

/** Everything of the model in the database gone, sellers and videos too. */
async function forgetAll(db: Database): Promise<void> {
  await db.orm.execute(sql`truncate breakers, breaker_calls, ai_results, ai_upgrades, budgets`);
  await db.orm.delete(videos);
  await db.orm.delete(sellers);
}

import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { assemblies, events, products, videos } from "#db/schema/index.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { DEFAULT_AI_LIMITS } from "#lib/captions/ai/caption-model.ts";
import { upgradeDue } from "#lib/captions/ai/upgrade-due.ts";
import { systemClock } from "#lib/clock.ts";
import { register } from "#lib/doors/consumer.ts";
import { handleDelivery } from "#lib/doors/handle-delivery.ts";
import type { Ports } from "#lib/doors/ports.ts";
import { captionParser } from "#workers/caption-parser.ts";
import type { ScriptedModel } from "#tests/contracts/openai-service.ts";
import { createShop, createVideo } from "#tests/support/factories.ts";
import { thumbnailPart } from "#tests/support/parts.ts";
import { recordPorts } from "#tests/support/recorded-ports.ts";
import {
  forgetCalls,
  freshCaption,
  openReaderWorld,
  passTime,
  postedEvent,
  type ReaderWorld,
  scriptedModel,
  upgradesOf,
} from "./ai-reader-setup.ts";

let world: ReaderWorld;
let db: Database;
let service: ScriptedModel;
const consumer = register(captionParser);

beforeAll(async () => {
  world = await openReaderWorld();
  ({ db, service } = world);
});
beforeEach(async () => {
  await world.reset();
  await service.setScript([{ match: "heels", answer: { title: "Block heels", tags: ["heels"] } }]);
});
afterAll(() => world.close());

type Limits = Partial<typeof DEFAULT_AI_LIMITS>;

function portsWith(limits: Limits = {}): Ports {
  const ai = { model: scriptedModel(service, 500), limits: { ...DEFAULT_AI_LIMITS, ...limits } };
  return recordPorts(db, { ai }).ports;
}

async function postedVideo(sellerId?: string) {
  const shop = sellerId === undefined ? await createShop({}, db) : { sellerId };
  return createVideo({ caption: freshCaption(), hashtags: [], sellerId: shop.sellerId }, db);
}

type Posted = Awaited<ReturnType<typeof postedVideo>>;

const deliver = (video: Posted, ports: Ports) =>
  handleDelivery({ consumer, event: postedEvent(video) }, ports);

async function standingOf({ videoId }: Posted) {
  const [row] = await db.orm.select().from(assemblies).where(eq(assemblies.videoId, videoId));
  return row && { caption: row.captionRank, tags: row.tagsRank };
}

async function addPictures({ sellerId, videoId }: Posted): Promise<void> {
  const origin = { sellerId, videoId, handle: "any-seller", causationId: randomUUID() };
  await db.transaction((tx) =>
    recordPart(tx, { origin, part: thumbnailPart(), clock: systemClock }),
  );
}

async function productOf({ videoId }: Posted) {
  const [row] = await db.orm.select().from(products).where(eq(products.videoId, videoId));
  return row;
}

async function eventTypesOf({ videoId }: Posted): Promise<string[]> {
  const rows = await db.orm.select().from(events).where(eq(events.videoId, videoId));
  return rows.map(({ eventType }) => eventType).toSorted();
}

describe("the caption parser", () => {
  test("records the model's reading at rank 2, with its tags, and tells of both", async () => {
    const video = await postedVideo();
    expect(await deliver(video, portsWith())).toBe("done");
    expect(await standingOf(video)).toEqual({ caption: 2, tags: 2 });
    expect(await eventTypesOf(video)).toEqual(["caption.parsed", "tags.generated"]);
    expect(await upgradesOf(db, video.videoId)).toEqual([]);
    await addPictures(video);
    expect(await productOf(video)).toMatchObject({ title: "Block heels", tags: ["heels"] });
  });

  test("without an account records the rules' at rank 1 and asks for nothing later", async () => {
    const video = await postedVideo();
    await deliver(video, recordPorts(db, { ai: null }).ports);
    expect(await standingOf(video)).toEqual({ caption: 1, tags: 0 });
    expect(await upgradesOf(db, video.videoId)).toEqual([]);
  });

  test.each([
    ["error", {}],
    ["budget", { sellerDailyTokens: 10 }],
  ])("that meets %s records the rules' and asks for an upgrade", async (reason, limits) => {
    await service.setScript([{ status: 500 }]);
    const video = await postedVideo();
    expect(await deliver(video, portsWith(limits))).toBe("done");
    expect(await standingOf(video)).toEqual({ caption: 1, tags: 0 });
    expect(await upgradesOf(db, video.videoId)).toMatchObject([{ reason, attempts: 0 }]);
  });

  test("asks for no upgrade when its transaction fails, and not for the model's last word", async () => {
    await service.setScript([{ status: 500 }]);
    const failed = await postedVideo();
    const effect = await captionParser.handle(postedEvent(failed), portsWith());
    const crash = db.transaction(async (tx) => {
      await effect(tx);
      throw new Error("crashed before the commit");
    });
    await expect(crash).rejects.toThrow("crashed");
    expect(await upgradesOf(db, failed.videoId)).toEqual([]);
    await service.setScript([{ refusal: "No." }]);
    const refused = await postedVideo();
    await deliver(refused, portsWith());
    expect(await standingOf(refused)).toEqual({ caption: 1, tags: 0 });
    expect(await upgradesOf(db, refused.videoId)).toEqual([]);
  });

  test("pays once for a delivery that crashed before its commit and comes again", async () => {
    const video = await postedVideo();
    await captionParser.handle(postedEvent(video), portsWith());
    expect(await deliver(video, portsWith())).toBe("done");
    expect(await standingOf(video)).toMatchObject({ caption: 2 });
    expect((await service.calls()).count).toBe(1);
  });

  test("does not ask again for a caption that is settled, whatever the event's id", async () => {
    const video = await postedVideo();
    await deliver(video, portsWith());
    await db.orm.execute("truncate ai_results");
    expect(await deliver(video, portsWith())).toBe("unchanged");
    expect((await service.calls()).count).toBe(1);
  });

  test("reads an edited caption anew", async () => {
    const video = await postedVideo();
    await deliver(video, portsWith());
    const caption = freshCaption("Flat heels 60k");
    await db.orm
      .update(videos)
      .set({ caption, sourceVersion: 2 })
      .where(eq(videos.videoId, video.videoId));
    expect(await deliver(video, portsWith())).toBe("done");
    expect((await service.calls()).count).toBe(2);
  });
});

describe("the sweep of upgrades", () => {
  /** A video that went live by the rules while the service was down. */
  async function readByRules(sellerId?: string): Promise<Posted> {
    await service.setScript([{ status: 500 }]);
    const video = await postedVideo(sellerId);
    await deliver(video, portsWith());
    await addPictures(video);
    await service.setScript([{ match: "heels", answer: { title: "Block heels" } }]);
    await forgetCalls(service);
    return video;
  }

  test("reads what is due with the model and improves the product", async () => {
    const video = await readByRules();
    expect((await productOf(video))?.title).not.toBe("Block heels");
    expect(await upgradeDue(portsOf(), { limit: 5 })).toMatchObject({ upgraded: 0 });
    await passTime(db, 61);
    expect(await upgradeDue(portsOf(), { limit: 5 })).toEqual({
      upgraded: 1,
      postponed: 0,
      dropped: 0,
    });
    expect(await productOf(video)).toMatchObject({ title: "Block heels" });
    expect(await standingOf(video)).toMatchObject({ caption: 2 });
    expect(await eventTypesOf(video)).toContain("product.updated");
    expect(await upgradesOf(db, video.videoId)).toEqual([]);
  });

  test("run twice at once takes each caption once", async () => {
    const first = await readByRules();
    await readByRules(first.sellerId);
    await readByRules(first.sellerId);
    await service.setScript([{ delayMs: 200, answer: { title: "Block heels" } }]);
    await passTime(db, 61);
    const counts = await Promise.all(
      Array.from({ length: 3 }, () => upgradeDue(portsOf(), { limit: 5 })),
    );
    expect(counts.reduce((sum, { upgraded }) => sum + upgraded, 0)).toBe(3);
    expect(counts.reduce((sum, { postponed }) => sum + postponed, 0)).toBe(0);
    expect((await service.calls()).count).toBe(3);
  });

  test("waits longer after each failure and gives up after many", async () => {
    const video = await readByRules();
    await service.setScript([{ status: 500 }]);
    const limits = { breaker: { ...DEFAULT_AI_LIMITS.breaker, consecutiveFailures: 1_000 } };
    const waits: number[] = [];
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await passTime(db, 6 * 60 * 60 + 61);
      await upgradeDue(portsOf(limits), { limit: 1 });
      const [row] = await upgradesOf(db, video.videoId);
      if (row) waits.push(Math.round((row.dueAt.getTime() - Date.now()) / 60_000));
    }
    expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(waits.at(-1)).toBe(360);
    expect(await upgradesOf(db, video.videoId)).toEqual([]);
  });

  test("stops at an open breaker and leaves the rest as it was", async () => {
    const first = await readByRules();
    const second = await readByRules(first.sellerId);
    await passTime(db, 61);
    await db.orm.execute("update breakers set open_until = clock_timestamp() + interval '1 hour'");
    expect(await upgradeDue(portsOf(), { limit: 5 })).toMatchObject({ postponed: 1 });
    expect((await service.calls()).count).toBe(0);
    expect((await upgradesOf(db, second.videoId))[0]?.attempts).toBe(0);
  });

  test("puts what has no budget off to the next day", async () => {
    const video = await readByRules();
    await passTime(db, 61);
    await upgradeDue(portsOf({ sellerDailyTokens: 10 }), { limit: 5 });
    const [row] = await upgradesOf(db, video.videoId);
    const midnight = new Date();
    midnight.setUTCHours(24, 0, 0, 0);
    expect(row?.reason).toBe("budget");
    expect(row?.dueAt.getTime()).toBeGreaterThanOrEqual(midnight.getTime());
    expect(row?.dueAt.getTime()).toBeLessThanOrEqual(midnight.getTime() + 3_600_000);
  });

  test("drops what was settled meanwhile, unpaid", async () => {
    const video = await readByRules();
    await deliver(video, portsWith());
    await passTime(db, 61);
    await forgetCalls(service);
    expect(await upgradeDue(portsOf(), { limit: 5 })).toMatchObject({ dropped: 1 });
    expect((await service.calls()).count).toBe(0);
  });

  function portsOf(limits: Limits = {}) {
    const { clock, log, ai } = portsWith(limits);
    return { db, clock, log, ai };
  }
});

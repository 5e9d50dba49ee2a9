import { eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { deadLetters, deliveryFailures, events, inbox } from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { recordDeadLetter } from "#lib/events/dead-letters.ts";
import { noteFailedAttempt } from "#lib/events/delivery-failures.ts";
import { createEvent } from "#lib/events/event.ts";
import type { OutgoingEvent, Queue } from "#lib/events/queue.ts";
import { reconcileDeliveries } from "#lib/events/reconcile-deliveries.ts";
import { relayEvents } from "#lib/events/relay-events.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import { uniqueVideoId } from "#tests/support/factories.ts";
import {
  DRIVERS,
  openTestDatabase,
  type OpenTestDatabase,
} from "#tests/support/open-test-database.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

function recordingQueue(overrides: Partial<Queue> = {}) {
  const sent: OutgoingEvent[] = [];
  const redelivered: { event: OutgoingEvent; consumer: string }[] = [];
  const queue: Queue = {
    publish(batch) {
      sent.push(...batch);
      return Promise.resolve(batch.map(() => ({ kind: "accepted" as const })));
    },
    redeliver(event, consumer) {
      redelivered.push({ event, consumer });
      return Promise.resolve();
    },
    ...overrides,
  };
  return { queue, sent, redelivered };
}

function postedEvent() {
  const videoId = uniqueVideoId();
  return createEvent(
    "video.posted",
    { video_id: videoId, caption: "", seller_handle: "any", video_url: "https://video.test" },
    { source: "test", correlationId: videoCorrelationId(videoId), clock: systemClock },
  );
}

const append = async (db: Database, count: number) => {
  const appended = Array.from({ length: count }, postedEvent);
  await db.transaction(async (tx) => {
    for (const event of appended) await appendEvent(tx, event);
  });
  return appended.map(({ metadata }) => metadata.eventId);
};

const unpublished = (db: Database) =>
  db.orm.select({ eventId: events.eventId }).from(events).where(isNull(events.publishedAt));

describe.each(DRIVERS)("outbox on %s", (driver) => {
  let database: OpenTestDatabase | undefined;
  let db: Database;

  beforeEach(async () => {
    await database?.close();
    database = await openTestDatabase(driver);
    ({ db } = database);
  });
  afterAll(() => database?.close());

  test("an event exists only if its transaction committed", async () => {
    const lost = db.transaction(async (tx) => {
      await appendEvent(tx, postedEvent());
      throw new Error("killed");
    });
    await expect(lost).rejects.toThrow("killed");
    expect(await db.orm.select().from(events)).toEqual([]);
  });

  test("the same event id twice is one row", async () => {
    const event = postedEvent();
    for (let round = 0; round < 2; round++) await db.transaction((tx) => appendEvent(tx, event));
    expect(await db.orm.select().from(events)).toHaveLength(1);
  });

  test("publishes every event once, under its own id", async () => {
    const ids = await append(db, 250);
    const { queue, sent } = recordingQueue();
    const report = await relayEvents({ db, queue, log: quiet }, { budgetMs: 20_000 });
    expect(report).toEqual({ published: 250, refused: 0 });
    expect(sent.map(({ eventId }) => eventId).toSorted()).toEqual(ids.toSorted());
    expect(sent.every((event) => event.deduplicationId === event.eventId)).toBe(true);
    expect(await unpublished(db)).toEqual([]);
  });

  test("two relays at once publish no event twice", async () => {
    await append(db, 300);
    const { queue, sent } = recordingQueue();
    const relay = () => relayEvents({ db, queue, log: quiet }, { budgetMs: 20_000 });
    await Promise.all([relay(), relay(), relay()]);
    const ids = sent.map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await unpublished(db)).toEqual([]);
  });

  test("keeps what the queue refused or never answered, and sends it when it is due again", async () => {
    await append(db, 3);
    const failing = recordingQueue({ publish: () => Promise.reject(new Error("away")) });
    await relayEvents({ db, queue: failing.queue, log: quiet }, { budgetMs: 5_000 });
    expect(await unpublished(db)).toHaveLength(3);
    await db.orm.update(events).set({ nextAttemptAt: sql`now()` });
    const { queue, sent } = recordingQueue();
    await relayEvents({ db, queue, log: quiet }, { budgetMs: 5_000 });
    expect(sent).toHaveLength(3);
  });

  test("an event of a type that this version does not know holds up no other", async () => {
    const [unknownId = "", knownId] = await append(db, 2);
    await db.orm
      .update(events)
      .set({ eventType: "video.imagined" })
      .where(eq(events.eventId, unknownId));
    const { queue, sent } = recordingQueue();
    await relayEvents({ db, queue, log: quiet }, { budgetMs: 5_000 });
    expect(sent.map(({ eventId }) => eventId)).toEqual([knownId]);
    expect(await unpublished(db)).toEqual([{ eventId: unknownId }]);
  });

  test("takes over what a relay had claimed when it died", async () => {
    const [eventId] = await append(db, 1);
    await db.orm
      .update(events)
      .set({ claimedUntil: sql`now() - interval '1 second'`, claimToken: sql`gen_random_uuid()` });
    const { queue, sent } = recordingQueue();
    await relayEvents({ db, queue, log: quiet }, { budgetMs: 5_000 });
    expect(sent.map((event) => event.eventId)).toEqual([eventId]);
  });

  test("leaves alone what another relay holds", async () => {
    await append(db, 1);
    await db.orm.update(events).set({ claimedUntil: sql`now() + interval '20 seconds'` });
    const { queue, sent } = recordingQueue();
    await relayEvents({ db, queue, log: quiet }, { budgetMs: 5_000 });
    expect(sent).toEqual([]);
  });
});

describe("failed deliveries", () => {
  let database: OpenTestDatabase | undefined;
  let db: Database;

  beforeEach(async () => {
    await database?.close();
    database = await openTestDatabase("pg");
    ({ db } = database);
  });
  afterAll(() => database?.close());

  const failed = (eventId: string, messageId = "msg_1") => ({
    consumer: "caption-parser" as const,
    eventId,
    messageId,
    status: 500,
    attempts: 5,
  });

  test("the same report twice is one dead letter, another message is another episode", async () => {
    const [eventId = ""] = await append(db, 1);
    await recordDeadLetter(db, failed(eventId));
    await recordDeadLetter(db, failed(eventId));
    expect(await db.orm.select().from(deadLetters)).toHaveLength(1);
    await recordDeadLetter(db, failed(eventId, "msg_2"));
    const rows = await db.orm.select().from(deadLetters);
    expect(new Set(rows.map(({ episode }) => episode))).toEqual(new Set([0, 1]));
  });

  test("a delivery whose work was committed is no dead letter, although its answers were lost", async () => {
    const [eventId = ""] = await append(db, 1);
    await db.orm.insert(inbox).values({ consumer: "caption-parser", eventId });
    await recordDeadLetter(db, failed(eventId));
    expect(await db.orm.select().from(deadLetters)).toEqual([]);
  });

  test("sends again what a consumer neither handled nor gave up, under an id of its own", async () => {
    const [eventId = ""] = await append(db, 1);
    await db.orm.update(events).set({ publishedAt: sql`now() - interval '46 minutes'` });
    await db.orm.insert(inbox).values({ consumer: "auto-tagger", eventId });
    await recordDeadLetter(db, failed(eventId));
    const { queue, redelivered } = recordingQueue();
    expect(await reconcileDeliveries({ db, queue, log: quiet }, { limit: 10 })).toBe(1);
    expect(redelivered.map(({ consumer }) => consumer)).toEqual(["thumbnail-generator"]);
    expect(redelivered[0]?.event.deduplicationId).not.toBe(eventId);
  });

  test("leaves a delivery that failed to the broker until its last retry is over", async () => {
    const [eventId = ""] = await append(db, 1);
    await db.orm.update(events).set({ publishedAt: sql`now() - interval '7 hours'` });
    for (const consumer of ["caption-parser", "thumbnail-generator", "auto-tagger"] as const)
      await noteFailedAttempt(db, { consumer, eventId, status: 503, error: "away" });
    const { queue } = recordingQueue();
    expect(await reconcileDeliveries({ db, queue, log: quiet }, { limit: 10 })).toBe(0);
    await db.orm.update(deliveryFailures).set({ firstFailedAt: sql`now() - interval '9 hours'` });
    expect(await reconcileDeliveries({ db, queue, log: quiet }, { limit: 10 })).toBe(3);
  });

  test("does not touch deliveries that may still be under way", async () => {
    const [eventId = ""] = await append(db, 1);
    await db.orm
      .update(events)
      .set({ publishedAt: sql`now() - interval '44 minutes'` })
      .where(eq(events.eventId, eventId));
    const { queue } = recordingQueue();
    expect(await reconcileDeliveries({ db, queue, log: quiet }, { limit: 10 })).toBe(0);
  });
});

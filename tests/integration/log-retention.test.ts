import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { deadLetters, events, logCursors } from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import type { EventType } from "#lib/events/catalogue/catalogue.ts";
import { recordDeadLetter, recordMissingDeliveries } from "#lib/events/dead-letters.ts";
import { readTimeline } from "#lib/events/event-timeline.ts";
import { exampleEvent } from "#lib/events/example-event.ts";
import { forgetExpired } from "#lib/events/forget-expired.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { createEvent } from "#lib/events/event.ts";
import { consumeLog } from "#lib/events/consume-log.ts";
import { listEvents } from "#lib/events/read-log.ts";
import { reconcileDeliveries } from "#lib/events/reconcile-deliveries.ts";
import { relayEvents } from "#lib/events/relay-events.ts";
import { waitFor } from "#tests/contracts/qstash-support/wait-for.ts";
import { insertEvent, listHandled } from "#tests/support/log-events.ts";
import {
  DRIVERS,
  openTestDatabase,
  type OpenTestDatabase,
} from "#tests/support/open-test-database.ts";
import { logRegistry } from "#workers/registry.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const analytics = logRegistry["analytics-service"];
const NOW = new Date("2026-11-20T12:00:00Z");
const BUDGET = { budgetMs: 10_000 };
/** Behind every event. */
const EVERYTHING_READ = { consumer: analytics.name, xid: "9000000000000000000", seq: 0 };

let database: OpenTestDatabase | undefined;
let db: Database;

const open = async (driver: (typeof DRIVERS)[number]) => {
  await database?.close();
  database = await openTestDatabase(driver);
  ({ db } = database);
};

const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();
const insertOld = (type: EventType, days: number, publishedAt?: Date | null) =>
  insertEvent(db, {
    type,
    timestamp: daysAgo(days),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  });
const forget = (budget = BUDGET) => forgetExpired({ db, clock: () => NOW }, budget);
const left = async () =>
  (await db.orm.select({ eventId: events.eventId }).from(events).orderBy(events.seq)).map(
    ({ eventId }) => eventId,
  );

describe.each(DRIVERS)("retention on %s", (driver) => {
  beforeEach(() => open(driver));
  afterAll(async () => {
    await database?.close();
    database = undefined;
  });

  test("takes what is past the days of its topic out of the log, and nothing else", async () => {
    await db.orm.insert(logCursors).values(EVERYTHING_READ);
    await insertOld("ingest.started", 91);
    await insertOld("ingest.progress", 91);
    await insertOld("search.performed", 401);
    await insertOld("user.login", 401);
    const kept = [
      await insertOld("ingest.started", 89),
      await insertOld("search.performed", 399),
      await insertOld("product.created", 4_000),
      await insertOld("video.posted", 4_000),
      await insertOld("order.placed", 4_000),
      await insertOld("content.updated", 4_000),
    ];
    expect(await forget()).toBe(4);
    expect(await left()).toEqual(kept);
    expect(await forget()).toBe(0);
  });

  test("leaves what a consumer of the log has not come to, however old it is", async () => {
    const unread = await insertOld("ingest.started", 500);
    const nobodys = await insertOld("ingest.progress", 500);
    expect(await forget()).toBe(1);
    expect(await left()).toEqual([unread]);
    await waitFor("the event is read", async () => {
      await consumeLog(analytics, { db, log: quiet }, BUDGET);
      return (await listHandled(db, { consumer: analytics.name, eventIds: [unread] })).length > 0;
    });
    expect(await forget()).toBe(1);
    expect(await left()).not.toContain(nobodys);
  });

  test("leaves what is not published, and what failed and may be run again", async () => {
    await db.orm.insert(logCursors).values(EVERYTHING_READ);
    const unpublished = await insertOld("search.performed", 500, null);
    const failed = await insertOld("search.performed", 500);
    await recordDeadLetter(db, {
      consumer: analytics.name,
      eventId: failed,
      messageId: "log:0",
      status: 0,
      attempts: 6,
    });
    expect(await forget()).toBe(0);
    expect(await left()).toEqual([unpublished, failed]);
    await db.orm.update(deadLetters).set({ resolvedAt: sql`now()`, resolution: "handled" });
    expect(await forget()).toBe(1);
    expect(await left()).toEqual([unpublished]);
  });

  test("goes page by page, and where its time was up the next call goes on", async () => {
    await db.orm.insert(logCursors).values(EVERYTHING_READ);
    const first = await insertOld("ingest.progress", 100);
    await db.orm.execute(sql`
      insert into events (event_id, event_type, event_version, topic, source, occurred_at,
        correlation_id, metadata, payload, published_at)
      select gen_random_uuid(), event_type, event_version, topic, source, occurred_at,
        correlation_id, metadata, payload, published_at
      from events, generate_series(1, 1299) where event_id = ${first}`);
    expect(await forget({ budgetMs: 0 })).toBe(0);
    expect(await forget()).toBe(1_300);
    expect(await left()).toEqual([]);
  });
});

describe("an event that only readers of the log take", () => {
  beforeEach(() => open("pg"));
  afterAll(() => database?.close());

  async function append(): Promise<{ eventId: string; correlationId: string }> {
    const { payload } = exampleEvent("ingest.started");
    const event = createEvent(
      "ingest.started",
      payload as Parameters<typeof createEvent<"ingest.started">>[1],
      {
        source: "test",
        correlationId: crypto.randomUUID(),
        clock: systemClock,
      },
    );
    await db.transaction((tx) => appendEvent(tx, event));
    return event.metadata;
  }

  const queue = {
    publish: () => Promise.reject(new Error("published")),
    redeliver: () => Promise.reject(new Error("redelivered")),
  };

  test("is published when it is written, and no delivery of it is ever missing", async () => {
    const { eventId } = await append();
    const ports = { db, queue, log: quiet };
    expect(await relayEvents(ports, BUDGET)).toEqual({ published: 0, refused: 0 });
    const [event] = await db.orm
      .select()
      .from(events)
      .where(inArray(events.eventId, [eventId]));
    expect(event?.publishedAt).not.toBeNull();
    await db.orm
      .update(events)
      .set({ publishedAt: sql`now() - interval '2 days'` })
      .where(eq(events.eventId, eventId));
    expect(await reconcileDeliveries(ports, { limit: 10 })).toBe(0);
    expect(await recordMissingDeliveries(db, { limit: 10 })).toBe(0);
  });

  test("shows on its timeline whether it was read", async () => {
    const { eventId, correlationId } = await append();
    const deliveries = async () => (await readTimeline(db, correlationId))[0]?.deliveries;
    expect(await deliveries()).toEqual([
      expect.objectContaining({ consumer: "analytics-service", state: "unread", at: null }),
    ]);
    await waitFor("the event is read", async () => {
      await consumeLog(analytics, { db, log: quiet }, BUDGET);
      return (await listHandled(db, { consumer: analytics.name, eventIds: [eventId] })).length > 0;
    });
    expect(await deliveries()).toEqual([
      expect.objectContaining({ state: "handled", at: expect.any(Date) }),
    ]);
    const filter = { correlationId };
    expect(await listEvents(db, { filter, limit: 1 })).toEqual([
      expect.objectContaining({ eventId, handled: 1 }),
    ]);
  });
});

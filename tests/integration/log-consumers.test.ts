import { gt, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { analyticsDaily, deliveryFailures, events, inbox, logCursors } from "#db/schema/index.ts";
import { readLog } from "#lib/doors/read-log.ts";
import { EVENT_TYPES } from "#lib/events/catalogue/catalogue.ts";
import { consumeLog } from "#lib/events/consume-log.ts";
import { exampleEvent } from "#lib/events/example-event.ts";
import type { LogProjection } from "#lib/events/handle-entries.ts";
import { claimCursor, ClaimLostError, moveCursor } from "#lib/events/log-cursor.ts";
import { readEvent } from "#lib/events/read-event.ts";
import { logRouteOf } from "#lib/events/routing.ts";
import { insertEvent, listHandled } from "#tests/support/log-events.ts";
import {
  DRIVERS,
  openTestDatabase,
  type OpenTestDatabase,
} from "#tests/support/open-test-database.ts";
import { waitFor } from "#tests/contracts/qstash-support/wait-for.ts";
import { logRegistry } from "#workers/registry.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const CONSUMER = "analytics-service";
const analytics = logRegistry[CONSUMER];
const BUDGET = { budgetMs: 10_000 };

let database: OpenTestDatabase | undefined;
let db: Database;

const read = (consumer: LogProjection = analytics) =>
  consumeLog(consumer, { db, log: quiet }, BUDGET);

/** A transaction of another test in this server can hold the watermark back for a moment. */
const readUntilHandled = (eventIds: readonly string[], consumer: LogProjection = analytics) =>
  waitFor("the events are handled", async () => {
    await read(consumer);
    const handled = await listHandled(db, { consumer: CONSUMER, eventIds });
    return handled.length === eventIds.length && handled;
  });

const counted = async () => {
  const rows = await db.orm.select().from(analyticsDaily);
  return rows.reduce((sum, { count }) => sum + count, 0);
};

/** Skips the wait before the next try. */
const makeDue = () => db.orm.update(logCursors).set({ nextAttemptAt: sql`now()` });

describe.each(DRIVERS)("the log on %s", (driver) => {
  beforeEach(async () => {
    await database?.close();
    database = await openTestDatabase(driver);
    ({ db } = database);
  });
  afterAll(async () => {
    await database?.close();
    database = undefined;
  });

  /** What a consumer would do that remembers the highest number it has seen. */
  function openNaiveReader() {
    let last = 0;
    const seen: string[] = [];
    return {
      seen,
      async read() {
        const rows = await db.orm
          .select({ seq: events.seq, eventId: events.eventId })
          .from(events)
          .where(gt(events.seq, last))
          .orderBy(events.seq);
        seen.push(...rows.map(({ eventId }) => eventId));
        last = rows.at(-1)?.seq ?? last;
      },
    };
  }

  test("an event that commits after a later one is handled; a cursor of numbers alone loses it", async () => {
    const naive = openNaiveReader();
    const inserted = Promise.withResolvers<string>();
    const gate = Promise.withResolvers<void>();
    const slow = db.transaction(async (tx) => {
      inserted.resolve(await insertEvent(tx));
      await gate.promise;
    });
    const late = await inserted.promise;
    const early = await insertEvent(db);
    try {
      await naive.read();
      await read();
      expect(naive.seen).toEqual([early]);
      expect(await listHandled(db, { consumer: CONSUMER, eventIds: [late, early] })).toEqual([]);
    } finally {
      gate.resolve();
      await slow;
    }
    await naive.read();
    expect(naive.seen).not.toContain(late);
    expect(await readUntilHandled([late, early])).toEqual([late, early]);
    expect(await counted()).toBe(2);
  });

  test("readers side by side handle each event of writers side by side exactly once", async () => {
    const total = 120;
    const written: string[] = [];
    const write = async (writer: number) => {
      for (let round = 0; round < total / 6; round++)
        await db.transaction(async (tx) => {
          written.push(await insertEvent(tx));
          if ((writer + round) % 3 === 0) await tx.orm.execute(sql`select pg_sleep(0.02)`);
        });
    };
    const writing = Promise.all([0, 1, 2, 3, 4, 5].map(write));
    while (written.length < total) await Promise.all([read(), read()]);
    await writing;
    expect(await readUntilHandled(written)).toHaveLength(total);
    expect(await counted()).toBe(total);
    expect(await db.orm.select().from(inbox)).toHaveLength(total);
  });

  test("a pass that dies before its commit leaves no trace, and the next one does its work", async () => {
    const eventId = await insertEvent(db);
    const dying: LogProjection = {
      name: CONSUMER,
      async project(tx, entries) {
        await analytics.project(tx, entries);
        throw new Error("killed");
      },
    };
    await waitFor("an attempt", async () => {
      await read(dying);
      return (await db.orm.select().from(deliveryFailures)).length > 0;
    });
    expect(await counted()).toBe(0);
    expect(await db.orm.select().from(inbox)).toEqual([]);
    await makeDue();
    await readUntilHandled([eventId]);
    expect(await counted()).toBe(1);
  });
});

describe("a consumer of the log", () => {
  beforeEach(async () => {
    await database?.close();
    database = await openTestDatabase("pg");
    ({ db } = database);
  });
  afterAll(() => database?.close());

  test("goes on after many events of types that it does not take", async () => {
    for (let count = 0; count < 20; count++) await insertEvent(db, { type: "ingest.progress" });
    const wanted = await insertEvent(db);
    await readUntilHandled([wanted]);
    expect(await db.orm.select().from(inbox)).toHaveLength(1);
    await waitFor("the place behind all of them", async () => {
      await insertEvent(db, { type: "ingest.progress" });
      await read();
      const { rows } = await db.orm.execute(
        sql`select from events join log_cursors on (events.xid, events.seq) <= (log_cursors.xid, log_cursors.seq)
          where event_type = 'ingest.progress'`,
      );
      return rows.length > 20;
    });
  });

  test("reads on from where it was when it is switched on again", async () => {
    const registry = logRegistry;
    const ports = { db, log: quiet };
    const first = await insertEvent(db);
    await readUntilHandled([first]);
    const meanwhile = await insertEvent(db);
    const off = { ...BUDGET, switchedOff: [CONSUMER] as const };
    expect(await readLog({ registry, ports }, off)).toBe(0);
    expect(await counted()).toBe(1);
    await waitFor("the rest", async () => {
      await readLog({ registry, ports }, { ...BUDGET, switchedOff: [] });
      return (await counted()) === 2;
    });
    expect(await listHandled(db, { consumer: CONSUMER, eventIds: [meanwhile] })).toHaveLength(1);
  });

  test("that has lost its claim to another pass commits nothing more", async () => {
    const mine = { consumer: CONSUMER, token: "00000000-0000-4000-8000-000000000001" } as const;
    const other = { ...mine, token: "00000000-0000-4000-8000-000000000002" } as const;
    expect(await claimCursor(db, mine)).toBeDefined();
    expect(await claimCursor(db, other)).toBeUndefined();
    await db.orm.update(logCursors).set({ claimedUntil: sql`now() - interval '1 second'` });
    expect(await claimCursor(db, other)).toBeDefined();
    const work = db.transaction(async (tx) => {
      await moveCursor(tx, { claim: mine, to: { xid: "9", seq: 9 } });
      await insertEvent(tx);
    });
    await expect(work).rejects.toThrow(ClaimLostError);
    expect(await db.orm.select().from(events)).toEqual([]);
  });

  test("takes exactly the types that the routing table names for it", () => {
    for (const consumer of Object.values(logRegistry)) {
      const taken = EVENT_TYPES.filter((type) => {
        const { metadata, payload } = exampleEvent(type);
        const read = readEvent({ metadata, payload });
        return read.kind === "event" && consumer.takes(read.event);
      });
      expect(taken.toSorted()).toEqual([...logRouteOf(consumer.name).eventTypes].toSorted());
    }
  });

  test("is given no event twice, wherever in the log it reads from", async () => {
    const first = await insertEvent(db);
    await readUntilHandled([first]);
    await db.orm.update(logCursors).set({ xid: "0", seq: 0 });
    const second = await insertEvent(db);
    await readUntilHandled([first, second]);
    expect(await counted()).toBe(2);
  });

  test("is filled from the first day's events when it is new", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count++)
      ids.push(await insertEvent(db, { timestamp: `2025-01-0${count + 1}T00:00:00.000Z` }));
    await readUntilHandled(ids);
    const days = await db.orm.select({ day: analyticsDaily.day }).from(analyticsDaily);
    expect(days.map(({ day }) => day).toSorted()).toEqual([
      "2025-01-01",
      "2025-01-02",
      "2025-01-03",
    ]);
  });
});

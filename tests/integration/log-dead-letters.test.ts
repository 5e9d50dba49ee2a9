import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { analyticsDaily, deadLetters, events, logCursors } from "#db/schema/index.ts";
import { PermanentError } from "#lib/errors.ts";
import { consumeLog } from "#lib/events/consume-log.ts";
import { resolveHandled } from "#lib/events/dead-letters.ts";
import type { LogProjection } from "#lib/events/handle-entries.ts";
import { listDeadLetters } from "#lib/events/list-dead-letters.ts";
import { redrive } from "#lib/events/redrive.ts";
import { waitFor } from "#tests/contracts/qstash-support/wait-for.ts";
import { insertEvent, listHandled, recordingProjection } from "#tests/support/log-events.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { logRegistry } from "#workers/registry.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const CONSUMER = "analytics-service";
const analytics = logRegistry[CONSUMER];

let database: OpenTestDatabase | undefined;
let db: Database;

beforeEach(async () => {
  await database?.close();
  database = await openTestDatabase("pg");
  ({ db } = database);
});
afterAll(() => database?.close());

const read = (consumer: LogProjection = analytics) =>
  consumeLog(consumer, { db, log: quiet }, { budgetMs: 10_000 });

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

describe("an event that a consumer of the log cannot handle", () => {
  test("becomes a dead letter after five retries, and its neighbours are handled", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.push(await insertEvent(db));
    const poison = ids[2] ?? "";
    const { consumer, given } = recordingProjection((id) =>
      id === poison ? new Error("cannot count 0772123456") : undefined,
    );
    const triesOfPoison = () => given.filter((batch) => batch.length === 1 && batch[0] === poison);
    await waitFor("the first try", async () => {
      await read(consumer);
      return triesOfPoison().length > 0;
    });
    expect(await listHandled(db, { consumer: CONSUMER, eventIds: ids })).toEqual(ids.slice(0, 2));
    await read(consumer);
    expect(triesOfPoison()).toHaveLength(1);
    for (let attempt = 2; attempt <= 6; attempt++) {
      expect(await db.orm.select().from(deadLetters)).toEqual([]);
      await makeDue();
      await read(consumer);
      expect(triesOfPoison()).toHaveLength(attempt);
    }
    expect(await readUntilHandled(ids.toSpliced(2, 1), consumer)).toHaveLength(4);
    expect(await listDeadLetters(db, { filter: {}, limit: 10 })).toEqual([
      expect.objectContaining({
        consumer: CONSUMER,
        eventId: poison,
        state: "open",
        reason: "exhausted",
        attempts: 6,
        status: null,
        error: "cannot count (number)",
      }),
    ]);
    await makeDue();
    await read(consumer);
    expect(triesOfPoison()).toHaveLength(6);
  });

  test("waits longer before each try than before the last one", async () => {
    const poison = await insertEvent(db);
    const { consumer, given } = recordingProjection(() => new Error("broken"));
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      await waitFor("an attempt", async () => {
        await read(consumer);
        return given.length >= attempt;
      });
      const [row] = await db.orm
        .select({
          seconds: sql<number>`extract(epoch from next_attempt_at - now())`.mapWith(Number),
        })
        .from(logCursors);
      waits.push(row?.seconds ?? 0);
      await makeDue();
    }
    expect(given.flat()).toEqual(Array.from({ length: 5 }, () => poison));
    for (const [index, seconds] of waits.entries()) {
      expect(seconds).toBeGreaterThan(15 * 2 ** index - 2);
      expect(seconds).toBeLessThanOrEqual(30 * 2 ** index);
    }
  });
});

describe("a dead letter of the log", () => {
  const letters = () => listDeadLetters(db, { filter: {}, limit: 10 });
  const states = async () =>
    (await letters())
      .toSorted((one, other) => one.episode - other.episode)
      .map(({ state }) => state);
  const run = (ids: string[]) =>
    redrive(
      { ids },
      {
        db,
        log: quiet,
        wait: () => Promise.resolve(),
        queue: {
          publish: () => Promise.reject(new Error("not asked for")),
          redeliver: () => Promise.reject(new Error("sent through the queue")),
        },
      },
      { perSecond: 1_000, limit: 10 },
    );

  async function failForGood(): Promise<string> {
    const eventId = await insertEvent(db);
    const { consumer } = recordingProjection(() => new PermanentError("no such thing"));
    await waitFor("a dead letter", async () => {
      await read(consumer);
      return (await letters()).length > 0;
    });
    return eventId;
  }

  test("is given up at once where it can never be handled", async () => {
    await failForGood();
    expect(await letters()).toEqual([
      expect.objectContaining({ reason: "permanent", attempts: 1, error: "no such thing" }),
    ]);
  });

  test("is given up where this version cannot read it, and the cursor goes on", async () => {
    const broken = await insertEvent(db);
    await db.orm.update(events).set({ payload: { productId: "none" } });
    const next = await insertEvent(db);
    await waitFor("a dead letter", async () => {
      await read();
      await makeDue();
      return (await letters()).length > 0;
    });
    expect((await letters())[0]).toMatchObject({ eventId: broken, reason: "exhausted" });
    expect(await readUntilHandled([next])).toEqual([next]);
  });

  test("runs again through the log when it is redriven, once however often", async () => {
    const eventId = await failForGood();
    expect(await run([eventId])).toEqual({ sent: 1, closed: 0, failed: 0 });
    expect(await run([eventId])).toEqual({ sent: 1, closed: 0, failed: 0 });
    expect(await states()).toEqual(["redriven"]);
    expect(await Promise.all([read(), read()])).toHaveLength(2);
    await read();
    expect(await counted()).toBe(1);
    expect(await states()).toEqual(["handled"]);
    expect(await resolveHandled(db)).toBe(1);
    expect(await run([eventId])).toEqual({ sent: 0, closed: 1, failed: 0 });
  });

  test("is a new dead letter where its redrive fails as well", async () => {
    const eventId = await failForGood();
    const { consumer, given } = recordingProjection(() => new Error("still broken"));
    await run([eventId]);
    for (let pass = 0; pass < 3; pass++) await read(consumer);
    expect(given).toEqual([[eventId]]);
    expect(await states()).toEqual(["failed_again", "open"]);
    await run([eventId]);
    await read(consumer);
    expect(await states()).toEqual(["failed_again", "failed_again", "open"]);
  });
});

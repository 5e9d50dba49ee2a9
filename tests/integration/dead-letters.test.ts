import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { deadLetters, deliveryFailures, events, inbox } from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import {
  recordDeadLetter,
  recordMissingDeliveries,
  resolveHandled,
  setAside,
} from "#lib/events/dead-letters.ts";
import { noteFailedAttempt } from "#lib/events/delivery-failures.ts";
import { createEvent } from "#lib/events/event.ts";
import {
  countDeadLetters,
  type DeadLetterCursor,
  listDeadLetters,
  listUnpublished,
} from "#lib/events/list-dead-letters.ts";
import type { OutgoingEvent } from "#lib/events/queue.ts";
import { redrive, type RedriveSelection, retryPublishing } from "#lib/events/redrive.ts";
import type { Consumer } from "#lib/events/routing.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import { uniqueVideoId } from "#tests/support/factories.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const CONSUMER = "caption-parser";

let database: OpenTestDatabase | undefined;
let db: Database;

beforeEach(async () => {
  await database?.close();
  database = await openTestDatabase("pg");
  ({ db } = database);
});
afterAll(() => database?.close());

async function published(caption = "New heels 55k, call 0772123456"): Promise<string> {
  const videoId = uniqueVideoId();
  const event = createEvent(
    "video.posted",
    { video_id: videoId, caption, seller_handle: "any", video_url: "https://video.test" },
    { source: "test", correlationId: videoCorrelationId(videoId), clock: systemClock },
  );
  const { eventId } = event.metadata;
  await db.transaction((tx) => appendEvent(tx, event, { videoId }));
  await db.orm
    .update(events)
    .set({ publishedAt: sql`now()` })
    .where(eq(events.eventId, eventId));
  return eventId;
}

type Failure = { consumer?: Consumer; status?: number; messageId?: string };

async function failForGood(eventId: string, failure: Failure = {}): Promise<void> {
  const { consumer = CONSUMER, status = 500, messageId = `msg_${randomUUID()}` } = failure;
  await recordDeadLetter(db, { consumer, eventId, messageId, status, attempts: 5 });
}

const handle = (eventId: string, consumer: Consumer = CONSUMER) =>
  db.orm.insert(inbox).values({ consumer, eventId });

/** A queue that writes down what it was given, and refuses each n-th of it where `refusesEach` is n. */
function openRecordingQueue({ refusesEach = Infinity } = {}) {
  const sent: { event: OutgoingEvent; consumer: Consumer }[] = [];
  const waits: number[] = [];
  let asked = 0;
  const ports = () => ({
    db,
    log: quiet,
    wait: (ms: number) => Promise.resolve(void waits.push(ms)),
    queue: {
      publish: () => Promise.reject(new Error("not asked for")),
      redeliver(event: OutgoingEvent, consumer: Consumer) {
        asked += 1;
        if (asked % refusesEach === 0) return Promise.reject(new Error("away"));
        return Promise.resolve(void sent.push({ event, consumer }));
      },
    },
  });
  const run = (selection: RedriveSelection, limit = 1_000) =>
    redrive(selection, ports(), { perSecond: 50, limit });
  return { sent, waits, run, asked: () => asked };
}

const everything = () => listDeadLetters(db, { filter: {}, limit: 100 });

describe("what a dead letter tells", () => {
  test("the consumer's own first and last words", async () => {
    const eventId = await published();
    const attempt = { consumer: CONSUMER, eventId, status: 503 } as const;
    await noteFailedAttempt(db, { ...attempt, error: "media away" });
    await noteFailedAttempt(db, { ...attempt, error: "model away" });
    await noteFailedAttempt(db, { ...attempt, status: 500, error: "broken" });
    await failForGood(eventId);
    const [letter] = await everything();
    expect(letter).toMatchObject({
      state: "open",
      reason: "exhausted",
      attempts: 5,
      status: 500,
      firstError: "media away",
      error: "broken",
    });
    expect(await db.orm.select().from(deliveryFailures)).toEqual([]);
  });

  test("that the last attempt was not answered, whatever the ones before it said", async () => {
    const eventId = await published();
    await noteFailedAttempt(db, { consumer: CONSUMER, eventId, status: 500, error: "broken" });
    await failForGood(eventId, { status: 0 });
    expect(await everything()).toEqual([
      expect.objectContaining({ firstError: "broken", error: "no answer", status: null }),
    ]);
  });

  test.each([
    [`Unexpected token 'N', "New heels 55k" is not valid JSON`, "heels"],
    ['invalid input syntax for type integer: "New heels', "heels"],
    ["no shop of 0772123456", "0772123456"],
    ["no shop of +256772123456", "256772123456"],
  ])("nothing that may be a caption or a phone number: %s", async (error, secret) => {
    const eventId = await published();
    await noteFailedAttempt(db, { consumer: CONSUMER, eventId, status: 500, error });
    await failForGood(eventId);
    expect(JSON.stringify(await everything())).not.toContain(secret);
  });

  test("names of tables, hosts and videos as they are", async () => {
    const eventId = await published();
    const error = 'relation "product_ai" of video 7412000000000000001 at "cdn.test:443"';
    await noteFailedAttempt(db, { consumer: CONSUMER, eventId, status: 500, error });
    await failForGood(eventId);
    expect((await everything())[0]?.error).toBe(error);
  });
});

describe("redrive", () => {
  test("sends to the failed consumer alone, under an id that no other redrive has", async () => {
    const eventId = await published();
    await failForGood(eventId);
    await failForGood(eventId, { consumer: "auto-tagger" });
    const { run, sent } = openRecordingQueue();
    for (let round = 0; round < 3; round++) await run({ ids: [eventId] });
    const ids = sent.map(({ event }) => event.deduplicationId);
    expect(ids).toHaveLength(6);
    expect(new Set([...ids, eventId]).size).toBe(7);
    expect(new Set(sent.map(({ consumer }) => consumer))).toEqual(
      new Set([CONSUMER, "auto-tagger"]),
    );
    expect(sent.every(({ event }) => event.eventId === eventId)).toBe(true);
  });

  test("two at once use two ids", async () => {
    const eventId = await published();
    await failForGood(eventId);
    const { run, sent } = openRecordingQueue();
    await Promise.all([run({ ids: [eventId] }), run({ ids: [eventId] }), run({ ids: [eventId] })]);
    expect(new Set(sent.map(({ event }) => event.deduplicationId)).size).toBe(3);
  });

  test("leaves alone what the consumer has handled since", async () => {
    const eventId = await published();
    await failForGood(eventId);
    await handle(eventId);
    const { run, sent } = openRecordingQueue();
    expect(await run({ ids: [eventId] })).toEqual({ sent: 0, closed: 1, failed: 0 });
    await resolveHandled(db);
    expect(await run({ ids: [eventId] })).toEqual({ sent: 0, closed: 1, failed: 0 });
    expect(sent).toEqual([]);
  });

  test("of all that is open, twice in a row, sends each once, in pages, no faster than allowed", async () => {
    for (let count = 0; count < 130; count++) await failForGood(await published());
    const { run, sent, waits } = openRecordingQueue();
    expect(await run({ filter: {} })).toEqual({ sent: 130, closed: 0, failed: 0 });
    expect(await run({ filter: {} })).toEqual({ sent: 0, closed: 0, failed: 0 });
    expect(new Set(sent.map(({ event }) => event.eventId)).size).toBe(130);
    expect(waits.length).toBeGreaterThan(100);
    expect(Math.max(...waits)).toBeLessThanOrEqual(20);
  });

  test("by consumer, type, reason and time takes only what matches", async () => {
    const [caption, tagger, poison, old] = [
      await published(),
      await published(),
      await published(),
      await published(),
    ];
    await failForGood(caption);
    await failForGood(tagger, { consumer: "auto-tagger" });
    await failForGood(poison, { status: 489 });
    await failForGood(old);
    await db.orm
      .update(deadLetters)
      .set({ failedAt: sql`now() - interval '2 days'` })
      .where(eq(deadLetters.eventId, old));
    const taken = async (filter: object) => {
      const { run, sent } = openRecordingQueue();
      await run({ filter });
      await db.orm.update(deadLetters).set({ redrivenAt: null });
      return sent.map(({ event }) => event.eventId).toSorted();
    };
    expect(await taken({ consumer: "auto-tagger" })).toEqual([tagger]);
    expect(await taken({ reason: "permanent" })).toEqual([poison]);
    expect(await taken({ eventType: "product.updated" })).toEqual([]);
    const yesterday = new Date(Date.now() - 86_400_000);
    expect(await taken({ since: yesterday })).toEqual([caption, tagger, poison].toSorted());
    expect(await taken({ until: yesterday })).toEqual([old]);
  });

  test("gives up when the queue is away, and what was not sent stays open", async () => {
    for (let count = 0; count < 10; count++) await failForGood(await published());
    const { run, asked } = openRecordingQueue({ refusesEach: 1 });
    expect(await run({ filter: {} })).toEqual({ sent: 0, closed: 0, failed: 3 });
    expect(asked()).toBe(3);
    expect(await countDeadLetters(db, { states: ["open"] })).toBe(10);
  });

  test("asks once for each, also where one page and the next are refused in part", async () => {
    for (let count = 0; count < 130; count++) await failForGood(await published());
    const { run, asked } = openRecordingQueue({ refusesEach: 2 });
    expect(await run({ filter: {} })).toEqual({ sent: 65, closed: 0, failed: 65 });
    expect(asked()).toBe(130);
  });

  test("makes an event that the queue never took due at once", async () => {
    const eventId = await published();
    await db.orm
      .update(events)
      .set({ publishedAt: null, attempts: 7, nextAttemptAt: sql`now() + interval '5 minutes'` });
    expect(await listUnpublished(db, { limit: 10 })).toEqual([
      expect.objectContaining({ eventId, attempts: 7 }),
    ]);
    expect(await retryPublishing(db, [eventId])).toBe(1);
    const [event] = await db.orm.select({ due: sql`next_attempt_at <= now()` }).from(events);
    expect(event?.due).toBe(true);
  });
});

describe("the end of a dead letter", () => {
  const states = async () =>
    (await everything())
      .toSorted((one, other) => one.episode - other.episode)
      .map(({ state }) => state);

  test("is that the consumer handled the event, seen at once and kept by the sweep", async () => {
    const eventId = await published();
    await failForGood(eventId);
    await openRecordingQueue().run({ ids: [eventId] });
    expect(await states()).toEqual(["redriven"]);
    await handle(eventId);
    expect(await states()).toEqual(["handled"]);
    expect(await resolveHandled(db)).toBe(1);
    expect(await resolveHandled(db)).toBe(0);
    expect(await states()).toEqual(["handled"]);
    const [row] = await db.orm.select().from(deadLetters);
    const [done] = await db.orm.select().from(inbox);
    expect(row?.resolvedAt).toEqual(done?.handledAt);
  });

  test("is the next episode when the redrive fails as well; its report twice is one", async () => {
    const eventId = await published();
    await failForGood(eventId);
    const first = openRecordingQueue();
    await first.run({ ids: [eventId] });
    for (let report = 0; report < 2; report++) await failForGood(eventId, { messageId: "msg_2" });
    expect(await states()).toEqual(["failed_again", "open"]);
    const second = openRecordingQueue();
    await second.run({ ids: [eventId] });
    expect(second.sent).toHaveLength(1);
    expect(second.sent[0]?.event.deduplicationId).not.toBe(first.sent[0]?.event.deduplicationId);
  });

  test("is no end when it is set aside: out of every filter, run again when it is named", async () => {
    const eventId = await published();
    await failForGood(eventId);
    const [letter] = await everything();
    const id = letter?.id ?? "";
    expect(await setAside(db, { id, reason: "shop closed" })).toBe(true);
    expect(await everything()).toEqual([
      expect.objectContaining({ state: "set_aside", setAsideReason: "shop closed" }),
    ]);
    expect(await openRecordingQueue().run({ filter: {} })).toMatchObject({ sent: 0 });
    expect(await openRecordingQueue().run({ ids: [id] })).toMatchObject({ sent: 1 });
    expect(await states()).toEqual(["redriven"]);
  });

  test("cannot be set aside any more once it is closed", async () => {
    const eventId = await published();
    await failForGood(eventId);
    await handle(eventId);
    await resolveHandled(db);
    const [letter] = await everything();
    expect(await setAside(db, { id: letter?.id ?? "", reason: "late" })).toBe(false);
  });
});

describe("a delivery of which nobody ever heard", () => {
  test("is a dead letter after a day, once, and not before", async () => {
    const eventId = await published();
    await handle(eventId, "auto-tagger");
    await db.orm.update(events).set({ publishedAt: sql`now() - interval '23 hours'` });
    expect(await recordMissingDeliveries(db, { limit: 10 })).toBe(0);
    await db.orm.update(events).set({ publishedAt: sql`now() - interval '25 hours'` });
    expect(await recordMissingDeliveries(db, { limit: 10 })).toBe(2);
    expect(await recordMissingDeliveries(db, { limit: 10 })).toBe(0);
    const letters = await everything();
    expect(letters.map(({ consumer, reason }) => `${consumer} ${reason}`).toSorted()).toEqual([
      "caption-parser missing",
      "thumbnail-generator missing",
    ]);
  });
});

describe("the list", () => {
  test("goes page by page, without a gap or a repeat, also where rows failed in one moment", async () => {
    for (let count = 0; count < 25; count++) await failForGood(await published());
    await db.orm.update(deadLetters).set({ failedAt: sql`date_trunc('second', now())` });
    const seen: string[] = [];
    let before: DeadLetterCursor | undefined;
    for (let page = 0; page < 3; page++) {
      const letters = await listDeadLetters(db, { filter: {}, before, limit: 10 });
      seen.push(...letters.map(({ id }) => id));
      before = letters.at(-1);
    }
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  });
});

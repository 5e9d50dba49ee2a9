import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { products, thumbnails, videos } from "#db/schema/index.ts";
import { degradeOverdue } from "#lib/assembly/degrade-overdue.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { createVideo } from "#tests/support/factories.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { captionPart, thumbnailPart } from "#tests/support/parts.ts";
import { recordPorts } from "#tests/support/recorded-ports.ts";

const HOUR_MS = 3_600_000;
let database: OpenTestDatabase;
let db: Database;

beforeAll(async () => {
  database = await openTestDatabase("pg");
  ({ db } = database);
});
afterAll(() => database.close());

const seenAt = new Date("2026-11-01T08:00:00Z");
const hoursLater = (hours: number) => new Date(seenAt.getTime() + hours * HOUR_MS);
const lonelyVideo = () =>
  createVideo({ firstSeenAt: seenAt, lastSeenAt: seenAt, trackedSince: seenAt }, db);

async function sweep(at: Date, overrides: Parameters<typeof recordPorts>[1] = {}) {
  const { ports } = recordPorts(db, { clock: () => at, ...overrides });
  return degradeOverdue(ports, { limit: 50 });
}

const productOf = async (videoId: string) =>
  (await db.orm.select().from(products).where(eq(products.videoId, videoId)))[0];

test("a video that no worker ever answered goes live after a day, not before", async () => {
  const { videoId } = await lonelyVideo();
  await sweep(hoursLater(23.9));
  expect(await productOf(videoId)).toBeUndefined();
  await sweep(hoursLater(24.1));
  expect(await productOf(videoId)).toMatchObject({ visibility: "live" });
});

test("it goes live without a picture when not even the cover can be had", async () => {
  const { videoId } = await lonelyVideo();
  await sweep(hoursLater(25), { pictures: { make: () => Promise.reject(new Error("away")) } });
  expect(await productOf(videoId)).toBeDefined();
  const rows = await db.orm.select().from(thumbnails).where(eq(thumbnails.videoId, videoId));
  expect(rows).toEqual([]);
});

test("never asks for the video again, whose decoding failed for a day", async () => {
  await lonelyVideo();
  const asked: (string | null)[] = [];
  await sweep(hoursLater(26), {
    pictures: {
      make: ({ mediaUrl }) => {
        asked.push(mediaUrl);
        return Promise.reject(new Error("away"));
      },
    },
  });
  expect(asked).toEqual([null]);
});

test("a part that was there is kept, and what comes late still wins by rank", async () => {
  const { sellerId, videoId } = await lonelyVideo();
  const origin = { sellerId, videoId, handle: "any", causationId: videoId };
  const at = (hours: number) => () => hoursLater(hours);
  const record = (part: Parameters<typeof recordPart>[1]["part"], hours: number) =>
    db.transaction((tx) => recordPart(tx, { origin, part, clock: at(hours) }));
  await record(captionPart({ title: "Read by AI" }, { rank: 2 }), 1);
  await sweep(hoursLater(26), { pictures: { make: () => Promise.reject(new Error("away")) } });
  expect(await productOf(videoId)).toMatchObject({ title: "Read by AI" });
  await record(thumbnailPart(), 7 * 24);
  const rows = await db.orm.select().from(thumbnails).where(eq(thumbnails.videoId, videoId));
  expect(rows).toHaveLength(5);
});

test("a video of which one part is there goes live however long the sweep was away", async () => {
  const { sellerId, videoId } = await lonelyVideo();
  const origin = { sellerId, videoId, handle: "any", causationId: videoId };
  await db.transaction((tx) =>
    recordPart(tx, { origin, part: captionPart(), clock: () => hoursLater(1) }),
  );
  await sweep(hoursLater(90 * 24));
  expect(await productOf(videoId)).toMatchObject({ visibility: "live" });
});

test("a second sweep finds nothing to do", async () => {
  await lonelyVideo();
  expect(await sweep(hoursLater(30))).toBe(1);
  expect(await sweep(hoursLater(30))).toBe(0);
});

test("a video that has long been known gets its day from the moment it carries the tag", async () => {
  const { videoId } = await createVideo({ firstSeenAt: seenAt, trackedSince: hoursLater(40) }, db);
  await sweep(hoursLater(63));
  expect(await productOf(videoId)).toBeUndefined();
  await sweep(hoursLater(65));
  expect(await productOf(videoId)).toBeDefined();
});

test("one video that cannot be degraded does not stop those after it, and the log says why", async () => {
  const waiting = [
    await createVideo({ trackedSince: seenAt }, db),
    await createVideo({ trackedSince: hoursLater(1) }, db),
  ];
  const at = hoursLater(30);
  let transactions = 0;
  const failing: Database = {
    ...db,
    transaction(work) {
      transactions += 1;
      if (transactions === 1) return Promise.reject(new Error("invalid input"));
      return db.transaction(work);
    },
  };
  const { ports, log } = recordPorts(failing, { clock: () => at });

  expect(await degradeOverdue(ports, { limit: 1 })).toBe(1);

  expect(log.filter(({ event }) => event === "assembly.degrade_failed")).toEqual([
    {
      event: "assembly.degrade_failed",
      fields: { video_id: waiting[0]?.videoId, error: "invalid input" },
    },
  ]);
  expect(await productOf(waiting[0]?.videoId ?? "")).toBeUndefined();
  expect(await productOf(waiting[1]?.videoId ?? "")).toBeDefined();
  expect(await sweep(at)).toBe(1);
});

test("those that have waited longest come first", async () => {
  const later = await createVideo({ trackedSince: hoursLater(2) }, db);
  const sooner = await createVideo({ trackedSince: hoursLater(1) }, db);
  const { ports } = recordPorts(db, { clock: () => hoursLater(40) });
  expect(await degradeOverdue(ports, { limit: 1 })).toBe(1);
  expect(await productOf(later.videoId)).toBeUndefined();
  expect(await productOf(sooner.videoId)).toBeDefined();
});

test("a video without the tag is left alone", async () => {
  const { videoId } = await createVideo({ tracked: false, trackedSince: null }, db);
  await sweep(hoursLater(10_000));
  expect(await productOf(videoId)).toBeUndefined();
  await db.orm.delete(videos).where(eq(videos.videoId, videoId));
});

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { products, thumbnails } from "#db/schema/index.ts";
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
const lonelyVideo = () => createVideo({ firstSeenAt: seenAt, lastSeenAt: seenAt }, db);

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

test("a second sweep finds nothing to do", async () => {
  await lonelyVideo();
  expect(await sweep(hoursLater(30))).toBe(1);
  expect(await sweep(hoursLater(30))).toBe(0);
});

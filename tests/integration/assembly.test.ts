import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { assemblies, events, products, thumbnails, videos } from "#db/schema/index.ts";
import type { Part } from "#lib/assembly/part.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { type Clock, systemClock } from "#lib/clock.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { contentArchived, contentPublished } from "#lib/ingestion/video-events.ts";
import { createVideo } from "#tests/support/factories.ts";
import {
  DRIVERS,
  openTestDatabase,
  type OpenTestDatabase,
} from "#tests/support/open-test-database.ts";
import { captionPart, tagsPart, thumbnailPart } from "#tests/support/parts.ts";

type Origin = Parameters<typeof recordPart>[1]["origin"];

const record = (db: Database, origin: Origin, part: Part) =>
  db.transaction((tx) => recordPart(tx, { origin, part, clock: systemClock }));

async function newOrigin(db: Database): Promise<Origin> {
  const { sellerId, videoId } = await createVideo({}, db);
  return { sellerId, videoId, handle: "any", causationId: randomUUID() };
}

async function productEvents(db: Database, videoId: string): Promise<string[]> {
  const rows = await db.orm
    .select({ eventType: events.eventType })
    .from(events)
    .where(eq(events.videoId, videoId))
    .orderBy(events.seq);
  return rows.map(({ eventType }) => eventType).filter((type) => type.startsWith("product."));
}

const productOf = async (db: Database, videoId: string) =>
  (await db.orm.select().from(products).where(eq(products.videoId, videoId)))[0];

type Change = { availability: "public" | "gone"; clock: Clock };

/** As ingestion does it: the row and its event in one transaction. */
async function setAvailability(db: Database, of: Origin, change: Change): Promise<void> {
  const { sellerId, videoId } = of;
  await db.transaction(async (tx) => {
    const [row] = await tx.orm
      .update(videos)
      .set({ availability: change.availability })
      .where(eq(videos.videoId, videoId))
      .returning();
    if (row === undefined) throw new Error("no video");
    const run = { runId: randomUUID(), handle: of.handle, clock: change.clock };
    const event =
      change.availability === "gone"
        ? contentArchived(row, "gone", run)
        : contentPublished(row, run);
    await appendEvent(tx, event, { sellerId, videoId });
  });
}

function permutations<Item>(items: Item[]): Item[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

const ORDERS = permutations([captionPart(), thumbnailPart(), tagsPart()]);
const nameOf = (order: Part[]) => order.map(({ name }) => name).join(", ");

describe.each(DRIVERS)("assembly on %s", (driver) => {
  let database: OpenTestDatabase;
  let db: Database;

  beforeAll(async () => {
    database = await openTestDatabase(driver);
    ({ db } = database);
  });
  afterAll(() => database.close());

  test.each(ORDERS.map((order) => [nameOf(order), order] as const))(
    "ends as one product when the parts come as %s, each twice",
    async (_name, order) => {
      const origin = await newOrigin(db);
      for (const part of [...order, ...order]) await record(db, origin, part);
      const found = await productEvents(db, origin.videoId);
      expect(found.filter((type) => type === "product.processed")).toHaveLength(1);
      expect(found.filter((type) => type === "product.created")).toHaveLength(1);
      expect(await productOf(db, origin.videoId)).toMatchObject({
        title: "New heels",
        priceMinor: 55_000,
        tags: ["heels", "shoes"],
      });
    },
  );

  test("ends as one product when all parts come twice at the same moment", async () => {
    const origins = await Promise.all(Array.from({ length: 8 }, () => newOrigin(db)));
    const parts = [captionPart(), thumbnailPart(), tagsPart()];
    await Promise.all(
      origins.flatMap((origin) => [...parts, ...parts].map((part) => record(db, origin, part))),
    );
    for (const { videoId } of origins) {
      const found = await productEvents(db, videoId);
      expect(found.filter((type) => type === "product.processed")).toHaveLength(1);
      expect(found.filter((type) => type === "product.created")).toHaveLength(1);
      expect((await productOf(db, videoId))?.tags).toEqual(["heels", "shoes"]);
    }
  });

  test("goes live without tags and takes them as an update when they are late", async () => {
    const origin = await newOrigin(db);
    await record(db, origin, captionPart());
    expect(await productOf(db, origin.videoId)).toBeUndefined();
    await record(db, origin, thumbnailPart());
    expect((await productOf(db, origin.videoId))?.tags).toEqual(["heels"]);
    await record(db, origin, tagsPart());
    expect(await productOf(db, origin.videoId)).toMatchObject({
      tags: ["heels", "shoes"],
      version: 2,
    });
    expect(await productEvents(db, origin.videoId)).toEqual([
      "product.processed",
      "product.created",
      "product.updated",
    ]);
  });

  test("waits for a required part", async () => {
    const origin = await newOrigin(db);
    await record(db, origin, captionPart());
    await record(db, origin, tagsPart());
    expect(await productOf(db, origin.videoId)).toBeUndefined();
    const [assembly] = await db.orm
      .select()
      .from(assemblies)
      .where(eq(assemblies.videoId, origin.videoId));
    expect(assembly).toMatchObject({ state: "pending", version: 0 });
  });

  test("keeps a part of higher rank when a lower one comes later", async () => {
    const origin = await newOrigin(db);
    await record(db, origin, captionPart({ title: "Read by AI" }, { rank: 2 }));
    await record(db, origin, thumbnailPart());
    const late = await record(db, origin, captionPart({ title: "Read by rules" }));
    expect(late.changed).toBe(false);
    expect((await productOf(db, origin.videoId))?.title).toBe("Read by AI");
  });

  test("takes a part of higher rank however late it comes", async () => {
    const origin = await newOrigin(db);
    await record(db, origin, captionPart({ title: "Read by rules" }));
    await record(db, origin, thumbnailPart());
    await record(db, origin, captionPart({ title: "Read by AI" }, { rank: 2 }));
    expect(await productOf(db, origin.videoId)).toMatchObject({ title: "Read by AI", version: 2 });
  });

  test("takes the words of an edited caption over older ones of any rank", async () => {
    const origin = await newOrigin(db);
    await record(db, origin, captionPart({ priceMinor: 55_000 }, { rank: 2 }));
    await record(db, origin, thumbnailPart());
    await record(db, origin, captionPart({ priceMinor: 45_000 }, { sourceVersion: 2 }));
    const stale = await record(db, origin, captionPart({ priceMinor: 55_000 }));
    expect(stale.changed).toBe(false);
    expect((await productOf(db, origin.videoId))?.priceMinor).toBe(45_000);
  });

  test("replaces the picture of a fallback by those of the video", async () => {
    const origin = await newOrigin(db);
    await record(db, origin, captionPart());
    await record(db, origin, thumbnailPart({ from: "cover" }, { rank: 1, count: 1 }));
    await record(db, origin, thumbnailPart());
    const rows = await db.orm
      .select()
      .from(thumbnails)
      .where(eq(thumbnails.videoId, origin.videoId));
    expect(rows).toHaveLength(5);
  });

  test("has no price where none was read", async () => {
    const origin = await newOrigin(db);
    await record(db, origin, captionPart({ priceMinor: null, currency: null, productType: null }));
    await record(db, origin, thumbnailPart());
    expect(await productOf(db, origin.videoId)).toMatchObject({ priceMinor: null, currency: null });
  });

  test("gives a product a new version when its video leaves and comes back", async () => {
    const origin = await newOrigin(db);
    await record(db, origin, captionPart());
    await record(db, origin, thumbnailPart());
    const seen: unknown[] = [];
    for (const availability of ["gone", "public"] as const) {
      await setAvailability(db, origin, { availability, clock: systemClock });
      const product = await productOf(db, origin.videoId);
      seen.push([product?.visibility, product?.version]);
    }
    expect(seen).toEqual([
      ["gone", 2],
      ["live", 3],
    ]);
  });

  test("never gives a later version an earlier time of change", async () => {
    const origin = await newOrigin(db);
    const ahead = new Date(Date.now() + 5_000);
    const behind = new Date(ahead.getTime() - 10_000);
    const recordAt = (part: Part, at: Date) =>
      db.transaction((tx) => recordPart(tx, { origin, part, clock: () => at }));
    await recordAt(captionPart(), ahead);
    await recordAt(thumbnailPart(), ahead);
    await recordAt(tagsPart(), behind);
    expect(await productOf(db, origin.videoId)).toMatchObject({ version: 2, updatedAt: ahead });
    await setAvailability(db, origin, { availability: "gone", clock: () => behind });
    expect(await productOf(db, origin.videoId)).toMatchObject({ version: 3, updatedAt: ahead });
  });

  test("leaves nothing behind when the transaction fails after the product was written", async () => {
    const origin = await newOrigin(db);
    await record(db, origin, captionPart());
    const crash = db.transaction(async (tx) => {
      await recordPart(tx, { origin, part: thumbnailPart(), clock: systemClock });
      throw new Error("killed");
    });
    await expect(crash).rejects.toThrow("killed");
    expect(await productOf(db, origin.videoId)).toBeUndefined();
    expect(await productEvents(db, origin.videoId)).toEqual([]);
    await record(db, origin, thumbnailPart());
    expect(await productEvents(db, origin.videoId)).toEqual([
      "product.processed",
      "product.created",
    ]);
  });
});

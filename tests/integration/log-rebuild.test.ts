import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Queries, Transaction } from "#db/client.ts";
import { products, videos } from "#db/schema/index.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import type { EventType } from "#lib/events/catalogue/catalogue.ts";
import { migrateEvent, type VersionedEvent } from "#lib/events/migrate-event.ts";
import { logRouteOf } from "#lib/events/routing.ts";
import { scanLog } from "#lib/events/scan-log.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import { contentArchived } from "#lib/ingestion/video-events.ts";
import { type Canonical, canonicalHash } from "#lib/projection/canonical-hash.ts";
import { READ_MODELS } from "#lib/projection/read-models.ts";
import { rebuild, type RebuildOptions, type RebuildReport } from "#lib/projection/rebuild.ts";
import { createVideo } from "#tests/support/factories.ts";
import { lastSeq, openGeneratedLog } from "#tests/support/generated-log.ts";
import { type IngestionWorld, openIngestionWorld } from "#tests/support/ingestion-world.ts";
import { captionPart, thumbnailPart } from "#tests/support/parts.ts";
import { logRegistry } from "#workers/registry.ts";

const READS = 3;

type Snapshot = { seq: number; hashes: Record<string, Canonical> };

let world: IngestionWorld;
const snapshots: Snapshot[] = [];

beforeAll(async () => {
  world = await openIngestionWorld();
  const log = await openGeneratedLog(world, { sellers: 34, seed: 20_261_121 });
  for (let read = 0; read < READS; read += 1) {
    await log.growByOneRead(10);
    snapshots.push({ seq: await lastSeq(world.db), hashes: await hashesOf() });
  }
});
afterAll(() => world.close());

const counting = {
  consumer: logRegistry["analytics-service"],
  types: logRouteOf("analytics-service").eventTypes,
};

function run(options: RebuildOptions, onProgress: (seq: number) => void = () => undefined) {
  return rebuild({ db: world.db, counting, onProgress: ({ seq }) => onProgress(seq) }, options);
}

function hashesOf(): Promise<Record<string, Canonical>> {
  return world.db.transaction(async (tx) => {
    const hashes: Record<string, Canonical> = {};
    for (const model of READ_MODELS)
      hashes[model.table] = await canonicalHash(tx, { schema: "public", model });
    return hashes;
  });
}

const rebuilt = (report: RebuildReport): Record<string, Canonical> =>
  Object.fromEntries(report.models.map(({ table, rebuilt }) => [table, rebuilt]));

const latest = (): Snapshot => snapshots.at(-1) ?? { seq: 0, hashes: {} };

describe("a rebuild from the log", () => {
  test("has a log to show for it", async () => {
    const { rows } = await world.db.orm.execute<{ count: number }>(
      sql`select count(*)::int as count from events`,
    );
    expect(rows[0]?.count).toBeGreaterThanOrEqual(10_000);
    for (const { rows } of Object.values(latest().hashes)) expect(rows).toBeGreaterThan(500);
  });

  test.each([0, 1])("gives what the live tables held after read %i", async (read) => {
    const snapshot = snapshots[read];
    const report = await run({ mode: "check", until: { seq: snapshot?.seq ?? 0 } });
    expect(rebuilt(report)).toEqual(snapshot?.hashes);
    expect(report.gaps).toBe(0);
  });

  test("finds the live tables equal, and leaves nothing behind", async () => {
    const report = await run({ mode: "check" });
    for (const { live, rebuilt } of report.models) expect(rebuilt).toEqual(live);
    expect(rebuilt(report)).toEqual(latest().hashes);
    const { rows } = await world.db.orm.execute(sql`select to_regnamespace('shadow') as schema`);
    expect(rows).toEqual([{ schema: null }]);
  });

  test("goes on where it was interrupted", async () => {
    const seen: number[] = [];
    const interrupted = run({ mode: "check" }, (seq) => {
      seen.push(seq);
      if (seen.length === 4) throw new Error("killed");
    });
    await expect(interrupted).rejects.toThrow("killed");
    const again: number[] = [];
    const report = await run({ mode: "check" }, (seq) => void again.push(seq));
    expect(again[0]).toBeGreaterThan(seen.at(-1) ?? Infinity);
    expect(rebuilt(report)).toEqual(latest().hashes);
  });

  test("names what differs, mends it and fills what is empty, without touching the rest", async () => {
    const { db } = world;
    const { rows } = await db.orm.execute<{ video_id: string }>(
      sql`update product_ai set title = 'Wrong' where video_id = (select min(video_id) from product_ai) returning video_id`,
    );
    await db.orm.execute(sql`delete from thumbnails where position = 3`);
    await db.orm.execute(
      sql`update analytics_daily set count = count + 1 where metric = 'products.created'`,
    );
    const before = await db.orm.execute(
      sql`select xmin::text from product_search order by 1 limit 1`,
    );

    const checked = await run({ mode: "check" });
    await db.orm.execute(sql`truncate analytics_daily`);
    const swapped = await run({ mode: "swap" });

    const [products, pictures] = checked.models;
    expect(products?.differences).toMatchObject({ missing: 0, extra: 0, changed: 1 });
    expect(products?.differences.first[0]).toContain(rows[0]?.video_id);
    expect(pictures?.differences.extra).toBeGreaterThan(0);
    expect(swapped.swapped).toBe(true);
    expect(await hashesOf()).toEqual(latest().hashes);
    const after = await db.orm.execute(
      sql`select xmin::text from product_search order by 1 limit 1`,
    );
    expect(after.rows).toEqual(before.rows);
  });

  test("reads events of an earlier version over their steps", async () => {
    const half = { untilSeq: latest().seq / 2, limit: 100_000 };
    expect(await downgrade("tags.generated", half)).toBeGreaterThan(200);
    const report = await run({ mode: "check" });
    expect(rebuilt(report)).toEqual(latest().hashes);
  });

  test("compares one moment while the log goes on", async () => {
    const writing: Promise<unknown>[] = [];
    const ids = (await scanParts()).slice(0, 200);
    const report = await run({ mode: "check" }, () => {
      for (const origin of ids.splice(0, 20)) writing.push(improve(origin));
    });
    await Promise.all(writing);
    expect(writing.length).toBeGreaterThan(100);
    for (const { live, rebuilt } of report.models) expect(rebuilt).toEqual(live);
    expect(await hashesOf()).not.toEqual(latest().hashes);
  });

  test("orders a video's hiding and the making of its product as they committed", async () => {
    for (const first of ["product", "hiding"] as const) {
      const { sellerId, videoId } = await createVideo({}, world.db);
      const origin = { sellerId, videoId, handle: "any", causationId: videoCorrelationId(videoId) };
      const make = (tx: Transaction) => {
        const part = thumbnailPart();
        return recordPart(tx, { origin, part, clock: world.clock });
      };
      const hide = (tx: Transaction) => hideVideo(tx, { sellerId, videoId });
      await world.db.transaction((tx) =>
        recordPart(tx, { origin, part: captionPart(), clock: world.clock }),
      );
      await overlap(first === "product" ? [make, hide] : [hide, make]);
      const [product] = await world.db.orm
        .select()
        .from(products)
        .where(eq(products.videoId, videoId));
      expect(product).toMatchObject({ visibility: "gone", version: first === "product" ? 2 : 1 });
    }
    const report = await run({ mode: "check" });
    for (const { live, rebuilt } of report.models) expect(rebuilt).toEqual(live);
  });

  test("swaps nothing where the log has gaps", async () => {
    expect(await downgrade("thumbnail.generated", { untilSeq: latest().seq, limit: 1 })).toBe(1);
    const before = await hashesOf();
    const report = await run({ mode: "swap" });
    expect(report).toMatchObject({ gaps: 1, swapped: false });
    expect(await hashesOf()).toEqual(before);
  });
});

type Range = { untilSeq: number; limit: number };

/** Rewrites events of a type as the version before would have written them; returns how many. */
async function downgrade(type: EventType, { untilSeq, limit }: Range): Promise<number> {
  const range = { afterSeq: 0, untilSeq: Math.floor(untilSeq), limit };
  const { entries } = await scanLog(world.db, { ...range, types: [type] });
  const older = entries.map(({ event }) => {
    const known: VersionedEvent = event;
    return migrateEvent(known, "1.0.0");
  });
  expect(older[0]?.payload).not.toHaveProperty("part");
  const { rows } = await world.db.orm.execute(sql`
    update events set event_version = '1.0.0', metadata = older.metadata, payload = older.payload
    from jsonb_to_recordset(${JSON.stringify(older)}::jsonb) as older (metadata jsonb, payload jsonb)
    where event_id = (older.metadata ->> 'eventId')::uuid returning event_id`);
  return rows.length;
}

type Key = { sellerId: string; videoId: string };

async function scanParts(): Promise<Key[]> {
  const { rows } = await world.db.orm.execute<{ seller_id: string; video_id: string }>(
    sql`select seller_id, video_id from product_ai order by video_id`,
  );
  return rows.map((row) => ({ sellerId: row.seller_id, videoId: row.video_id }));
}

/** A caption that has been edited since, read at once. */
function improve({ sellerId, videoId }: Key): Promise<unknown> {
  const origin = { sellerId, videoId, handle: "any", causationId: videoCorrelationId(videoId) };
  const part = captionPart({ title: "Edited" }, { sourceVersion: 90 });
  return world.db.transaction((tx) => recordPart(tx, { origin, part, clock: world.clock }));
}

async function hideVideo(tx: Transaction, { sellerId, videoId }: Key): Promise<void> {
  const [row] = await tx.orm
    .update(videos)
    .set({ availability: "gone" })
    .where(eq(videos.videoId, videoId))
    .returning();
  if (row === undefined) throw new Error("no video");
  const change = { runId: videoId, handle: "any", clock: world.clock };
  await appendEvent(tx, contentArchived(row, "gone", change), { sellerId, videoId });
}

/** Two transactions of which the second works while the first has written and not yet committed. */
async function overlap([first, second]: ((tx: Transaction) => Promise<unknown>)[]): Promise<void> {
  let other: Promise<unknown> = Promise.resolve();
  await world.db.transaction(async (tx) => {
    await first?.(tx);
    other = world.db.transaction(async (two) => second?.(two));
    await untilSomeoneWaits(world.db);
  });
  await other;
}

async function untilSomeoneWaits({ orm }: Queries): Promise<void> {
  await expect
    .poll(
      async () => {
        const waiting = await orm.execute(
          sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        );
        return waiting.rows.length;
      },
      { timeout: 5_000, interval: 10 },
    )
    .toBeGreaterThan(0);
}

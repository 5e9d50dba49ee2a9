import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { videos } from "#db/schema/index.ts";
import { productIdOf } from "#lib/assembly/merge-parts.ts";
import type { Part } from "#lib/assembly/part.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import { contentArchived, contentPublished } from "#lib/ingestion/video-events.ts";
import { openMasterKeys } from "#lib/privacy/master-keys.ts";
import { memoryKeyStore } from "#lib/privacy/memory-key-store.ts";
import { newKey } from "#lib/privacy/seal.ts";
import type { Command } from "#scripts/events/command.ts";
import { listCommand } from "#scripts/events/list-command.ts";
import { productCommand } from "#scripts/events/product-command.ts";
import { rebuildCommand } from "#scripts/events/rebuild-command.ts";
import { replayCommand } from "#scripts/events/replay-command.ts";
import { createVideo } from "#tests/support/factories.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { captionPart, tagsPart, thumbnailPart } from "#tests/support/parts.ts";

const keys = { store: memoryKeyStore(), masterKeys: openMasterKeys([newKey()]) };

let database: OpenTestDatabase;
let video: typeof videos.$inferSelect;

const at = (time: string) => () => new Date(`2026-11-20T${time}Z`);

async function run(command: Command, ...args: string[]) {
  const said: string[] = [];
  const { db } = database;
  const code = await command(args)({ db, keys, say: (line) => void said.push(line) });
  return { code, said: said.join("\n") };
}

/** A product of 08:00 that was read better at 09:00, hidden at 10:00, shown at 11:00, cheaper at 12:00. */
beforeAll(async () => {
  database = await openTestDatabase("pg");
  const { db } = database;
  video = await createVideo({}, db);
  const { sellerId, videoId } = video;
  const origin = { sellerId, videoId, handle: "any", causationId: videoCorrelationId(videoId) };
  const record = (part: Part, time: string) =>
    db.transaction((tx) => recordPart(tx, { origin, part, clock: at(time) }));
  const change = (time: string) => ({ runId: videoId, handle: "any", clock: at(time) });
  const tell = (work: (tx: Transaction) => Promise<void>) => db.transaction(work);
  await record(captionPart({ title: "Heels", sizes: ["37"] }), "07:00:00");
  await record(thumbnailPart({}, { count: 3 }), "08:00:00");
  await record(tagsPart(), "08:00:00");
  await record(captionPart({ title: "Red heels" }, { rank: 2 }), "09:00:00");
  const subject = { sellerId, videoId };
  await tell((tx) =>
    appendEvent(tx, contentArchived(video, "private", change("10:00:00")), subject),
  );
  await tell((tx) => appendEvent(tx, contentPublished(video, change("11:00:00")), subject));
  await record(captionPart({ priceMinor: 40_000 }, { sourceVersion: 2 }), "12:00:00");
});
afterAll(() => database.close());

const field = (said: string, name: string): string | undefined =>
  new RegExp(`^${name} +(.*)$`, "m").exec(said)?.[1];

describe("product", () => {
  test.each([
    [
      "08:30",
      { title: "Heels", price: "UGX 55,000", sizes: "37", visibility: "live", version: "2" },
    ],
    ["09:00", { title: "Red heels", visibility: "live", version: "3", pictures: "3" }],
    ["10:30", { title: "Red heels", visibility: "private", version: "4" }],
    ["11:30", { visibility: "live", version: "5" }],
    ["12:30", { title: "New heels", price: "UGX 40,000", version: "6", category: "footwear" }],
  ])("tells what a product was at %s", async (time, expected) => {
    const { code, said } = await run(
      productCommand,
      video.videoId,
      "--at",
      `2026-11-20T${time}:00Z`,
    );
    expect(code).toBe(0);
    for (const [name, value] of Object.entries(expected)) expect(field(said, name)).toBe(value);
  });

  test("finds it by its own id and names the event that changed it last", async () => {
    const [last] = (await run(listCommand, "--type", "content.archived")).said.split(" ").slice(-1);
    const { said } = await run(productCommand, productIdOf(video), "--at", "2026-11-20T10:30:00Z");
    expect(field(said, "changed by")).toBe(`content.archived ${last}`);
  });

  test("says that there was none, or that nobody knows the id", async () => {
    const early = await run(productCommand, video.videoId, "--at", "2026-11-20T07:30:00Z");
    expect(early).toMatchObject({ code: 1, said: expect.stringContaining("no pictures") });
    await expect(run(productCommand, "nobody")).rejects.toThrow("knows no video");
    expect(() => productCommand(["1", "--at", "yesterday"])).toThrow("--at: a moment");
  });
});

describe("replay", () => {
  test("prints its diff without words of people, then does it, then finds nothing to do", async () => {
    const into = ["--consumer", "product-service", "--since", "2026-11-20"];
    const dry = await run(replayCommand, ...into, "--dry-run");
    expect(dry.said).toContain("product_search: 1 added, 0 changed, 0 removed");
    expect(dry.said).toContain("document (hidden)");
    expect(dry.said).not.toContain("heels");
    expect((await run(replayCommand, ...into)).said).toMatch(/\n4 handled, 0 skipped/);
    expect((await run(replayCommand, ...into)).said).toMatch(/\n0 handled, 4 skipped/);
    expect((await run(replayCommand, ...into, "--dry-run")).said).toContain("No row would change.");
  });

  test("takes only what matches", async () => {
    const into = ["--consumer", "analytics-service", "--dry-run"];
    const seller = await run(replayCommand, ...into, "--type", "product.created");
    expect(seller.said).toContain("1 events would be handled");
    const later = await run(replayCommand, ...into, "--since", "2026-11-20T11:30:00Z");
    expect(later.said).toContain("products.updated");
    expect(later.said).not.toContain("content.archived");
    const other = await run(replayCommand, ...into, "--video", "1");
    expect(other.said).toContain("0 events would be handled");
  });

  test("refuses with a sentence", () => {
    expect(() => replayCommand(["--consumer", "caption-parser"])).toThrow(
      /^caption-parser is not replayed\. It may ask a paid model/,
    );
    expect(() => replayCommand(["--consumer", "nobody"])).toThrow("--consumer: one of");
    expect(() =>
      replayCommand(["--consumer", "product-service", "--type", "video.posted"]),
    ).toThrow("product-service takes");
  });
});

describe("rebuild", () => {
  test("--check is 1 and names the row while the tables differ, and 0 once they are mended", async () => {
    expect((await run(rebuildCommand, "--check")).code).toBe(0);
    await database.db.orm.execute(sql`update product_ai set title = 'Stolen'`);
    const { code, said } = await run(rebuildCommand, "--check");
    expect(code).toBe(1);
    expect(said).toMatch(/^product_ai +1 +1 +NO/m);
    expect(said).toContain(video.videoId);
    expect(said).not.toContain("Stolen");
    expect(await run(rebuildCommand)).toMatchObject({ code: 0 });
    expect((await run(rebuildCommand, "--check")).code).toBe(0);
    expect(() => rebuildCommand(["--until", "6h"])).toThrow("only with --check");
  });

  test("leaves counts alone whose events have left the log", async () => {
    const { orm } = database.db;
    await run(replayCommand, "--consumer", "analytics-service");
    await orm.execute(sql`delete from events where event_type = 'product.created'`);
    const counts = await orm.execute(sql`select * from analytics_daily order by metric`);
    expect(counts.rows.length).toBeGreaterThan(2);
    expect((await run(rebuildCommand)).said).toContain("1 counted events have left the log");
    expect((await orm.execute(sql`select * from analytics_daily order by metric`)).rows).toEqual(
      counts.rows,
    );
  });

  test("--check --until rebuilds what was", async () => {
    const { said } = await run(rebuildCommand, "--check", "--until", "2026-11-20T07:30:00Z");
    expect(said).toMatch(/^product_ai +1 +0 +NO/m);
  });
});

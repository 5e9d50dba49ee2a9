import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLog } from "#lib/doors/read-log.ts";
import { logRouteOf } from "#lib/events/routing.ts";
import { eraseSeller } from "#lib/privacy/erase-seller.ts";
import { rebuild, type RebuildReport } from "#lib/projection/rebuild.ts";
import { waitFor } from "#tests/contracts/qstash-support/wait-for.ts";
import { type ErasureWorld, openErasureWorld, plantSeller } from "#tests/support/erasure-world.ts";
import { logRegistry } from "#workers/registry.ts";

let world: ErasureWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());

type Planted = Awaited<ReturnType<typeof plantSeller>>;

async function everythingHandled(sellers: readonly Planted[]): Promise<void> {
  await waitFor("every product is live, found and counted", async () => {
    await world.relay();
    await readLog(
      { registry: logRegistry, ports: world.recorded.ports },
      { budgetMs: 5_000, switchedOff: [] },
    );
    const { rows } = await world.db.orm.execute<{ found: number }>(sql`
      select count(*)::int as found from product_search where seller_id in
        ${sellers.map(({ sellerId }) => sellerId)}`);
    return rows[0]?.found === 2 * sellers.length && (await world.settled());
  });
}

function fromTheLog(mode: "check" | "swap", onProgress: () => void = () => undefined) {
  const consumer = logRegistry["analytics-service"];
  const counting = { consumer, types: logRouteOf("analytics-service").eventTypes };
  return rebuild({ db: world.db, counting, onProgress }, { mode });
}

const productsOf = (report: RebuildReport) =>
  report.models.filter(({ table }) => table !== "analytics_daily");

async function rowsOf({ sellerId }: Planted): Promise<number> {
  const { rows } = await world.db.orm.execute<{ rows: number }>(sql`
    select (select count(*) from product_ai where seller_id = ${sellerId})::int
      + (select count(*) from thumbnails where seller_id = ${sellerId})::int
      + (select count(*) from product_search where seller_id = ${sellerId})::int as rows`);
  return rows[0]?.rows ?? -1;
}

test("a rebuild after an erasure equals what is live, and brings nobody back", async () => {
  const stays = await plantSeller(world);
  const leaves = await plantSeller(world);
  await everythingHandled([stays, leaves]);
  expect(await rowsOf(leaves)).toBeGreaterThan(0);
  await eraseSeller({ sellerId: leaves.sellerId, erasedBy: "operator" }, world.ports);
  world.privacy.forgetKeys();

  for (const { live, rebuilt } of productsOf(await fromTheLog("check")))
    expect(rebuilt).toEqual(live);
  const { swapped } = await fromTheLog("swap");
  expect(swapped).toBe(true);
  expect(await rowsOf(leaves)).toBe(0);
  expect(await rowsOf(stays)).toBeGreaterThan(0);
});

test("a rebuild that began before an erasure does not carry the seller into the tables", async () => {
  const leaves = await plantSeller(world);
  await everythingHandled([leaves]);
  const interrupted = fromTheLog("swap", () => {
    throw new Error("killed");
  });
  await expect(interrupted).rejects.toThrow("killed");
  await eraseSeller({ sellerId: leaves.sellerId, erasedBy: "operator" }, world.ports);
  world.privacy.forgetKeys();

  const { swapped } = await fromTheLog("swap");
  expect(swapped).toBe(true);
  expect(await rowsOf(leaves)).toBe(0);
});

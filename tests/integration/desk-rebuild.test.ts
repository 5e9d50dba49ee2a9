import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { logRouteOf } from "#lib/events/routing.ts";
import { foldAt } from "#lib/projection/product-at.ts";
import { shownProduct } from "#lib/projection/product-fold.ts";
import { rebuild, type RebuildReport } from "#lib/projection/rebuild.ts";
import { DAY_MS, type DeskWorld, openDeskWorld } from "#tests/support/desk-world.ts";
import { captionPart, tagsPart, thumbnailPart } from "#tests/support/parts.ts";
import { seeded } from "#tests/support/seeded.ts";
import { logRegistry } from "#workers/registry.ts";

const STATES = ["publish", "unpublish", "archive", "undo_delete"] as const;

let world: DeskWorld;
beforeAll(async () => {
  world = await openDeskWorld();
});
afterAll(() => world.close());

function run(mode: "check" | "swap"): Promise<RebuildReport> {
  const consumer = logRegistry["analytics-service"];
  const types = logRouteOf("analytics-service").eventTypes;
  const counting = { consumer, types };
  return rebuild({ db: world.db, counting, onProgress: () => undefined }, { mode });
}

/** Everything that a product can go through, in an order that the seed decides. */
async function live(seed: number): Promise<void> {
  const chance = seeded(seed);
  const key = await world.product({
    parts: [
      captionPart({ title: `Heels ${seed}` }),
      thumbnailPart({ from: "cover" }, { rank: 1, count: 2 }),
    ],
  });
  const acts: (() => Promise<unknown>)[] = [
    () => world.record(key, captionPart({ title: "By AI", priceMinor: 900 }, { rank: 2 })),
    () => world.record(key, thumbnailPart()),
    () => world.record(key, tagsPart({ tags: ["late"] })),
    () => world.deliver(key, { type: "product.processed", consumer: "product-service" }),
    ...[1, 2, 3].flatMap((round) => [
      () => edit({ price: 1_000 * round, sizes: `3${round}`, tags: `red ${round}` }),
      () => edit({ title: `Hers ${round}`, price: null, description: "" }),
      () => world.change(key, { to: chance.pick(STATES) }),
      () => world.change(key, { to: chance.pick(STATES) }),
    ]),
    () => world.change(key, { to: "delete", reason: "shown twice" }),
  ];
  const edit = async (changes: Parameters<DeskWorld["edit"]>[0]["changes"]) => {
    const { revision } = await world.productOf(key);
    await world.edit({ ...key, revision, changes });
    if (chance.happens(0.5)) await index();
  };
  const index = async () => {
    const events = await world.eventsOf(key);
    if (events.some(({ metadata }) => metadata.eventType === "product.updated"))
      await world.deliver(key, { type: "product.updated", consumer: "product-service" });
  };
  for (const act of acts.toSorted(() => chance.next() - 0.5)) {
    world.pass(chance.below(2_000) - 500);
    await act();
  }
}

describe("a rebuild from the log", () => {
  test("gives every word and wish of hers again, row for row", async () => {
    for (let seed = 1; seed <= 30; seed += 1) await live(seed);
    world.pass(31 * DAY_MS);
    expect(await world.purge(3)).toBe(3);
    const report = await run("check");
    const rows = Object.fromEntries(report.models.map(({ table, live }) => [table, live.rows]));
    expect(rows).toMatchObject({ product_ai: 27, product_overrides: 30 });
    expect(rows["product_search"]).toBeGreaterThan(10);
    for (const { table, live, rebuilt, differences } of report.models)
      expect({ table, ...rebuilt, differences }).toEqual({
        table,
        ...live,
        differences: { missing: 0, extra: 0, changed: 0, first: [] },
      });
    expect(report.gaps).toBe(0);
  });

  test("brings back what somebody has changed past the verbs", async () => {
    const key = await world.product();
    await world.edit({ ...key, revision: 0, changes: { price: 49_000 } });
    const before = await world.overrideOf(key);
    await world.db.orm.execute(
      "update product_overrides set price_minor = 1, state = 'hidden' where price_minor = 49000",
    );
    expect((await run("swap")).swapped).toBe(true);
    expect(await world.overrideOf(key)).toEqual(before);
    expect(await world.shown(key)).toMatchObject({ priceMinor: 49_000, visibility: "live" });
  });

  test("tells a product at a moment as shoppers saw it then", async () => {
    const key = await world.product();
    world.pass(DAY_MS);
    await world.edit({ ...key, revision: 0, changes: { price: 49_000 } });
    const edited = world.clock();
    world.pass(DAY_MS);
    await world.change(key, { to: "unpublish" });
    const at = async (moment: Date) => shownProduct(await foldAt(world.db, { ...key, at: moment }));
    expect(await at(new Date(edited.getTime() - 1))).toMatchObject({ priceMinor: 55_000 });
    expect(await at(edited)).toMatchObject({ priceMinor: 49_000, visibility: "live", version: 2 });
    const { version } = (await world.shown(key)) ?? {};
    expect(await at(world.clock())).toMatchObject({ visibility: "hidden", version });
  });
});

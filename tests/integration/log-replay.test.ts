import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "#lib/clock.ts";
import type { ConsumerDefinition } from "#lib/doors/consumer.ts";
import type { LogProjection } from "#lib/events/handle-entries.ts";
import { type Consumer, CONSUMERS } from "#lib/events/routing.ts";
import { findSettledSeq } from "#lib/events/scan-log.ts";
import { canonicalHash } from "#lib/projection/canonical-hash.ts";
import { ANALYTICS_MODEL, PRODUCT_MODELS, type ReadModel } from "#lib/projection/read-models.ts";
import { dryRunReplay } from "#lib/replay/dry-run.ts";
import { openReplay, type Replay } from "#lib/replay/replay-row.ts";
import { findReplayTarget, type ReplayTarget } from "#lib/replay/replay-target.ts";
import { runReplay } from "#lib/replay/run-replay.ts";
import { registry, logRegistry } from "#workers/registry.ts";
import { openGeneratedLog } from "#tests/support/generated-log.ts";
import { type IngestionWorld, openIngestionWorld } from "#tests/support/ingestion-world.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const [, , SEARCH_MODEL] = PRODUCT_MODELS;

let world: IngestionWorld;

beforeAll(async () => {
  world = await openIngestionWorld();
  const log = await openGeneratedLog(world, { sellers: 4, seed: 7 });
  await log.growByOneRead(6);
  await log.growByOneRead(2);
});
afterAll(() => world.close());

/** As if both consumers had never been there. */
beforeEach(async () => {
  const { orm } = world.db;
  await orm.execute(sql`truncate inbox, analytics_daily, product_search, replays, log_cursors`);
  await orm.execute(sql`delete from events where event_type = 'search.indexed'`);
});

const target = (name: Consumer) => findReplayTarget(name, { registry, logRegistry });

function open(into: ReplayTarget): Promise<Replay> {
  const selection = { types: into.types };
  return openReplay(world.db, { consumer: into.name, selection, request: into.name });
}

type Run = { onProgress?: (replay: Replay) => void; perSecond?: number; waited?: number[] };

async function replayInto(into: ReplayTarget, run: Run = {}): Promise<Replay> {
  const { onProgress = () => undefined, perSecond = null, waited = [] } = run;
  const wait = (ms: number) => Promise.resolve(void waited.push(ms));
  const ports = { db: world.db, clock: systemClock, log: quiet, wait };
  return runReplay({ replay: await open(into), target: into }, ports, { perSecond, onProgress });
}

const hashOf = (model: ReadModel) =>
  world.db.transaction((tx) => canonicalHash(tx, { schema: "public", model }));

async function rehearse(into: ReplayTarget) {
  const replay = { selection: { types: into.types }, untilSeq: await findSettledSeq(world.db) };
  return dryRunReplay({ replay, target: into }, { db: world.db, clock: systemClock, log: quiet });
}

const rowsIn = async (table: string): Promise<number> => {
  const { rows } = await world.db.orm.execute<{ count: number }>(
    sql.raw(`select count(*)::int as count from ${table}`),
  );
  return rows[0]?.count ?? 0;
};

describe.each(["analytics-service", "product-service"] as const)("a replay into %s", (name) => {
  const table = name === "analytics-service" ? "analytics_daily" : "product_search";
  const model = name === "analytics-service" ? ANALYTICS_MODEL : SEARCH_MODEL;

  test("says beforehand what it would change, and changes nothing by saying it", async () => {
    const counted = [await rowsIn("events"), await rowsIn("inbox")];
    const { tables, wouldHandle } = await rehearse(target(name));
    expect([await rowsIn("events"), await rowsIn("inbox")]).toEqual(counted);
    expect(await rowsIn(table)).toBe(0);

    const done = await replayInto(target(name));
    expect(done.handled).toBe(wouldHandle);
    const added = tables.find((diff) => diff.table === table)?.changes ?? [];
    expect(added.map(({ kind }) => kind)).toEqual(Array(await rowsIn(table)).fill("added"));
    expect(added.length).toBeGreaterThan(10);
  });

  test("changes nothing the second time", async () => {
    const first = await replayInto(target(name));
    const hash = await hashOf(model);
    const events = await rowsIn("events");
    const second = await replayInto(target(name));
    expect(second).toMatchObject({ handled: 0, skipped: first.handled });
    expect(await hashOf(model)).toEqual(hash);
    expect(await rowsIn("events")).toBe(events);
    expect((await rehearse(target(name))).tables).toEqual([]);
  });

  test("goes on where it was killed, and does nothing twice", async () => {
    let batches = 0;
    const killed = replayInto(target(name), {
      perSecond: 10,
      onProgress: () => {
        batches += 1;
        if (batches === 2) throw new Error("killed");
      },
    });
    await expect(killed).rejects.toThrow("killed");
    const resumed = await open(target(name));
    expect(resumed.handled).toBe(20);
    const done = await replayInto(target(name));
    expect(done.id).toBe(resumed.id);

    const rows = await rowsIn(table);
    expect(done.handled).toBe((await rehearse(target(name))).wouldSkip);
    await world.db.orm.execute(sql`truncate inbox, analytics_daily, product_search`);
    await replayInto(target(name));
    expect(await rowsIn(table)).toBe(rows);
  });
});

test("a changed row is told with its columns, before and after", async () => {
  const into = target("analytics-service");
  await replayInto(into);
  await world.db.orm.execute(sql`delete from inbox where event_id = (
    select event_id from events where event_type = 'product.created' limit 1)`);
  const { tables, wouldHandle } = await rehearse(into);
  expect(wouldHandle).toBe(1);
  expect(tables).toMatchObject([
    { table: "analytics_daily", changes: [{ kind: "changed", columns: [{ name: "count" }] }] },
  ]);
});

test("a batch that fails leaves neither effect nor cursor behind", async () => {
  const real = logRegistry["analytics-service"];
  const projection: LogProjection = {
    name: real.name,
    async project(tx, entries) {
      await real.project(tx, entries);
      if ((await rowsIn("inbox")) > 0) throw new Error("lost the database");
    },
  };
  const into: ReplayTarget = { ...target("analytics-service"), kind: "log", projection };
  await expect(replayInto(into, { perSecond: 20 })).rejects.toThrow("lost the database");
  expect(await open(into)).toMatchObject({ handled: 20 });
  expect(await rowsIn("inbox")).toBe(20);
});

test("two processes never give the same batch", async () => {
  const into = target("analytics-service");
  const both = await Promise.allSettled([
    replayInto(into, { perSecond: 5 }),
    replayInto(into, { perSecond: 5 }),
  ]);
  expect(both.filter(({ status }) => status === "rejected").length).toBeLessThanOrEqual(1);
  const counted = await hashOf(ANALYTICS_MODEL);
  await world.db.orm.execute(sql`truncate inbox, analytics_daily`);
  await replayInto(into);
  expect(counted).toEqual(await hashOf(ANALYTICS_MODEL));
});

test("a rate is kept by waiting", async () => {
  const waited: number[] = [];
  const done = await replayInto(target("analytics-service"), { perSecond: 50, waited });
  const events = done.handled + done.skipped;
  const planned = waited.reduce((sum, ms) => sum + ms, 0);
  expect(planned).toBeGreaterThan(((events - 50) / 50) * 1_000 * 0.5);
});

test("what costs money, reaches people or tells open pages is refused with a reason", () => {
  const refusals = CONSUMERS.flatMap((name) => {
    try {
      return target(name).types.length > 0 ? [] : [name];
    } catch (error) {
      return [String(error)];
    }
  });
  expect(refusals).toHaveLength(CONSUMERS.length - ["product-service", "analytics-service"].length);
  for (const refusal of refusals)
    expect(refusal).toMatch(/^ReplayRefusedError: [a-z-]+ is not replayed\. .{20,}\.$/);
});

test("a consumer that can be replayed is lent no way out", () => {
  const definition: ConsumerDefinition<"video.posted"> = {
    name: "caption-parser",
    eventTypes: ["video.posted"],
    replay: "projection",
    // @ts-expect-error A projection is lent neither push nor model.
    handle: (_event, { push, ai }) => Promise.resolve(() => Promise.resolve(push && ai && "done")),
  };
  expect(definition.replay).toBe("projection");
});

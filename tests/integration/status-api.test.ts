import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { healthRoute, websocketStatsRoute } from "#lib/doors/status-api.ts";
import type { Log } from "#lib/log.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";

const ORIGIN = "https://shop.example";
const NOW = new Date("2026-11-21T10:00:00.000Z");
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe("GET /api/v1/websocket/stats", () => {
  const openStats = (channelCounts: () => Promise<Record<string, number>>) => {
    const world = { now: NOW };
    const push = { send: () => Promise.resolve(), channelCounts };
    const route = websocketStatsRoute(() => ({ push, clock: () => world.now, log }));
    const get = () =>
      route(new Request(`${ORIGIN}/api/v1/websocket/stats`), { params: Promise.resolve({}) });
    return { world, get };
  };
  const stats = (channelCounts: () => Promise<Record<string, number>>) =>
    openStats(channelCounts).get();

  test("counts channels and their subscriptions", async () => {
    const response = await stats(() => Promise.resolve({ "shop-nalu": 3, "shop-mtaa": 1 }));
    expect(await response.json()).toEqual({
      connected_channels: 2,
      subscriptions: { "shop-nalu": 3, "shop-mtaa": 1 },
      timestamp: NOW.toISOString(),
    });
  });

  test("lists no channel but those of shops", async () => {
    const response = await stats(() =>
      Promise.resolve({ "shop-nalu": 3, "private-seller-9a5b": 1, "presence-shop-nalu": 1 }),
    );
    expect(await response.json()).toMatchObject({
      connected_channels: 1,
      subscriptions: { "shop-nalu": 3 },
    });
  });

  test("asks the push service once in ten seconds, whoever asks", async () => {
    let asked = 0;
    const { world, get } = openStats(() => Promise.resolve({ "shop-nalu": ++asked }));
    const countAt = async (seconds: number) => {
      world.now = new Date(NOW.getTime() + seconds * 1000);
      const body = z.object({ subscriptions: z.record(z.string(), z.number()) });
      return body.parse(await (await get()).json()).subscriptions["shop-nalu"];
    };
    expect(await Promise.all([countAt(0), countAt(0)])).toEqual([1, 1]);
    expect(await countAt(9.999)).toBe(1);
    expect(await countAt(10)).toBe(2);
  });

  test("asks again at once after the push service failed", async () => {
    let asked = 0;
    const { get } = openStats(() =>
      ++asked === 1 ? Promise.reject(new Error("refused")) : Promise.resolve({}),
    );
    expect((await get()).status).toBe(503);
    expect((await get()).status).toBe(200);
  });

  test("answers 503 when the push service does not", async () => {
    const response = await stats(() => Promise.reject(new Error("refused")));
    expect(response.status).toBe(503);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });
});

describe("GET /api/health", () => {
  const request = new Request(`${ORIGIN}/api/health`);
  const context = { params: Promise.resolve({}) };
  let opened: OpenTestDatabase;
  const ports = () => ({ db: opened.db, version: "abc", clock: () => NOW, log });

  beforeAll(async () => {
    opened = await openTestDatabase("pg");
  });
  afterAll(() => opened.close());

  test("is ready with the latency of the database and the version", async () => {
    const response = await healthRoute(ports)(request, context);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      live: true,
      ready: true,
      database: { reachable: true, latency_ms: expect.any(Number) as number },
      version: "abc",
    });
  });

  test("is alive but not ready while the database is away", async () => {
    const away = await openTestDatabase("pg");
    await away.close();
    const response = await healthRoute(() => ({ ...ports(), db: away.db }))(request, context);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ live: true, ready: false });
  });
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openRateLimiter } from "#lib/vendors/redis.ts";
import { faultRules } from "#local/faults.ts";
import { startRedis } from "#local/redis/start-redis.ts";

const START_MS = 120_000;
const LIMIT = { limit: 3, windowSeconds: 60 };

let dataDir: string;
let redis: Awaited<ReturnType<typeof startRedis>>;
let prefixes = 0;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "limiter-"));
  redis = await startRedis({ port: 0, dataDir, log: () => undefined });
}, START_MS);
afterEach(() => redis.faults.set([]));
afterAll(async () => {
  await redis.close();
  await rm(dataDir, { recursive: true, force: true });
});

function open(prefix = `test:${(prefixes += 1)}`) {
  const token = redis.env["UPSTASH_REDIS_REST_TOKEN"] ?? "";
  return { prefix, limiter: openRateLimiter({ url: redis.url, token }, { prefix, ...LIMIT }) };
}

test("each caller has its own count, and all processes share it", async () => {
  const { limiter, prefix } = open();
  const { limiter: other } = open(prefix);
  const allowed = [];
  for (const each of [limiter, other, limiter, other]) allowed.push((await each.take("a")).allowed);
  expect(allowed).toEqual([true, true, true, false]);
  expect(await limiter.take("b")).toMatchObject({ allowed: true, limit: 3, remaining: 2 });
});

test("tells until when it is refused, which is not past the window", async () => {
  const { limiter } = open();
  const standings = await Promise.all(Array.from({ length: 10 }, () => limiter.take("a")));
  expect(standings.filter(({ allowed }) => allowed)).toHaveLength(3);
  for (const { resetAt } of standings) {
    const waitMs = resetAt.getTime() - Date.now();
    expect(waitMs).toBeGreaterThan(-1_000);
    expect(waitMs).toBeLessThanOrEqual(60_000);
  }
});

test("who was over the limit stays so without another call", async () => {
  const { limiter } = open();
  for (let taken = 0; taken < 4; taken += 1) await limiter.take("a");
  redis.faults.set(faultRules.parse([{ kind: "outage" }]));
  expect(await limiter.take("a")).toMatchObject({ allowed: false });
});

test("gives up within two seconds when the database is away, hangs or refuses", async () => {
  const { limiter } = open();
  const wrong = openRateLimiter({ url: redis.url, token: "wrong" }, { prefix: "x", ...LIMIT });
  const startedAt = performance.now();
  await expect(wrong.take("a")).rejects.toThrow("WRONGPASS");
  redis.faults.set(faultRules.parse([{ kind: "outage" }]));
  await expect(limiter.take("a")).rejects.toThrow("fetch failed");
  redis.faults.set(faultRules.parse([{ kind: "delay", delayMs: 4_000 }]));
  await expect(limiter.take("a")).rejects.toThrow(/timeout|did not answer/);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

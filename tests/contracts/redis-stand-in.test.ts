import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Redis } from "@upstash/redis";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { faultRule } from "#local/faults.ts";
import { startRedis } from "#local/redis/start-redis.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "redis-"));
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function start() {
  const standIn = await startRedis({ port: 0, dataDir, log: () => undefined });
  const redis = new Redis({
    url: standIn.url,
    token: standIn.env.UPSTASH_REDIS_REST_TOKEN ?? "",
    retry: { retries: 0 },
  });
  return { standIn, redis };
}

test("keeps data and token over a restart", async () => {
  const first = await start();
  await first.redis.set("kept", "abcd");
  await first.standIn.close();
  const second = await start();
  expect(await second.redis.get("kept")).toBe("abcd");
  expect(second.standIn.env.UPSTASH_REDIS_REST_TOKEN).toBe(
    first.standIn.env.UPSTASH_REDIS_REST_TOKEN,
  );
  await second.standIn.close();
});

test("its engine ends with a process that is killed, and what it had answered is kept", async () => {
  const startFile = resolve(import.meta.dirname, "../../local/redis/start-redis.ts");
  const options = JSON.stringify({ port: 0, dataDir });
  const program = `
    const { startRedis } = await import(${JSON.stringify(startFile)});
    const standIn = await startRedis({ ...${options}, log: () => undefined });
    const headers = { authorization: "Bearer " + standIn.env.UPSTASH_REDIS_REST_TOKEN };
    await fetch(standIn.url + "/set/last/words", { headers });
    console.log("ready");
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const pid = Number(await readFile(join(dataDir, "data", "engine.pid"), "utf8"));
  expect(() => process.kill(pid, 0)).not.toThrow();
  child.kill("SIGKILL");
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), 10_000);
  const { standIn, redis } = await start();
  expect(await redis.get("last")).toBe("words");
  await standIn.close();
}, 30_000);

test("loses the answer after the effect, and everything when it drops", async () => {
  const { standIn, redis } = await start();
  standIn.faults.set([faultRule.parse({ kind: "lose_answer", times: 1 })]);
  await expect(redis.incr("counter")).rejects.toThrow("fetch failed");
  standIn.faults.set([faultRule.parse({ kind: "drop", times: 1 })]);
  await expect(redis.incr("counter")).rejects.toThrow("fetch failed");
  expect(await redis.get("counter")).toBe(1);
  await standIn.close();
});

test("cuts subscriptions during an outage", async () => {
  const { standIn, redis } = await start();
  const headers = { authorization: `Bearer ${standIn.env.UPSTASH_REDIS_REST_TOKEN}` };
  const stream = await fetch(`${standIn.url}/subscribe/news`, { method: "POST", headers });
  expect(stream.headers.get("content-type")).toBe("text/event-stream");
  standIn.faults.set([faultRule.parse({ kind: "outage" })]);
  await expect(stream.text()).rejects.toThrow("terminated");
  standIn.faults.set([]);
  expect(await redis.ping()).toBe("PONG");
  await standIn.close();
});

test("says what to do when there is no engine and none can be fetched", async () => {
  const empty = join(dataDir, "empty");
  await mkdir(empty);
  await writeFile(join(dataDir, "tools"), "");
  vi.stubEnv("PATH", empty);
  const starting = startRedis({
    port: 0,
    dataDir,
    toolsDir: join(dataDir, "tools"),
    log: () => undefined,
  });
  await expect(starting).rejects.toThrow(/install Redis 7 .* and start again/);
  vi.unstubAllEnvs();
});

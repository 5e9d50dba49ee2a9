import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRedis } from "#local/redis/start-redis.ts";

export type RedisService = { url: string; token: string; close(): Promise<void> };

/** The real database when its variables are in the environment, otherwise the stand-in. */
export async function openRedisService(): Promise<RedisService> {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = process.env;
  if (url && token) return { url, token, close: () => Promise.resolve() };
  const dataDir = await mkdtemp(join(tmpdir(), "redis-"));
  const standIn = await startRedis({ port: 0, dataDir, log: () => undefined });
  return {
    url: standIn.url,
    token: standIn.env.UPSTASH_REDIS_REST_TOKEN ?? "",
    close: async () => {
      await standIn.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

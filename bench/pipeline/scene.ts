import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "#db/client.ts";
import { openPrivacy } from "#lib/privacy/open-privacy.ts";
import { type AppServer, buildApp, startApp } from "#scripts/app-server.ts";
import type { BenchmarkOptions } from "../benchmark.ts";
import { freePort } from "../free-port.ts";
import { writeFeed } from "./bench-feed.ts";
import { type BullmqFlow, startBullmqFlow } from "./bullmq-flow.ts";
import { buildFloorApp, type FloorApp, startFloorApp } from "./floor-app.ts";
import { startRedisServer } from "./redis-server.ts";
import { startStandIns } from "./start-stand-ins.ts";

/** Everything that is measured, running. */
export type Scene = {
  db: Database;
  app: AppServer;
  floor: FloorApp;
  bullmq: BullmqFlow;
  cronSecret: string;
  signingKey: string;
  /** Who is who among the processes. */
  labels: ReadonlyMap<number, string>;
};

type Opening = BenchmarkOptions & {
  handles: readonly string[];
  /** Gets a step for each thing that was opened, also when a later one fails. */
  undo: (() => Promise<void>)[];
};

export async function openScene({ handles, say, undo, stopped }: Opening): Promise<Scene> {
  say("pipeline: building the app and the floor for production");
  await buildApp(() => undefined);
  await buildFloorApp();
  stopped.throwIfAborted();
  say("pipeline: starting the stand-ins, the app, the floor and the BullMQ flow");
  const folder = await mkdtemp(join(tmpdir(), "bench-pipeline-"));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const feedDir = join(folder, "feed");
  await writeFeed(feedDir, handles);
  const appPort = await freePort();
  const standIns = await startStandIns({ dataDir: join(folder, "data"), feedDir, appPort });
  undo.push(() => standIns.stop());
  // Nothing is decoded here, so no event type has to be held back: first come, first served.
  const variables = { ...standIns.variables, QSTASH_PARALLELISM: "1000" };
  const variable = (name: string): string => {
    const value = standIns.variables[name];
    if (value === undefined) throw new Error(`the stand-ins gave no ${name}`);
    return value;
  };
  const app = await startApp({ port: appPort, variables, output: () => undefined });
  undo.push(() => app.stop());
  const signingKey = variable("QSTASH_CURRENT_SIGNING_KEY");
  const floor = await startFloorApp(await freePort(), {
    QSTASH_CURRENT_SIGNING_KEY: signingKey,
    QSTASH_NEXT_SIGNING_KEY: variable("QSTASH_NEXT_SIGNING_KEY"),
  });
  undo.push(() => floor.stop());
  const redis = await startRedisServer();
  undo.push(() => redis.stop());
  const databaseUrl = variable("DATABASE_URL");
  const keysDatabaseUrl = variable("KEYS_DATABASE_URL");
  const masterKey = variable("PERSONAL_DATA_KEY");
  const masterKeys = [Buffer.from(masterKey, "base64")];
  const privacy = openPrivacy({ keysDatabaseUrl, masterKeys }, () => undefined);
  undo.push(() => privacy.close());
  const db = openDatabase({ driver: "pg", url: databaseUrl }, () => undefined, privacy.personal);
  undo.push(() => db.close());
  const bullmq = await startBullmqFlow(redis, { db, databaseUrl, keysDatabaseUrl, masterKey });
  undo.push(() => bullmq.stop());
  const labels = new Map<number, string>();
  for (const [{ pid }, name] of [
    [app.process, "app (next start)"],
    [standIns.process, "stand-ins"],
    [floor.process, "floor (next start)"],
    [bullmq.worker, "BullMQ workers"],
    [redis.process, "Redis of BullMQ"],
  ] as const)
    if (pid !== undefined) labels.set(pid, name);
  return { db, app, floor, bullmq, cronSecret: variable("CRON_SECRET"), signingKey, labels };
}

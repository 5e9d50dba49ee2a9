import { Worker } from "bullmq";
import { openDatabase } from "#db/client.ts";
import { systemClock } from "#lib/clock.ts";
import { handleDelivery } from "#lib/doors/handle-delivery.ts";
import type { Ports } from "#lib/doors/ports.ts";
import { readEvent } from "#lib/events/read-event.ts";
import { openPrivacy } from "#lib/privacy/open-privacy.ts";
import { registry } from "#workers/registry.ts";
import { PARENT_QUEUE, workerOptions, type WorkerOptions } from "./bullmq-queues.ts";
import { VIDEO_CONSUMERS } from "./progress.ts";

process.once("message", (message) => void serve(workerOptions.parse(message)));
process.once("disconnect", () => process.exit(0));
process.send?.("up");

/** The same consumers, inbox and transactions as behind the doors of the app, with jobs in the place of requests. */
async function serve(options: WorkerOptions): Promise<void> {
  const { redisPort, databaseUrl, keysDatabaseUrl, concurrency } = options;
  const masterKeys = [Buffer.from(options.masterKey, "base64")];
  const privacy = openPrivacy({ keysDatabaseUrl, masterKeys }, () => undefined);
  const db = openDatabase({ driver: "pg", url: databaseUrl }, () => undefined, privacy.personal);
  const refuse = (): never => {
    throw new Error("a job reached outside");
  };
  const ports: Ports = {
    db,
    queue: { publish: refuse, redeliver: refuse },
    push: { send: refuse, channelCounts: refuse },
    pages: { expire: refuse },
    ai: null,
    pictures: { make: refuse },
    messenger: null,
    origin: "https://shop.test",
    subtitles: { read: () => Promise.resolve([]) },
    clock: systemClock,
    log: { info: () => undefined, warn: refuse, error: refuse },
  };
  const connection = { host: "127.0.0.1", port: redisPort };
  const workers = VIDEO_CONSUMERS.map(
    (name) =>
      new Worker<unknown>(
        name,
        async (job) => {
          const read = readEvent(job.data);
          if (read.kind === "invalid") throw new Error(read.reason);
          await handleDelivery({ consumer: registry[name], event: read.event }, ports);
        },
        { connection, concurrency },
      ),
  );
  const parent = new Worker(PARENT_QUEUE, () => Promise.resolve(), { connection, concurrency });
  const all = [...workers, parent];
  await Promise.all(all.map((worker) => worker.waitUntilReady()));
  process.once("SIGTERM", () => {
    void (async () => {
      await Promise.all(all.map((worker) => worker.close()));
      await db.close();
      await privacy.close();
      process.exit(0);
    })();
  });
  process.send?.("ready");
}

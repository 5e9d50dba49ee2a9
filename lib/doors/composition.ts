import { randomUUID } from "node:crypto";
import { revalidateTag } from "next/cache";
import { after } from "next/server";
import { degradeOverdue } from "../assembly/degrade-overdue.ts";
import { DEFAULT_AI_LIMITS } from "../captions/ai/caption-model.ts";
import { upgradeDue } from "../captions/ai/upgrade-due.ts";
import { systemClock } from "../clock.ts";
import { getEnv } from "../env.ts";
import { describeError } from "../errors.ts";
import { recordMissingDeliveries, resolveHandled } from "../events/dead-letters.ts";
import { forgetOldAttempts } from "../events/delivery-failures.ts";
import { coalescePasses } from "../events/coalesce-passes.ts";
import { reconcileDeliveries } from "../events/reconcile-deliveries.ts";
import { relayEvents } from "../events/relay-events.ts";
import { drainRun } from "../ingestion/drain-run.ts";
import { ingestionSettings, type IngestionPorts } from "../ingestion/ingestion-ports.ts";
import { startIngestion } from "../ingestion/start-ingestion.ts";
import { sweepRuns } from "../ingestion/sweep-runs.ts";
import { openPictureMaker } from "../media/open-picture-maker.ts";
import { openScraper, readApifyWebhook } from "../vendors/apify.ts";
import { openBlobStore } from "../vendors/blob.ts";
import { openCaptionModel } from "../vendors/openai.ts";
import { openPush } from "../vendors/pusher.ts";
import { openQueue, openSignatureVerifier } from "../vendors/qstash.ts";
import type { Registry } from "./consumer.ts";
import type { CronTasks } from "./cron-door.ts";
import { getDatabase, getLog } from "./database.ts";
import type { FailureDoorConfig } from "./failure-door.ts";
import { once } from "./once.ts";
import type { PageCache, Ports } from "./ports.ts";
import { runSteps } from "./run-steps.ts";
import type { ScraperWebhookConfig } from "./scraper-webhook-door.ts";
import type { WorkerDoorConfig } from "./worker-door.ts";

const RELAY_AFTER_RESPONSE_MS = 10_000;
const RELAY_SWEEP_MS = 20_000;
const DEGRADE_PER_SWEEP = 20;
const RECONCILE_PER_SWEEP = 100;
const AI_UPGRADES = { limit: 5, budgetMs: 30_000 };

const pages: PageCache = {
  expire(tags) {
    // Without `expire: 0` the next shopper would still be given the page from before the change.
    for (const tag of tags) revalidateTag(tag, { expire: 0 });
  },
};

const getPorts = once((): Ports => {
  const env = getEnv();
  return {
    db: getDatabase(),
    queue: openQueue({ ...env.qstash, ...env }),
    push: openPush(env.pusher),
    pages,
    ai: env.openai && { model: openCaptionModel(env.openai), limits: DEFAULT_AI_LIMITS },
    pictures: openPictureMaker({
      blobs: openBlobStore(env.blob),
      allowedHosts: env.mediaAllowedHosts,
      projectFolder: process.cwd(),
    }),
    clock: systemClock,
    log: getLog(),
  };
});

const getVerifier = once(() => openSignatureVerifier(getEnv().qstash));

const getIngestionPorts = once((): IngestionPorts => {
  const { apify, origin, protectionBypass } = getEnv();
  return {
    db: getDatabase(),
    scraper: openScraper({
      ...apify,
      protectionBypass,
      webhookUrl: `${origin}/api/webhooks/apify`,
    }),
    clock: systemClock,
    newId: randomUUID,
    log: getLog(),
    settings: ingestionSettings({ dailyRuns: apify.dailyRuns }),
  };
});

/** One pass at a time: under load a pass for each request would find what the one before it has taken. */
const getRelay = once(() =>
  coalescePasses(async () => {
    await relayEvents(getPorts(), { budgetMs: RELAY_AFTER_RESPONSE_MS });
  }),
);

/** Publishes what this request has committed once its answer is out; the sweep does what this misses. */
function relayLater(): void {
  after(async () => {
    try {
      await getRelay()();
    } catch (error) {
      getLog().warn("outbox.relay_failed", { error: describeError(error) });
    }
  });
}

export function workerDoorConfig(registry: Registry): WorkerDoorConfig {
  return {
    origin: getEnv().origin,
    registry,
    verifySignature: getVerifier(),
    ports: getPorts(),
    relayLater,
  };
}

export function failureDoorConfig(): FailureDoorConfig {
  return {
    origin: getEnv().origin,
    verifySignature: getVerifier(),
    db: getDatabase(),
    log: getLog(),
  };
}

export function scraperWebhookConfig(): ScraperWebhookConfig {
  return {
    secret: getEnv().apify.webhookSecret,
    read: readApifyWebhook,
    async drain(notice) {
      const outcome = await drainRun(notice, getIngestionPorts());
      relayLater();
      return outcome.kind;
    },
    log: getLog(),
  };
}

/** What the clock may start, by name: the path of its cron is `/api/cron/{name}`. */
const cronTasks: CronTasks = {
  async ingest() {
    const ports = getIngestionPorts();
    const report = await runSteps(
      {
        runs: async () => (await startIngestion({ trigger: "cron" }, ports)).runs.length,
        drained: () => sweepIngestion(),
      },
      { task: "ingest", log: getLog() },
    );
    relayLater();
    return report;
  },
  async sweep() {
    const ports = getPorts();
    const { db, log } = ports;
    const report = await runSteps(
      {
        published: async () => (await relayEvents(ports, { budgetMs: RELAY_SWEEP_MS })).published,
        drained: () => sweepIngestion(),
        degraded: () => degradeOverdue(ports, { limit: DEGRADE_PER_SWEEP }),
        missing: () => recordMissingDeliveries(db, { limit: RECONCILE_PER_SWEEP }),
        reconciled: () => reconcileDeliveries(ports, { limit: RECONCILE_PER_SWEEP }),
        resolved: () => resolveHandled(db),
        forgotten: () => forgetOldAttempts(db),
        upgraded: async () => (await upgradeDue(ports, AI_UPGRADES)).upgraded,
      },
      { task: "sweep", log },
    );
    relayLater();
    return report;
  },
};

async function sweepIngestion(): Promise<number> {
  const { drained } = await sweepRuns(getIngestionPorts());
  return drained.length;
}

export function cronDoorConfig() {
  return { tasks: cronTasks, cronSecret: getEnv().cronSecret, log: getLog() };
}

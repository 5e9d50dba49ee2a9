import { hkdfSync } from "node:crypto";
import { forgetSignIns } from "../accounts/forget-sign-ins.ts";
import { degradeOverdue } from "../assembly/degrade-overdue.ts";
import { DEFAULT_AI_LIMITS } from "../captions/ai/caption-model.ts";
import { upgradeDue } from "../captions/ai/upgrade-due.ts";
import { purgeDeleted, type PurgePorts } from "../catalogue/desk/purge-deleted.ts";
import { systemClock } from "../clock.ts";
import { getEnv } from "../env.ts";
import { recordMissingDeliveries, resolveHandled } from "../events/dead-letters.ts";
import { forgetOldAttempts } from "../events/delivery-failures.ts";
import { forgetExpired } from "../events/forget-expired.ts";
import { reconcileDeliveries } from "../events/reconcile-deliveries.ts";
import { relayEvents } from "../events/relay-events.ts";
import { drainRun } from "../ingestion/drain-run.ts";
import { startIngestion } from "../ingestion/start-ingestion.ts";
import { sweepRuns } from "../ingestion/sweep-runs.ts";
import { openPictureMaker } from "../media/open-picture-maker.ts";
import { openSubtitleReader } from "../media/subtitles/open-subtitle-reader.ts";
import { type ErasurePorts, sweepErasures } from "../privacy/erase-seller.ts";
import { forgetDays, rewrapKeys } from "../privacy/renew-keys.ts";
import { readApifyWebhook } from "../vendors/apify.ts";
import { forgetOldLookups } from "../sellers/look-up.ts";
import { expireTrials } from "../sellers/set-subscription.ts";
import { openBlobStore } from "../vendors/blob.ts";
import { openCaptionModel } from "../vendors/openai.ts";
import { openSignatureVerifier } from "../vendors/qstash.ts";
import { openRateLimiter } from "../vendors/redis.ts";
import type { LogRegistry, Registry } from "./consumer.ts";
import type { CronTasks } from "./cron-door.ts";
import { getDatabase, getLog, getPrivacy } from "./database.ts";
import type { EventDoorPorts } from "./event-door.ts";
import type { FailureDoorConfig } from "./failure-door.ts";
import { once } from "./once.ts";
import { getIngestionPorts, getPush } from "./open-ingestion.ts";
import { expireShop, pages } from "./page-cache.ts";
import type { Ports } from "./ports.ts";
import { readLog } from "./read-log.ts";
import { getQueue, relayLater } from "./relay-later.ts";
import { runSteps } from "./run-steps.ts";
import type { ScraperWebhookConfig } from "./scraper-webhook-door.ts";
import { getMessenger } from "./whatsapp-ports.ts";
import type { WorkerDoorConfig } from "./worker-door.ts";

const RELAY_SWEEP_MS = 20_000;
const DEGRADE_PER_SWEEP = 20;
const RECONCILE_PER_SWEEP = 100;
const REWRAP_PER_SWEEP = 1_000;
const TRIALS_PER_SWEEP = 100;
const READ_LOG_MS = 20_000;
const FORGET_MS = 5_000;
const PURGE_PER_SWEEP = 50;
const EVENTS_PER_KEY = { limit: 300, windowSeconds: 60 };
const AI_UPGRADES = { limit: 5, budgetMs: 30_000 };

const getPorts = once((): Ports => {
  const env = getEnv();
  return {
    db: getDatabase(),
    queue: getQueue(),
    push: getPush(),
    pages,
    ai: env.openai && { model: openCaptionModel(env.openai), limits: DEFAULT_AI_LIMITS },
    pictures: openPictureMaker({
      blobs: openBlobStore(env.blob),
      allowedHosts: env.mediaAllowedHosts,
      projectFolder: process.cwd(),
    }),
    subtitles: openSubtitleReader({ allowedHosts: env.mediaAllowedHosts }),
    messenger: getMessenger(),
    origin: env.origin,
    clock: systemClock,
    log: getLog(),
  };
});

const getErasurePorts = once((): ErasurePorts => {
  const blobs = openBlobStore(getEnv().blob);
  const keys = getPrivacy().keys.store;
  return { db: getDatabase(), keys, blobs, clock: systemClock, log: getLog() };
});

const getPurgePorts = once((): PurgePorts => {
  const { db, clock, log } = getPorts();
  return { db, blobs: openBlobStore(getEnv().blob), clock, log };
});

const getVerifier = once(() => openSignatureVerifier(getEnv().qstash));

export function workerDoorConfig(registry: Registry): WorkerDoorConfig {
  return {
    origin: getEnv().origin,
    registry,
    verifySignature: getVerifier(),
    ports: getPorts(),
    relayLater,
  };
}

const getEventLimiter = once(() => {
  const { redis, environmentName } = getEnv();
  const prefix = `${environmentName}:events`;
  return redis && openRateLimiter(redis, { prefix, ...EVENTS_PER_KEY });
});

/** Of their own, so that no key is used for two things. */
const getHashKeys = once(() =>
  getEnv().privacy.masterKeys.map((key) =>
    Buffer.from(hkdfSync("sha256", key, "", "received-events", 32)),
  ),
);

export function eventDoorPorts(): EventDoorPorts {
  const { db, pictures, clock, log } = getPorts();
  const hashKeys = getHashKeys();
  return { db, pictures, clock, log, limiter: getEventLimiter(), hashKeys, relayLater };
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
const cronTasksOf = (logRegistry: LogRegistry): CronTasks => ({
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
    const switchedOff = getEnv().analyticsEnabled ? [] : (["analytics-service"] as const);
    const report = await runSteps(
      {
        published: async () => (await relayEvents(ports, { budgetMs: RELAY_SWEEP_MS })).published,
        drained: () => sweepIngestion(),
        degraded: () => degradeOverdue(ports, { limit: DEGRADE_PER_SWEEP }),
        missing: () => recordMissingDeliveries(db, { limit: RECONCILE_PER_SWEEP }),
        reconciled: () => reconcileDeliveries(ports, { limit: RECONCILE_PER_SWEEP }),
        logged: () =>
          readLog({ registry: logRegistry, ports }, { budgetMs: READ_LOG_MS, switchedOff }),
        erased: () => sweepErasures(getErasurePorts()),
        purged: () => purgeDeleted(getPurgePorts(), { limit: PURGE_PER_SWEEP }),
        rewrapped: () => rewrapKeys(getPrivacy().keys, { limit: REWRAP_PER_SWEEP }),
        days: () => forgetDays(getPrivacy().keys.store, systemClock),
        resolved: () => resolveHandled(db),
        forgotten: () => forgetOldAttempts(db),
        trials: () => endTrials(),
        lookups: () => forgetOldLookups(ports),
        signIns: () => forgetSignIns(db, systemClock),
        expired: () => forgetExpired(ports, { budgetMs: FORGET_MS }),
        upgraded: async () => (await upgradeDue(ports, AI_UPGRADES)).upgraded,
      },
      { task: "sweep", log },
    );
    relayLater();
    return report;
  },
});

async function endTrials(): Promise<number> {
  const { db, clock } = getPorts();
  const expired = await expireTrials({ db, clock }, { limit: TRIALS_PER_SWEEP });
  for (const shop of expired) expireShop(shop);
  return expired.length;
}

async function sweepIngestion(): Promise<number> {
  const { drained } = await sweepRuns(getIngestionPorts());
  return drained.length;
}

export function cronDoorConfig(logRegistry: LogRegistry) {
  return { tasks: cronTasksOf(logRegistry), cronSecret: getEnv().cronSecret, log: getLog() };
}

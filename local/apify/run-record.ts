import { randomInt } from "node:crypto";
import * as z from "zod";

const RUN_STATUSES = [
  "READY",
  "RUNNING",
  "SUCCEEDED",
  "FAILED",
  "TIMED-OUT",
  "ABORTING",
  "ABORTED",
] as const;

/** How the next run ends, whatever its input; set at `/_outcome`. */
export const forcedOutcomeSchema = z.strictObject({
  status: z.enum(["SUCCEEDED", "FAILED", "TIMED-OUT", "ABORTED"]),
  message: z.string().optional(),
  /** How many rows the dataset gets before the run ends; without it all of them. */
  rows: z.int().min(0).optional(),
});

export const webhookSchema = z.object({
  eventTypes: z.array(z.string()).min(1),
  requestUrl: z.url({ protocol: /^https?$/ }),
  payloadTemplate: z.string().optional(),
  headersTemplate: z.string().optional(),
  idempotencyKey: z.string().optional(),
  shouldInterpolateStrings: z.boolean().optional(),
});

export const dispatchSchema = z.object({
  id: z.string(),
  /** Position in the run's webhooks. */
  webhook: z.int(),
  eventType: z.string(),
  createdAt: z.string(),
  status: z.enum(["ACTIVE", "SUCCEEDED", "FAILED"]),
  attempts: z.int(),
});

export const runRecordSchema = z.object({
  id: z.string(),
  actId: z.string(),
  defaultDatasetId: z.string(),
  defaultKeyValueStoreId: z.string(),
  defaultRequestQueueId: z.string(),
  status: z.enum(RUN_STATUSES),
  statusMessage: z.string().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  options: z.object({
    build: z.string(),
    timeoutSecs: z.number(),
    memoryMbytes: z.number(),
    maxItems: z.number().nullable(),
  }),
  input: z.record(z.string(), z.unknown()),
  forced: forcedOutcomeSchema.nullable(),
  webhooks: z.array(webhookSchema),
  dispatches: z.array(dispatchSchema),
  /** Record key → file name relative to the feed. */
  media: z.record(z.string(), z.string()),
  rowCount: z.int(),
});

export type RunRecord = z.infer<typeof runRecordSchema>;
export type RunStatus = RunRecord["status"];
export type ForcedOutcome = z.infer<typeof forcedOutcomeSchema>;
export type Webhook = z.infer<typeof webhookSchema>;
export type Dispatch = z.infer<typeof dispatchSchema>;

export const USER_ID = "localStandInUser1";

export function isTerminal(status: RunStatus): boolean {
  return ["SUCCEEDED", "FAILED", "TIMED-OUT", "ABORTED"].includes(status);
}

/** Apify's form of an id: 17 letters and digits. */
export function newId(): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  return Array.from({ length: 17 }, () => letters[randomInt(letters.length)]).join("");
}

const PRICE_PER_ROW_USD = 0.005;

/** The run as the API shows it. */
export function toPublicRun(run: RunRecord): Record<string, unknown> {
  const { input: _input, forced: _forced, webhooks: _webhooks, ...shown } = run;
  const { dispatches: _dispatches, media: _media, rowCount, ...fields } = shown;
  const ended = run.finishedAt === null ? Date.now() : Date.parse(run.finishedAt);
  const runTimeSecs = (ended - Date.parse(run.startedAt)) / 1000;
  return {
    ...fields,
    userId: USER_ID,
    isStatusMessageTerminal: isTerminal(run.status),
    meta: { origin: "API" },
    stats: { inputBodyLen: JSON.stringify(run.input).length, restartCount: 0, runTimeSecs },
    buildId: "localStandInBuild",
    buildNumber: "0.0.1",
    exitCode: run.status === "SUCCEEDED" ? 0 : run.status === "FAILED" ? 91 : null,
    containerUrl: `https://${run.id.toLowerCase()}.runs.apify.net`,
    usageTotalUsd: Math.round(rowCount * PRICE_PER_ROW_USD * 1e6) / 1e6,
  };
}

import * as z from "zod";

/** What the journal keeps. Times are Unix milliseconds unless the name says otherwise. */
export const flowSetting = z.object({
  key: z.string(),
  parallelism: z.int().optional(),
  rate: z.int().optional(),
  periodSeconds: z.number(),
});
export type FlowSetting = z.infer<typeof flowSetting>;

/** Where an attempt's result is reported, and how that report itself is delivered. */
export const callbackTarget = z.object({
  url: z.string(),
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  maxRetries: z.int(),
  retryDelay: z.string().optional(),
  timeoutMs: z.number().optional(),
  delayMs: z.number(),
});
export type CallbackTarget = z.infer<typeof callbackTarget>;

/** How a message is to be delivered, apart from where to and what. */
export const deliverySettings = z.object({
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  maxRetries: z.int(),
  retryDelay: z.string().optional(),
  timeoutMs: z.number().optional(),
  callback: callbackTarget.optional(),
  failureCallback: callbackTarget.optional(),
  labels: z.array(z.string()),
  flowControl: flowSetting.optional(),
  redact: z.array(z.string()),
});
export type DeliverySettings = z.infer<typeof deliverySettings>;

export const textOrBytes = z.object({ encoding: z.enum(["utf8", "base64"]), text: z.string() });
export type TextOrBytes = z.infer<typeof textOrBytes>;

export const message = deliverySettings.extend({
  messageId: z.string(),
  /** Order of acceptance; queues keep to it across a restart. */
  sequence: z.int(),
  url: z.string(),
  body: textOrBytes,
  createdAt: z.number(),
  notBefore: z.number(),
  retried: z.int(),
  callerIp: z.string(),
  queueName: z.string().optional(),
  /** The place in a queue that this message, and the callbacks it caused, hold until all are done. */
  turn: z.string().optional(),
  topicName: z.string().optional(),
  endpointName: z.string().optional(),
  scheduleId: z.string().optional(),
});
export type Message = z.infer<typeof message>;

export const attemptResponse = z.object({
  /** 0 when no answer came. */
  status: z.int(),
  headers: z.record(z.string(), z.array(z.string())),
  body: textOrBytes,
  error: z.string().optional(),
});
export type AttemptResponse = z.infer<typeof attemptResponse>;

export const deadLetter = z.object({
  dlqId: z.string(),
  failedAt: z.number(),
  message,
  response: attemptResponse,
});
export type DeadLetter = z.infer<typeof deadLetter>;

export const groupEndpoint = z.object({ name: z.string().optional(), url: z.string() });
export type GroupEndpoint = z.infer<typeof groupEndpoint>;

export const urlGroup = z.object({
  name: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  endpoints: z.array(groupEndpoint),
  headers: z.record(z.string(), z.string()),
});
export type UrlGroup = z.infer<typeof urlGroup>;

export const queue = z.object({
  name: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  parallelism: z.int(),
  paused: z.boolean(),
});
export type Queue = z.infer<typeof queue>;

export const schedule = z.object({
  scheduleId: z.string(),
  cron: z.string(),
  destination: z.string(),
  /** The headers it was made with: each tick publishes with them again. */
  publishHeaders: z.record(z.string(), z.string()),
  body: textOrBytes,
  createdAt: z.number(),
  callerIp: z.string(),
  paused: z.boolean(),
  queueName: z.string().optional(),
  lastScheduleTime: z.number().optional(),
  lastStates: z.record(z.string(), z.enum(["IN_PROGRESS", "SUCCESS", "FAIL"])),
});
export type Schedule = z.infer<typeof schedule>;

export const seenPublish = z.object({ messageId: z.string(), expiresAt: z.number() });
export type SeenPublish = z.infer<typeof seenPublish>;

export const flowKeyState = z.object({
  key: z.string(),
  parallelism: z.int().optional(),
  rate: z.int().optional(),
  periodSeconds: z.number(),
  paused: z.boolean(),
  pinnedParallelism: z.boolean(),
  pinnedRate: z.boolean(),
});
export type FlowKeyState = z.infer<typeof flowKeyState>;

export const credentials = z.object({
  token: z.string(),
  current: z.string(),
  next: z.string(),
  /** The keys that the caller gave at the start which these grew from; null when drawn here. */
  given: z.object({ current: z.string(), next: z.string() }).nullable(),
});
export type Credentials = z.infer<typeof credentials>;

import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, Receiver as SignatureReceiver } from "@upstash/qstash";
import { FaultSwitch } from "#local/faults.ts";
import { startQstash, type QstashOptions } from "#local/qstash/start-qstash.ts";
import { startReceiver, type Receiver } from "./receiver.ts";

/** Retries of the stand-in come this many times sooner than the service's. */
const RETRY_SCALE = 40;

type PlainRequest = { body?: string; headers?: Record<string, string> };

/** A QStash to test against, through the real SDK. */
export type QstashUnderTest = {
  url: string;
  token: string;
  client: Client;
  signatures: SignatureReceiver;
  receiver: Receiver;
  /** How long to wait for what should happen by itself. */
  deadlineMs: number;
  /** A name that no other test uses. */
  uniqueName(prefix: string): string;
  /** A request past the SDK, for what it does not send. */
  request(method: string, path: string, init?: PlainRequest): Promise<Response>;
  close(): Promise<void>;
};

/**
 * The real service when QSTASH_URL, QSTASH_TOKEN and both signing keys are set, with
 * QSTASH_TEST_RECEIVER_URL leading from outside to QSTASH_TEST_RECEIVER_PORT here; else a stand-in.
 */
export async function openQstash(): Promise<QstashUnderTest> {
  const { QSTASH_TEST_RECEIVER_URL: publicUrl, QSTASH_TEST_RECEIVER_PORT: port } = process.env;
  if (publicUrl === undefined || port === undefined) return openStandIn();
  const receiver = await startReceiver({ port: Number(port), publicUrl, deadlineMs: 120_000 });
  return describeService({
    env: process.env,
    receiver,
    deadlineMs: 120_000,
    close: async () => {},
  });
}

async function openStandIn(): Promise<QstashUnderTest> {
  const receiver = await startReceiver({ port: 0, publicUrl: undefined, deadlineMs: 15_000 });
  const standIn = await startTemporaryQstash({ retryScale: RETRY_SCALE });
  return describeService({ ...standIn, receiver, deadlineMs: 15_000 });
}

/** A stand-in with an empty data folder of its own, removed when it is closed. */
export async function startTemporaryQstash(options: Partial<QstashOptions> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), "qstash-"));
  const standIn = await startQstash({
    port: 0,
    dataDir,
    log: () => undefined,
    faults: new FaultSwitch(),
    ...options,
  });
  return {
    ...standIn,
    dataDir,
    close: async () => {
      await standIn.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function sdkFor(env: Record<string, string | undefined>) {
  const token = required(env, "QSTASH_TOKEN");
  const url = required(env, "QSTASH_URL");
  return {
    url,
    token,
    client: new Client({ baseUrl: url, token, devMode: false, enableTelemetry: false }),
    signatures: new SignatureReceiver({
      currentSigningKey: required(env, "QSTASH_CURRENT_SIGNING_KEY"),
      nextSigningKey: required(env, "QSTASH_NEXT_SIGNING_KEY"),
      devMode: false,
    }),
  };
}

function describeService(given: {
  env: Record<string, string | undefined>;
  receiver: Receiver;
  deadlineMs: number;
  close: () => Promise<void>;
}): QstashUnderTest {
  const sdk = sdkFor(given.env);
  return {
    ...sdk,
    receiver: given.receiver,
    deadlineMs: given.deadlineMs,
    uniqueName: (prefix) => `${prefix}-${randomUUID()}`,
    request: (method, path, init) =>
      fetch(`${sdk.url}${path}`, {
        method,
        ...init,
        headers: { authorization: `Bearer ${sdk.token}`, ...init?.headers },
      }),
    close: async () => {
      await given.close();
      await given.receiver.close();
    },
  };
}

function required(env: Record<string, string | undefined>, name: string): string {
  const value = env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set`);
  return value;
}

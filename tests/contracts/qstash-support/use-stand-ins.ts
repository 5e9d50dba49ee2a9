import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { startQstash, type QstashOptions } from "#local/qstash/start-qstash.ts";
import { startReceiver, type Inbox, type Receiver } from "./receiver.ts";
import { sdkFor, startTemporaryQstash } from "./service.ts";

/** Retries come after a thousandth of their time. */
const RETRY_SCALE = 1000;

/** Stand-ins and destinations of each test, closed and removed after it. */
export function useStandIns() {
  let receiver: Receiver;
  let cleanUps: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    receiver = await startReceiver({ port: 0, publicUrl: undefined, deadlineMs: 15_000 });
    cleanUps = [() => receiver.close()];
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  });
  return {
    openInbox: (): Inbox => receiver.openInbox(),
    open: async (options: Partial<QstashOptions> = {}) => {
      const qstash = await startTemporaryQstash({ retryScale: RETRY_SCALE, ...options });
      cleanUps.push(() => qstash.close());
      return { ...qstash, ...sdkFor(qstash.env) };
    },
    temporaryDir: async (): Promise<string> => {
      const dataDir = await mkdtemp(join(tmpdir(), "qstash-kept-"));
      cleanUps.push(() => rm(dataDir, { recursive: true, force: true }));
      return dataDir;
    },
    /** Runs after the test, however it ends, before what was opened earlier is closed. */
    cleanUpWith: (cleanUp: () => Promise<unknown>): void => {
      cleanUps.push(cleanUp);
    },
    /** A stand-in on a folder that outlives it; the test may close it itself. */
    openOn: async (dataDir: string, options: Partial<QstashOptions> = {}) => {
      const qstash = await startQstash({
        port: 0,
        dataDir,
        log: () => undefined,
        retryScale: RETRY_SCALE,
        ...options,
      });
      let closing: Promise<void> | undefined;
      const close = () => (closing ??= qstash.close());
      cleanUps.push(close);
      return { ...qstash, ...sdkFor(qstash.env), close };
    },
  };
}

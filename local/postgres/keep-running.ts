import type { FaultSwitch } from "../faults.ts";
import type { LocalLog } from "../stand-in.ts";
import type { PostgresProcess } from "./postgres-process.ts";

const CHECK_EVERY_MS = 50;
const RESTART_PAUSE_MS = 1000;

export type Keeper = {
  pid(): number | null;
  outage(durationMs: number): Promise<void>;
  close(): Promise<void>;
};

/**
 * Keeps one server up while no `outage` fault is set and down while one is; one that died by
 * itself is started again. Rejects if the first start fails.
 */
export async function keepRunning(options: {
  start: () => Promise<PostgresProcess>;
  faults: FaultSwitch;
  log: LocalLog;
}): Promise<Keeper> {
  const { start, faults, log } = options;
  let server: PostgresProcess | null = await start();
  let work: Promise<void> = Promise.resolve();
  let working = false;
  let retryAt = 0;
  const isOut = (): boolean => faults.list().some((rule) => rule.kind === "outage");

  async function reconcile(): Promise<void> {
    if (server !== null && !server.isRunning()) {
      log("server ended by itself");
      server = null;
    }
    if (isOut() && server !== null) {
      log("server stopped for an outage");
      await server.stop("immediate");
      server = null;
    } else if (!isOut() && server === null && Date.now() >= retryAt) {
      retryAt = Date.now() + RESTART_PAUSE_MS;
      server = await start();
      log("server is up again");
    }
  }

  function check(): Promise<void> {
    if (working) return work;
    working = true;
    work = reconcile()
      .catch((error: unknown) => log("server does not start", { error: String(error) }))
      .finally(() => {
        working = false;
      });
    return work;
  }

  const timer = setInterval(() => void check(), CHECK_EVERY_MS).unref();
  return {
    pid: () => (server?.isRunning() ? server.pid : null),
    async outage(durationMs) {
      await work;
      faults.set([
        ...faults.list(),
        { kind: "outage", probability: 1, status: 503, delayMs: 0, path: "", forMs: durationMs },
      ]);
      const isUp = (): boolean => !isOut() && server !== null;
      do await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MS));
      while (!isUp());
    },
    async close() {
      clearInterval(timer);
      await work;
      await server?.stop("fast");
    },
  };
}

import type { WorkerProcess } from "./worker-process.ts";

/** A process is given up after so many uses, so that nothing piles up in it. */
const USES_PER_PROCESS = 25;
const IDLE_MS = 10_000;

export type UsedProcess<Request extends object, Answer> = {
  process: WorkerProcess<Request, Answer>;
  uses: number;
  idle?: NodeJS.Timeout;
};

/**
 * Keeps one process between uses, because starting it costs as much as its work. What is taken
 * must be given back with `release`, which closes it where it is not worth keeping.
 */
export function keepProcess<Request extends object, Answer>(
  start: () => WorkerProcess<Request, Answer>,
) {
  type Used = UsedProcess<Request, Answer>;
  let resting: Used | undefined;
  return {
    start: (): Used => ({ process: start(), uses: 1 }),

    takeResting(): Used | undefined {
      const used = resting;
      resting = undefined;
      if (used === undefined) return undefined;
      clearTimeout(used.idle);
      used.uses += 1;
      return used.process.isReady ? used : undefined;
    },

    async release(used: Used): Promise<void> {
      const isKept = resting === undefined && used.process.isReady && used.uses < USES_PER_PROCESS;
      if (!isKept) return used.process.close();
      used.process.rest();
      used.idle = setTimeout(() => {
        if (resting === used) resting = undefined;
        void used.process.close();
      }, IDLE_MS).unref();
      resting = used;
    },
  };
}

/** Time as the stand-in sees it; tests pass one that they turn by hand. */
export type Clock = {
  /** Unix time in milliseconds. */
  now(): number;
  /** Runs once at or after the given time; the answer cancels it. */
  at(timeMs: number, run: () => void): () => void;
};

/** setTimeout fires at once for a longer wait than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  at(timeMs, run) {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const waitMs = Math.max(0, timeMs - Date.now());
      timer =
        waitMs > LONGEST_TIMER_MS ? setTimeout(arm, LONGEST_TIMER_MS) : setTimeout(run, waitMs);
    };
    arm();
    return () => clearTimeout(timer);
  },
};

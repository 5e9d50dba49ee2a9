import { assertNever } from "../errors.ts";

export type ReadOutcome = "ok" | "empty" | "private" | "not_found" | "blocked" | "error";

export type PollBounds = { minPollSeconds: number; maxPollSeconds: number };

type LastRead = {
  outcome: ReadOutcome;
  /** Reads in a row that ended in this kind of trouble, this one included. */
  failures: number;
  /** Posting times of the newest videos, in any order. */
  postedAt: readonly Date[];
  now: Date;
  /** The interval that held until this read. */
  previousSeconds: number;
};

/** A profile is read about this many times in the usual gap between two of its videos. */
const READS_PER_GAP = 8;
const FIRST_RETRY_SECONDS = 5 * 60;
const RETRY_CAP_SECONDS = 6 * 60 * 60;
const HIDDEN_PROFILE_SECONDS = 60 * 60;

/** Seconds until the profile is worth reading again: sellers who post often are read often. */
export function pollIntervalSeconds(read: LastRead, bounds: PollBounds): number {
  switch (read.outcome) {
    case "ok":
    case "empty":
      return clamp(usualGapSeconds(read) / READS_PER_GAP, bounds);
    case "private":
    case "not_found":
      return clamp(HIDDEN_PROFILE_SECONDS * doubling(read.failures), bounds);
    case "blocked":
    case "error":
      return retryDelaySeconds(read.failures);
    default:
      return assertNever(read.outcome);
  }
}

/** The wait after the n-th failure in a row: 5 min, doubling, at most 6 h. */
export function retryDelaySeconds(failures: number): number {
  return Math.min(FIRST_RETRY_SECONDS * doubling(failures), RETRY_CAP_SECONDS);
}

function doubling(failures: number): number {
  return 2 ** Math.min(Math.max(failures - 1, 0), 20);
}

/**
 * The median gap of the newest videos, or the silence since the last one where that is longer.
 * Of a seller without videos nothing is known, so each read comes after twice the wait.
 */
function usualGapSeconds({ postedAt, now, previousSeconds }: LastRead): number {
  const times = postedAt.map((time) => time.getTime() / 1_000).toSorted((a, b) => b - a);
  const [newest] = times;
  if (newest === undefined) return 2 * READS_PER_GAP * previousSeconds;
  const gaps = times
    .slice(1)
    .map((time, index) => (times[index] ?? time) - time)
    .toSorted((a, b) => a - b);
  const median = gaps[Math.floor(gaps.length / 2)] ?? 0;
  return Math.max(median, now.getTime() / 1_000 - newest);
}

function clamp(seconds: number, { minPollSeconds, maxPollSeconds }: PollBounds): number {
  return Math.round(Math.min(Math.max(seconds, minPollSeconds), maxPollSeconds));
}

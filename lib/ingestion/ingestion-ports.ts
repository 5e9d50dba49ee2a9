import type { Database } from "#db/client.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Scraper } from "./scraper.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type IngestionSettings = {
  /** Scraper runs that may be started in one UTC day. */
  dailyRuns: number;
  sellersPerRun: number;
  /** Scraper runs that one call of `startIngestion` starts at most. */
  runsPerCall: number;
  /** Newest videos wanted of a profile whose read has no oldest date. */
  firstReadResults: number;
  /** Cap per profile where an oldest date already bounds the read. */
  rereadResults: number;
  /** How far before the newest stored video a read begins again. */
  overlapMs: number;
  /** How often a profile is read without an oldest date: what was edited or lost further back shows then. */
  deepReadEveryMs: number;
  /** After this a run whose start was never recorded is given up. */
  startDeadlineMs: number;
  runDeadlineMs: number;
  /** How long a claim outlasts the deadline of its run. */
  claimMarginMs: number;
  itemsPerPage: number;
  /** Dataset pages that one call of `drainRun` stores at most; the next call goes on. */
  pagesPerDrain: number;
  minPollSeconds: number;
  maxPollSeconds: number;
};

const DEFAULTS: Omit<IngestionSettings, "dailyRuns"> = {
  sellersPerRun: 50,
  runsPerCall: 4,
  firstReadResults: 30,
  rereadResults: 200,
  overlapMs: 48 * HOUR_MS,
  deepReadEveryMs: 24 * HOUR_MS,
  startDeadlineMs: 3 * MINUTE_MS,
  runDeadlineMs: 30 * MINUTE_MS,
  claimMarginMs: 5 * MINUTE_MS,
  itemsPerPage: 100,
  pagesPerDrain: 40,
  minPollSeconds: 15 * 60,
  maxPollSeconds: 24 * 60 * 60,
};

export function ingestionSettings(
  given: Pick<IngestionSettings, "dailyRuns"> & Partial<IngestionSettings>,
): IngestionSettings {
  return { ...DEFAULTS, ...given };
}

/** What ingestion reaches outside itself. */
export type IngestionPorts = {
  db: Database;
  scraper: Scraper;
  clock: Clock;
  newId: () => string;
  log: Log;
  settings: IngestionSettings;
  /** Told after the fact, for open pages; what it does may fail without harm. */
  notice?: (notice: IngestionNotice) => Promise<void>;
};

export type IngestionNotice =
  | { kind: "progress"; runId: string; sellerIds: string[] }
  | { kind: "proved"; sellerId: string; handle: string };

export type ScraperRunState = "running" | "succeeded" | "failed" | "timed_out" | "aborted";

export type ScraperRun = { scraperRunId: string; datasetId: string; state: ScraperRunState };

export type StartScraperRun = {
  handles: readonly string[];
  /** Oldest posting time wanted; null for no limit. The scraper may round it down to its day. */
  since: Date | null;
  resultsPerProfile: number;
  /** Our run, which the scraper's notification names again. */
  runId: string;
  /** Only what is written on the profile; downloads are what costs. */
  withoutMedia?: boolean;
};

export type DatasetPage = { items: unknown[]; total: number };

/** What reads TikTok profiles: runs that take minutes and leave a dataset. */
export type Scraper = {
  startRun(request: StartScraperRun): Promise<{ scraperRunId: string; datasetId: string }>;
  findRun(scraperRunId: string): Promise<ScraperRun | undefined>;
  readPage(datasetId: string, range: { offset: number; limit: number }): Promise<DatasetPage>;
  /** Ends a run; one that has ended already stays as it is. */
  abort(scraperRunId: string): Promise<void>;
};

/** The scraper did not do as it was asked. A retry helps where the fault was not in the request. */
export class ScraperError extends Error {
  override readonly name = "ScraperError";
  readonly retryable: boolean;

  constructor(message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
  }
}

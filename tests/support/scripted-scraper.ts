import {
  type DatasetPage,
  type Scraper,
  ScraperError,
  type ScraperRun,
  type StartScraperRun,
} from "#lib/ingestion/scraper.ts";

type Step = "startRun" | "startAnswer" | "findRun" | "readPage";

type KeptRun = ScraperRun & { request: StartScraperRun; items: unknown[] };

/**
 * The scraper as a port over profiles that a test writes down: a run is a picture of the profiles
 * at its start. Every step can be made to fail, and a run stays open until it is ended.
 */
export class ScriptedScraper implements Scraper {
  /** Dataset items by handle; they stand for what TikTok shows now. */
  readonly profiles = new Map<string, Record<string, unknown>[]>();
  readonly runs = new Map<string, KeptRun>();
  readonly aborted: string[] = [];
  /** The state that new runs are in at once. */
  stateAfterStart: ScraperRun["state"] = "succeeded";
  /** Called before each step; what it throws is the step's failure. */
  beforeStep: (step: Step) => void | Promise<void> = () => undefined;

  async startRun(request: StartScraperRun) {
    await this.beforeStep("startRun");
    const number = this.runs.size + 1;
    const run: KeptRun = {
      // Unlike any other scraper's, as real ones are: the database keeps them unique.
      scraperRunId: `run-${request.runId.slice(0, 8)}-${number}`,
      datasetId: `dataset-${request.runId.slice(0, 8)}-${number}`,
      state: this.stateAfterStart,
      request,
      items: request.handles.flatMap((handle) => this.#itemsOf(handle, request)),
    };
    this.runs.set(run.scraperRunId, run);
    await this.beforeStep("startAnswer");
    return { scraperRunId: run.scraperRunId, datasetId: run.datasetId };
  }

  async findRun(scraperRunId: string): Promise<ScraperRun | undefined> {
    await this.beforeStep("findRun");
    return this.runs.get(scraperRunId);
  }

  async readPage(
    datasetId: string,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<DatasetPage> {
    await this.beforeStep("readPage");
    const run = [...this.runs.values()].find((each) => each.datasetId === datasetId);
    if (run === undefined) throw new ScraperError("no such dataset", { retryable: false });
    return { items: run.items.slice(offset, offset + limit), total: run.items.length };
  }

  abort(scraperRunId: string): Promise<void> {
    this.aborted.push(scraperRunId);
    return Promise.resolve();
  }

  reset(): void {
    this.profiles.clear();
    this.runs.clear();
    this.aborted.length = 0;
    this.stateAfterStart = "succeeded";
    this.beforeStep = () => undefined;
  }

  endAll(state: ScraperRun["state"]): void {
    for (const run of this.runs.values()) run.state = state;
  }

  /** Newest first, not older than asked, as many as asked; rows without a time are always there. */
  #itemsOf(handle: string, { since, resultsPerProfile }: StartScraperRun): unknown[] {
    const timeOf = (item: Record<string, unknown>) => Number(item["createTime"] ?? Infinity);
    return (this.profiles.get(handle) ?? [])
      .filter((item) => since === null || timeOf(item) * 1_000 >= since.getTime())
      .toSorted((one, other) => timeOf(other) - timeOf(one) || 0)
      .slice(0, resultsPerProfile);
  }
}

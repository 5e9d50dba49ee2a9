import type { IngestionCounters } from "#db/schema/index.ts";
import { describeError } from "../errors.ts";
import type { IngestionNotice, IngestionPorts } from "./ingestion-ports.ts";
import type { Log } from "../log.ts";
import { failRun } from "./fail-run.ts";
import { recordStart } from "./record-start.ts";
import type { IngestionRun } from "./run-events.ts";
import { findRun, lockRun, type RunReference } from "./run-row.ts";
import type { ScraperRun } from "./scraper.ts";
import { settleRun } from "./settle-run.ts";
import { type StoredPage, storePage } from "./store-page.ts";

export type DrainOutcome =
  | { kind: "completed"; runId: string }
  | { kind: "failed"; runId: string; reason: string }
  /** The scraper has not finished. */
  | { kind: "running"; runId: string }
  /** Enough pages for one call; the next one goes on. */
  | { kind: "paused"; runId: string }
  /** The scraper run of this one is not known yet. */
  | { kind: "not_started"; runId: string }
  | { kind: "closed"; runId: string }
  /** The scraper run is not the one whose dataset this run takes. */
  | { kind: "other_run"; runId: string }
  | { kind: "unknown" };

/** Which run, and the moment after which it takes up no further page. */
export type DrainRequest = RunReference & { until?: Date };

/**
 * Stores what the scraper run of an open run has left, and closes it when the scraper is done. May be
 * called at any time, twice at once, and again after a crash: each page counts once. Throws a
 * ScraperError when the scraper cannot be asked; nothing is lost by that.
 */
export async function drainRun(
  { until, ...reference }: DrainRequest,
  ports: IngestionPorts,
): Promise<DrainOutcome> {
  const found = await findRun(ports.db, reference);
  if (found === undefined) return { kind: "unknown" };
  const runId = found.id;
  const run = await withScraperRun(found, { scraperRunId: reference.scraperRunId, ports });
  if (run.state !== "starting" && run.state !== "running") return { kind: "closed", runId };
  if (run.scraperRunId === null || run.datasetId === null) return { kind: "not_started", runId };
  if (reference.scraperRunId !== undefined && reference.scraperRunId !== run.scraperRunId)
    return { kind: "other_run", runId };
  const scraperRun = await ports.scraper.findRun(run.scraperRunId);
  if (scraperRun === undefined) return failLost(run, ports);
  if (scraperRun.state === "running") return { kind: "running", runId };
  return drainPages({ run, state: scraperRun.state, until }, ports);
}

type Given = { scraperRunId: string | undefined; ports: IngestionPorts };

/**
 * A notification can arrive before the answer to the start does, or instead of it. The scraper is
 * asked about the run that it names, and only then is it taken for ours.
 */
async function withScraperRun(
  run: IngestionRun,
  { scraperRunId, ports }: Given,
): Promise<IngestionRun> {
  if (run.state !== "starting" || run.scraperRunId !== null || scraperRunId === undefined)
    return run;
  const scraperRun = await ports.scraper.findRun(scraperRunId);
  if (scraperRun === undefined) return run;
  const { datasetId } = scraperRun;
  await recordStart({ runId: run.id, scraperRunId, datasetId }, ports);
  return (await findRun(ports.db, { runId: run.id })) ?? run;
}

async function failLost(
  run: IngestionRun,
  { db, clock, log }: IngestionPorts,
): Promise<DrainOutcome> {
  const message = "the scraper does not know the run any more";
  await db.transaction(async (tx) => {
    const locked = await lockRun(tx, run.id);
    if (locked?.state !== "running") return;
    const failure = { code: "SCRAPER_RUN_LOST", message, retryable: true };
    await failRun(tx, { run: locked, failure, clock });
  });
  tellDrained({ run, outcome: "failed", counters: run.counters }, log);
  return { kind: "failed", runId: run.id, reason: message };
}

type Ended = {
  run: IngestionRun;
  state: Exclude<ScraperRun["state"], "running">;
  until: Date | undefined;
};

async function drainPages(
  { run: first, state, until }: Ended,
  ports: IngestionPorts,
): Promise<DrainOutcome> {
  const { scraper, settings, clock, log } = ports;
  const runId = first.id;
  let run = first;
  for (let pages = 0; pages < settings.pagesPerDrain; pages += 1) {
    if (until !== undefined && clock() >= until) break;
    const page = await scraper.readPage(run.datasetId ?? "", {
      offset: run.offset,
      limit: settings.itemsPerPage,
    });
    const stepped =
      page.items.length === 0
        ? await settleRun({ run, state }, ports)
        : await storePage({ run, page }, ports);
    if (stepped.kind === "completed" || stepped.kind === "failed") {
      const { counters, ...outcome } = stepped;
      tellDrained({ run, outcome: outcome.kind, counters }, log);
      await tellStored({ run, proved: [] }, ports);
      return { ...outcome, runId };
    }
    if (stepped.kind === "stored") {
      run = stepped.run;
      await tellStored(stepped, ports);
      continue;
    }
    const now = await findRun(ports.db, { runId });
    if (now?.state !== "running") return { kind: "closed", runId };
    run = now;
  }
  return { kind: "paused", runId };
}

type Stored = Pick<Extract<StoredPage, { kind: "stored" }>, "run" | "proved">;

/** Open pages also find it by asking: a notice that fails changes nothing. */
async function tellStored({ run, proved }: Stored, { notice, log }: IngestionPorts): Promise<void> {
  if (notice === undefined) return;
  const sellerIds = run.targets.map(({ sellerId }) => sellerId);
  const notices: IngestionNotice[] = [
    { kind: "progress", runId: run.id, sellerIds },
    ...proved.map((proof) => ({ kind: "proved" as const, ...proof })),
  ];
  for (const each of notices)
    try {
      await notice(each);
    } catch (error) {
      log.warn("ingest.notice_failed", { run_id: run.id, error: describeError(error) });
    }
}

type Drained = {
  run: IngestionRun;
  outcome: "completed" | "failed";
  counters: IngestionCounters;
};

function tellDrained({ run, outcome, counters }: Drained, log: Log): void {
  const { bytes: _, ...counts } = counters;
  const fields = { run_id: run.id, outcome, ...counts };
  if (outcome === "completed") log.info("ingest.drained", fields);
  else log.warn("ingest.drained", fields);
}

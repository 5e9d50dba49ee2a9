import type { Transaction } from "#db/client.ts";
import { ingestionRuns } from "#db/schema/index.ts";
import { describeError } from "../errors.ts";
import { appendEvent } from "../events/append-events.ts";
import { claimSellers } from "./claim-sellers.ts";
import { closeOverdueRuns } from "./close-overdue-runs.ts";
import { failRun } from "./fail-run.ts";
import type { IngestionPorts } from "./ingestion-ports.ts";
import { recordStart } from "./record-start.ts";
import { ingestStarted, type IngestionRun } from "./run-events.ts";
import { lockRun } from "./run-row.ts";
import { ScraperError } from "./scraper.ts";

export type StartedRun = { runId: string; sellers: number } & (
  { kind: "started" } | { kind: "start_failed"; error: string }
);

export type StartedIngestion = {
  /** Runs that were given up because they were past their deadline. */
  overdue: string[];
  runs: StartedRun[];
  stoppedBy: "nothing_due" | "budget_gone" | "run_limit" | "start_failed";
};

type Trigger = IngestionRun["trigger"];

/** With a seller's id only her profile is read, if it is due. */
export type IngestionOrder = { trigger: Trigger; sellerId?: string };

/**
 * Claims sellers whose profiles are due and starts scraper runs for them, without waiting for these.
 * Safe to call at any time and twice at once: a seller is in one run, a run costs one of the budget.
 */
export async function startIngestion(
  order: IngestionOrder,
  ports: IngestionPorts,
): Promise<StartedIngestion> {
  const overdue = (await closeOverdueRuns(ports)).map((run) => run.id);
  const runs: StartedRun[] = [];
  while (runs.length < ports.settings.runsPerCall) {
    const opened = await openRun(order, ports);
    if (opened.kind === "budget_gone") ports.log.warn("ingest.budget_gone");
    if (opened.kind !== "opened") return { overdue, runs, stoppedBy: opened.kind };
    const started = await startRun(opened.run, ports);
    runs.push(started);
    tellStart(started, ports);
    // The scraper that refuses one run will refuse the next: do not spend the budget on that.
    if (started.kind === "start_failed") return { overdue, runs, stoppedBy: "start_failed" };
  }
  return { overdue, runs, stoppedBy: "run_limit" };
}

type Opened = { kind: "opened"; run: IngestionRun } | { kind: "nothing_due" | "budget_gone" };

/** The claim, the money and the run's row, all or none. A crash after this heals by the deadline. */
function openRun(order: IngestionOrder, ports: IngestionPorts): Promise<Opened> {
  const { trigger, sellerId = null } = order;
  const { clock, settings } = ports;
  return ports.db.transaction(async (tx) => {
    const now = clock();
    const claim = await claimSellers(tx, { now, settings, sellerId });
    if (claim.kind !== "claimed") return claim;
    const [run] = await tx.orm
      .insert(ingestionRuns)
      .values({
        id: ports.newId(),
        trigger,
        targets: claim.targets,
        counters: { items: 0, tracked: 0, posted: 0, edited: 0, gone: 0, errors: 0, bytes: 0 },
        startedAt: now,
        deadlineAt: new Date(now.getTime() + settings.startDeadlineMs),
      })
      .returning();
    if (run === undefined) throw new Error("an inserted run came back without its row");
    await appendEvent(tx, ingestStarted({ run, clock }));
    return { kind: "opened", run };
  });
}

async function startRun(run: IngestionRun, ports: IngestionPorts): Promise<StartedRun> {
  const told = { runId: run.id, sellers: run.targets.length };
  const started = await askScraper(run, ports);
  if (started instanceof ScraperError) {
    await ports.db.transaction((tx) => giveUpStart(tx, { run, error: started, ports }));
    return { kind: "start_failed", error: describeError(started), ...told };
  }
  const recorded = await recordStart({ runId: run.id, ...started }, ports);
  if (recorded) return { kind: "started", ...told };
  await ports.scraper.abort(started.scraperRunId);
  return { kind: "start_failed", error: "the run was closed before it had started", ...told };
}

function tellStart(run: StartedRun, { log }: IngestionPorts): void {
  if (run.kind === "started")
    log.info("ingest.started", { run_id: run.runId, sellers: run.sellers });
  else log.warn("ingest.start_failed", { run_id: run.runId, error: run.error });
}

/** Anything but a ScraperError is a fault of ours: it leaves the run to its deadline and rises. */
async function askScraper(run: IngestionRun, { scraper, settings }: IngestionPorts) {
  const since = oldestDateOf(run);
  try {
    return await scraper.startRun({
      handles: run.targets.map((target) => target.handle),
      since,
      resultsPerProfile: since === null ? settings.firstReadResults : settings.rereadResults,
      runId: run.id,
    });
  } catch (error) {
    if (error instanceof ScraperError) return error;
    throw error;
  }
}

/** One run has one oldest date for all its profiles: the earliest that any of them needs. */
function oldestDateOf(run: IngestionRun): Date | null {
  const dates = run.targets.map(({ since }) => since);
  if (dates.length === 0 || dates.includes(null)) return null;
  return new Date(Math.min(...dates.map((since) => Date.parse(since ?? ""))));
}

async function giveUpStart(
  tx: Transaction,
  { run, error, ports }: { run: IngestionRun; error: ScraperError; ports: IngestionPorts },
): Promise<void> {
  const locked = await lockRun(tx, run.id);
  // A webhook can have told of the run although its start was answered with an error.
  if (locked === undefined || locked.state !== "starting") return;
  const failure = {
    code: "START_FAILED",
    message: describeError(error),
    retryable: error.retryable,
  };
  await failRun(tx, { run: locked, failure, clock: ports.clock });
}

import { asc, eq } from "drizzle-orm";
import { ingestionRuns } from "#db/schema/index.ts";
import { describeError } from "../errors.ts";
import { closeOverdueRuns } from "./close-overdue-runs.ts";
import { drainRun, type DrainOutcome } from "./drain-run.ts";
import type { IngestionPorts } from "./ingestion-ports.ts";
import { ScraperError } from "./scraper.ts";

const RUNS_PER_SWEEP = 50;
const BUDGET_MS = 60_000;

export type SweptRuns = {
  /** Runs that are complete now. */
  drained: string[];
  /** Runs that were asked for and are not, with the reason. */
  left: { runId: string; outcome: DrainOutcome | { kind: "threw"; error: string } }[];
  /** Runs that were given up because they were past their deadline. */
  overdue: string[];
};

/**
 * Drains every run that the scraper has finished, so that a lost notification costs nothing, and
 * gives up those past their deadline. Takes up nothing new after `budgetMs`; the next sweep does.
 */
export async function sweepRuns(
  ports: IngestionPorts,
  { budgetMs = BUDGET_MS }: { budgetMs?: number } = {},
): Promise<SweptRuns> {
  const { db, clock, log } = ports;
  const until = new Date(clock().getTime() + budgetMs);
  const running = await db.orm
    .select({ id: ingestionRuns.id })
    .from(ingestionRuns)
    .where(eq(ingestionRuns.state, "running"))
    .orderBy(asc(ingestionRuns.startedAt))
    .limit(RUNS_PER_SWEEP);
  const drained: string[] = [];
  const left: SweptRuns["left"] = [];
  for (const { id: runId } of running) {
    if (clock() >= until) break;
    try {
      const outcome = await drainRun({ runId, until }, ports);
      if (outcome.kind === "completed") drained.push(runId);
      else left.push({ runId, outcome });
    } catch (cause) {
      const error = describeError(cause);
      log.warn("ingest.drain_failed", { run_id: runId, error });
      left.push({ runId, outcome: { kind: "threw", error } });
      // Each further run would wait just as long for a scraper that is away.
      if (cause instanceof ScraperError && cause.retryable) break;
    }
  }
  const overdue = await closeOverdueRuns(ports);
  return { drained, left, overdue: overdue.map((run) => run.id) };
}

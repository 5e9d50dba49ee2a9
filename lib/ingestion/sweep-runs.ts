import { asc, eq } from "drizzle-orm";
import { ingestionRuns } from "#db/schema/index.ts";
import { describeError } from "../errors.ts";
import { closeOverdueRuns } from "./close-overdue-runs.ts";
import { drainRun, type DrainOutcome } from "./drain-run.ts";
import type { IngestionPorts } from "./ingestion-ports.ts";

const RUNS_PER_SWEEP = 50;

export type SweptRuns = {
  drained: { runId: string; outcome: DrainOutcome | { kind: "threw"; error: string } }[];
  /** Runs that were given up because they were past their deadline. */
  overdue: string[];
};

/**
 * Drains every run that the scraper has finished, so that a lost notification costs nothing, and
 * gives up those past their deadline. One run that cannot be drained does not stop the others.
 */
export async function sweepRuns(ports: IngestionPorts): Promise<SweptRuns> {
  const running = await ports.db.orm
    .select({ id: ingestionRuns.id })
    .from(ingestionRuns)
    .where(eq(ingestionRuns.state, "running"))
    .orderBy(asc(ingestionRuns.startedAt))
    .limit(RUNS_PER_SWEEP);
  const drained: SweptRuns["drained"] = [];
  for (const { id: runId } of running)
    drained.push({ runId, outcome: await drainOrTell(runId, ports) });
  const overdue = await closeOverdueRuns(ports);
  return { drained, overdue: overdue.map((run) => run.id) };
}

async function drainOrTell(runId: string, ports: IngestionPorts) {
  try {
    return await drainRun({ runId }, ports);
  } catch (error) {
    return { kind: "threw" as const, error: describeError(error) };
  }
}

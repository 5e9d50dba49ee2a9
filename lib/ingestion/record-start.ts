import { eq } from "drizzle-orm";
import { ingestionRuns } from "#db/schema/index.ts";
import type { IngestionPorts } from "./ingestion-ports.ts";
import { isOpen, lockRun } from "./run-row.ts";

type Start = { runId: string; scraperRunId: string; datasetId: string };

/**
 * Ties the scraper's run to ours, once. False if ours has been closed, or tied to another scraper
 * run, in the meantime.
 */
export function recordStart(
  { runId, scraperRunId, datasetId }: Start,
  { db, settings }: Pick<IngestionPorts, "db" | "settings">,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const run = await lockRun(tx, runId);
    if (run === undefined) return false;
    if (run.scraperRunId === scraperRunId) return true;
    if (!isOpen(run) || run.scraperRunId !== null) return false;
    const deadlineAt = new Date(run.startedAt.getTime() + settings.runDeadlineMs);
    await tx.orm
      .update(ingestionRuns)
      .set({ state: "running", scraperRunId, datasetId, deadlineAt })
      .where(eq(ingestionRuns.id, runId));
    return true;
  });
}

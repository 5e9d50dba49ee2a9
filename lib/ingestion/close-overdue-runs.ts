import { and, asc, inArray, lte } from "drizzle-orm";
import { ingestionRuns } from "#db/schema/index.ts";
import { failRun } from "./fail-run.ts";
import type { IngestionPorts } from "./ingestion-ports.ts";
import type { IngestionRun } from "./run-events.ts";
import { isOpen, lockRun } from "./run-row.ts";

const RUNS_PER_CALL = 100;

/**
 * Gives up runs that are past their deadline, whatever step they were left at, and returns them.
 * Nothing that they stored is undone; their sellers are due again.
 */
export async function closeOverdueRuns({
  db,
  clock,
}: Pick<IngestionPorts, "db" | "clock">): Promise<IngestionRun[]> {
  const overdue = await db.orm
    .select({ id: ingestionRuns.id })
    .from(ingestionRuns)
    .where(
      and(
        inArray(ingestionRuns.state, ["starting", "running"]),
        lte(ingestionRuns.deadlineAt, clock()),
      ),
    )
    .orderBy(asc(ingestionRuns.deadlineAt))
    .limit(RUNS_PER_CALL);
  const closed: IngestionRun[] = [];
  for (const { id } of overdue) {
    const run = await db.transaction(async (tx) => {
      const locked = await lockRun(tx, id);
      if (locked === undefined || !isOpen(locked) || locked.deadlineAt > clock()) return undefined;
      const message = `the run was still ${locked.state} at its deadline`;
      await failRun(tx, {
        run: locked,
        failure: { code: "DEADLINE", message, retryable: true },
        clock,
      });
      return locked;
    });
    if (run !== undefined) closed.push(run);
  }
  return closed;
}

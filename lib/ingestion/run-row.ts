import { eq, sql } from "drizzle-orm";
import type { Queries, Transaction } from "#db/client.ts";
import { ingestionRuns, type RunTarget } from "#db/schema/index.ts";
import type { ReadOutcome } from "./poll-interval.ts";
import type { IngestionRun } from "./run-events.ts";

export type RunReference = { runId?: string | undefined; scraperRunId?: string | undefined };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A run by our id, or else by the scraper's; undefined for an id that is neither. */
export async function findRun(
  db: Queries,
  { runId, scraperRunId }: RunReference,
): Promise<IngestionRun | undefined> {
  const condition =
    runId !== undefined && UUID.test(runId)
      ? eq(ingestionRuns.id, runId)
      : eq(ingestionRuns.scraperRunId, scraperRunId ?? "");
  const [run] = await db.orm.select().from(ingestionRuns).where(condition);
  return run;
}

/** The run as it stands, kept from every other drain, close and cancel until the transaction ends. */
export async function lockRun(tx: Transaction, runId: string): Promise<IngestionRun | undefined> {
  const [run] = await tx.orm
    .select()
    .from(ingestionRuns)
    .where(eq(ingestionRuns.id, runId))
    .for("update");
  return run;
}

export function isOpen(run: IngestionRun): boolean {
  return run.state === "starting" || run.state === "running";
}

/** A target whose claim still stands, with what its cursor said when it was locked. */
export type HeldTarget = RunTarget & {
  failures: number;
  pollIntervalSeconds: number;
  /** What the read before this one came to. */
  lastOutcome: ReadOutcome | null;
};

type HeldRow = {
  seller_id: string;
  failures: number;
  poll_interval_seconds: number;
  last_outcome: ReadOutcome | null;
};

/**
 * The targets that the run still holds: same fence, active seller. Their cursors stay locked until
 * the transaction ends, so that no later claim can come between this check and the writes.
 */
export async function lockHeldTargets(tx: Transaction, run: IngestionRun): Promise<HeldTarget[]> {
  const claims = run.targets.map(({ sellerId, fence }) => ({ seller_id: sellerId, fence }));
  const { rows } = await tx.orm.execute<HeldRow>(sql`
    select c.seller_id, c.failures, c.poll_interval_seconds, c.last_outcome
    from seller_cursors c
      join jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as t(seller_id uuid, fence bigint)
        on t.seller_id = c.seller_id and t.fence = c.fence
      join sellers s on s.id = c.seller_id and s.status = 'active'
    order by c.seller_id
    for update of c`);
  const held = new Map(rows.map((row) => [row.seller_id, row]));
  return run.targets.flatMap((target) => {
    const row = held.get(target.sellerId);
    if (row === undefined) return [];
    return [
      {
        ...target,
        failures: row.failures,
        pollIntervalSeconds: row.poll_interval_seconds,
        lastOutcome: row.last_outcome,
      },
    ];
  });
}

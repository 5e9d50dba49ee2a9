import { eq } from "drizzle-orm";
import { ingestionRuns } from "#db/schema/index.ts";
import { appendEvent } from "../events/append-events.ts";
import type { IngestionPorts } from "./ingestion-ports.ts";
import { releaseSellers } from "./release-sellers.ts";
import { ingestCancelled } from "./run-events.ts";
import { isOpen, lockHeldTargets, lockRun } from "./run-row.ts";

export type CancelRun = { runId: string; cancelledBy: string; reason?: string };

export type CancelledRun = { kind: "cancelled" | "closed" | "unknown" };

/**
 * Cancels an open run and aborts it at the scraper; its sellers are due after their usual interval.
 * Cancelling again only repeats the abort. Throws a ScraperError if that fails.
 */
export async function cancelRun(
  { runId, cancelledBy, reason }: CancelRun,
  { db, clock, scraper }: IngestionPorts,
): Promise<CancelledRun> {
  const run = await db.transaction(async (tx) => {
    const locked = await lockRun(tx, runId);
    if (locked === undefined || !isOpen(locked)) return locked;
    const now = clock();
    const held = await lockHeldTargets(tx, locked);
    await releaseSellers(
      tx,
      held.map(({ sellerId, failures, pollIntervalSeconds }) => ({
        sellerId,
        outcome: null,
        failures,
        pollIntervalSeconds,
        nextPollAt: new Date(now.getTime() + pollIntervalSeconds * 1_000),
        highWaterAt: null,
        readAt: null,
        nextDeepReadAt: null,
      })),
    );
    await tx.orm
      .update(ingestionRuns)
      .set({ state: "cancelled", error: reason ?? null, retryable: false, finishedAt: now })
      .where(eq(ingestionRuns.id, runId));
    await appendEvent(tx, ingestCancelled({ run: locked, clock }, { cancelledBy, reason }));
    return { ...locked, state: "cancelled" as const };
  });
  if (run === undefined) return { kind: "unknown" };
  if (run.state !== "cancelled") return { kind: "closed" };
  if (run.scraperRunId !== null) await scraper.abort(run.scraperRunId);
  return { kind: "cancelled" };
}

import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { ingestionRuns } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import { appendEvent } from "../events/append-events.ts";
import { retryDelaySeconds } from "./poll-interval.ts";
import { type Release, releaseSellers } from "./release-sellers.ts";
import { ingestFailed, type IngestionRun } from "./run-events.ts";
import { type HeldTarget, lockHeldTargets } from "./run-row.ts";

export type Failure = { code: string; message: string; retryable: boolean };

type Failing = { run: IngestionRun; failure: Failure; clock: Clock };

/** Ends a locked, open run as failed; its sellers are due again after a growing wait. */
export async function failRun(tx: Transaction, failing: Failing): Promise<void> {
  await markFailed(tx, failing);
  const held = await lockHeldTargets(tx, failing.run);
  const now = failing.clock();
  await releaseSellers(
    tx,
    held.map((target) => retryOf(target, now)),
  );
}

/** Only the run and its event; the caller releases the sellers. */
export async function markFailed(tx: Transaction, { run, failure, clock }: Failing): Promise<void> {
  await tx.orm
    .update(ingestionRuns)
    .set({
      state: "failed",
      error: `${failure.code}: ${failure.message}`,
      retryable: failure.retryable,
      finishedAt: clock(),
    })
    .where(eq(ingestionRuns.id, run.id));
  await appendEvent(tx, ingestFailed({ run, clock }, failure));
}

/** A read that came to nothing through no fault of the seller's profile. */
export function retryOf(target: HeldTarget, now: Date): Release {
  const failures = target.failures + 1;
  return {
    sellerId: target.sellerId,
    outcome: "error",
    failures,
    pollIntervalSeconds: target.pollIntervalSeconds,
    nextPollAt: new Date(now.getTime() + retryDelaySeconds(failures) * 1_000),
    highWaterAt: null,
    readAt: null,
    nextDeepReadAt: null,
  };
}

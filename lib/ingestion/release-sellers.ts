import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { ReadOutcome } from "./poll-interval.ts";

/** What a run leaves behind in one seller's cursor when it lets go of her. */
export type Release = {
  sellerId: string;
  /** Null keeps the outcome of the read before. */
  outcome: ReadOutcome | null;
  failures: number;
  pollIntervalSeconds: number;
  nextPollAt: Date;
  /** Posting time of the newest video that this read stored; a lower one than known changes nothing. */
  highWaterAt: Date | null;
  readAt: Date | null;
  /** Null keeps the date that is set. */
  nextDeepReadAt: Date | null;
};

/** Gives claims back. The cursors must be locked and their fences checked in this transaction. */
export async function releaseSellers(tx: Transaction, releases: readonly Release[]): Promise<void> {
  if (releases.length === 0) return;
  const rows = releases.map((release) => ({
    seller_id: release.sellerId,
    outcome: release.outcome,
    failures: release.failures,
    poll_interval_seconds: release.pollIntervalSeconds,
    next_poll_at: release.nextPollAt,
    high_water_at: release.highWaterAt,
    read_at: release.readAt,
    next_deep_read_at: release.nextDeepReadAt,
  }));
  await tx.orm.execute(sql`
    update seller_cursors c
    set claimed_until = null,
      last_outcome = coalesce(r.outcome, c.last_outcome),
      failures = r.failures,
      poll_interval_seconds = r.poll_interval_seconds,
      next_poll_at = r.next_poll_at,
      high_water_at = greatest(c.high_water_at, r.high_water_at),
      last_read_at = coalesce(r.read_at, c.last_read_at),
      next_deep_read_at = coalesce(r.next_deep_read_at, c.next_deep_read_at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      seller_id uuid, outcome read_outcome, failures int, poll_interval_seconds int,
      next_poll_at timestamptz, high_water_at timestamptz, read_at timestamptz,
      next_deep_read_at timestamptz)
    where c.seller_id = r.seller_id`);
}

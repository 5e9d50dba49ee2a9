import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { IngestionRun } from "./run-events.ts";
import type { HeldTarget } from "./run-row.ts";

/** How far one seller's complete read went, and what it showed there. */
export type ReadWindow = {
  sellerId: string;
  /** Videos posted after this must have been shown; null for all of them. */
  from: string | null;
  newestAt: string | null;
  oldestAt: string | null;
};

/**
 * The span in which the read of a profile must have shown every public video. A list that was cut
 * off at its cap says nothing about what is older than its last video.
 */
export function windowsOf(targets: readonly HeldTarget[], { cap }: { cap: number }): ReadWindow[] {
  return targets.flatMap(({ sellerId, since, read: { newestAt, oldestAt, videos } }) => {
    const isCutOff = videos >= cap;
    if (isCutOff && oldestAt === null) return [];
    return [{ sellerId, from: isCutOff ? oldestAt : since, newestAt, oldestAt }];
  });
}

type Passed = { video_id: string; is_gone: boolean };

/**
 * Counts a missed read for each public video that a complete read should have shown and did not.
 * Returns those that are now gone: missed twice in a row, or missing between two that were shown.
 */
export async function passOverMissing(
  tx: Transaction,
  { run, windows }: { run: IngestionRun; windows: readonly ReadWindow[] },
): Promise<string[]> {
  if (windows.length === 0) return [];
  const rows = windows.map((window) => ({
    seller_id: window.sellerId,
    window_from: window.from,
    newest_at: window.newestAt,
    oldest_at: window.oldestAt,
  }));
  const passed = await tx.orm.execute<Passed>(sql`
    update videos v
    set missed_reads = v.missed_reads + 1,
      availability = case
        when v.missed_reads >= 1 or (v.posted_at > w.oldest_at and v.posted_at < w.newest_at)
        then 'gone'::video_availability else v.availability end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(
      seller_id uuid, window_from timestamptz, newest_at timestamptz, oldest_at timestamptz)
    where v.seller_id = w.seller_id and v.availability = 'public'
      and v.last_seen_at < ${run.startedAt.toISOString()}::timestamptz
      and v.posted_at > coalesce(w.window_from, '-infinity'::timestamptz)
    returning v.video_id, v.availability = 'gone' as is_gone`);
  return passed.rows.filter((row) => row.is_gone).map((row) => row.video_id);
}

/** Of sellers whose read showed nothing: those who had a video, public but for the profile, in that span. */
export async function findSuspiciouslyEmpty(
  tx: Transaction,
  targets: readonly HeldTarget[],
): Promise<Set<string>> {
  if (targets.length === 0) return new Set();
  const rows = targets.map(({ sellerId, since }) => ({ seller_id: sellerId, since }));
  const found = await tx.orm.execute<{ seller_id: string }>(sql`
    select distinct v.seller_id
    from videos v
      join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(
        seller_id uuid, since timestamptz) on t.seller_id = v.seller_id
    where (v.availability = 'public' or v.hidden_with_profile)
      and v.posted_at > coalesce(t.since, '-infinity'::timestamptz)`);
  return new Set(found.rows.map((row) => row.seller_id));
}

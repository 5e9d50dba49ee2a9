import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { type IngestionCounters, ingestionRuns } from "#db/schema/index.ts";
import { appendEvent } from "../events/append-events.ts";
import { type Failure, markFailed, retryOf } from "./fail-run.ts";
import { findSuspiciouslyEmpty, passOverMissing, windowsOf } from "./find-missing.ts";
import { hideProfiles, showProfiles } from "./hide-profiles.ts";
import type { IngestionPorts } from "./ingestion-ports.ts";
import { pollIntervalSeconds, type ReadOutcome } from "./poll-interval.ts";
import { type Release, releaseSellers } from "./release-sellers.ts";
import { ingestCompleted, type IngestionRun } from "./run-events.ts";
import { type HeldTarget, lockHeldTargets, lockRun } from "./run-row.ts";
import type { ScraperRunState } from "./scraper.ts";
import { findKnownVideos } from "./store-videos.ts";
import { contentArchived } from "./video-events.ts";

export type SettledRun =
  | { kind: "completed"; counters: IngestionCounters }
  | { kind: "failed"; reason: string; counters: IngestionCounters }
  | { kind: "moved" };

type Ended = { run: IngestionRun; state: Exclude<ScraperRunState, "running"> };

type Ports = Pick<IngestionPorts, "db" | "clock" | "settings">;

/**
 * Closes a run all of whose pages are stored: what came of each seller's read, when she is due
 * again, and which of her videos have vanished. The second call finds the run moved.
 */
export function settleRun({ run: expected, state }: Ended, ports: Ports): Promise<SettledRun> {
  return ports.db.transaction(async (tx) => {
    const run = await lockRun(tx, expected.id);
    if (run?.state !== "running" || run.offset !== expected.offset) return { kind: "moved" };
    const held = await lockHeldTargets(tx, run);
    return state === "succeeded"
      ? settleComplete(tx, { run, held, ports })
      : settlePartial(tx, { run, held, state, ports });
  });
}

type Settling = { run: IngestionRun; held: readonly HeldTarget[]; ports: Ports };

async function settleComplete(tx: Transaction, settling: Settling): Promise<SettledRun> {
  const { run, held, ports } = settling;
  const outcomes = await outcomesOf(tx, held);
  const shown = await readPostingTimes(tx, settling);
  const read = held.filter((target) => outcomes.get(target.sellerId) === "ok");
  await showProfiles(tx, { run, targets: read, clock: ports.clock });
  const hidden = await hideProfiles(tx, { run, targets: held, clock: ports.clock });
  const gone = hidden + (await archiveMissing(tx, { ...settling, outcomes }));
  const now = ports.clock();
  await releaseSellers(
    tx,
    held.map((target) =>
      releaseOf(target, {
        outcome: outcomes.get(target.sellerId) ?? "error",
        shown: shown.get(target.sellerId),
        run,
        now,
        settings: ports.settings,
      }),
    ),
  );
  const counters = { ...run.counters, gone: run.counters.gone + gone };
  await tx.orm
    .update(ingestionRuns)
    .set({ state: "completed", counters, finishedAt: now })
    .where(eq(ingestionRuns.id, run.id));
  await appendEvent(tx, ingestCompleted({ run, clock: ports.clock }));
  return { kind: "completed", counters };
}

/** A run that broke off may have shown anything or nothing: its reads only count where a row said why. */
async function settlePartial(
  tx: Transaction,
  { run, held, state, ports }: Settling & { state: Ended["state"] },
): Promise<SettledRun> {
  const failure: Failure = {
    code: `SCRAPER_${state.toUpperCase()}`,
    message: `the scraper's run ended as ${state}`,
    retryable: true,
  };
  await markFailed(tx, { run, failure, clock: ports.clock });
  const hidden = await hideProfiles(tx, { run, targets: held, clock: ports.clock });
  const counters = { ...run.counters, gone: run.counters.gone + hidden };
  await tx.orm.update(ingestionRuns).set({ counters }).where(eq(ingestionRuns.id, run.id));
  const now = ports.clock();
  await releaseSellers(
    tx,
    held.map((target) => {
      const { problem } = target.read;
      if (problem === null) return retryOf(target, now);
      return releaseOf(target, {
        outcome: problem,
        shown: undefined,
        run,
        now,
        settings: ports.settings,
      });
    }),
  );
  return { kind: "failed", reason: failure.message, counters };
}

/** An empty list of a seller who had videos in that span is a block in disguise. */
async function outcomesOf(
  tx: Transaction,
  held: readonly HeldTarget[],
): Promise<Map<string, ReadOutcome>> {
  const silent = held.filter(({ read }) => read.problem === null && read.videos === 0);
  const suspicious = await findSuspiciouslyEmpty(tx, silent);
  return new Map(
    held.map(({ sellerId, read }) => {
      if (read.problem !== null) return [sellerId, read.problem];
      if (read.videos > 0) return [sellerId, "ok"];
      if (read.unreadable > 0) return [sellerId, "error"];
      return [sellerId, suspicious.has(sellerId) ? "blocked" : "empty"];
    }),
  );
}

async function archiveMissing(
  tx: Transaction,
  { run, held, ports, outcomes }: Settling & { outcomes: Map<string, ReadOutcome> },
): Promise<number> {
  const complete = held.filter(
    ({ sellerId, read }) => outcomes.get(sellerId) === "ok" && read.unreadable === 0,
  );
  const isDeep = held.some((target) => target.since === null);
  const { firstReadResults, rereadResults } = ports.settings;
  const cap = isDeep ? firstReadResults : rereadResults;
  const windows = windowsOf(complete, { cap });
  const gone = await passOverMissing(tx, { run, windows });
  const handleOf = new Map(held.map((target) => [target.sellerId, target.handle]));
  for (const row of (await findKnownVideos(tx, gone)).values()) {
    const handle = handleOf.get(row.sellerId);
    if (!row.tracked || handle === undefined) continue;
    const change = { runId: run.id, handle, clock: ports.clock };
    const { sellerId, videoId } = row;
    await appendEvent(tx, contentArchived(row, "gone", change), { sellerId, videoId });
  }
  return gone.length;
}

const TIMES_PER_SELLER = 10;

type PostingTimes = { recent: Date[]; newestShown: Date | null };

type TimeRow = { seller_id: string; posted_ms: number; is_shown: boolean };

/** The newest stored videos of each seller, and which of them this run has shown. */
async function readPostingTimes(
  tx: Transaction,
  { run, held }: Settling,
): Promise<Map<string, PostingTimes>> {
  const ids = sql.param(held.map((target) => target.sellerId));
  const startedAt = run.startedAt.toISOString();
  const { rows } = await tx.orm.execute<TimeRow>(sql`
    select v.seller_id, extract(epoch from v.posted_at)::float8 * 1000 as posted_ms,
      v.last_seen_at = ${startedAt}::timestamptz as is_shown
    from unnest(${ids}::uuid[]) as t(seller_id)
      cross join lateral (
        select * from videos where videos.seller_id = t.seller_id
          and videos.posted_at <= ${startedAt}::timestamptz
        order by videos.posted_at desc limit ${TIMES_PER_SELLER}
      ) v`);
  const times = new Map<string, PostingTimes>();
  for (const row of rows) {
    const found = times.get(row.seller_id) ?? { recent: [], newestShown: null };
    const postedAt = new Date(row.posted_ms);
    found.recent.push(postedAt);
    if (row.is_shown && (found.newestShown === null || postedAt > found.newestShown))
      found.newestShown = postedAt;
    times.set(row.seller_id, found);
  }
  return times;
}

type Read = {
  outcome: ReadOutcome;
  shown: PostingTimes | undefined;
  run: IngestionRun;
  now: Date;
  settings: Ports["settings"];
};

function releaseOf(target: HeldTarget, read: Read): Release {
  const { outcome, shown, run, now, settings } = read;
  const failures = outcome === "ok" || outcome === "empty" ? 0 : target.failures + 1;
  const interval = pollIntervalSeconds(
    {
      outcome,
      failures,
      postedAt: shown?.recent ?? [],
      now,
      previousSeconds: target.pollIntervalSeconds,
    },
    settings,
  );
  return {
    sellerId: target.sellerId,
    outcome,
    failures,
    pollIntervalSeconds: interval,
    nextPollAt: new Date(now.getTime() + interval * 1_000),
    highWaterAt: outcome === "ok" ? (shown?.newestShown ?? null) : null,
    readAt: run.startedAt,
    nextDeepReadAt:
      outcome === "ok" && target.since === null
        ? new Date(now.getTime() + settings.deepReadEveryMs)
        : null,
  };
}

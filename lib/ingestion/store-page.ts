import { eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { type IngestionCounters, ingestionRuns, videos } from "#db/schema/index.ts";
import { listWithoutFrames } from "../assembly/list-without-frames.ts";
import { appendEvent } from "../events/append-events.ts";
import type { IngestionPorts } from "./ingestion-ports.ts";
import { planVideo, type VideoPlan, type VideoRow } from "./plan-video.ts";
import { ingestProgress, type IngestionRun } from "./run-events.ts";
import { type HeldTarget, lockHeldTargets, lockRun } from "./run-row.ts";
import { type PagesProof, proveFromPage } from "../sellers/prove-from-page.ts";
import type { DatasetPage } from "./scraper.ts";
import { sortPage, type SortedPage } from "./sort-page.ts";
import { findKnownVideos, storeVideos } from "./store-videos.ts";
import { contentArchived, eventsOfPlan, videoPostedForPictures } from "./video-events.ts";

export type StoredPage =
  | { kind: "stored"; run: IngestionRun; proved: PagesProof[] }
  /** Another drain has stored this page, or the run has been closed. */
  | { kind: "moved" };

type PageOfRun = { run: IngestionRun; page: DatasetPage };

/**
 * Stores one page of a run's dataset in one transaction: videos, their events, counters and offset.
 * The page counts once, and a seller whom the run no longer holds is left as she is.
 */
export function storePage(
  { run: expected, page }: PageOfRun,
  ports: Pick<IngestionPorts, "db" | "clock">,
): Promise<StoredPage> {
  return ports.db.transaction(async (tx) => {
    const run = await lockRun(tx, expected.id);
    if (run?.state !== "running" || run.offset !== expected.offset) return { kind: "moved" };
    const held = await lockHeldTargets(tx, run);
    const handles = new Set(run.targets.map((target) => target.handle));
    const sorted = sortPage(page.items, { held, handles });
    const context = { tx, run, held, clock: ports.clock };
    const stored = await storeShown(sorted, context);
    const gone = await hideVanished(sorted, context);
    const counters = addUp(run.counters, {
      items: page.items.length,
      tracked: stored.plans.filter((plan) => plan.row.tracked).length,
      posted: stored.plans.filter((plan) => plan.isPosted).length,
      edited: stored.plans.filter((plan) => plan.isEdited).length,
      gone,
      errors: sorted.errors + stored.foreign,
      bytes: Buffer.byteLength(JSON.stringify(page.items)),
    });
    const advanced = await advanceRun({ run, page, sorted, counters }, context);
    const bios = new Map(sorted.videos.map(({ scraped }) => [scraped.handle, scraped.bio ?? ""]));
    const proved = await proveFromPage(tx, { bios, clock: ports.clock });
    return { kind: "stored", run: advanced, proved };
  });
}

type Context = {
  tx: Transaction;
  run: IngestionRun;
  held: readonly HeldTarget[];
  clock: IngestionPorts["clock"];
};

async function storeShown(sorted: SortedPage, { tx, run, clock }: Context) {
  const known = await findKnownVideos(
    tx,
    sorted.videos.map(({ scraped }) => scraped.videoId),
  );
  const plans: (VideoPlan & { handle: string })[] = [];
  let foreign = 0;
  for (const { target, scraped } of sorted.videos) {
    const row = known.get(scraped.videoId);
    if (row !== undefined && row.sellerId !== target.sellerId) {
      foreign += 1;
      continue;
    }
    const seen = { sellerId: target.sellerId, readAt: run.startedAt };
    plans.push({ ...planVideo(scraped, { known: row, seen }), handle: target.handle });
  }
  await storeVideos(
    tx,
    plans.map((plan) => plan.row),
  );
  const candidates = plans.filter((plan) => plan.bringsMedia).map((plan) => plan.row);
  const withoutFrames = await listWithoutFrames(tx, candidates);
  for (const plan of plans) {
    const { sellerId, videoId } = plan.row;
    const change = { runId: run.id, handle: plan.handle, clock };
    const events = eventsOfPlan(plan, change);
    // The link of an earlier read may have died before anyone took the pictures.
    if (withoutFrames.has(videoId)) events.push(videoPostedForPictures(plan.row, change));
    for (const event of events) await appendEvent(tx, event, { sellerId, videoId });
  }
  return { plans, foreign };
}

/** Hides the held sellers' videos that an error row names, and tells of the tracked ones. */
async function hideVanished({ vanished }: SortedPage, context: Context): Promise<number> {
  if (vanished.length === 0) return 0;
  const { tx, run, held, clock } = context;
  const availabilityOf = new Map(vanished.map((each) => [each.videoId, each.availability]));
  const known = await findKnownVideos(tx, [...availabilityOf.keys()]);
  const handleOf = new Map(held.map((target) => [target.sellerId, target.handle]));
  const hidden: VideoRow[] = [];
  for (const row of known.values()) {
    const availability = availabilityOf.get(row.videoId);
    const handle = handleOf.get(row.sellerId);
    if (availability === undefined || handle === undefined) continue;
    if (row.availability !== "public" && !row.hiddenWithProfile) continue;
    hidden.push(row);
    if (!row.tracked || row.hiddenWithProfile) continue;
    const event = contentArchived(row, availability, { runId: run.id, handle, clock });
    await appendEvent(tx, event, { sellerId: row.sellerId, videoId: row.videoId });
  }
  for (const availability of ["gone", "private"] as const) {
    const ids = hidden
      .map((row) => row.videoId)
      .filter((videoId) => availabilityOf.get(videoId) === availability);
    if (ids.length > 0)
      await tx.orm
        .update(videos)
        .set({ availability, hiddenWithProfile: false })
        .where(inArray(videos.videoId, ids));
  }
  return hidden.filter((row) => !row.hiddenWithProfile).length;
}

type Advance = PageOfRun & { sorted: SortedPage; counters: IngestionCounters };

async function advanceRun(
  { run, page, sorted, counters }: Advance,
  { tx, clock }: Context,
): Promise<IngestionRun> {
  const offset = run.offset + page.items.length;
  const targets = run.targets.map((target) => ({
    ...target,
    read: sorted.reads.get(target.sellerId) ?? target.read,
  }));
  await tx.orm
    .update(ingestionRuns)
    .set({ offset, counters, targets })
    .where(eq(ingestionRuns.id, run.id));
  const progress = Math.min(100, Math.round((100 * offset) / Math.max(page.total, offset, 1)));
  await appendEvent(tx, ingestProgress({ run, clock }, { counters, progress }));
  return { ...run, offset, counters, targets };
}

function addUp(before: IngestionCounters, page: IngestionCounters): IngestionCounters {
  return {
    items: before.items + page.items,
    tracked: before.tracked + page.tracked,
    posted: before.posted + page.posted,
    edited: before.edited + page.edited,
    gone: before.gone + page.gone,
    errors: before.errors + page.errors,
    bytes: before.bytes + page.bytes,
  };
}

import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { videos } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import { appendEvent } from "../events/append-events.ts";
import type { IngestionRun } from "./run-events.ts";
import type { HeldTarget } from "./run-row.ts";
import { contentArchived, contentPublished } from "./video-events.ts";

type OfRun = { run: IngestionRun; targets: readonly HeldTarget[]; clock: Clock };

const AVAILABILITY = { private: "private", not_found: "gone" } as const;

/**
 * Hides the public videos of the profiles that nobody can open, once two reads in a row have said
 * so; a single one may be the scraper's mistake. Returns how many videos.
 */
export async function hideProfiles(
  tx: Transaction,
  { run, targets, clock }: OfRun,
): Promise<number> {
  let hidden = 0;
  for (const problem of ["private", "not_found"] as const) {
    const handles = handlesOf(
      targets.filter(
        ({ lastOutcome, read }) =>
          read.problem === problem &&
          read.videos === 0 &&
          (lastOutcome === "private" || lastOutcome === "not_found"),
      ),
    );
    if (handles.size === 0) continue;
    const availability = AVAILABILITY[problem];
    const rows = await tx.orm
      .update(videos)
      .set({ availability, hiddenWithProfile: true })
      .where(and(inArray(videos.sellerId, [...handles.keys()]), eq(videos.availability, "public")))
      .returning();
    hidden += rows.length;
    for (const row of rows.filter((each) => each.tracked)) {
      const { sellerId, videoId } = row;
      const change = { runId: run.id, handle: handles.get(sellerId) ?? "", clock };
      await appendEvent(tx, contentArchived(row, availability, change), { sellerId, videoId });
    }
  }
  return hidden;
}

/** Shows again what `hideProfiles` has hidden: these profiles could be read. */
export async function showProfiles(tx: Transaction, { run, targets, clock }: OfRun): Promise<void> {
  // After a read that went well nothing is hidden.
  const handles = handlesOf(targets.filter(({ lastOutcome }) => lastOutcome !== "ok"));
  if (handles.size === 0) return;
  const rows = await tx.orm
    .update(videos)
    .set({ availability: "public", hiddenWithProfile: false, missedReads: 0 })
    .where(and(inArray(videos.sellerId, [...handles.keys()]), videos.hiddenWithProfile))
    .returning();
  for (const row of rows.filter((each) => each.tracked)) {
    const { sellerId, videoId } = row;
    const change = { runId: run.id, handle: handles.get(sellerId) ?? "", clock };
    await appendEvent(tx, contentPublished(row, change), { sellerId, videoId });
  }
}

function handlesOf(targets: readonly HeldTarget[]): Map<string, string> {
  return new Map(targets.map(({ sellerId, handle }) => [sellerId, handle]));
}

import type { IngestionCounters, ingestionRuns } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import { type AnyEvent, createEvent } from "../events/event.ts";
import { derivedId } from "../ids.ts";

export type IngestionRun = typeof ingestionRuns.$inferSelect;

type About = { run: IngestionRun; clock: Clock };

export function ingestStarted({ run, clock }: About): AnyEvent {
  return createEvent(
    "ingest.started",
    {
      ingestId: run.id,
      contentId: run.id,
      filename: filenameOf(run),
      handles: run.targets.map((target) => target.handle),
      startedAt: run.startedAt.toISOString(),
    },
    originOf("ingest.started", { run, clock }),
  );
}

/** Told once per stored page of the dataset. */
export function ingestProgress(
  { run, clock }: About,
  { counters, progress }: { counters: IngestionCounters; progress: number },
): AnyEvent {
  return createEvent(
    "ingest.progress",
    {
      ingestId: run.id,
      contentId: run.id,
      progress,
      stage: "storing",
      items: counters.items,
      tracked: counters.tracked,
    },
    {
      ...originOf("ingest.progress", { run, clock }),
      eventId: derivedId("ingest.progress", run.id, counters.items),
    },
  );
}

export function ingestCompleted({ run, clock }: About): AnyEvent {
  const now = clock();
  const datasetId = run.datasetId ?? run.id;
  return createEvent(
    "ingest.completed",
    {
      ingestId: run.id,
      contentId: run.id,
      filename: filenameOf(run),
      mediaId: datasetId,
      mediaUrl: `urn:apify:dataset:${datasetId}`,
      fileSize: run.counters.bytes,
      mimeType: "application/json",
      completedAt: now.toISOString(),
      processingTime: Math.max(0, now.getTime() - run.startedAt.getTime()),
    },
    originOf("ingest.completed", { run, clock }),
  );
}

export function ingestFailed(
  { run, clock }: About,
  { code, message, retryable }: { code: string; message: string; retryable: boolean },
): AnyEvent {
  return createEvent(
    "ingest.failed",
    {
      ingestId: run.id,
      contentId: run.id,
      error: { code, message },
      retryable,
      failedAt: clock().toISOString(),
    },
    originOf("ingest.failed", { run, clock }),
  );
}

export function ingestCancelled(
  { run, clock }: About,
  { cancelledBy, reason }: { cancelledBy: string; reason?: string | undefined },
): AnyEvent {
  return createEvent(
    "ingest.cancelled",
    {
      ingestId: run.id,
      contentId: run.id,
      cancelledBy,
      cancelledAt: clock().toISOString(),
      ...(reason === undefined ? {} : { reason }),
    },
    originOf("ingest.cancelled", { run, clock }),
  );
}

function filenameOf(run: IngestionRun): string {
  return `${run.id}.json`;
}

function originOf(type: string, { run, clock }: About) {
  return { source: "ingestion", correlationId: run.id, eventId: derivedId(type, run.id), clock };
}

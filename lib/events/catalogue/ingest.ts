import * as z from "zod";
import { defineEvent } from "./definition.ts";
import { filled, personal, timestamp } from "./fields.ts";

/** A run of the scraper is an ingest: its dataset is the file that comes in. */
const ingest = { ingestId: filled, contentId: z.string() };

const ingestStarted = z.object({
  ...ingest,
  filename: z.string(),
  handles: personal(z.array(z.string())).optional(),
  startedAt: timestamp,
});

const ingestProgress = z.object({
  ...ingest,
  /** Percent. */
  progress: z.number().min(0).max(100),
  stage: z.string().optional(),
  items: z.int().min(0).optional(),
  tracked: z.int().min(0).optional(),
});

const ingestCompleted = z.object({
  ...ingest,
  filename: z.string(),
  mediaId: z.string(),
  mediaUrl: z.string(),
  /** Seconds. */
  duration: z.number().min(0).optional(),
  /** Bytes. */
  fileSize: z.int().min(0),
  mimeType: z.string(),
  completedAt: timestamp,
  /** Milliseconds. */
  processingTime: z.number().min(0),
});

const ingestFailed = z.object({
  ...ingest,
  error: z.object({ code: z.string(), message: z.string() }),
  retryable: z.boolean(),
  failedAt: timestamp,
});

const ingestCancelled = z.object({
  ...ingest,
  cancelledBy: z.string(),
  cancelledAt: timestamp,
  reason: z.string().optional(),
});

const exampleRun = "0f8fad5b-d9cb-469f-a165-70867728950e";
const exampleIngest = { ingestId: exampleRun, contentId: exampleRun };

export const ingestEvents = {
  "ingest.started": defineEvent({
    topic: "ingest-events",
    name: "IngestStartedEvent",
    summary: "A run over the posts of some sellers began.",
    version: "1.0.0",
    payload: ingestStarted,
    example: {
      ...exampleIngest,
      filename: `${exampleRun}.json`,
      handles: ["mama.shoes"],
      startedAt: "2026-03-01T07:59:00.000Z",
    },
  }),
  "ingest.progress": defineEvent({
    topic: "ingest-events",
    name: "IngestProgressEvent",
    summary: "Another page of a run was stored.",
    version: "1.0.0",
    payload: ingestProgress,
    example: { ...exampleIngest, progress: 50, stage: "storing", items: 100, tracked: 7 },
  }),
  "ingest.completed": defineEvent({
    topic: "ingest-events",
    name: "IngestCompletedEvent",
    summary: "Everything that a run found is stored.",
    version: "1.0.0",
    payload: ingestCompleted,
    example: {
      ...exampleIngest,
      filename: `${exampleRun}.json`,
      mediaId: "dataset-1",
      mediaUrl: "urn:apify:dataset:dataset-1",
      fileSize: 48_211,
      mimeType: "application/json",
      completedAt: "2026-03-01T08:00:00.000Z",
      processingTime: 60_000,
    },
  }),
  "ingest.failed": defineEvent({
    topic: "ingest-events",
    name: "IngestFailedEvent",
    summary: "A run ended early; says whether another try can help.",
    version: "1.0.0",
    payload: ingestFailed,
    example: {
      ...exampleIngest,
      error: { code: "SCRAPER_TIMEOUT", message: "The scraper did not finish in time." },
      retryable: true,
      failedAt: "2026-03-01T08:10:00.000Z",
    },
  }),
  "ingest.cancelled": defineEvent({
    topic: "ingest-events",
    name: "IngestCancelledEvent",
    summary: "Somebody stopped a run.",
    version: "1.0.0",
    payload: ingestCancelled,
    example: {
      ...exampleIngest,
      cancelledBy: "operator",
      cancelledAt: "2026-03-01T08:10:00.000Z",
      reason: "wrong sellers",
    },
  }),
} as const;

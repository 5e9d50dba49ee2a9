import * as z from "zod";

const timestamp = z.iso.datetime({ offset: true });

/** A run of the scraper is an ingest: its dataset is the file that comes in. */
export const ingestStarted = z.object({
  ingestId: z.uuid(),
  contentId: z.string(),
  filename: z.string(),
  handles: z.array(z.string()),
  startedAt: timestamp,
});

export const ingestProgress = z.object({
  ingestId: z.uuid(),
  contentId: z.string(),
  /** Percent. */
  progress: z.number().min(0).max(100),
  stage: z.string(),
  items: z.int().min(0),
  tracked: z.int().min(0),
});

export const ingestCompleted = z.object({
  ingestId: z.uuid(),
  contentId: z.string(),
  filename: z.string(),
  mediaId: z.string(),
  mediaUrl: z.string(),
  duration: z.number().min(0).optional(),
  /** Bytes. */
  fileSize: z.int().min(0),
  mimeType: z.string(),
  completedAt: timestamp,
  /** Milliseconds. */
  processingTime: z.number().min(0),
});

export const ingestFailed = z.object({
  ingestId: z.uuid(),
  contentId: z.string(),
  error: z.object({ code: z.string(), message: z.string() }),
  retryable: z.boolean(),
  failedAt: timestamp,
});

export const ingestCancelled = z.object({
  ingestId: z.uuid(),
  contentId: z.string(),
  cancelledBy: z.string(),
  cancelledAt: timestamp,
  reason: z.string().optional(),
});

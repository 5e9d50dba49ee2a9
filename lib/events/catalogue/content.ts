import * as z from "zod";

const timestamp = z.iso.datetime({ offset: true });
const contentId = z.string().min(1);

/** Old and new value of each field that changed. */
export const fieldChanges = z.record(
  z.string(),
  z.object({ oldValue: z.unknown(), newValue: z.unknown() }),
);

export const contentUpdated = z.object({
  contentId,
  contentType: z.string(),
  changes: fieldChanges,
  updatedBy: z.string(),
  updatedAt: timestamp.optional(),
});

export const contentArchived = z.object({
  contentId,
  contentType: z.string(),
  archivedBy: z.string(),
  archivedAt: timestamp,
  reason: z.string().optional(),
});

export const contentPublished = z.object({
  contentId,
  contentType: z.string(),
  title: z.string(),
  publishedBy: z.string(),
  publishedAt: timestamp,
});

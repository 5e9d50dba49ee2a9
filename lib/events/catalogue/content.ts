import * as z from "zod";
import { addedFields } from "./added-fields.ts";
import { defineEvent } from "./definition.ts";
import { fieldChanges, filled, foreignObject, personal, timestamp } from "./fields.ts";
import { exampleOverride, sellersWord } from "./override.ts";
import { acceptedPart, loggedPictures } from "./parts.ts";

/** What the content is: a video, a product, or another system's own kind. */
const content = { contentId: filled, contentType: z.string() };

const contentCreated = z.object({
  ...content,
  title: personal(z.string()),
  createdBy: z.string(),
  program: foreignObject.optional(),
});

const contentUpdated = z.object({
  ...content,
  changes: fieldChanges,
  updatedBy: z.string(),
  updatedAt: timestamp.optional(),
});

const contentPublishedFirst = z.object({
  ...content,
  title: personal(z.string()),
  publishedBy: z.string(),
  publishedAt: timestamp,
});
const contentPublished = contentPublishedFirst.extend(sellersWord);

const contentDeletedFirst = z.object({
  ...content,
  deletedBy: z.string(),
  deletedAt: timestamp,
  reason: z.string().optional(),
});
const contentDeleted = contentDeletedFirst.extend(sellersWord);

const contentArchivedFirst = z.object({
  ...content,
  archivedBy: z.string(),
  archivedAt: timestamp,
  reason: z.string().optional(),
});
const contentArchived = contentArchivedFirst.extend(sellersWord);

const contentMetadataUpdatedFirst = z.object({
  ...content,
  changes: fieldChanges,
  updatedBy: z.string(),
  updatedAt: timestamp.optional(),
});

/** A video of which no picture could be had: thumbnail.generated promises at least one. */
const noPicturesAccepted = acceptedPart(loggedPictures);
const contentMetadataUpdated = contentMetadataUpdatedFirst.extend(noPicturesAccepted);

const exampleContent = { contentId: "7301", contentType: "video" };

export const contentEvents = {
  "content.created": defineEvent({
    topic: "content-events",
    name: "ContentCreatedEvent",
    summary: "A piece of content was stored for the first time.",
    version: "1.0.0",
    payload: contentCreated,
    example: { ...exampleContent, title: "Leather sandals", createdBy: "ingestion" },
  }),
  "content.updated": defineEvent({
    topic: "content-events",
    name: "ContentUpdatedEvent",
    summary: "Content changed; old and new value of each field.",
    version: "1.0.0",
    payload: contentUpdated,
    example: {
      ...exampleContent,
      changes: { caption: { oldValue: "Sandals 45k #TRACK", newValue: "Sandals 40k #TRACK" } },
      updatedBy: "ingestion",
      updatedAt: "2026-03-02T09:00:00.000Z",
    },
  }),
  "content.published": defineEvent({
    topic: "content-events",
    name: "ContentPublishedEvent",
    summary: "Content can be seen by shoppers, for the first time or again.",
    version: "1.1.0",
    payload: contentPublished,
    earlier: { "1.0.0": contentPublishedFirst },
    steps: [addedFields("1.0.0", "1.1.0", sellersWord)],
    example: {
      ...exampleContent,
      title: "Leather sandals",
      publishedBy: "ingestion",
      publishedAt: "2026-03-01T08:00:05.000Z",
      override: exampleOverride,
    },
  }),
  "content.deleted": defineEvent({
    topic: "content-events",
    name: "ContentDeletedEvent",
    summary: "Content is gone for good.",
    version: "1.1.0",
    payload: contentDeleted,
    earlier: { "1.0.0": contentDeletedFirst },
    steps: [addedFields("1.0.0", "1.1.0", sellersWord)],
    example: {
      ...exampleContent,
      deletedBy: "seller",
      deletedAt: "2026-03-03T09:00:00.000Z",
      reason: "removed by the seller",
      override: { ...exampleOverride, purgedAt: "2026-03-03T09:00:00.000Z" },
    },
  }),
  "content.archived": defineEvent({
    topic: "content-events",
    name: "ContentArchivedEvent",
    summary: "Content is kept but shown to no shopper any more.",
    version: "1.1.0",
    payload: contentArchived,
    earlier: { "1.0.0": contentArchivedFirst },
    steps: [addedFields("1.0.0", "1.1.0", sellersWord)],
    example: {
      ...exampleContent,
      archivedBy: "ingestion",
      archivedAt: "2026-03-03T09:00:00.000Z",
      reason: "hidden by the seller",
      override: { ...exampleOverride, state: "hidden" },
    },
  }),
  "content.metadata_updated": defineEvent({
    topic: "content-events",
    name: "ContentMetadataUpdatedEvent",
    summary: "What is known about content changed, not the content itself.",
    version: "1.1.0",
    payload: contentMetadataUpdated,
    earlier: { "1.0.0": contentMetadataUpdatedFirst },
    steps: [addedFields("1.0.0", "1.1.0", noPicturesAccepted)],
    example: {
      ...exampleContent,
      changes: { pictures: { oldValue: null, newValue: 0 } },
      updatedBy: "thumbnail-generator",
      updatedAt: "2026-03-02T09:00:00.000Z",
      seller_id: "6fa459ea-ee8a-4ca4-894e-db77e160355e",
      rank: 1,
      source_version: 1,
      part: {
        from: "none",
        reason: "the video could not be fetched",
        pictures: [],
        dominantColors: [],
        metadata: {
          video_duration: 14.5,
          frames_analyzed: 0,
          thumbnails_generated: 0,
          processing_time_ms: 2100,
        },
      },
    },
  }),
} as const;

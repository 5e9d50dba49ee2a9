import * as z from "zod";
import { defineEvent } from "./definition.ts";
import { fieldChanges, filled, foreignObject, personal, timestamp } from "./fields.ts";

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

const contentPublished = z.object({
  ...content,
  title: personal(z.string()),
  publishedBy: z.string(),
  publishedAt: timestamp,
});

const contentDeleted = z.object({
  ...content,
  deletedBy: z.string(),
  deletedAt: timestamp,
  reason: z.string().optional(),
});

const contentArchived = z.object({
  ...content,
  archivedBy: z.string(),
  archivedAt: timestamp,
  reason: z.string().optional(),
});

const contentMetadataUpdated = z.object({
  ...content,
  changes: fieldChanges,
  updatedBy: z.string(),
  updatedAt: timestamp.optional(),
});

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
    version: "1.0.0",
    payload: contentPublished,
    example: {
      ...exampleContent,
      title: "Leather sandals",
      publishedBy: "ingestion",
      publishedAt: "2026-03-01T08:00:05.000Z",
    },
  }),
  "content.deleted": defineEvent({
    topic: "content-events",
    name: "ContentDeletedEvent",
    summary: "Content is gone for good.",
    version: "1.0.0",
    payload: contentDeleted,
    example: {
      ...exampleContent,
      deletedBy: "seller",
      deletedAt: "2026-03-03T09:00:00.000Z",
      reason: "removed by the seller",
    },
  }),
  "content.archived": defineEvent({
    topic: "content-events",
    name: "ContentArchivedEvent",
    summary: "Content is kept but shown to no shopper any more.",
    version: "1.0.0",
    payload: contentArchived,
    example: {
      ...exampleContent,
      archivedBy: "ingestion",
      archivedAt: "2026-03-03T09:00:00.000Z",
      reason: "tag removed",
    },
  }),
  "content.metadata_updated": defineEvent({
    topic: "content-events",
    name: "ContentMetadataUpdatedEvent",
    summary: "What is known about content changed, not the content itself.",
    version: "1.0.0",
    payload: contentMetadataUpdated,
    example: {
      ...exampleContent,
      changes: { likes_count: { oldValue: 12, newValue: 240 } },
      updatedBy: "ingestion",
      updatedAt: "2026-03-02T09:00:00.000Z",
    },
  }),
} as const;

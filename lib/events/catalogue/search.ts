import * as z from "zod";
import { defineEvent } from "./definition.ts";
import { foreignObject, personal, timestamp } from "./fields.ts";

const indexed = { contentId: z.string(), contentType: z.string(), indexName: z.string() };

const searchPerformed = z.object({
  query: personal(z.string()),
  resultsCount: z.int().min(0),
  /** Milliseconds. */
  duration: z.number().min(0),
  filters: foreignObject.optional(),
  userId: z.string().optional(),
  performedAt: timestamp.optional(),
});

const searchIndexed = z.object({ ...indexed, indexedAt: timestamp });

const searchIndexUpdated = z.object({
  ...indexed,
  fields: z.array(z.string()).optional(),
  updatedAt: timestamp,
});

const searchIndexDeleted = z.object({
  ...indexed,
  deletedAt: timestamp,
  reason: z.string().optional(),
});

const exampleIndexed = { contentId: "7301", contentType: "product", indexName: "product_search" };

export const searchEvents = {
  "search.performed": defineEvent({
    topic: "search-events",
    name: "SearchPerformedEvent",
    summary: "A shopper searched; says how much was found and how long it took.",
    version: "1.0.0",
    payload: searchPerformed,
    example: {
      query: "red heels",
      resultsCount: 8,
      duration: 12.4,
      filters: { shop: "mama.shoes" },
      performedAt: "2026-03-01T10:00:00.000Z",
    },
  }),
  "search.indexed": defineEvent({
    topic: "search-events",
    name: "SearchIndexedEvent",
    summary: "Content can be found by its words.",
    version: "1.0.0",
    payload: searchIndexed,
    example: { ...exampleIndexed, indexedAt: "2026-03-01T08:00:05.000Z" },
  }),
  "search.index_updated": defineEvent({
    topic: "search-events",
    name: "SearchIndexUpdatedEvent",
    summary: "Content is found by other words than before.",
    version: "1.0.0",
    payload: searchIndexUpdated,
    example: { ...exampleIndexed, fields: ["title"], updatedAt: "2026-03-02T09:00:00.000Z" },
  }),
  "search.index_deleted": defineEvent({
    topic: "search-events",
    name: "SearchIndexDeletedEvent",
    summary: "Content can be found no more.",
    version: "1.0.0",
    payload: searchIndexDeleted,
    example: { ...exampleIndexed, deletedAt: "2026-03-03T09:00:00.000Z", reason: "archived" },
  }),
} as const;

import type * as z from "zod";
import * as content from "./content.ts";
import * as ingest from "./ingest.ts";
import * as pipeline from "./pipeline.ts";
import * as product from "./product.ts";
import * as search from "./search.ts";

export const TOPICS = [
  "new-video-posted",
  "product-processed",
  "shop-link-generated",
  "product-events",
  "content-events",
  "ingest-events",
  "search-events",
] as const;
export type Topic = (typeof TOPICS)[number];

type EventDefinition = { topic: Topic; version: string; payload: z.ZodType };

/** Every event there is: its topic, its current version, its payload. */
export const CATALOGUE = {
  "video.posted": { topic: "new-video-posted", version: "1.0.0", payload: pipeline.videoPosted },
  "caption.parsed": {
    topic: "new-video-posted",
    version: "1.0.0",
    payload: pipeline.captionParsed,
  },
  "thumbnail.generated": {
    topic: "new-video-posted",
    version: "1.0.0",
    payload: pipeline.thumbnailGenerated,
  },
  "tags.generated": {
    topic: "new-video-posted",
    version: "1.0.0",
    payload: pipeline.tagsGenerated,
  },
  "product.processed": {
    topic: "product-processed",
    version: "1.0.0",
    payload: pipeline.productProcessed,
  },
  "shop_link.generated": {
    topic: "shop-link-generated",
    version: "1.0.0",
    payload: pipeline.shopLinkGenerated,
  },
  "product.created": { topic: "product-events", version: "1.0.0", payload: product.productCreated },
  "product.updated": { topic: "product-events", version: "1.0.0", payload: product.productUpdated },
  "content.updated": { topic: "content-events", version: "1.0.0", payload: content.contentUpdated },
  "content.archived": {
    topic: "content-events",
    version: "1.0.0",
    payload: content.contentArchived,
  },
  "content.published": {
    topic: "content-events",
    version: "1.0.0",
    payload: content.contentPublished,
  },
  "ingest.started": { topic: "ingest-events", version: "1.0.0", payload: ingest.ingestStarted },
  "ingest.progress": { topic: "ingest-events", version: "1.0.0", payload: ingest.ingestProgress },
  "ingest.completed": { topic: "ingest-events", version: "1.0.0", payload: ingest.ingestCompleted },
  "ingest.failed": { topic: "ingest-events", version: "1.0.0", payload: ingest.ingestFailed },
  "ingest.cancelled": { topic: "ingest-events", version: "1.0.0", payload: ingest.ingestCancelled },
  "search.indexed": { topic: "search-events", version: "1.0.0", payload: search.searchIndexed },
} as const satisfies Record<string, EventDefinition>;

export type EventType = keyof typeof CATALOGUE;
export type PayloadOf<Type extends EventType> = z.infer<(typeof CATALOGUE)[Type]["payload"]>;

export function isEventType(value: string): value is EventType {
  return Object.hasOwn(CATALOGUE, value);
}

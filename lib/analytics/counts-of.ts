import type { EventType } from "../events/catalogue/catalogue.ts";
import { isEventOf } from "../events/read-event.ts";
import type { LogEntry } from "../events/stored-event.ts";

/** What an event counts as, once. */
const METRIC_OF = {
  "shop_link.generated": "shops.opened",
  "product.created": "products.created",
  "product.updated": "products.updated",
  "product.deleted": "products.deleted",
  "stock.low": "products.low_on_stock",
  "content.created": "content.created",
  "content.updated": "content.updated",
  "content.published": "content.published",
  "content.deleted": "content.deleted",
  "content.archived": "content.archived",
  "content.metadata_updated": "content.metadata_updated",
  "ingest.started": "ingests.started",
  "ingest.completed": "ingests.completed",
  "ingest.failed": "ingests.failed",
  "ingest.cancelled": "ingests.cancelled",
  "user.created": "users.created",
  "user.updated": "users.updated",
  "user.deleted": "users.deleted",
  "user.login": "users.signed_in",
  "user.logout": "users.signed_out",
  "token.refreshed": "tokens.refreshed",
  "password.changed": "passwords.changed",
  "search.performed": "searches.performed",
  "search.indexed": "search_entries.made",
  "search.index_updated": "search_entries.updated",
  "search.index_deleted": "search_entries.deleted",
  "order.placed": "orders.placed",
  "order.confirmed": "orders.confirmed",
  "order.paid": "orders.paid",
  "order.cancelled": "orders.cancelled",
} as const satisfies { [Type in EventType]?: string };

export type CountedType = keyof typeof METRIC_OF;

// Object.keys forgets what the table's type knows.
export const COUNTED_TYPES = Object.keys(METRIC_OF) as CountedType[];

/** Stands for the seller of what belongs to no one seller. */
export const NO_SELLER = "00000000-0000-0000-0000-000000000000";
/** Stands for the video of what is about no one video. */
export const NO_VIDEO = "";

/** `day` is the UTC date of the event, such as `2026-03-01`. */
export type AnalyticsCount = {
  sellerId: string;
  day: string;
  metric: string;
  videoId: string;
  count: number;
};

/** What an event adds to the daily counts. Made of the event alone, and of nothing personal in it. */
export function countsOf({ event, sellerId, videoId }: LogEntry<CountedType>): AnalyticsCount[] {
  const { eventType, timestamp } = event.metadata;
  const about = {
    sellerId: sellerId ?? sellerIn(event.payload) ?? NO_SELLER,
    day: new Date(timestamp).toISOString().slice(0, 10),
  };
  const counted = {
    ...about,
    metric: METRIC_OF[eventType],
    videoId: videoId ?? NO_VIDEO,
    count: 1,
  };
  if (isEventOf(event, "search.performed") && event.payload.resultsCount === 0)
    return [counted, { ...counted, metric: "searches.without_result" }];
  if (isEventOf(event, "order.placed"))
    return [
      counted,
      ...event.payload.items.map((item) => ({
        ...about,
        metric: "units.ordered",
        videoId: item.videoId,
        count: item.quantity,
      })),
    ];
  return [counted];
}

function sellerIn(payload: LogEntry<CountedType>["event"]["payload"]): string | undefined {
  return "sellerId" in payload ? payload.sellerId : undefined;
}

import type { EventType } from "./catalogue/catalogue.ts";

type Constants = Readonly<Record<string, EventType>>;

export const PipelineEventType = {
  VIDEO_POSTED: "video.posted",
  CAPTION_PARSED: "caption.parsed",
  THUMBNAIL_GENERATED: "thumbnail.generated",
  TAGS_GENERATED: "tags.generated",
  PRODUCT_PROCESSED: "product.processed",
  SHOP_LINK_GENERATED: "shop_link.generated",
} as const satisfies Constants;

export const ProductEventType = {
  PRODUCT_CREATED: "product.created",
  PRODUCT_UPDATED: "product.updated",
  PRODUCT_DELETED: "product.deleted",
  LOW_STOCK_WARNING: "stock.low",
} as const satisfies Constants;

export const ContentEventType = {
  CONTENT_CREATED: "content.created",
  CONTENT_UPDATED: "content.updated",
  CONTENT_PUBLISHED: "content.published",
  CONTENT_DELETED: "content.deleted",
  CONTENT_ARCHIVED: "content.archived",
  CONTENT_METADATA_UPDATED: "content.metadata_updated",
} as const satisfies Constants;

export const IngestEventType = {
  INGEST_STARTED: "ingest.started",
  INGEST_PROGRESS: "ingest.progress",
  INGEST_COMPLETED: "ingest.completed",
  INGEST_FAILED: "ingest.failed",
  INGEST_CANCELLED: "ingest.cancelled",
} as const satisfies Constants;

export const AuthEventType = {
  USER_CREATED: "user.created",
  USER_UPDATED: "user.updated",
  USER_DELETED: "user.deleted",
  USER_LOGIN: "user.login",
  USER_LOGOUT: "user.logout",
  TOKEN_REFRESHED: "token.refreshed",
  PASSWORD_CHANGED: "password.changed",
} as const satisfies Constants;

export const SearchEventType = {
  SEARCH_PERFORMED: "search.performed",
  SEARCH_INDEXED: "search.indexed",
  SEARCH_INDEX_UPDATED: "search.index_updated",
  SEARCH_INDEX_DELETED: "search.index_deleted",
} as const satisfies Constants;

export const OrderEventType = {
  ORDER_PLACED: "order.placed",
  ORDER_CONFIRMED: "order.confirmed",
  ORDER_PAID: "order.paid",
  ORDER_CANCELLED: "order.cancelled",
} as const satisfies Constants;

export const SellerEventType = {
  SELLER_ERASED: "seller.erased",
} as const satisfies Constants;

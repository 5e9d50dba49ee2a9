import type { EventOf } from "./event.ts";

export type VideoPostedEvent = EventOf<"video.posted">;
export type CaptionParsedEvent = EventOf<"caption.parsed">;
export type ThumbnailGeneratedEvent = EventOf<"thumbnail.generated">;
export type TagsGeneratedEvent = EventOf<"tags.generated">;
export type ProductProcessedEvent = EventOf<"product.processed">;
export type ShopLinkGeneratedEvent = EventOf<"shop_link.generated">;

export type ProductCreatedEvent = EventOf<"product.created">;
export type ProductUpdatedEvent = EventOf<"product.updated">;
export type ProductDeletedEvent = EventOf<"product.deleted">;
export type LowStockWarningEvent = EventOf<"stock.low">;

export type ContentCreatedEvent = EventOf<"content.created">;
export type ContentUpdatedEvent = EventOf<"content.updated">;
export type ContentPublishedEvent = EventOf<"content.published">;
export type ContentDeletedEvent = EventOf<"content.deleted">;
export type ContentArchivedEvent = EventOf<"content.archived">;
export type ContentMetadataUpdatedEvent = EventOf<"content.metadata_updated">;

export type IngestStartedEvent = EventOf<"ingest.started">;
export type IngestProgressEvent = EventOf<"ingest.progress">;
export type IngestCompletedEvent = EventOf<"ingest.completed">;
export type IngestFailedEvent = EventOf<"ingest.failed">;
export type IngestCancelledEvent = EventOf<"ingest.cancelled">;

export type UserCreatedEvent = EventOf<"user.created">;
export type UserUpdatedEvent = EventOf<"user.updated">;
export type UserDeletedEvent = EventOf<"user.deleted">;
export type UserLoginEvent = EventOf<"user.login">;
export type UserLogoutEvent = EventOf<"user.logout">;
export type TokenRefreshedEvent = EventOf<"token.refreshed">;
export type PasswordChangedEvent = EventOf<"password.changed">;

export type SearchPerformedEvent = EventOf<"search.performed">;
export type SearchIndexedEvent = EventOf<"search.indexed">;
export type SearchIndexUpdatedEvent = EventOf<"search.index_updated">;
export type SearchIndexDeletedEvent = EventOf<"search.index_deleted">;

export type OrderPlacedEvent = EventOf<"order.placed">;
export type OrderConfirmedEvent = EventOf<"order.confirmed">;
export type OrderPaidEvent = EventOf<"order.paid">;
export type OrderCancelledEvent = EventOf<"order.cancelled">;

export type SellerErasedEvent = EventOf<"seller.erased">;

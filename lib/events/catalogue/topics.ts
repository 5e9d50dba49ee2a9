export const TOPICS = [
  "new-video-posted",
  "product-processed",
  "shop-link-generated",
  "product-events",
  "content-events",
  "ingest-events",
  "auth-events",
  "search-events",
  "order-events",
  "seller-events",
] as const;
export type Topic = (typeof TOPICS)[number];

/** Names and bodies of what is pushed to browsers. Free of dependencies: the shop page ships it. */
export const SHOP_EVENTS = ["new_product", "product_updated", "product_removed"] as const;

export type ShopEventName = (typeof SHOP_EVENTS)[number];

/** Body of each shop event; `title` is what a screen reader is told. */
export type ShopMessage = { video_id: string; version: number; title?: string };

export function shopChannel(handle: string): string {
  return `shop-${handle}`;
}

/** What only this seller's own pages may listen to. */
export function sellerChannel(sellerId: string): string {
  return `private-seller-${sellerId}`;
}

/** Pushed to a seller's channel: how far the read of her profile has come. */
export const INGEST_PROGRESS = "ingest.progress";

/** Reads a pushed body; undefined for one that is not ours. */
export function parseShopMessage(body: unknown): ShopMessage | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  if (!("video_id" in body) || typeof body.video_id !== "string") return undefined;
  if (!("version" in body) || typeof body.version !== "number") return undefined;
  const title = "title" in body && typeof body.title === "string" ? body.title : undefined;
  return {
    video_id: body.video_id,
    version: body.version,
    ...(title === undefined ? {} : { title }),
  };
}

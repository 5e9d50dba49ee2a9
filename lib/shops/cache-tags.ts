/** Every page that shows something of this shop carries the tag; expiring it makes them all anew. */
export function shopTag(handle: string): string {
  return `shop:${handle}`;
}

/** Carried by the same pages, for the one event that may not name the shop. */
export function sellerTag(sellerId: string): string {
  return `seller:${sellerId}`;
}

export function productTag(videoId: string): string {
  return `product:${videoId}`;
}

/** Carried by what lists many shops, such as the front page. */
export const SHOPS_TAG = "shops";

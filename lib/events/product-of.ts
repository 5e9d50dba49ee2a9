import type { EventOf } from "./event.ts";

type ProductEvent = EventOf<
  | "product.processed"
  | "product.updated"
  | "product.deleted"
  | "content.archived"
  | "content.published"
>;

/** Which product an event is about: some name it by its own id, some by its video. */
export function productOf(event: ProductEvent): { productId: string } | { videoId: string } {
  const { payload } = event;
  if ("productId" in payload) return { productId: payload.productId };
  return { videoId: "video_id" in payload ? payload.video_id : payload.contentId };
}

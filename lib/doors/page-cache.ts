import { revalidateTag } from "next/cache";
import { sellerTag, SHOPS_TAG, shopTag } from "../shops/cache-tags.ts";
import type { PageCache } from "./ports.ts";

export const pages: PageCache = {
  expire(tags) {
    // Without `expire: 0` the next shopper would still be given the page from before the change.
    for (const tag of tags) revalidateTag(tag, { expire: 0 });
  },
};

/** Everything that shows something of a shop. */
export function expireShop({ handle, sellerId }: { handle: string; sellerId: string }): void {
  pages.expire([shopTag(handle), sellerTag(sellerId), SHOPS_TAG]);
}

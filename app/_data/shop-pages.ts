import { cacheLife, cacheTag } from "next/cache";
import { findProduct } from "#lib/catalogue/get-product.ts";
import { listProducts } from "#lib/catalogue/list-products.ts";
import { findCursor } from "#lib/catalogue/product-cursor.ts";
import type { Product } from "#lib/catalogue/product.ts";
import { isVideoId } from "#lib/catalogue/video-id.ts";
import { getDatabase } from "#lib/doors/database.ts";
import { getEnv } from "#lib/env.ts";
import { parseHandle } from "#lib/sellers/handle.ts";
import { productTag, sellerTag, shopTag, SHOPS_TAG } from "#lib/shops/cache-tags.ts";
import { findShop, type Shop } from "#lib/shops/get-shop.ts";
import { listNewestShops, type ShopCard } from "#lib/shops/list-newest-shops.ts";

const PRODUCTS_ON_A_PAGE = 40;
const SHOPS_ON_THE_FRONT = 6;

/**
 * Tags expire a page at once. The short time heals one that was being made just then: it is kept
 * as if it were newer than the expiry, though what it read was older.
 */
const KNOWN = { stale: 30, revalidate: 30, expire: 86_400 };

/** Nothing there: asked again soon, for a seller opens her page while her shop is being made. */
const UNKNOWN = { stale: 30, revalidate: 10, expire: 300 };

/** How a browser reaches the live channel; public by nature. */
export type LiveSettings = {
  key: string;
  cluster: string;
  endpoint: { host: string; port: number } | null;
};

export type ShopPage = {
  shop: Shop;
  products: Product[];
  /** Key of the page with older products. */
  next: string | null;
  /** When this was read: changes since then are not in it. */
  readAt: string;
  origin: string;
  live: LiveSettings;
};

export type ProductPage = Pick<ShopPage, "shop" | "readAt" | "origin" | "live"> & {
  product: Product;
};

/** A shop with its newest products; undefined for a handle without one. */
export async function readShopPage(given: string, after?: string): Promise<ShopPage | undefined> {
  const handle = parseHandle(given);
  if (handle === undefined || (after !== undefined && !isPlaceInShop(after))) return undefined;
  return cachedShopPage(handle, after);
}

async function cachedShopPage(handle: string, after?: string): Promise<ShopPage | undefined> {
  "use cache";
  cacheTag(shopTag(handle));
  const readAt = new Date().toISOString();
  const db = getDatabase();
  const shop = await findShop(db, handle);
  if (!shop) {
    cacheLife(UNKNOWN);
    return undefined;
  }
  cacheLife(KNOWN);
  const { sellerId } = shop;
  cacheTag(sellerTag(sellerId));
  const { products, next } = await listProducts(db, { sellerId, limit: PRODUCTS_ON_A_PAGE, after });
  return { shop, products, next, readAt, ...surroundings() };
}

/** A product in its shop; undefined when either is not there. */
export async function readProductPage(
  given: string,
  videoId: string,
): Promise<ProductPage | undefined> {
  const handle = parseHandle(given);
  if (handle === undefined || !isVideoId(videoId)) return undefined;
  return cachedProductPage(handle, videoId);
}

async function cachedProductPage(
  handle: string,
  videoId: string,
): Promise<ProductPage | undefined> {
  "use cache";
  cacheTag(shopTag(handle), productTag(videoId));
  const readAt = new Date().toISOString();
  const db = getDatabase();
  const shop = await findShop(db, handle);
  const product = shop && (await findProduct(db, { sellerId: shop.sellerId, videoId }));
  if (!product) {
    cacheLife(UNKNOWN);
    return undefined;
  }
  cacheLife(KNOWN);
  cacheTag(sellerTag(shop.sellerId));
  return { shop, product, readAt, ...surroundings() };
}

export async function readNewestShops(): Promise<ShopCard[]> {
  "use cache";
  cacheTag(SHOPS_TAG);
  cacheLife(KNOWN);
  return listNewestShops(getDatabase(), SHOPS_ON_THE_FRONT);
}

function isPlaceInShop(after: string): boolean {
  const cursor = findCursor(after);
  return cursor !== undefined && "created_at" in cursor;
}

function surroundings(): { origin: string; live: LiveSettings } {
  const { origin, pusher } = getEnv();
  const { key, cluster, endpoint } = pusher;
  return { origin, live: { key, cluster, endpoint } };
}

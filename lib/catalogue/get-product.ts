import { and, eq, sql } from "drizzle-orm";
import { defineStatement, type Queries } from "#db/client.ts";
import { products } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { productColumns, toShownProduct, type Product } from "./product.ts";
import { isVideoId } from "./video-id.ts";

export type ProductKey = { sellerId: string; videoId: string };

const productByKey = defineStatement((orm) =>
  orm
    .select(productColumns)
    .from(products)
    .where(
      and(
        eq(products.sellerId, sql.placeholder("sellerId")),
        eq(products.videoId, sql.placeholder("videoId")),
        eq(products.visibility, "live"),
      ),
    )
    .prepare("product_by_key"),
);

/** The product if it is in the shop now. */
export async function findProduct(db: Queries, key: ProductKey): Promise<Product | undefined> {
  if (!isVideoId(key.videoId)) return undefined;
  const [product] = await db.prepared(productByKey).execute(key);
  return product && toShownProduct(product);
}

/** Throws NOT_FOUND for a product that is not in the shop, or not any more. */
export async function getProduct(db: Queries, key: ProductKey): Promise<Product> {
  const product = await findProduct(db, key);
  if (!product) throw new AppError("NOT_FOUND", "There is no such product in this shop.");
  return product;
}

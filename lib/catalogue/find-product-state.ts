import { sql } from "drizzle-orm";
import { defineStatement, type Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";

const { products } = schema;

const STATE = {
  sellerId: products.sellerId,
  handle: products.handle,
  videoId: products.videoId,
  version: products.version,
  title: products.title,
  visibility: products.visibility,
};

const byProductId = defineStatement((orm) =>
  orm
    .select(STATE)
    .from(products)
    .where(sql`${products.productId} = ${sql.placeholder("productId")}`)
    .prepare("product_by_id"),
);

const byVideoId = defineStatement((orm) =>
  orm
    .select(STATE)
    .from(products)
    .where(sql`${products.videoId} = ${sql.placeholder("videoId")}`)
    .prepare("product_by_video"),
);

/** Where a product stands now: whose it is, its version, and whether shoppers see it. */
export async function findProductState(
  db: Queries,
  by: { productId: string } | { videoId: string },
) {
  const [row] =
    "productId" in by
      ? await db.prepared(byProductId).execute(by)
      : await db.prepared(byVideoId).execute(by);
  return row;
}

export type ProductState = NonNullable<Awaited<ReturnType<typeof findProductState>>>;

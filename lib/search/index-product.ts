import { sql } from "drizzle-orm";
import { defineStatement, type Transaction } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";

const { productAi, productSearch, products } = schema;
const { placeholder } = sql;

/** Reads the product as it stands now, so an older event that comes late cannot bring back older words. */
const upsertDocument = defineStatement((orm) =>
  orm
    .insert(productSearch)
    .select((query) =>
      query
        .select({
          sellerId: products.sellerId,
          videoId: products.videoId,
          version: products.version,
          document:
            sql<string>`concat_ws(' ', ${products.title}, ${products.productType}, ${products.category},
              array_to_string(${products.tags}, ' '), array_to_string(${products.sizes}, ' '),
              ${products.description})`.as("document"),
          indexedAt: sql<Date>`${placeholder("at")}::timestamptz`.as("indexed_at"),
        })
        .from(products)
        .where(
          sql`${products.sellerId} = ${placeholder("sellerId")}
            and ${products.videoId} = ${placeholder("videoId")}`,
        ),
    )
    .onConflictDoUpdate({
      target: [productSearch.sellerId, productSearch.videoId],
      set: {
        version: sql`excluded.version`,
        document: sql`excluded.document`,
        indexedAt: sql`excluded.indexed_at`,
      },
      setWhere: sql`${productSearch.version} < excluded.version`,
    })
    .returning({ version: productSearch.version })
    .prepare("product_search_upsert"),
);

/** Without it a change could commit between what is read here and its place in the log. */
const holdProduct = defineStatement((orm) =>
  orm
    .select({ version: productAi.version })
    .from(productAi)
    .where(
      sql`${productAi.sellerId} = ${placeholder("sellerId")}
        and ${productAi.videoId} = ${placeholder("videoId")}`,
    )
    .for("share")
    .prepare("product_hold"),
);

/** Makes a product findable by its words; returns the version indexed, or null when nothing is newer. */
export async function indexProduct(
  tx: Transaction,
  of: { sellerId: string; videoId: string; at: Date },
): Promise<number | null> {
  const { sellerId, videoId } = of;
  const [, [row]] = await Promise.all([
    tx.prepared(holdProduct).execute({ sellerId, videoId }),
    tx.prepared(upsertDocument).execute({ sellerId, videoId, at: of.at.toISOString() }),
  ]);
  return row?.version ?? null;
}

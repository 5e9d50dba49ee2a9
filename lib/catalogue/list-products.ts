import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { defineStatement, type Orm, type Queries } from "#db/client.ts";
import { products } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { productColumns, toShownProduct, type Product } from "./product.ts";
import { encodeCursor, parseCursor, type ProductCursor } from "./product-cursor.ts";

export const MAX_PAGE = 50;

/** `after` is the `next` of the page before; `since` asks for what changed at or after a moment. */
export type ProductsQuery = {
  sellerId: string;
  limit: number;
  after?: string | undefined;
  since?: Date | undefined;
};

export type ProductsPage = {
  products: Product[];
  /** Only when asked with `since`: what was changed and is not in the shop any more. */
  removed: { videoId: string; version: number }[];
  next: string | null;
};

/**
 * Products in the shop, newest first; with `since` the changed ones, oldest change first, so that
 * one that changes again while pages are read comes later and is never missed.
 */
export async function listProducts(db: Queries, query: ProductsQuery): Promise<ProductsPage> {
  const limit = Math.min(query.limit, MAX_PAGE);
  const after = query.after === undefined ? undefined : parseCursor(query.after);
  const rows = query.since
    ? await rowsChangedSince(db, { ...query, limit, since: query.since, after })
    : await rowsNewestFirst(db, { ...query, limit, after });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    products: page.filter((row) => row.visibility === "live").map(toProduct),
    removed: page
      .filter((row) => row.visibility !== "live")
      .map(({ videoId, version }) => ({ videoId, version })),
    next: last ? encodeCursor(cursorAt(last, query.since !== undefined)) : null,
  };
}

type Row = Product & { createdKey: string; updatedKey: string };
type Place = { sellerId: string; limit: number; after: ProductCursor | undefined };

const exactly = (column: AnyPgColumn) =>
  sql<string>`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const rowColumns = {
  ...productColumns,
  createdKey: exactly(products.createdAt).as("created_key"),
  updatedKey: exactly(products.updatedAt).as("updated_key"),
};

const keyAt = sql`${sql.placeholder("at")}::timestamptz`;
const keyVideo = sql`${sql.placeholder("videoId")}::text`;

const newestFirst = defineStatement((orm: Orm) =>
  orm
    .select(rowColumns)
    .from(products)
    .where(
      and(
        eq(products.sellerId, sql.placeholder("sellerId")),
        eq(products.visibility, "live"),
        sql`(${products.createdAt}, ${products.videoId}) < (${keyAt}, ${keyVideo})`,
      ),
    )
    .orderBy(desc(products.createdAt), desc(products.videoId))
    .limit(sql.placeholder("limit"))
    .prepare("products_newest_first"),
);

const changedSince = defineStatement((orm: Orm) =>
  orm
    .select(rowColumns)
    .from(products)
    .where(
      and(
        eq(products.sellerId, sql.placeholder("sellerId")),
        sql`(${products.updatedAt}, ${products.videoId}) > (${keyAt}, ${keyVideo})`,
      ),
    )
    .orderBy(asc(products.updatedAt), asc(products.videoId))
    .limit(sql.placeholder("limit"))
    .prepare("products_changed_since"),
);

function rowsNewestFirst(db: Queries, { sellerId, limit, after }: Place): Promise<Row[]> {
  if (after && !("created_at" in after)) throw foreignCursor();
  return db.prepared(newestFirst).execute({
    sellerId,
    at: after?.created_at ?? "infinity",
    videoId: after?.video_id ?? "",
    limit: limit + 1,
  });
}

function rowsChangedSince(
  db: Queries,
  { sellerId, limit, after, since }: Place & { since: Date },
): Promise<Row[]> {
  if (after && !("updated_at" in after)) throw foreignCursor();
  return db.prepared(changedSince).execute({
    sellerId,
    at: after?.updated_at ?? since.toISOString(),
    videoId: after?.video_id ?? "",
    limit: limit + 1,
  });
}

function foreignCursor(): AppError {
  return new AppError("INVALID", "The page key belongs to another question.", {
    fields: [{ field: "lastKey", message: "Use it with the same `since` as the page before." }],
  });
}

function cursorAt(row: Row, byChange: boolean): ProductCursor {
  return byChange
    ? { updated_at: row.updatedKey, video_id: row.videoId }
    : { created_at: row.createdKey, video_id: row.videoId };
}

function toProduct({ createdKey: _created, updatedKey: _updated, ...product }: Row): Product {
  return toShownProduct(product);
}

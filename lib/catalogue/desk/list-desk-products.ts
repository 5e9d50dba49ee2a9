import { and, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import { productAi, productOverrides, products } from "#db/schema/index.ts";
import { encodeCursor, findCursor } from "../product-cursor.ts";
import { type DeskProduct, selectDeskProducts, toDeskProduct } from "./desk-product.ts";

export const DESK_LISTS = ["all", "deleted"] as const;
export type DeskList = (typeof DESK_LISTS)[number];

export type DeskQuery = {
  sellerId: string;
  limit: number;
  /** `all` is what is not deleted. */
  list?: DeskList;
  /** The `next` of the page before; one that is broken begins anew. */
  after?: string | undefined;
};

export type DeskPage = { products: DeskProduct[]; next: string | null };

/** All of a seller's products, whatever shoppers see of them, newest first. */
export function listDeskProducts(db: Queries, query: DeskQuery): Promise<DeskPage> {
  const deleted =
    query.list === "deleted"
      ? isNotNull(productOverrides.deletedAt)
      : isNull(productOverrides.deletedAt);
  return readDeskPage(db, query, deleted);
}

/** One page of those desk products that a condition is true of, newest first. */
export async function readDeskPage(
  db: Queries,
  { sellerId, limit, after }: DeskQuery,
  condition: SQL | undefined,
): Promise<DeskPage> {
  const keys = await pageKeys(db, { sellerId, limit: limit + 1, after }, condition);
  const page = keys.slice(0, limit).map(({ videoId }) => videoId);
  const last = keys.length > limit ? keys[limit - 1] : undefined;
  return {
    products: await readThese(db, { sellerId, videoIds: page }),
    next:
      last === undefined
        ? null
        : encodeCursor({ created_at: last.createdKey, video_id: last.videoId }),
  };
}

/** Which products first, and all that is shown of them only then: few of many are on a page. */
function pageKeys(
  { orm }: Queries,
  { sellerId, limit, after }: DeskQuery,
  condition: SQL | undefined,
) {
  const found = after === undefined ? undefined : findCursor(after);
  const place = found !== undefined && "created_at" in found ? found : undefined;
  return orm
    .select({
      videoId: productAi.videoId,
      // To the microsecond, which a Date would round away.
      createdKey: sql<string>`to_char(${productAi.createdAt} at time zone 'utc',
        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    })
    .from(productAi)
    .leftJoin(
      productOverrides,
      and(
        eq(productOverrides.sellerId, productAi.sellerId),
        eq(productOverrides.videoId, productAi.videoId),
      ),
    )
    .where(
      and(
        eq(productAi.sellerId, sellerId),
        condition,
        place &&
          sql`(${productAi.createdAt}, ${productAi.videoId})
            < (${place.created_at}::timestamptz, ${place.video_id})`,
      ),
    )
    .orderBy(desc(productAi.createdAt), desc(productAi.videoId))
    .limit(limit);
}

async function readThese(
  db: Queries,
  { sellerId, videoIds }: { sellerId: string; videoIds: readonly string[] },
): Promise<DeskProduct[]> {
  if (videoIds.length === 0) return [];
  const rows = await selectDeskProducts(db)
    .where(
      and(
        eq(productAi.sellerId, sellerId),
        inArray(productAi.videoId, [...videoIds]),
        // The planner does not carry a list over to the view, and would read all of hers there.
        inArray(products.videoId, [...videoIds]),
      ),
    )
    .orderBy(desc(productAi.createdAt), desc(productAi.videoId));
  return rows.map(toDeskProduct);
}

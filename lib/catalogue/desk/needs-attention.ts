import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import { productAi, productOverrides, thumbnails, videos } from "#db/schema/index.ts";
import type { DeskProduct } from "./desk-product.ts";
import { type DeskPage, type DeskQuery, readDeskPage } from "./list-desk-products.ts";

/** Below it a reading is shown to her before she has to find it herself. */
export const LOW_CONFIDENCE = 0.6;

export type AttentionReason = "no_price" | "unsure" | "video_gone" | "no_pictures";

const ai = productAi;
const hers = productOverrides;

const noPrice = sql`coalesce(${hers.priceMinor}, ${ai.priceMinor}) is null`;
// As values and not as `exists`, which the planner may answer by reading every seller's rows.
const videoGone = sql`(select ${videos.availability} from ${videos}
  where ${videos.videoId} = ${ai.videoId}) <> 'public'`;
const noPictures = sql`(select count(*) from ${thumbnails}
  where ${thumbnails.sellerId} = ${ai.sellerId} and ${thumbnails.videoId} = ${ai.videoId}) = 0`;

const isUnsure = (field: "title" | "price"): SQL =>
  sql`coalesce((${ai.fieldSources} #>> array[${sql.raw(`'${field}'`)}, 'confidence'])::float8,
    ${ai.confidence}) < ${sql.raw(String(LOW_CONFIDENCE))}`;
const unsure = sql`(
  (${hers.title} is null and ${isUnsure("title")})
  or (${hers.priceMinor} is null and ${ai.priceMinor} is not null and ${isUnsure("price")}))`;

/** What she has archived or deleted asks for nothing any more. */
const isInTheWay = sql`${hers.deletedAt} is null and coalesce(${hers.state}, 'live') <> 'archived'
  and (${noPrice} or ${unsure} or ${videoGone} or ${noPictures})`;

/** Products that wait for a word of hers, newest first. */
export function needsAttention(db: Queries, query: Omit<DeskQuery, "list">): Promise<DeskPage> {
  return readDeskPage(db, query, isInTheWay);
}

/** How many there are; at most `limit` are counted. */
export async function countAttention(
  db: Queries,
  { sellerId, limit }: { sellerId: string; limit: number },
): Promise<number> {
  const found = db.orm
    .select({ one: sql`1` })
    .from(ai)
    .leftJoin(hers, and(eq(hers.sellerId, ai.sellerId), eq(hers.videoId, ai.videoId)))
    .where(and(eq(ai.sellerId, sellerId), isInTheWay))
    .limit(limit);
  const { rows } = await db.orm.execute<{ count: number }>(
    sql`select count(*)::int as count from ${found} as found`,
  );
  return rows[0]?.count ?? 0;
}

/** Why a product is on that list; none for one that is not. */
export function attentionReasons(product: DeskProduct): AttentionReason[] {
  const { title, price } = product.fields;
  const low = (confidence: number | null) => confidence !== null && confidence < LOW_CONFIDENCE;
  const reasons: [AttentionReason, boolean][] = [
    ["no_price", price.value === null],
    ["unsure", low(title.confidence) || (price.value !== null && low(price.confidence))],
    ["video_gone", product.availability !== "public"],
    ["no_pictures", product.pictures === 0],
  ];
  const isClosed = product.deletedAt !== null || product.state === "archived";
  return isClosed ? [] : reasons.flatMap(([reason, holds]) => (holds ? [reason] : []));
}

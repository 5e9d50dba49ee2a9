import { sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import { scanLog } from "../events/scan-log.ts";
import { derivedId } from "../ids.ts";
import { FOLDED_TYPES, foldProduct, type ProductFold, startFold } from "./product-fold.ts";

const BATCH = 500;

/** Which video is meant by its own id or by the id of its product; undefined where the log knows neither. */
export async function findSubject(
  db: Queries,
  id: string,
): Promise<{ sellerId: string; videoId: string } | undefined> {
  const createdBy = derivedId("product.created", id);
  const { rows } = await db.orm.execute<{ seller_id: string; video_id: string }>(sql`
    select seller_id, video_id from events
    where (video_id = ${id} or event_id = ${createdBy}::uuid)
      and seller_id is not null and video_id is not null
    limit 1`);
  const [row] = rows;
  return row && { sellerId: row.seller_id, videoId: row.video_id };
}

/** What the log says of a video's product up to a moment, that moment included. */
export async function foldAt(
  db: Queries,
  { sellerId, videoId, at }: { sellerId: string; videoId: string; at: Date },
): Promise<ProductFold> {
  let fold = startFold({ sellerId, videoId });
  let afterSeq = 0;
  for (;;) {
    const { entries, end, rows } = await scanLog(db, {
      sellerId,
      videoId,
      types: FOLDED_TYPES,
      until: at,
      afterSeq,
      untilSeq: null,
      limit: BATCH,
    });
    fold = entries.reduce(foldProduct, fold);
    if (end === null || rows < BATCH) return fold;
    afterSeq = end.seq;
  }
}

import { defineSql, type Transaction } from "#db/client.ts";
import type { AnalyticsCount } from "./counts-of.ts";

/** Its one parameter is the JSON array of counts. In the key's order, so that two writers cannot lock each other out. */
const addToDaily = defineSql(
  "analytics_add",
  `insert into analytics_daily (seller_id, day, metric, video_id, count)
   select seller_id, day, metric, video_id, sum(count)
   from jsonb_to_recordset($1::jsonb) as added
     (seller_id uuid, day date, metric text, video_id text, count bigint)
   group by seller_id, day, metric, video_id
   order by seller_id, day, metric, video_id
   on conflict (seller_id, day, metric, video_id)
   do update set count = analytics_daily.count + excluded.count`,
);

/** Adds to the daily counts, in one statement however many there are. */
export async function addCounts(tx: Transaction, counts: readonly AnalyticsCount[]): Promise<void> {
  if (counts.length === 0) return;
  const rows = counts.map(({ sellerId, day, metric, videoId, count }) => ({
    seller_id: sellerId,
    day,
    metric,
    video_id: videoId,
    count,
  }));
  await tx.prepared(addToDaily).execute([JSON.stringify(rows)]);
}

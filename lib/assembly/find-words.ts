import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queries } from "#db/client.ts";
import { type AssemblyKey, videoWords, type VideoWordsPart } from "./part.ts";

const row = z.object({ subtitles: videoWords.nullable(), frame: videoWords.nullable() });

/** The words that the parts of this video hold already; null where a part has none or is not in. */
export async function findWords(
  db: Queries,
  { sellerId, videoId }: AssemblyKey,
): Promise<{ subtitles: VideoWordsPart | null; frame: VideoWordsPart | null }> {
  const { rows } = await db.orm.execute(sql`
    select caption_value -> 'words' as subtitles, thumbnail_value -> 'words' as frame
    from assemblies where seller_id = ${sellerId}::uuid and video_id = ${videoId}`);
  return rows[0] === undefined ? { subtitles: null, frame: null } : row.parse(rows[0]);
}

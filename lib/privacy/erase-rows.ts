import { eq, getTableColumns, inArray, is } from "drizzle-orm";
import { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";

const { erasures, events, videos } = schema;

/** A video takes rows of other tables with it, so that few of them are one statement's work. */
const VIDEOS_AT_ONCE = 200;

/** What stays: the log, in which nothing of hers can be read any more, and the note of the erasure. */
const KEPT: readonly PgTable[] = [events, erasures];

/** Every table whose rows belong to a seller, those of a later day as well. */
export function tablesOfSellers(): { table: PgTable; sellerId: PgColumn }[] {
  return Object.values(schema).flatMap((table) => {
    if (!is(table, PgTable) || KEPT.includes(table)) return [];
    // Of any table, not of one that is known to have it.
    const { sellerId }: Record<string, PgColumn> = getTableColumns(table);
    return is(sellerId, PgColumn) ? [{ table, sellerId }] : [];
  });
}

/** Deletes all rows of a seller but her own, which is the last to go. */
export async function eraseRows(db: Database, sellerId: string): Promise<void> {
  for (const { table, sellerId: column } of tablesOfSellers())
    if (table !== videos) await db.orm.delete(table).where(eq(column, sellerId));
  for (;;) {
    const some = db.orm
      .select({ videoId: videos.videoId })
      .from(videos)
      .where(eq(videos.sellerId, sellerId))
      .limit(VIDEOS_AT_ONCE);
    const deleted = await db.orm
      .delete(videos)
      .where(inArray(videos.videoId, some))
      .returning({ videoId: videos.videoId });
    if (deleted.length < VIDEOS_AT_ONCE) return;
  }
}

import { sql } from "drizzle-orm";
import { defineStatement, type Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { AssemblyKey } from "./part.ts";

const { assemblies } = schema;

const selectStanding = defineStatement((orm) =>
  orm
    .select({ rank: assemblies.captionRank, sourceVersion: assemblies.captionSourceVersion })
    .from(assemblies)
    .where(
      sql`${assemblies.sellerId} = ${sql.placeholder("sellerId")}
        and ${assemblies.videoId} = ${sql.placeholder("videoId")}`,
    )
    .prepare("assembly_caption_standing"),
);

/** True when this caption, or a newer one, has been read at the highest rank: reading it again changes nothing. */
export async function isCaptionSettled(
  db: Queries,
  { sourceVersion, ...key }: AssemblyKey & { sourceVersion: number },
): Promise<boolean> {
  const [row] = await db.prepared(selectStanding).execute({ ...key });
  if (row === undefined) return false;
  return (
    row.sourceVersion > sourceVersion || (row.sourceVersion === sourceVersion && row.rank === 2)
  );
}

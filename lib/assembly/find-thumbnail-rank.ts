import { sql } from "drizzle-orm";
import { defineStatement, type Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { AssemblyKey } from "./part.ts";

const { assemblies } = schema;

const selectRank = defineStatement((orm) =>
  orm
    .select({ rank: assemblies.thumbnailRank })
    .from(assemblies)
    .where(
      sql`${assemblies.sellerId} = ${sql.placeholder("sellerId")}
        and ${assemblies.videoId} = ${sql.placeholder("videoId")}`,
    )
    .prepare("assembly_thumbnail_rank"),
);

/** 0 while nobody has made pictures; decoding again what is there at rank 2 would be money for nothing. */
export async function findThumbnailRank(db: Queries, key: AssemblyKey): Promise<number> {
  const [row] = await db.prepared(selectRank).execute({ ...key });
  return row?.rank ?? 0;
}

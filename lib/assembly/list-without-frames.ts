import { and, inArray, lt } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import { assemblies } from "#db/schema/index.ts";
import type { AssemblyKey } from "./part.ts";

/** Those of these videos that a worker has begun and whose pictures are missing or only a stopgap. */
export async function listWithoutFrames(
  db: Queries,
  keys: readonly AssemblyKey[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const sellerIds = new Set(keys.map((key) => key.sellerId));
  const rows = await db.orm
    .select({ videoId: assemblies.videoId })
    .from(assemblies)
    .where(
      and(
        inArray(assemblies.sellerId, [...sellerIds]),
        inArray(
          assemblies.videoId,
          keys.map((key) => key.videoId),
        ),
        lt(assemblies.thumbnailRank, 2),
      ),
    );
  return new Set(rows.map((row) => row.videoId));
}

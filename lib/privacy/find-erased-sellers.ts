import { isNotNull } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";

const { erasures } = schema;

/** Sellers of whom nothing may be built anew, whatever the log still says about their ids. */
export async function findErasedSellers(db: Queries): Promise<Set<string>> {
  const rows = await db.orm
    .select({ sellerId: erasures.sellerId })
    .from(erasures)
    .where(isNotNull(erasures.erasedAt));
  return new Set(rows.map(({ sellerId }) => sellerId));
}

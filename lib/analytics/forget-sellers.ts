import { inArray } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";

const { analyticsDaily } = schema;

/** Drops the counts of erased sellers. */
export async function forgetSellers(tx: Transaction, sellerIds: readonly string[]): Promise<void> {
  if (sellerIds.length === 0) return;
  await tx.orm.delete(analyticsDaily).where(inArray(analyticsDaily.sellerId, [...sellerIds]));
}

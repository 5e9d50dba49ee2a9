import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";

const { productSearch } = schema;

/** Takes a seller's products out of the search index; true if there were any. */
export async function forgetSeller(tx: Transaction, sellerId: string): Promise<boolean> {
  const forgotten = await tx.orm
    .delete(productSearch)
    .where(eq(productSearch.sellerId, sellerId))
    .returning({ videoId: productSearch.videoId });
  return forgotten.length > 0;
}

import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";

const { sellerCursors, sellers } = schema;

/** Makes a seller's profile due now; the next start of an ingestion takes it. Without effect while a read runs. */
export async function askForRead(db: Database, handle: string): Promise<void> {
  const seller = db.orm.select({ id: sellers.id }).from(sellers).where(eq(sellers.handle, handle));
  await db.orm
    .update(sellerCursors)
    .set({ nextPollAt: sql`now()` })
    .where(
      and(
        eq(sellerCursors.sellerId, seller),
        gt(sellerCursors.nextPollAt, sql`now()`),
        or(isNull(sellerCursors.claimedUntil), lt(sellerCursors.claimedUntil, sql`now()`)),
      ),
    );
}

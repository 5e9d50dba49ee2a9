import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import { sellerCursors, sellers } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";

/**
 * Makes a seller's whole profile due now; the next start of an ingestion takes it. Without effect
 * while a read of it is under way.
 */
export async function askForRead(
  db: Queries,
  { handle, clock }: { handle: string; clock: Clock },
): Promise<void> {
  const now = clock();
  const seller = db.orm.select({ id: sellers.id }).from(sellers).where(eq(sellers.handle, handle));
  await db.orm
    .update(sellerCursors)
    .set({ nextPollAt: now, nextDeepReadAt: now })
    .where(
      and(
        eq(sellerCursors.sellerId, seller),
        or(isNull(sellerCursors.claimedUntil), lt(sellerCursors.claimedUntil, now)),
      ),
    );
}

import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { sellers, shops, users } from "#db/schema/index.ts";
import { tellUpdated } from "../accounts/account-events.ts";
import type { Clock } from "../clock.ts";

type Vouching = { handle: string; vouchedBy: string; clock: Clock };

/** Takes a handle for proved on an operator's word, as where the seller was met. Unchanged if it is. */
export async function vouchForShop(
  tx: Transaction,
  { handle, vouchedBy, clock }: Vouching,
): Promise<void> {
  const seller = tx.orm.select({ id: sellers.id }).from(sellers).where(eq(sellers.handle, handle));
  const vouched = await tx.orm
    .update(shops)
    .set({ verifiedAt: clock() })
    .where(and(eq(shops.sellerId, seller), isNull(shops.verifiedAt)))
    .returning({ sellerId: shops.sellerId });
  for (const { sellerId } of vouched) {
    const owners = await tx.orm
      .select({ userId: users.id })
      .from(users)
      .where(eq(users.sellerId, sellerId));
    for (const { userId } of owners)
      await tellUpdated(tx, {
        subject: { userId, sellerId },
        clock,
        changes: { handleVerified: { oldValue: false, newValue: true } },
        updatedBy: vouchedBy,
      });
  }
}

import { and, eq, lte } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { sellers, shops, users } from "#db/schema/index.ts";
import { tellUpdated } from "../accounts/account-events.ts";
import type { Clock } from "../clock.ts";
import { AppError } from "../errors.ts";

export type Subscription = "trial" | "active" | "expired";

/** For so long the pages of an expired shop can still be read. */
export const READABLE_DAYS = 7;

const DAY_MS = 86_400_000;

type Change = {
  sellerId: string;
  status: Subscription;
  /** When a trial ends; needed for `trial`, ignored for the rest. */
  trialEndsAt?: Date;
  /** Who changes it: an operator's id, `payment`, `trial-end`. */
  changedBy: string;
  clock: Clock;
};

/** The one way that a shop's subscription changes. What is so already is no change and no event. */
export async function setSubscription(
  tx: Transaction,
  { sellerId, status, trialEndsAt, changedBy, clock }: Change,
): Promise<"changed" | "unchanged"> {
  const [before] = await tx.orm
    .select({ status: shops.subscriptionStatus })
    .from(shops)
    .where(eq(shops.sellerId, sellerId))
    .for("update");
  if (before === undefined) throw new AppError("NOT_FOUND", "There is no shop of this seller.");
  if (status === "trial" && trialEndsAt === undefined)
    throw new AppError("INVALID", "A trial needs an end.");
  const now = clock();
  if (before.status === status && status !== "trial") return "unchanged";
  await tx.orm
    .update(shops)
    .set({
      subscriptionStatus: status,
      expiredAt: status === "expired" ? now : null,
      ...(status === "trial" ? { trialEndsAt } : {}),
    })
    .where(eq(shops.sellerId, sellerId));
  await tellOwner(tx, { sellerId, from: before.status, to: status, changedBy, clock });
  return "changed";
}

type Told = { sellerId: string; from: Subscription; to: Subscription } & Pick<
  Change,
  "changedBy" | "clock"
>;

async function tellOwner(
  tx: Transaction,
  { sellerId, from, to, changedBy, clock }: Told,
): Promise<void> {
  const owners = await tx.orm
    .select({ userId: users.id })
    .from(users)
    .where(eq(users.sellerId, sellerId));
  for (const { userId } of owners)
    await tellUpdated(tx, {
      subject: { userId, sellerId },
      clock,
      changes: { subscriptionStatus: { oldValue: from, newValue: to } },
      updatedBy: changedBy,
    });
}

type ShopName = { sellerId: string; handle: string };

/** Ends the trials whose time is over. Returns whose shops these are. */
export async function expireTrials(
  { db, clock }: { db: Database; clock: Clock },
  { limit }: { limit: number },
): Promise<ShopName[]> {
  const due = await db.orm
    .select({ sellerId: shops.sellerId, handle: sellers.handle })
    .from(shops)
    .innerJoin(sellers, eq(sellers.id, shops.sellerId))
    .where(and(eq(shops.subscriptionStatus, "trial"), lte(shops.trialEndsAt, clock())))
    .limit(limit);
  const expired: ShopName[] = [];
  for (const shop of due) {
    const ended = await db.transaction((tx) => endTrial(tx, { ...shop, clock }));
    if (ended) expired.push(shop);
  }
  return expired;
}

async function endTrial(
  tx: Transaction,
  { sellerId, clock }: ShopName & { clock: Clock },
): Promise<boolean> {
  const [shop] = await tx.orm
    .select({ status: shops.subscriptionStatus, endsAt: shops.trialEndsAt })
    .from(shops)
    .where(eq(shops.sellerId, sellerId))
    .for("update");
  // It may have been paid for, or prolonged, since it was found.
  if (shop?.status !== "trial" || shop.endsAt === null || shop.endsAt > clock()) return false;
  await setSubscription(tx, { sellerId, status: "expired", changedBy: "trial-end", clock });
  return true;
}

/** Whether an expired shop's pages are closed by now. */
export function isClosed(expiredAt: Date | null, now: Date): boolean {
  return expiredAt !== null && now.getTime() - expiredAt.getTime() > READABLE_DAYS * DAY_MS;
}

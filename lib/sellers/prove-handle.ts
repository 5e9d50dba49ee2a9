import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { handleClaims, sellers, shops, users } from "#db/schema/index.ts";
import { tellUpdated } from "../accounts/account-events.ts";
import type { Clock } from "../clock.ts";
import { holdsCode } from "./claim-code.ts";

/** A handle that was just proved, and whose shop it is now. */
export type Proof = { sellerId: string; userId: string };

type Claim = typeof handleClaims.$inferSelect;
type Read = { handle: string; bio: string; clock: Clock };

/**
 * Settles the claims on a handle by what its bio says. The one whose code stands there has the shop
 * from here on, though somebody else may have opened it; a shop that was proved before stays where
 * it is. Null when nothing has changed.
 */
export async function proveFromBio(
  tx: Transaction,
  { handle, bio, clock }: Read,
): Promise<Proof | null> {
  if (bio === "") return null;
  const open = await tx.orm
    .select()
    .from(handleClaims)
    .where(and(eq(handleClaims.handle, handle), eq(handleClaims.state, "open")));
  const [claim, ...others] = open.filter(({ code }) => holdsCode(bio, code));
  if (claim === undefined || others.length > 0) return null;
  const [shop] = await tx.orm
    .select({ sellerId: sellers.id, verifiedAt: shops.verifiedAt })
    .from(sellers)
    .innerJoin(shops, eq(shops.sellerId, sellers.id))
    .where(and(eq(sellers.handle, handle), ne(sellers.status, "erased")))
    .for("update", { of: sellers });
  if (shop === undefined || shop.verifiedAt !== null) return null;
  const { sellerId } = shop;
  if (!(await takeShop(tx, { claim, sellerId, clock }))) return null;
  await settleClaims(tx, { claim, sellerId, clock });
  await tx.orm.update(shops).set({ verifiedAt: clock() }).where(eq(shops.sellerId, sellerId));
  await tellUpdated(tx, {
    subject: { userId: claim.userId, sellerId },
    clock,
    changes: { handleVerified: { oldValue: false, newValue: true } },
    updatedBy: "handle-proof",
  });
  return { sellerId, userId: claim.userId };
}

type Taking = { claim: Claim; sellerId: string; clock: Clock };

/** Gives her the shop; false where she has another one already. */
async function takeShop(tx: Transaction, { claim, sellerId, clock }: Taking): Promise<boolean> {
  const [prover] = await tx.orm
    .select({ id: users.id, sellerId: users.sellerId, phone: users.phoneNumber })
    .from(users)
    .where(eq(users.id, claim.userId))
    .for("update");
  if (prover === undefined) return false;
  if (prover.sellerId === sellerId) return true;
  if (prover.sellerId !== null) return false;
  const now = clock();
  const told = { clock, updatedBy: "handle-proof" };
  const before = await tx.orm
    .update(users)
    .set({ sellerId: null, updatedAt: now })
    .where(eq(users.sellerId, sellerId))
    .returning({ userId: users.id });
  for (const { userId } of before)
    await tellUpdated(tx, {
      ...told,
      subject: { userId, sellerId: null },
      changes: { sellerId: { oldValue: sellerId, newValue: null } },
    });
  await tx.orm.update(users).set({ sellerId, updatedAt: now }).where(eq(users.id, prover.id));
  await tx.orm
    .update(sellers)
    .set({ phone: prover.phone, updatedAt: now })
    .where(eq(sellers.id, sellerId));
  await tellUpdated(tx, {
    ...told,
    subject: { userId: prover.id, sellerId },
    changes: { sellerId: { oldValue: null, newValue: sellerId } },
  });
  return true;
}

async function settleClaims(tx: Transaction, { claim, sellerId, clock }: Taking): Promise<void> {
  const settledAt = clock();
  await tx.orm
    .update(handleClaims)
    .set({ state: "lost", sellerId: null, settledAt })
    .where(and(eq(handleClaims.handle, claim.handle), ne(handleClaims.id, claim.id)));
  await tx.orm
    .update(handleClaims)
    .set({ state: "proved", sellerId, settledAt })
    .where(eq(handleClaims.id, claim.id));
}

import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import { AppError } from "../errors.ts";
import type { Locale } from "../notifications/messenger.ts";
import { tellDeleted, tellUpdated } from "./account-events.ts";
import type { Role } from "./session.ts";

type Changes = Partial<{ role: Role; locale: Locale; sellerId: string | null; name: string }>;

type AccountChange = {
  userId: string;
  changes: Changes;
  /** A user's id, or who else did it, such as `operator`. */
  updatedBy: string;
  clock: Clock;
};

/** Changes an account; what is so already is no change, and none at all is no event. */
export async function changeAccount(
  tx: Transaction,
  { userId, changes, updatedBy, clock }: AccountChange,
): Promise<"changed" | "unchanged"> {
  const [before] = await tx.orm.select().from(users).where(eq(users.id, userId)).for("update");
  if (before === undefined) throw new AppError("NOT_FOUND", "There is no account with this id.");
  const told = Object.entries(changes).flatMap(([field, newValue]) => {
    // The fields of a change are columns of the row.
    const oldValue = before[field as keyof Changes];
    return newValue === undefined || newValue === oldValue
      ? []
      : [[field, { oldValue, newValue }] as const];
  });
  if (told.length === 0) return "unchanged";
  const [after] = await tx.orm
    .update(users)
    .set({ ...changes, updatedAt: clock() })
    .where(eq(users.id, userId))
    .returning({ sellerId: users.sellerId });
  await tellUpdated(tx, {
    subject: { userId, sellerId: after?.sellerId ?? null },
    clock,
    changes: Object.fromEntries(told),
    updatedBy,
  });
  return "changed";
}

type Link = { userId: string; sellerId: string; clock: Clock };

/**
 * Makes a shop hers: from here on her sessions are the shop's. Throws CONFLICT if she has another one,
 * or if another account has this one.
 */
export async function linkSeller(
  tx: Transaction,
  { userId, sellerId, clock }: Link,
): Promise<"changed" | "unchanged"> {
  const [user] = await tx.orm
    .select({ sellerId: users.sellerId })
    .from(users)
    .where(eq(users.id, userId))
    .for("update");
  if (user !== undefined && user.sellerId !== null && user.sellerId !== sellerId)
    throw new AppError("CONFLICT", "This account has a shop already.");
  const others = await tx.orm
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.sellerId, sellerId), ne(users.id, userId)));
  if (others.length > 0) throw new AppError("CONFLICT", "This shop has an account already.");
  return changeAccount(tx, { userId, changes: { sellerId }, updatedBy: userId, clock });
}

type Erasure = { sellerId: string; deletedBy: string; clock: Clock };

/** Deletes whoever could sign in as a seller who is being erased. */
export async function deleteAccountsOf(
  tx: Transaction,
  { sellerId, ...told }: Erasure,
): Promise<void> {
  const found = await tx.orm
    .select({ userId: users.id })
    .from(users)
    .where(eq(users.sellerId, sellerId));
  for (const { userId } of found) await deleteAccount(tx, { userId, reason: "erased", ...told });
}

type Deletion = { userId: string; deletedBy: string; reason?: string; clock: Clock };

/** Deletes an account with its sessions, tokens and password; false if there was none. */
export async function deleteAccount(
  tx: Transaction,
  { userId, clock, ...told }: Deletion,
): Promise<boolean> {
  const [gone] = await tx.orm
    .delete(users)
    .where(eq(users.id, userId))
    .returning({ sellerId: users.sellerId });
  if (gone === undefined) return false;
  const subject = { userId, sellerId: gone.sellerId };
  await tellDeleted(tx, { subject, clock, ...told });
  return true;
}

import { and, desc, eq, isNotNull, ne, sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import { handleClaims, sellers, shops } from "#db/schema/index.ts";

export type HandleClaim = typeof handleClaims.$inferSelect;

type Claiming = {
  id: string;
  handle: string;
  userId: string;
  sellerId: string | null;
  code: string;
  now: Date;
};

/** Notes her word that a handle is hers; who has said so before keeps her code. */
export async function claimHandle(db: Queries, claiming: Claiming): Promise<HandleClaim> {
  const { id, handle, userId, sellerId, code, now } = claiming;
  const [claim] = await db.orm
    .insert(handleClaims)
    .values({ id, handle, userId, sellerId, code, createdAt: now })
    .onConflictDoUpdate({
      target: [handleClaims.handle, handleClaims.userId],
      set: {
        sellerId,
        state: sql`case when ${handleClaims.state} = 'proved' then 'proved' else 'open' end`,
      },
    })
    .returning();
  if (claim === undefined) throw new Error("an inserted claim came back without its row");
  return claim;
}

/** Her newest claim: open, proved, or lost to who has proved it. */
export async function findClaim(db: Queries, userId: string): Promise<HandleClaim | undefined> {
  const [claim] = await db.orm
    .select()
    .from(handleClaims)
    .where(eq(handleClaims.userId, userId))
    .orderBy(desc(handleClaims.createdAt))
    .limit(1);
  return claim;
}

/** Takes an open claim back. */
export async function dropClaim(
  db: Queries,
  { userId, handle }: { userId: string; handle: string },
): Promise<void> {
  await db.orm
    .delete(handleClaims)
    .where(and(eq(handleClaims.userId, userId), eq(handleClaims.handle, handle)));
}

/** How many others claim the same handle. */
export function countRivals(
  db: Queries,
  { handle, userId }: { handle: string; userId: string },
): Promise<number> {
  return db.orm.$count(
    handleClaims,
    and(
      eq(handleClaims.handle, handle),
      eq(handleClaims.state, "open"),
      ne(handleClaims.userId, userId),
    ),
  );
}

/** Whether the shop of a handle was proved by who has it. */
export async function isProved(db: Queries, handle: string): Promise<boolean> {
  const [shop] = await db.orm
    .select({ id: sellers.id })
    .from(sellers)
    .innerJoin(shops, eq(shops.sellerId, sellers.id))
    .where(and(eq(sellers.handle, handle), isNotNull(shops.verifiedAt)));
  return shop !== undefined;
}

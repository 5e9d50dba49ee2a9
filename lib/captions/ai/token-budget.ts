import { sql } from "drizzle-orm";
import type { Queries, Transaction } from "#db/client.ts";
import type { AiLimits } from "./caption-model.ts";

/** Tokens set aside for one call, on the day that they count for. */
export type Reservation = { sellerId: string; day: string; tokens: number };

const GLOBAL_SCOPE = "ai:all";
const sellerScope = (sellerId: string) => `ai:seller:${sellerId}`;

/**
 * Sets the worst case of a call aside, for the seller and for all; null when either has not so much
 * left, and then the caller's transaction must be rolled back. What is never settled stays spent:
 * the call of a process that died may have been billed.
 */
export async function reserveTokens(
  tx: Transaction,
  want: { sellerId: string; tokens: number; limits: AiLimits },
): Promise<Reservation | null> {
  const { sellerId, tokens, limits } = want;
  // Everyone takes the seller's row before the common one, and that one last: it is the hottest.
  const scopes = [
    { scope: sellerScope(sellerId), cap: limits.sellerDailyTokens },
    { scope: GLOBAL_SCOPE, cap: limits.globalDailyTokens },
  ];
  let day: string | undefined;
  for (const { scope, cap } of scopes) {
    const { rows } = await tx.orm.execute<{ day: string }>(sql`
      insert into budgets as b (scope, day, cap, spent)
      select ${scope}::text, (now() at time zone 'utc')::date, ${cap}::int, ${tokens}::int
      where ${tokens}::int <= ${cap}::int
      on conflict (scope, day) do update set spent = b.spent + excluded.spent, cap = excluded.cap
        where b.spent + excluded.spent <= excluded.cap
      returning day::text`);
    day = rows[0]?.day;
    if (day === undefined) return null;
  }
  return day === undefined ? null : { sellerId, day, tokens };
}

/** Gives back what a call did not need; `cost` null keeps all of it spent. */
export async function settleTokens(
  db: Queries,
  { reservation, cost }: { reservation: Reservation; cost: number | null },
): Promise<void> {
  const { sellerId, day, tokens } = reservation;
  const change = cost === null ? 0 : cost - tokens;
  if (change === 0) return;
  for (const scope of [sellerScope(sellerId), GLOBAL_SCOPE])
    await db.orm.execute(sql`
      update budgets set spent = greatest(0, spent + ${change}::int)
      where scope = ${scope} and day = ${day}::date`);
}

import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { AssemblyKey } from "#lib/assembly/part.ts";
import type { RulesReason } from "./read-with-ai.ts";

/** Reasons that pass: the model may still be asked. The others are its last word on this caption. */
export type UpgradeReason = Extract<RulesReason, "open" | "budget" | "busy" | "error">;

export function isUpgradeReason(why: RulesReason): why is UpgradeReason {
  return why === "open" || why === "budget" || why === "busy" || why === "error";
}

/** The next day's budget, spread over its first hour. */
export const nextBudgetDay = sql`(date_trunc('day', now() at time zone 'utc') + interval '1 day'
  + random() * interval '1 hour') at time zone 'utc'`;

/**
 * Asks that a caption which the rules read be given to the model later. Belongs into the
 * transaction of the rules' part, so that no such part stays without; a second request keeps the first.
 */
export async function requestUpgrade(
  tx: Transaction,
  { sellerId, videoId, reason }: AssemblyKey & { reason: UpgradeReason },
): Promise<void> {
  const dueAt = reason === "budget" ? nextBudgetDay : sql`now() + interval '1 minute'`;
  await tx.orm.execute(sql`
    insert into ai_upgrades (seller_id, video_id, reason, due_at)
    values (${sellerId}::uuid, ${videoId}, ${reason}::ai_upgrade_reason, ${dueAt})
    on conflict (seller_id, video_id) do nothing`);
}

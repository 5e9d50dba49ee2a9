import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { RunTarget } from "#db/schema/index.ts";
import type { IngestionSettings } from "./ingestion-ports.ts";

const BUDGET_SCOPE = "scraper";

export type Claim =
  { kind: "claimed"; targets: RunTarget[] } | { kind: "nothing_due" } | { kind: "budget_gone" };

type ClaimRow = {
  due: number;
  seller_id: string | null;
  handle: string | null;
  fence: string | null;
  high_water_ms: number | null;
  is_deep: boolean | null;
};

/** With a seller's id, nobody else is taken. */
type Claiming = { now: Date; settings: IngestionSettings; sellerId?: string | null };

/**
 * Takes due sellers and one scraper run from the day's budget in one statement: neither without the
 * other. Sellers that another caller is taking at this moment are passed over.
 */
export async function claimSellers(tx: Transaction, claim: Claiming): Promise<Claim> {
  const { settings } = claim;
  const { rows } = await tx.orm.execute<ClaimRow>(claimStatement(claim));
  const [first] = rows;
  if (first === undefined || first.due === 0) return { kind: "nothing_due" };
  const targets = rows.flatMap((row) => toTarget(row, settings));
  return targets.length === 0 ? { kind: "budget_gone" } : { kind: "claimed", targets };
}

/**
 * Reads with and without an oldest date differ in what they cost, so one run holds only one kind.
 * A profile that came back suspiciously empty is read without a date the next time, and every
 * profile is from time to time.
 */
function claimStatement({ now, settings, sellerId = null }: Claiming) {
  const claimedUntil = new Date(
    now.getTime() + settings.runDeadlineMs + settings.claimMarginMs,
  ).toISOString();
  const at = now.toISOString();
  return sql`
    with ready as materialized (
      select c.seller_id, s.handle, c.high_water_at,
        c.high_water_at is null or c.last_outcome is not distinct from 'blocked'
          or coalesce(c.next_deep_read_at <= ${at}::timestamptz, false) as is_deep,
        c.next_poll_at
      from seller_cursors c join sellers s on s.id = c.seller_id
      where c.next_poll_at <= ${at}::timestamptz and s.status = 'active'
        and (c.claimed_until is null or c.claimed_until < ${at}::timestamptz)
        and (${sellerId}::uuid is null or c.seller_id = ${sellerId}::uuid)
      order by c.next_poll_at, c.seller_id
      limit ${settings.sellersPerRun * 2}
      for update of c skip locked
    ), due as (
      select * from ready
      where is_deep = (select is_deep from ready order by next_poll_at, seller_id limit 1)
      order by next_poll_at, seller_id
      limit ${settings.sellersPerRun}
    ), reserved as (
      insert into budgets as b (scope, day, cap, spent)
      select ${BUDGET_SCOPE}, ${at.slice(0, 10)}::date, ${settings.dailyRuns}::int, 1
      where exists (select 1 from due) and ${settings.dailyRuns}::int > 0
      on conflict (scope, day) do update set spent = b.spent + 1, cap = excluded.cap
        where b.spent < excluded.cap
      returning 1
    ), claimed as (
      update seller_cursors c
      set claimed_until = ${claimedUntil}::timestamptz, fence = c.fence + 1
      from due where c.seller_id = due.seller_id and exists (select 1 from reserved)
      returning c.seller_id, due.handle, c.fence, due.is_deep,
        extract(epoch from due.high_water_at)::float8 * 1000 as high_water_ms, due.next_poll_at
    )
    select (select count(*) from due)::int as due, claimed.seller_id, claimed.handle,
      claimed.fence::text as fence, claimed.high_water_ms, claimed.is_deep
    from (values (1)) as always(one) left join claimed on true
    order by claimed.next_poll_at, claimed.seller_id`;
}

function toTarget(row: ClaimRow, settings: IngestionSettings): RunTarget[] {
  if (row.seller_id === null || row.handle === null) return [];
  const since =
    row.high_water_ms === null || row.is_deep === true
      ? null
      : new Date(row.high_water_ms - settings.overlapMs).toISOString();
  return [
    {
      sellerId: row.seller_id,
      handle: row.handle,
      fence: Number(row.fence),
      since,
      read: { videos: 0, newestAt: null, oldestAt: null, problem: null, unreadable: 0 },
    },
  ];
}

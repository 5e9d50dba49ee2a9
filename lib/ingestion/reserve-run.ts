import { sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";

/** Takes one scraper run from the day's budget, which profile reads share; false if none is left. */
export async function reserveRun(
  db: Queries,
  { now, dailyRuns }: { now: Date; dailyRuns: number },
): Promise<boolean> {
  const { rows } = await db.orm.execute(sql`
    insert into budgets as b (scope, day, cap, spent)
    select 'scraper', ${now.toISOString().slice(0, 10)}::date, ${dailyRuns}::int, 1
    where ${dailyRuns}::int > 0
    on conflict (scope, day) do update set spent = b.spent + 1, cap = excluded.cap
      where b.spent < excluded.cap
    returning 1 as one`);
  return rows.length > 0;
}

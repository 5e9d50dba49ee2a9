import * as z from "zod";
import { type Database, defineStatement } from "#db/client.ts";
import type { Clock } from "../clock.ts";
import { FOLDED_TYPES } from "../projection/product-fold.ts";
import { CATALOGUE, EVENT_TYPES, type EventType } from "./catalogue/catalogue.ts";
import { LOG_CONSUMERS, logRouteOf, RETENTION_DAYS } from "./routing.ts";

const PAGE_SIZE = 500;
const DAY_MS = 86_400_000;

/**
 * One page of a type, oldest first, and of it what is past its time. What the queue has not taken, what a
 * consumer of the log has not come to and what failed and may be run again all stay, however old.
 */
const FORGET_PAGE = `
  with page as (
    select event_id, seq, occurred_at < $3::timestamptz as expired, published_at, xid
    from events where event_type = $1 and seq > $2 order by seq limit ${PAGE_SIZE}
  ), forgotten as (
    delete from events using page
    where events.event_id = page.event_id and page.expired and page.published_at is not null
      and not exists (select from unnest($4::text[]) as reader
        where not exists (select from log_cursors where log_cursors.consumer = reader
          and (page.xid, page.seq) <= (log_cursors.xid, log_cursors.seq)))
      and not exists (select from dead_letters
        where dead_letters.event_id = page.event_id and dead_letters.resolved_at is null)
    returning 1
  )
  select count(*) as read, max(seq) as last, count(*) filter (where expired) as expired,
    (select count(*) from forgotten) as forgotten
  from page`;

const forgetPage = defineStatement((orm) => ({
  async execute(values: unknown[]): Promise<unknown[]> {
    const { rows } = await orm.$client.query({ name: "log_forget", text: FORGET_PAGE, values });
    return rows;
  },
}));

const pageReport = z.tuple([
  z.object({
    read: z.coerce.number(),
    last: z.coerce.number(),
    expired: z.coerce.number(),
    forgotten: z.coerce.number(),
  }),
]);

/**
 * Takes events out of the log whose topic is not kept for ever, page by page until the time is up; what
 * is left over is the next call's. Returns how many there were.
 */
export async function forgetExpired(
  { db, clock }: { db: Database; clock: Clock },
  { budgetMs }: { budgetMs: number },
): Promise<number> {
  const deadline = Date.now() + budgetMs;
  let forgotten = 0;
  for (const type of EVENT_TYPES) {
    const days = RETENTION_DAYS[CATALOGUE[type].topic];
    // Products and their search entries are made of these, however long ago.
    if (days === null || FOLDED_TYPES.includes(type)) continue;
    const before = new Date(clock().getTime() - days * DAY_MS).toISOString();
    const readers = LOG_CONSUMERS.filter((name) => logRouteOf(name).eventTypes.includes(type));
    for (let after = 0; Date.now() < deadline;) {
      const page = await forget(db, { type, after, before, readers });
      forgotten += page.forgotten;
      after = page.last;
      // The log's order is nearly that of time: behind a page without an expired event lies none.
      if (page.read < PAGE_SIZE || page.expired === 0) break;
    }
  }
  return forgotten;
}

async function forget(
  db: Database,
  page: { type: EventType; after: number; before: string; readers: readonly string[] },
): Promise<z.infer<typeof pageReport>[0]> {
  const values = [page.type, page.after, page.before, [...page.readers]];
  const [report] = pageReport.parse(await db.prepared(forgetPage).execute(values));
  return report;
}

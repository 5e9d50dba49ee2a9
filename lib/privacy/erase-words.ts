import { and, eq, gt, isNotNull, isNull, lte, max, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { redact } from "./personal-data.ts";

const { deadLetters, deliveryFailures, events, ingestionRuns, replays, sellers } = schema;

const ERASED = "(erased)";
const LOG_NUMBERS_AT_ONCE = 10_000;
const RUNS_AT_ONCE = 500;

/** Blanks what was said of a seller in rows that are not hers alone, or that stay as a record. */
export async function eraseWords(db: Database, sellerId: string): Promise<void> {
  const ofHers = sql`(select from ${events} where ${events.sellerId} = ${sellerId}::uuid`;
  await db.orm
    .update(deadLetters)
    .set({
      error: ERASED,
      firstError: sql`case when ${deadLetters.firstError} is not null then ${ERASED} end`,
      setAsideAt: sql`coalesce(${deadLetters.setAsideAt}, now())`,
      setAsideReason: "the seller was erased",
    })
    .where(sql`exists ${ofHers} and ${events.eventId} = ${deadLetters.eventId})`);
  await db.orm
    .delete(deliveryFailures)
    .where(sql`exists ${ofHers} and ${events.eventId} = ${deliveryFailures.eventId})`);
  const [seller] = await db.orm
    .select({ handle: sellers.handle })
    .from(sellers)
    .where(eq(sellers.id, sellerId));
  if (seller !== undefined) await eraseHandle(db, { sellerId, handle: seller.handle });
  await redactLog(db, sellerId);
}

/** A run of the scraper is about many sellers; only her name goes out of it. */
async function eraseHandle(
  db: Database,
  { sellerId, handle }: { sellerId: string; handle: string },
): Promise<void> {
  await db.orm
    .update(ingestionRuns)
    .set({
      targets: sql`(select jsonb_agg(case when target->>'sellerId' = ${sellerId}
        then jsonb_set(target, '{handle}', to_jsonb(${ERASED}::text)) else target end order by place)
        from jsonb_array_elements(${ingestionRuns.targets}) with ordinality as t (target, place))`,
    })
    .where(sql`${ingestionRuns.targets} @> ${JSON.stringify([{ sellerId }])}::jsonb`);
  await eraseHandleFromLog(db, handle);
  await db.orm
    .delete(replays)
    .where(
      sql`${replays.filter}->>'sellerId' = ${sellerId} or strpos(${replays.request}, ${JSON.stringify(handle)}) > 0`,
    );
}

/** The events of runs are under the keys of their days, which hers does not destroy. */
async function eraseHandleFromLog(db: Database, handle: string): Promise<void> {
  for (let from = 0; ;) {
    const rows = await db.orm
      .select()
      .from(events)
      .where(and(eq(events.eventType, "ingest.started"), gt(events.seq, from)))
      .orderBy(events.seq)
      .limit(RUNS_AT_ONCE);
    const last = rows.at(-1);
    if (last === undefined) return;
    from = last.seq;
    for (const { erased: _, ...row } of await db.personal.reveal(rows)) {
      const { handles } = row.payload;
      if (!Array.isArray(handles) || !handles.includes(handle)) continue;
      const others = handles.filter((other) => other !== handle);
      const [sealed] = await db.personal.protect([
        { ...row, payload: { ...row.payload, handles: others } },
      ]);
      if (sealed !== undefined)
        await db.orm
          .update(events)
          .set({ metadata: sealed.metadata, payload: sealed.payload })
          .where(eq(events.eventId, row.eventId));
    }
  }
}

/** Events from before personal fields were sealed hold them in clear. Her rows are found by going through the log. */
async function redactLog(db: Database, sellerId: string): Promise<void> {
  const [range] = await db.orm.select({ last: max(events.seq) }).from(events);
  for (let from = 0; from < (range?.last ?? 0); from += LOG_NUMBERS_AT_ONCE) {
    const here = and(
      gt(events.seq, from),
      lte(events.seq, from + LOG_NUMBERS_AT_ONCE),
      eq(events.sellerId, sellerId),
    );
    const rows = await db.orm.select().from(events).where(here);
    for (const row of rows) {
      const redacted = redact(row);
      if (redacted !== undefined)
        await db.orm.update(events).set(redacted).where(eq(events.eventId, row.eventId));
    }
    await db.orm
      .update(events)
      .set({ lastError: null })
      .where(and(here, isNotNull(events.lastError), isNull(events.publishedAt)));
  }
}

import * as z from "zod";
import { defineStatement, type Queries } from "#db/client.ts";
import type { EventType } from "./catalogue/catalogue.ts";
import type { StoredEvent } from "./stored-event.ts";

/**
 * A place in the log: behind everything up to this transaction and this number in it. Numbers alone
 * would not do, as a transaction that took a lower one can commit after a higher one was read.
 */
export type LogPosition = { xid: string; seq: number };

export const LOG_START: LogPosition = { xid: "0", seq: 0 };

export type LogRow = { position: LogPosition; stored: StoredEvent };

/** `end` is where to read on; past everything that no longer can commit late if no row was left. */
export type LogBatch = { rows: LogRow[]; end: LogPosition };

/** One statement has one snapshot, so the mark that limits the rows is the mark that is returned. */
const READ_LOG = `
  select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, entry.*
  from (select) as always left join lateral (
    select xid::text, seq, event_id, event_type, event_version, seller_id, video_id, metadata, payload
    from events
    where (xid, seq) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
      and event_type = any($3::text[])
    order by events.xid, seq
    limit $4
  ) as entry on true`;

const readLog = defineStatement((orm) => ({
  async execute(values: unknown[]): Promise<unknown[]> {
    const { rows } = await orm.$client.query({ name: "log_read", text: READ_LOG, values });
    return rows;
  },
}));

const logRow = z.object({
  xid: z.string(),
  seq: z.coerce.number(),
  event_id: z.string(),
  event_type: z.string(),
  event_version: z.string(),
  seller_id: z.string().nullable(),
  video_id: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  payload: z.record(z.string(), z.unknown()),
});

const emptyAnswer = z.tuple([z.object({ horizon: z.string(), seq: z.null() })]);
const fullAnswer = z.array(logRow.extend({ horizon: z.string() })).min(1);
const answer = z.union([emptyAnswer, fullAnswer]);

/**
 * The next events of these types in the order of the log, of finished transactions alone: no row can
 * appear before the end of a batch any more. A transaction that is still writing holds back all after it.
 */
export async function readBehindWatermark(
  db: Queries,
  {
    after,
    eventTypes,
    limit,
  }: { after: LogPosition; eventTypes: readonly EventType[]; limit: number },
): Promise<LogBatch> {
  const values = [after.xid, after.seq, [...eventTypes], limit];
  const found = answer.parse(await db.prepared(readLog).execute(values));
  const { horizon } = found[0] ?? { horizon: after.xid };
  const rows = found.flatMap((row) => (row.seq === null ? [] : [toLogRow(row)]));
  const last = rows.at(-1);
  const isFull = rows.length === limit && last !== undefined;
  return { rows, end: isFull ? last.position : { xid: horizon, seq: 0 } };
}

function toLogRow(row: z.infer<typeof logRow>): LogRow {
  return {
    position: { xid: row.xid, seq: row.seq },
    stored: {
      eventId: row.event_id,
      eventType: row.event_type,
      eventVersion: row.event_version,
      sellerId: row.seller_id,
      videoId: row.video_id,
      metadata: row.metadata,
      payload: row.payload,
    },
  };
}

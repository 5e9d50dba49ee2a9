import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import { definitionOf, type EventType, isEventType } from "./catalogue/catalogue.ts";
import type { AnyEvent } from "./event.ts";
import { migrateEvent } from "./migrate-event.ts";
import type { LogPosition } from "./read-behind-watermark.ts";
import type { LogEntry } from "./stored-event.ts";
import { findErasedSellers } from "../privacy/find-erased-sellers.ts";
import { withoutSealed } from "../privacy/personal-data.ts";
import { compareVersions } from "./versions.ts";

/** Which events; what is absent does not narrow it. */
export type LogSelection = {
  types?: readonly EventType[] | undefined;
  sellerId?: string | undefined;
  videoId?: string | undefined;
  correlationId?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
};

export type ScannedEntry = LogEntry & { position: LogPosition };

/** `end` is the place of the last row, also where its personal fields are gone and it is left out. */
export type LogScan = { entries: ScannedEntry[]; end: LogPosition | null; rows: number };

type Scan = LogSelection & {
  afterSeq: number;
  /** Inclusive; see `findSettledSeq`. Null reads all that the transaction's snapshot shows. */
  untilSeq: number | null;
  limit: number;
  /** Gives events without their personal fields, and opens only those that have to be migrated. */
  leaveSealed?: boolean;
};

/**
 * The next events by their number, which is the order in which the changes of one product happened:
 * whoever comes second has waited for the first one's commit before it draws its number.
 */
export async function scanLog(db: Queries, scan: Scan): Promise<LogScan> {
  const conditions = [
    sql`seq > ${scan.afterSeq}`,
    ...(scan.untilSeq === null ? [] : [sql`seq <= ${scan.untilSeq}`]),
    ...conditionsOf(scan),
  ];
  const condition = sql`where ${sql.join(conditions, sql` and `)} order by seq limit ${scan.limit}`;
  return read(db, condition, scan.leaveSealed === true ? sealedRows : revealedRows);
}

type HandledScan = {
  consumer: string;
  types: readonly EventType[];
  after: LogPosition;
  until: LogPosition;
  limit: number;
};

/** The next events that a consumer of the log has handled, as it met them. */
export async function scanHandled(db: Queries, scan: HandledScan): Promise<LogScan> {
  const { consumer, types, after, until, limit } = scan;
  return read(
    db,
    sql`where (xid, seq) > (${after.xid}::xid8, ${after.seq}::bigint)
      and (xid, seq) <= (${until.xid}::xid8, ${until.seq}::bigint)
      and event_type in ${[...types]}
      and exists (select from inbox where consumer = ${consumer} and inbox.event_id = events.event_id)
      order by xid, seq limit ${limit}`,
    revealedRows,
  );
}

/** How many events a selection has up to a number. */
export async function countSelected(
  db: Queries,
  { untilSeq, ...selection }: LogSelection & { untilSeq: number },
): Promise<number> {
  const conditions = [sql`seq <= ${untilSeq}`, ...conditionsOf(selection)];
  const { rows } = await db.orm.execute<{ count: number }>(
    sql`select count(*)::int as count from events where ${sql.join(conditions, sql` and `)}`,
  );
  return rows[0]?.count ?? 0;
}

const POLL_MS = 20;
const SETTLE_TIMEOUT_MS = 30_000;

/**
 * The last number of the log as it is now, once no transaction can add a row below it any more.
 * Throws where one keeps on writing past the limit.
 */
export async function findSettledSeq(db: Queries): Promise<number> {
  const last = await db.orm.execute<{ last: string }>(
    sql`select last_value as last from events_seq_seq`,
  );
  const next = await db.orm.execute<{ xid: string }>(
    sql`select pg_snapshot_xmax(pg_current_snapshot())::text as xid`,
  );
  const deadline = Date.now() + SETTLE_TIMEOUT_MS;
  for (;;) {
    const { rows } = await db.orm.execute<{ settled: boolean }>(
      sql`select pg_snapshot_xmin(pg_current_snapshot()) >= ${next.rows[0]?.xid}::xid8 as settled`,
    );
    if (rows[0]?.settled === true) return Number(last.rows[0]?.last ?? 0);
    if (Date.now() > deadline)
      throw new Error("A transaction has been writing for 30 s, so the log has no end; try later.");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function conditionsOf(selection: LogSelection): SQL[] {
  const { types, sellerId, videoId, correlationId, since, until } = selection;
  const conditions: SQL[] = [];
  if (types !== undefined) conditions.push(sql`event_type in ${[...types]}`);
  if (sellerId !== undefined) conditions.push(sql`seller_id = ${sellerId}::uuid`);
  if (videoId !== undefined) conditions.push(sql`video_id = ${videoId}`);
  if (correlationId !== undefined) conditions.push(sql`correlation_id = ${correlationId}::uuid`);
  if (since !== undefined) conditions.push(sql`occurred_at >= ${since.toISOString()}::timestamptz`);
  if (until !== undefined) conditions.push(sql`occurred_at <= ${until.toISOString()}::timestamptz`);
  return conditions;
}

type Row = {
  xidText: string;
  seq: string;
  eventId: string;
  sellerId: string | null;
  videoId: string | null;
  metadata: Record<string, unknown>;
  payload: Record<string, unknown>;
};

type Opening = (db: Queries, rows: readonly Row[]) => Promise<readonly Row[]>;

/** Events whose personal fields are gone are left out. */
const revealedRows: Opening = async (db, rows) =>
  (await db.personal.reveal(rows)).filter(({ erased }) => !erased);

/** As above, but told by the list of the erased, without a look at any key. */
const sealedRows: Opening = async (db, rows) => {
  const older = rows.filter(isOlder);
  const [revealed, erased] = await Promise.all([
    older.length === 0 ? [] : revealedRows(db, older),
    findErasedSellers(db),
  ]);
  const opened = new Map(revealed.map((row) => [row.eventId, row]));
  const replaced = new Set(older);
  return rows.flatMap((row) => {
    if (replaced.has(row)) return opened.get(row.eventId) ?? [];
    if (row.sellerId !== null && erased.has(row.sellerId)) return [];
    const { metadata, payload } = row;
    return [{ ...row, metadata: withoutSealed(metadata), payload: withoutSealed(payload) }];
  });
};

async function read(db: Queries, condition: SQL, open: Opening): Promise<LogScan> {
  const { rows } = await db.orm.execute<Row>(sql`
    select xid::text as "xidText", seq, event_id as "eventId", seller_id as "sellerId",
      video_id as "videoId", metadata, payload
    from events ${condition}`);
  const opened = await open(db, rows);
  const last = rows.at(-1);
  return {
    entries: opened.map(toEntry),
    end: last === undefined ? null : positionOf(last),
    rows: rows.length,
  };
}

const positionOf = ({ xidText, seq }: Row): LogPosition => ({ xid: xidText, seq: Number(seq) });

/** Runs for every event of a rebuild, where parsing by a schema would be a good part of the whole. */
function versionsOf({ metadata, eventId }: Row): { eventVersion: string; current: string } {
  const { eventType, eventVersion } = metadata;
  if (typeof eventType !== "string" || !isEventType(eventType) || typeof eventVersion !== "string")
    throw new Error(`event ${eventId} is of an unknown type`);
  return { eventVersion, current: definitionOf(eventType).version };
}

function isOlder(row: Row): boolean {
  const { eventVersion, current } = versionsOf(row);
  return eventVersion !== current && compareVersions(eventVersion, current) < 0;
}

/** Brought to this version of its type. A newer one stays: it only has optional fields more. */
function toEntry(row: Row): ScannedEntry {
  // It passed the schemas of its type when it was appended, and each step holds its result to one.
  const stored = { metadata: row.metadata, payload: row.payload } as AnyEvent;
  const event = isOlder(row) ? (migrateEvent(stored, versionsOf(row).current) as AnyEvent) : stored;
  return { event, sellerId: row.sellerId, videoId: row.videoId, position: positionOf(row) };
}

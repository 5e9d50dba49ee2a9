import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Database, Queries, Transaction } from "#db/client.ts";
import { canonicalJson } from "../ids.ts";

/** Rows that are compared of one table; more than a person reads. */
const MOST_ROWS = 5_000;

type Row = Record<string, unknown>;

export type RowChange = {
  kind: "added" | "changed" | "removed";
  key: Row;
  /** Columns that differ, with what stands in them before and after. */
  columns: { name: string; before: unknown; after: unknown }[];
};

/** `isCut`: it has more rows than were compared, so the numbers are the least that there are. */
export type TableDiff = { table: string; changes: RowChange[]; isCut: boolean };

/** What an open transaction has changed, as against what others see. */
export async function diffOfTransaction(tx: Transaction, outside: Database): Promise<TableDiff[]> {
  const diffs: TableDiff[] = [];
  for (const table of await touchedTables(tx)) {
    const diff = await diffOfTable(table, { tx, outside });
    if (diff.changes.length > 0) diffs.push(diff);
  }
  return diffs;
}

const tables = z.array(z.object({ table: z.string(), key: z.array(z.string()) }));
type Table = z.infer<typeof tables>[number];

/** Those that statistics know as written to; with the columns of their primary keys. */
async function touchedTables(tx: Transaction): Promise<Table[]> {
  const { rows } = await tx.orm.execute(sql`
    select quote_ident(relname) as table, array(
      select quote_ident(attname) from pg_index
        join pg_attribute on attrelid = indrelid and attnum = any(indkey)
      where indrelid = relid and indisprimary order by array_position(indkey::int2[], attnum)
    ) as key
    from pg_stat_xact_user_tables
    where schemaname = 'public' and n_tup_ins + n_tup_upd + n_tup_del > 0 order by relname`);
  return tables.parse(rows).filter(({ key }) => key.length > 0);
}

async function diffOfTable(
  { table, key }: Table,
  { tx, outside }: { tx: Transaction; outside: Database },
): Promise<TableDiff> {
  const after = await readRows(
    tx,
    `from public.${table} as t where t.xmin = pg_current_xact_id()::xid limit ${MOST_ROWS}`,
  );
  const same = key.map((name) => `t.${name} = k.${name}`).join(" and ");
  const among = (rows: readonly Row[], condition: string) =>
    sql`from ${sql.raw(`public.${table}`)} as t join jsonb_populate_recordset(
      null::${sql.raw(`public.${table}`)}, ${JSON.stringify(rows)}::jsonb) as k on ${sql.raw(condition)}`;
  const before = await readRows(outside, among(after, same));
  const { rows: ids } = await tx.orm.execute<{ xid: string }>(
    sql`select pg_current_xact_id()::xid::text as xid`,
  );
  const touched = await readRows(
    outside,
    sql`from ${sql.raw(`public.${table}`)} as t where t.xmax = ${ids[0]?.xid}::xid limit ${MOST_ROWS}`,
  );
  const kept = new Set((await readRows(tx, among(touched, same))).map(keyOf(key)));
  const removed = touched.filter((row) => !kept.has(keyOf(key)(row)));
  const known = new Map(before.map((row) => [keyOf(key)(row), row]));
  const written = after.map((row) =>
    changeOf({ key, before: known.get(keyOf(key)(row)), after: row }),
  );
  const changes = [
    ...written,
    ...removed.map((row) => changeOf({ key, before: row, after: undefined })),
  ];
  return {
    table,
    changes: changes.filter(({ kind, columns }) => kind !== "changed" || columns.length > 0),
    isCut: after.length === MOST_ROWS || touched.length === MOST_ROWS,
  };
}

async function readRows(db: Queries, from: string | ReturnType<typeof sql>): Promise<Row[]> {
  const source = typeof from === "string" ? sql.raw(from) : from;
  const { rows } = await db.orm.execute<{ row: Row }>(sql`select to_jsonb(t) as row ${source}`);
  return rows.map(({ row }) => row);
}

const pick = (row: Row, key: readonly string[]): Row =>
  Object.fromEntries(key.map((name) => [name, row[name]]));

const keyOf =
  (key: readonly string[]) =>
  (row: Row): string =>
    canonicalJson(pick(row, key));

function changeOf({
  key,
  before,
  after,
}: {
  key: readonly string[];
  before: Row | undefined;
  after: Row | undefined;
}): RowChange {
  const shown = after ?? before ?? {};
  const kind = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  const columns = Object.keys(shown)
    .filter((name) => !key.includes(name))
    .map((name) => ({ name, before: before?.[name], after: after?.[name] }))
    .filter((column) => canonicalJson(column.before) !== canonicalJson(column.after));
  return { kind, key: pick(shown, key), columns };
}

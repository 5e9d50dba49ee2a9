import { sql } from "drizzle-orm";
import type { Database, Queries, Transaction } from "#db/client.ts";
import { LOG_START, type LogPosition } from "../events/read-behind-watermark.ts";
import { READ_MODELS } from "./read-models.ts";

/** Changes when the fold's own rows do: a rebuild that was begun by other code starts anew. */
const FOLD_FORM = 2;

/** How far a rebuild has come: products by number, daily counts by the place of their consumer. */
export type Progress = { productsSeq: number; counts: LogPosition };

/** A rebuild that another one has taken the shadow from. */
export class ShadowTakenError extends Error {
  override readonly name = "ShadowTakenError";
}

/**
 * Makes the empty copies of the read models, or finds those of a rebuild that was interrupted. From
 * then on only the one with this id can write to them.
 */
export function openShadow(
  db: Database,
  { runId, request }: { runId: string; request: string },
): Promise<Progress> {
  return db.transaction(async (tx) => {
    await tx.orm.execute(sql`select pg_advisory_xact_lock(hashtext('shadow'))`);
    const form = `${FOLD_FORM} ${request} ${await columnsOfModels(tx)}`;
    const found = await findProgress(tx, form);
    if (found === undefined) await createShadow(tx, { runId, form });
    else await tx.orm.execute(sql`update shadow.progress set run_id = ${runId}::uuid`);
    return found ?? { productsSeq: 0, counts: LOG_START };
  });
}

async function findProgress(tx: Transaction, form: string): Promise<Progress | undefined> {
  const exists = await tx.orm.execute<{ found: boolean }>(
    sql`select to_regclass('shadow.progress') is not null as found`,
  );
  if (exists.rows[0]?.found !== true) return undefined;
  const { rows } = await tx.orm.execute<{ products_seq: string; xid: string; seq: string }>(
    sql`select products_seq, counts_xid::text as xid, counts_seq as seq
      from shadow.progress where form = ${form}`,
  );
  const [row] = rows;
  return (
    row && {
      productsSeq: Number(row.products_seq),
      counts: { xid: row.xid, seq: Number(row.seq) },
    }
  );
}

/** A migration in between would leave the copies behind. */
async function columnsOfModels(tx: Transaction): Promise<string> {
  const { rows } = await tx.orm.execute<{ digest: string }>(sql`
    select md5(string_agg(concat_ws(' ', table_name, column_name, data_type), ',' order by table_name, ordinal_position)) as digest
    from information_schema.columns
    where table_schema = 'public' and table_name in ${READ_MODELS.map(({ table }) => table)}`);
  return rows[0]?.digest ?? "";
}

async function createShadow(
  tx: Transaction,
  { runId, form }: { runId: string; form: string },
): Promise<void> {
  await dropShadow(tx);
  await tx.orm.execute(sql`create schema shadow`);
  for (const { table } of READ_MODELS)
    await tx.orm.execute(
      sql.raw(`create table shadow.${table} (like public.${table} including all)`),
    );
  await tx.orm.execute(sql`create table shadow.product_folds (seller_id uuid not null,
    video_id text not null, fold jsonb not null, primary key (seller_id, video_id))`);
  await tx.orm.execute(sql`create table shadow.progress (run_id uuid not null, form text not null,
    products_seq bigint not null default 0, counts_xid xid8 not null default '0',
    counts_seq bigint not null default 0)`);
  await tx.orm.execute(
    sql`insert into shadow.progress (run_id, form) values (${runId}::uuid, ${form})`,
  );
}

export async function dropShadow(db: Queries): Promise<void> {
  await db.orm.execute(sql`drop schema if exists shadow cascade`);
}

/** In the transaction of the rows: they and the place they lead to are kept together. */
export async function saveProgress(
  tx: Transaction,
  { runId, productsSeq, counts }: Progress & { runId: string },
): Promise<void> {
  const moved = await tx.orm.execute(sql`
    update shadow.progress set products_seq = ${productsSeq}, counts_xid = ${counts.xid}::xid8,
      counts_seq = ${counts.seq} where run_id = ${runId}::uuid returning run_id`);
  if (moved.rows.length === 0) throw new ShadowTakenError("Another rebuild has taken over.");
}

import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { READ_MODELS, type ReadModel } from "./read-models.ts";

/** Her desk writes her word before its event touches the product: in that order both can only wait. */
const FIRST = "product_overrides";

/** Readers go on; whoever writes waits for the end of this transaction. Gives up after two seconds. */
export async function lockLive(tx: Transaction): Promise<void> {
  await tx.orm.execute(sql`set local lock_timeout = '2s'`);
  const names = READ_MODELS.map(({ table }) => table).filter((table) => table !== FIRST);
  const tables = [FIRST, ...names].map((table) => `public.${table}`).join(", ");
  await tx.orm.execute(sql.raw(`lock table ${tables} in share row exclusive mode`));
}

/**
 * Gives the live table the rows of its copy, and touches only those that differ: the view over it,
 * its keys and its triggers stay what they are.
 */
export async function exchangeRows(tx: Transaction, { table, key }: ReadModel): Promise<void> {
  const same = key.map((name) => `live.${name} = rebuilt.${name}`).join(" and ");
  await tx.orm.execute(
    sql.raw(`delete from public.${table} as live where not exists
      (select from shadow.${table} as rebuilt where ${same})`),
  );
  const columns = await columnsOf(tx, table);
  const changed = columns
    .filter((name) => !key.includes(name))
    .map((name) => `${name} = excluded.${name}`)
    .join(", ");
  await tx.orm.execute(
    sql.raw(`insert into public.${table} (${columns.join(", ")})
      select ${columns.join(", ")} from shadow.${table} as rebuilt where not exists
        (select from public.${table} as live where ${same} and to_jsonb(live) = to_jsonb(rebuilt))
      on conflict (${key.join(", ")}) do update set ${changed}`),
  );
}

async function columnsOf(tx: Transaction, table: string): Promise<string[]> {
  const { rows } = await tx.orm.execute<{ name: string }>(sql`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} order by ordinal_position`);
  return rows.map(({ name }) => name);
}

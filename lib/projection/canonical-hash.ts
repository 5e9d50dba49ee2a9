import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Queries, Transaction } from "#db/client.ts";
import { canonicalJson } from "../ids.ts";
import type { ReadModel } from "./read-models.ts";

const PAGE = 1_000;

export type Canonical = { rows: number; hash: string };
export type ModelSchema = "public" | "shadow";

/**
 * SHA-256 over the rows of a table in the order of their key, each as JSON with sorted names. Reads
 * page by page; the caller's transaction must show one state throughout.
 */
export async function canonicalHash(
  tx: Transaction,
  { schema, model }: { schema: ModelSchema; model: ReadModel },
): Promise<Canonical> {
  await tx.orm.execute(sql`set local timezone = 'UTC'`);
  const name = `canonical_${schema}_${model.table}`;
  const key = model.key.join(", ");
  await tx.orm.execute(
    sql.raw(`declare ${name} no scroll cursor for
      select to_jsonb(t) as row from ${schema}.${model.table} as t order by ${key}`),
  );
  const hash = createHash("sha256");
  let rows = 0;
  for (;;) {
    const page = await tx.orm.execute<{ row: unknown }>(sql.raw(`fetch ${PAGE} from ${name}`));
    for (const { row } of page.rows) hash.update(`${canonicalJson(row)}\n`);
    rows += page.rows.length;
    if (page.rows.length < PAGE) break;
  }
  await tx.orm.execute(sql.raw(`close ${name}`));
  return { rows, hash: hash.digest("hex") };
}

export type Differences = {
  /** Rows that only the live table has, only the log, or both with other values. */
  missing: number;
  extra: number;
  changed: number;
  /** The first ones, as JSON of their key. */
  first: string[];
};

const SHOWN = 5;

/** How the live table and its copy differ. */
export async function findDifferences(db: Queries, model: ReadModel): Promise<Differences> {
  const keys = model.key.join(", ");
  const { rows } = await db.orm.execute<{
    missing: number;
    extra: number;
    changed: number;
    first: string[] | null;
  }>(
    sql.raw(`
    with different as (
      select ${keys}, live is null as extra, rebuilt is null as missing
      from public.${model.table} as live full join shadow.${model.table} as rebuilt using (${keys})
      where to_jsonb(live) is distinct from to_jsonb(rebuilt)
    )
    select count(*) filter (where missing)::int as missing,
      count(*) filter (where extra)::int as extra,
      count(*) filter (where not missing and not extra)::int as changed,
      (select array_agg(key) from (
        select jsonb_build_object(${model.key.map((name) => `'${name}', ${name}`).join(", ")})::text as key
        from different order by ${keys} limit ${SHOWN}) as shown) as first
    from different`),
  );
  const [row] = rows;
  if (row === undefined) throw new Error("a count without a row");
  return { ...row, first: row.first ?? [] };
}

import type { Transaction } from "#db/client.ts";
import { defineSql, defineStatement } from "#db/client.ts";
import { isEventOf } from "../events/read-event.ts";
import type { LogEntry } from "../events/stored-event.ts";
import { rowsOf } from "./fold-rows.ts";
import { foldProduct, type ProductFold, startFold } from "./product-fold.ts";
import { PRODUCT_MODELS, type ProductTable } from "./read-models.ts";

const KEYS =
  "(select seller_id, video_id from jsonb_to_recordset($1::jsonb) as key (seller_id uuid, video_id text))";

const readFolds = defineStatement((orm) => ({
  async execute(keys: string): Promise<ProductFold[]> {
    const text = `select fold from shadow.product_folds where (seller_id, video_id) in ${KEYS}`;
    const { rows } = await orm.$client.query<{ fold: ProductFold }>({
      name: "folds_read",
      text,
      values: [keys],
    });
    return rows.map(({ fold }) => fold);
  },
}));

const writeFolds = defineSql(
  "folds_write",
  `insert into shadow.product_folds (seller_id, video_id, fold)
   select (fold ->> 'sellerId')::uuid, fold ->> 'videoId', fold
   from jsonb_array_elements($1::jsonb) as fold
   on conflict (seller_id, video_id) do update set fold = excluded.fold`,
);

const replaceRows = Object.fromEntries(
  PRODUCT_MODELS.map(({ table }) => [
    table,
    {
      remove: defineSql(
        `shadow_${table}_remove`,
        `delete from shadow.${table} where (seller_id, video_id) in ${KEYS}`,
      ),
      insert: defineSql(
        `shadow_${table}_insert`,
        `insert into shadow.${table} select * from jsonb_populate_recordset(null::shadow.${table}, $1::jsonb)`,
      ),
    },
  ]),
  // One entry for each table of the list.
) as Record<ProductTable, Record<"remove" | "insert", ReturnType<typeof defineSql>>>;

const forgetErased = [...PRODUCT_MODELS.map(({ table }) => table), "product_folds"].map((table) =>
  defineSql(
    `shadow_${table}_forget`,
    `delete from shadow.${table} where seller_id = any($1::uuid[])`,
  ),
);

/**
 * Folds events, in the order of the log, into the copies of the product tables. Of an erased seller
 * nothing is left; her erasure is the last that the log tells of her.
 */
export async function foldBatch(tx: Transaction, entries: readonly LogEntry[]): Promise<void> {
  const folds = await loadFolds(tx, entries);
  for (const entry of entries) {
    const key = keyOf(entry);
    const fold = folds.get(key);
    if (fold !== undefined) folds.set(key, foldProduct(fold, entry));
  }
  await save(tx, [...folds.values()]);
  const erased = entries.flatMap(({ event }) =>
    isEventOf(event, "seller.erased") ? [event.payload.sellerId] : [],
  );
  if (erased.length > 0)
    for (const forget of forgetErased) await tx.prepared(forget).execute([erased]);
}

const keyOf = (of: { sellerId: string | null; videoId: string | null }) =>
  `${of.sellerId} ${of.videoId}`;

/** The folds of the videos that these events are about; an event that names no video is about none. */
async function loadFolds(
  tx: Transaction,
  entries: readonly LogEntry[],
): Promise<Map<string, ProductFold>> {
  const folds = new Map<string, ProductFold>();
  for (const { sellerId, videoId } of entries)
    if (sellerId !== null && videoId !== null)
      folds.set(keyOf({ sellerId, videoId }), startFold({ sellerId, videoId }));
  if (folds.size === 0) return folds;
  for (const fold of await tx.prepared(readFolds).execute(toKeys([...folds.values()])))
    folds.set(keyOf(fold), fold);
  return folds;
}

const toKeys = (folds: readonly ProductFold[]): string =>
  JSON.stringify(
    folds.map(({ sellerId, videoId }) => ({ seller_id: sellerId, video_id: videoId })),
  );

async function save(tx: Transaction, folds: readonly ProductFold[]): Promise<void> {
  if (folds.length === 0) return;
  const keys = toKeys(folds);
  const rows = folds.map(rowsOf);
  const calls = [tx.prepared(writeFolds).execute([JSON.stringify(folds)])];
  for (const { table } of PRODUCT_MODELS) {
    const { remove, insert } = replaceRows[table];
    calls.push(tx.prepared(remove).execute([keys]));
    const own = rows.flatMap((of): object[] => of[table]);
    if (own.length > 0) calls.push(tx.prepared(insert).execute([JSON.stringify(own)]));
  }
  // One connection: they run in the order in which they were sent.
  await Promise.all(calls);
}

import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import type { EventType } from "../events/catalogue/catalogue.ts";
import type { LogProjection } from "../events/handle-entries.ts";
import type { LogPosition } from "../events/read-behind-watermark.ts";
import { findSettledSeq, scanHandled, scanLog } from "../events/scan-log.ts";
import {
  type Canonical,
  canonicalHash,
  type Differences,
  findDifferences,
} from "./canonical-hash.ts";
import { exchangeRows, lockLive } from "./exchange-rows.ts";
import { foldBatch } from "./fold-batch.ts";
import { FOLDED_TYPES } from "./product-fold.ts";
import { ANALYTICS_MODEL, PRODUCT_MODELS, READ_MODELS } from "./read-models.ts";
import { dropShadow, openShadow, type Progress, saveProgress } from "./shadow.ts";

const BATCH = 1_000;
/** What is left after the last look at the log's end may be folded while the tables are locked. */
const SHORT_TAIL = 500;

/** The consumer whose read model are the daily counts, with the types that it takes. */
export type CountingConsumer = { consumer: LogProjection; types: readonly EventType[] };

export type RebuildPorts = {
  db: Database;
  counting: CountingConsumer;
  onProgress: (done: { seq: number; untilSeq: number }) => void;
};

export type RebuildOptions = {
  /** `swap` gives the live tables the rows of the log; `check` only compares. */
  mode: "check" | "swap";
  /** Up to this number or event time; the live tables are as of now all the same. */
  until?: { seq?: number; moment?: Date };
};

export type ModelReport = {
  table: string;
  live: Canonical;
  rebuilt: Canonical;
  differences: Differences;
};

export type RebuildReport = {
  models: ModelReport[];
  /** Parts that were taken before the log kept them: what hangs on them cannot be rebuilt. */
  gaps: number;
  /** Counted events that have left the log since: with any, the live counts are the only ones and stay. */
  forgotten: number;
  swapped: boolean;
};

/**
 * Makes every read model again from the log alone, in tables of its own, and compares it with the
 * live one in one snapshot. Interrupted, the same call goes on where it stopped. With gaps nothing
 * is swapped.
 */
export async function rebuild(
  ports: RebuildPorts,
  options: RebuildOptions,
): Promise<RebuildReport> {
  const { db } = ports;
  const runId = randomUUID();
  const until = options.until ?? {};
  const progress = await openShadow(db, { runId, request: JSON.stringify(until) });
  const run = { ports, runId, until, progress };
  let untilSeq = until.seq ?? (await findSettledSeq(db));
  for (;;) {
    await foldUntil(run, untilSeq);
    await countUntil(run, await findCountsEnd(db, ports.counting));
    if (until.seq !== undefined) break;
    const left = (await findSettledSeq(db)) - untilSeq;
    if (left <= SHORT_TAIL) break;
    untilSeq += left;
  }
  const report = options.mode === "swap" ? await swap(run) : await compareInSnapshot(run);
  await dropShadow(db);
  return report;
}

type Run = {
  ports: RebuildPorts;
  runId: string;
  until: NonNullable<RebuildOptions["until"]>;
  progress: Progress;
};

async function foldUntil(run: Run, untilSeq: number): Promise<void> {
  while (run.progress.productsSeq < untilSeq) {
    await run.ports.db.transaction(async (tx) => {
      // A crash takes a batch back whole, and the rebuild goes on before it.
      await tx.orm.execute(sql`set local synchronous_commit = off`);
      await foldNext(run, tx, untilSeq);
    });
    run.ports.onProgress({ seq: run.progress.productsSeq, untilSeq });
  }
}

/** One batch, and the place behind it, in one transaction; the place counts only once that has committed. */
async function foldNext(run: Run, tx: Transaction, untilSeq: number | null): Promise<boolean> {
  const { entries, end, rows } = await scanLog(tx, {
    afterSeq: run.progress.productsSeq,
    untilSeq,
    types: FOLDED_TYPES,
    until: run.until.moment,
    limit: BATCH,
  });
  const isLast = rows < BATCH;
  const reached = isLast ? (untilSeq ?? end?.seq) : end?.seq;
  const progress = { ...run.progress, productsSeq: reached ?? run.progress.productsSeq };
  await foldBatch(tx, entries);
  await saveProgress(tx, { runId: run.runId, ...progress });
  run.progress = progress;
  return isLast;
}

async function countUntil(run: Run, until: LogPosition): Promise<void> {
  let isLast = false;
  while (!isLast) isLast = await run.ports.db.transaction((tx) => countNext(run, tx, until));
}

/** The consumer itself writes, into the copy: its statements name the table without a schema. */
async function countNext(run: Run, tx: Transaction, until: LogPosition): Promise<boolean> {
  const { consumer, types } = run.ports.counting;
  const { entries, end, rows } = await scanHandled(tx, {
    consumer: consumer.name,
    types,
    after: run.progress.counts,
    until,
    limit: BATCH,
  });
  const wanted = entries.filter((entry) => isWanted(entry, run.until));
  await tx.orm.execute(sql`set local search_path = shadow, public`);
  if (wanted.length > 0) await consumer.project(tx, wanted);
  await tx.orm.execute(sql`set local search_path to default`);
  const progress = { ...run.progress, counts: end ?? run.progress.counts };
  await saveProgress(tx, { runId: run.runId, ...progress });
  run.progress = progress;
  return rows < BATCH;
}

type Scanned = Awaited<ReturnType<typeof scanHandled>>["entries"][number];

function isWanted({ position, event }: Scanned, { seq, moment }: Run["until"]): boolean {
  if (seq !== undefined && position.seq > seq) return false;
  return moment === undefined || new Date(event.metadata.timestamp) <= moment;
}

/** How far the consumer itself has read: what it has yet to count is not in the live table either. */
async function findCountsEnd(
  db: Pick<Database, "orm">,
  { consumer }: CountingConsumer,
): Promise<LogPosition> {
  const { rows } = await db.orm.execute<{ xid: string; seq: string }>(
    sql`select xid::text as xid, seq from log_cursors where consumer = ${consumer.name}`,
  );
  return { xid: rows[0]?.xid ?? "0", seq: Number(rows[0]?.seq ?? 0) };
}

/** One snapshot shows the live tables and exactly the events that made them; nothing of it is kept. */
async function compareInSnapshot(run: Run): Promise<RebuildReport> {
  const compared = new ComparedError();
  try {
    await run.ports.db.transaction(async (tx) => {
      await tx.orm.execute(sql`set transaction isolation level repeatable read`);
      await foldTail(run, tx);
      compared.report = await compare(tx, run);
      throw compared;
    });
  } catch (error) {
    if (error !== compared) throw error;
  }
  if (compared.report === undefined) throw new Error("nothing was compared");
  return compared.report;
}

/** Carries the result of a transaction that must not commit out of it. */
class ComparedError extends Error {
  override readonly name = "ComparedError";
  report: RebuildReport | undefined;
}

/** While the live tables are locked, every change of them is in the log that is read here. */
async function swap(run: Run): Promise<RebuildReport> {
  return run.ports.db.transaction(async (tx) => {
    await lockLive(tx);
    await foldTail(run, tx);
    const report = await compare(tx, run);
    if (report.gaps > 0) return report;
    for (const model of PRODUCT_MODELS) await exchangeRows(tx, model);
    if (report.forgotten === 0) await exchangeRows(tx, ANALYTICS_MODEL);
    return { ...report, swapped: true };
  });
}

async function foldTail(run: Run, tx: Transaction): Promise<void> {
  if (run.until.seq === undefined) {
    let isLast = false;
    while (!isLast) isLast = await foldNext(run, tx, null);
  }
  const until = await findCountsEnd(tx, run.ports.counting);
  let isLast = false;
  while (!isLast) isLast = await countNext(run, tx, until);
}

async function compare(tx: Transaction, run: Run): Promise<RebuildReport> {
  const models: ModelReport[] = [];
  for (const model of READ_MODELS)
    models.push({
      table: model.table,
      live: await canonicalHash(tx, { schema: "public", model }),
      rebuilt: await canonicalHash(tx, { schema: "shadow", model }),
      differences: await findDifferences(tx, model),
    });
  const { rows } = await tx.orm.execute<{ gaps: number; forgotten: number }>(sql`
    select (select coalesce(sum((fold ->> 'gaps')::int), 0)::int from shadow.product_folds) as gaps,
      (select count(*)::int from inbox where consumer = ${run.ports.counting.consumer.name}
        and not exists (select from events where events.event_id = inbox.event_id)) as forgotten`);
  const { gaps = 0, forgotten = 0 } = rows[0] ?? {};
  return { models, gaps, forgotten, swapped: false };
}

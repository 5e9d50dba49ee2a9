import type { Database, SqlCall, Transaction, Writer } from "#db/client.ts";
import type { Clock } from "../clock.ts";
import { scanLog, type ScannedEntry } from "../events/scan-log.ts";
import type { Log } from "../log.ts";
import type { Replay } from "./replay-row.ts";
import type { ReplayTarget } from "./replay-target.ts";
import { findHandled } from "./run-replay.ts";
import { type TableDiff, diffOfTransaction } from "./transaction-diff.ts";

const BATCH = 500;

export type DryRun = { wouldHandle: number; wouldSkip: number; tables: TableDiff[] };

/**
 * What a replay would change: it is done in one transaction, which is then rolled back. The inbox is
 * only read, so that no delivery has to wait for it.
 */
export async function dryRunReplay(
  { replay, target }: { replay: Pick<Replay, "selection" | "untilSeq">; target: ReplayTarget },
  ports: { db: Database; clock: Clock; log: Log },
): Promise<DryRun> {
  const rehearsal = new Rehearsed();
  try {
    await ports.db.transaction(async (tx) => {
      rehearsal.result = await rehearse(tx, { replay, target, ports });
      throw rehearsal;
    });
  } catch (error) {
    if (error !== rehearsal) throw error;
  }
  if (rehearsal.result === undefined) throw new Error("nothing was rehearsed");
  return rehearsal.result;
}

/** Carries the result of a transaction that must not commit out of it. */
class Rehearsed extends Error {
  override readonly name = "Rehearsed";
  result: DryRun | undefined;
}

type Rehearsal = {
  replay: Pick<Replay, "selection" | "untilSeq">;
  target: ReplayTarget;
  ports: { db: Database; clock: Clock; log: Log };
};

async function rehearse(real: Transaction, rehearsal: Rehearsal): Promise<DryRun> {
  const { replay, target, ports } = rehearsal;
  const { tx, gathered } = withoutCommit(real);
  let [wouldHandle, wouldSkip, afterSeq] = [0, 0, 0];
  for (;;) {
    const { selection, untilSeq } = replay;
    const scan = await scanLog(tx, { ...selection, afterSeq, untilSeq, limit: BATCH });
    const known = await findHandled(tx, { consumer: target.name, entries: scan.entries });
    const fresh = scan.entries.filter(({ event }) => !known.has(event.metadata.eventId));
    await apply(tx, fresh, rehearsal);
    wouldHandle += fresh.length;
    wouldSkip += scan.rows - fresh.length;
    if (scan.end === null || scan.rows < BATCH) break;
    afterSeq = scan.end.seq;
  }
  for (const call of await gathered()) await real.orm.$client.query(call);
  return { wouldHandle, wouldSkip, tables: await diffOfTransaction(real, ports.db) };
}

async function apply(
  tx: Transaction,
  fresh: readonly ScannedEntry[],
  { target, ports }: Rehearsal,
): Promise<void> {
  if (fresh.length === 0) return;
  if (target.kind === "log") {
    await target.projection.project(tx, fresh);
    return;
  }
  const { clock, log } = ports;
  for (const { event } of fresh) {
    const effect = await target.handle(event, { db: databaseIn(tx), clock, log });
    await effect(tx);
  }
}

/** A transaction that hands over what it would have sent with its commit. */
function withoutCommit(real: Transaction) {
  const rowsOf = new Map<Writer<never>, unknown[]>();
  const tx: Transaction = {
    ...real,
    gather(writer, row) {
      rowsOf.set(writer, [...(rowsOf.get(writer) ?? []), row]);
    },
  };
  const gathered = (): Promise<SqlCall[]> =>
    // The map holds under each writer the rows that were left to that very writer.
    Promise.all([...rowsOf].map(async ([writer, rows]) => writer(rows as never[], real)));
  return { tx, gathered };
}

/** What a consumer reads, it must find as the events before have left it. */
function databaseIn(tx: Transaction): Database {
  return { ...tx, transaction: (work) => work(tx), close: () => Promise.resolve() };
}

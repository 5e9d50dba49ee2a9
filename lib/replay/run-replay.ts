import { inArray, sql } from "drizzle-orm";
import type { Database, Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import { handleDelivery } from "../doors/handle-delivery.ts";
import { describeError } from "../errors.ts";
import { projectNew } from "../events/handle-entries.ts";
import { type LogScan, scanLog, type ScannedEntry } from "../events/scan-log.ts";
import type { Log } from "../log.ts";
import { advanceReplay, type Replay } from "./replay-row.ts";
import type { ReplayTarget } from "./replay-target.ts";

const { inbox } = schema;
const BATCH = 1_000;

/** What a replay itself reaches: no queue, no push, no model, no messenger is among it. */
export type RunPorts = {
  db: Database;
  clock: Clock;
  log: Log;
  wait: (ms: number) => Promise<void>;
};

export type RunOptions = {
  /** Events per second at most, those that are skipped included; null for as fast as it goes. */
  perSecond: number | null;
  onProgress: (replay: Replay) => void;
};

/**
 * Gives past events to one consumer by the rule of the inbox: what it has handled is skipped, so that
 * the same replay twice changes nothing the second time. The cursor is kept with each batch.
 */
export async function runReplay(
  { replay: start, target }: { replay: Replay; target: ReplayTarget },
  ports: RunPorts,
  { perSecond, onProgress }: RunOptions,
): Promise<Replay> {
  const limit = Math.min(BATCH, Math.max(1, Math.ceil(perSecond ?? BATCH)));
  let replay = start;
  const leaveSealed = target.kind === "log" && target.projection.needsNothingPersonal === true;
  const ahead = { limit, leaveSealed };
  let next = scanNext(ports.db, replay, ahead);
  for (;;) {
    const startedAt = performance.now();
    const scan = await next;
    const isLast = scan.rows < limit;
    const to = scan.end?.seq ?? replay.untilSeq;
    // Read while the batch before is at work; its cursor is known already.
    next = isLast ? next : scanNext(ports.db, { ...replay, cursorSeq: to }, ahead);
    next.catch(() => undefined);
    replay = await giveBatch(
      { replay, target, scan, to: isLast ? replay.untilSeq : to, isLast },
      ports,
    );
    onProgress(replay);
    if (isLast) return replay;
    if (perSecond !== null)
      await ports.wait(
        Math.max(0, (1_000 * scan.rows) / perSecond - (performance.now() - startedAt)),
      );
  }
}

type Ahead = { limit: number; leaveSealed: boolean };

function scanNext(db: Queries, replay: Replay, ahead: Ahead): Promise<LogScan> {
  const { selection, cursorSeq, untilSeq } = replay;
  return scanLog(db, { ...selection, afterSeq: cursorSeq, untilSeq, ...ahead });
}

type Given = { replay: Replay; target: ReplayTarget; scan: LogScan; to: number; isLast: boolean };

async function giveBatch(given: Given, ports: RunPorts): Promise<Replay> {
  const { replay, target, scan, to, isLast } = given;
  const { entries, rows } = scan;
  if (target.kind === "log")
    // Rows, effect and cursor commit together.
    return ports.db.transaction(async (tx) => {
      const { projection } = target;
      const give = () => projectNew(tx, { consumer: projection, entries });
      const [, handled] = await Promise.all([
        // What a crash takes back with it, it takes whole; the cursor is then that of the batch before.
        tx.orm.execute(sql`set local synchronous_commit = off`),
        entries.length === 0 ? 0 : give(),
      ]);
      return advanceReplay(tx, {
        replay,
        advance: { to, handled, skipped: rows - handled, isLast },
      });
    });
  const handled = await deliver(target, entries, ports);
  const advance = { to, handled, skipped: rows - handled, isLast };
  return advanceReplay(ports.db, { replay, advance });
}

/** One after the other, each in a transaction of its own. Returns how many were new to the consumer. */
async function deliver(
  consumer: Extract<ReplayTarget, { kind: "delivery" }>,
  entries: readonly ScannedEntry[],
  ports: RunPorts,
): Promise<number> {
  const known = await findHandled(ports.db, { consumer: consumer.name, entries });
  let handled = 0;
  for (const { event } of entries) {
    const { eventId } = event.metadata;
    if (known.has(eventId)) continue;
    try {
      if ((await handleDelivery({ consumer, event }, ports)) !== "duplicate") handled += 1;
    } catch (error) {
      throw new Error(
        `${consumer.name} failed on event ${eventId}: ${describeError(error)} The same command goes on from there.`,
        { cause: error },
      );
    }
  }
  return handled;
}

/** Which of these events the consumer has handled. */
export async function findHandled(
  db: Queries,
  { consumer, entries }: { consumer: string; entries: readonly ScannedEntry[] },
): Promise<Set<string>> {
  if (entries.length === 0) return new Set();
  const ids = entries.map(({ event }) => event.metadata.eventId);
  const rows = await db.orm
    .select({ eventId: inbox.eventId })
    .from(inbox)
    .where(sql`${inbox.consumer} = ${consumer} and ${inArray(inbox.eventId, ids)}`);
  return new Set(rows.map(({ eventId }) => eventId));
}

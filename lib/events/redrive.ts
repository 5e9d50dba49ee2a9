import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database, Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import {
  type DeadLetter,
  type DeadLetterCursor,
  type DeadLetterFilter,
  findDeadLetters,
  listDeadLetters,
} from "./list-dead-letters.ts";
import type { Queue } from "./queue.ts";
import { toOutgoing } from "./relay-events.ts";
import { CONSUMERS, type Consumer, isLogConsumer } from "./routing.ts";
import { findStoredEvent } from "./stored-event.ts";

const { deadLetters, events } = schema;

const BATCH_SIZE = 100;
/** A queue that refuses this often in a row is away, and the rest would only wait for nothing. */
const GIVE_UP_AFTER = 3;

export type RedriveSelection =
  /** Ids of dead letters or of their events; also what was set aside. */
  | { ids: readonly string[] }
  /** Only what is open: neither under way again nor set aside. */
  | { filter: Omit<DeadLetterFilter, "states"> };

export type RedrivePorts = {
  db: Database;
  queue: Queue;
  log: Log;
  wait: (ms: number) => Promise<void>;
};

export type RedriveOptions = {
  perSecond: number;
  limit: number;
  onProgress?: (report: RedriveReport) => void;
};

/** `closed` counts what was handled or superseded meanwhile, `failed` what could not be sent. */
export type RedriveReport = { sent: number; closed: number; failed: number };

/**
 * Sends dead letters to their consumers again, each under an id of its own. Doing it twice is
 * harmless: the consumer's inbox lets one of the two do the work.
 */
export async function redrive(
  selection: RedriveSelection,
  ports: RedrivePorts,
  options: RedriveOptions,
): Promise<RedriveReport> {
  const report = { sent: 0, closed: 0, failed: 0 };
  let refusedInARow = 0;
  for await (const letter of selectRedrivable(ports.db, selection, options)) {
    const startedAt = performance.now();
    const outcome = await redriveOne(letter, ports);
    report[outcome] += 1;
    options.onProgress?.(report);
    refusedInARow = outcome === "failed" ? refusedInARow + 1 : 0;
    if (refusedInARow === GIVE_UP_AFTER) break;
    const restMs = 1_000 / options.perSecond - (performance.now() - startedAt);
    if (restMs > 0) await ports.wait(restMs);
  }
  return report;
}

/** The dead letters that a redrive would take up, newest first, read page by page. */
export async function* selectRedrivable(
  db: Queries,
  selection: RedriveSelection,
  { limit }: { limit: number },
): AsyncGenerator<DeadLetter> {
  if ("ids" in selection) {
    const found = await findDeadLetters(db, selection.ids);
    // An event's id names every episode; only the last of a delivery can still be run.
    yield* found.filter(({ state }) => state !== "failed_again").slice(0, limit);
    return;
  }
  const filter = { ...selection.filter, states: ["open"] as const };
  let before: DeadLetterCursor | undefined;
  for (let left = limit; left > 0;) {
    const page = await listDeadLetters(db, { filter, before, limit: Math.min(left, BATCH_SIZE) });
    yield* page;
    left -= page.length;
    before = page.at(-1);
    if (page.length < BATCH_SIZE) return;
  }
}

/** The broker forgets an id after ten minutes at the earliest; none is ever used twice. */
export function redriveId(letter: { eventId: string; consumer: string }, redrives: number): string {
  return `${letter.eventId}:${letter.consumer}:r${redrives}`;
}

async function redriveOne(
  letter: DeadLetter,
  { db, queue, log }: RedrivePorts,
): Promise<keyof RedriveReport> {
  if (letter.state === "handled") return "closed";
  const consumer = consumerOf(letter);
  const stored = await findStoredEvent(db, letter.eventId);
  if (consumer === undefined || stored === undefined) return "failed";
  // Counted before it is sent, so that a crash in between cannot give one id to two redrives.
  const [counted] = await db.orm
    .update(deadLetters)
    .set({ redrives: sql`${deadLetters.redrives} + 1`, setAsideAt: null, setAsideReason: null })
    .where(and(eq(deadLetters.id, letter.id), isNull(deadLetters.resolvedAt)))
    .returning({ redrives: deadLetters.redrives });
  if (counted === undefined) return "closed";
  try {
    const deduplicationId = redriveId(letter, counted.redrives);
    // A consumer of the log is sent nothing: its next pass runs what is marked as redriven.
    if (!isLogConsumer(consumer))
      await queue.redeliver({ ...toOutgoing(stored), deduplicationId }, consumer);
  } catch (error) {
    log.warn("dead_letter.redrive_failed", {
      dead_letter_id: letter.id,
      error: describeError(error),
    });
    return "failed";
  }
  await db.orm
    .update(deadLetters)
    .set({ redrivenAt: sql`now()` })
    .where(eq(deadLetters.id, letter.id));
  log.info("dead_letter.redriven", {
    dead_letter_id: letter.id,
    event_id: letter.eventId,
    consumer,
    redrive: counted.redrives,
  });
  return "sent";
}

function consumerOf({ consumer }: DeadLetter): Consumer | undefined {
  return CONSUMERS.find((known) => known === consumer);
}

/** Makes unpublished events due at once; the next relay takes them. Returns how many were waiting. */
export async function retryPublishing(db: Queries, eventIds: readonly string[]): Promise<number> {
  if (eventIds.length === 0) return 0;
  const due = await db.orm
    .update(events)
    .set({ nextAttemptAt: sql`now()` })
    .where(and(inArray(events.eventId, [...eventIds]), isNull(events.publishedAt)))
    .returning({ eventId: events.eventId });
  return due.length;
}

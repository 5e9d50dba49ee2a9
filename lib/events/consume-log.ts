import { randomUUID } from "node:crypto";
import type { Database } from "#db/client.ts";
import { describeError, PermanentError } from "../errors.ts";
import type { Log } from "../log.ts";
import { insertDeadLetter } from "./dead-letters.ts";
import { noteFailedAttempt, withoutPersonalText } from "./delivery-failures.ts";
import { handleEntries, type LogProjection } from "./handle-entries.ts";
import {
  claimCursor,
  ClaimLostError,
  type CursorClaim,
  type LogPlace,
  moveCursor,
  postponeCursor,
  releaseCursor,
} from "./log-cursor.ts";
import { type LogBatch, type LogRow, readBehindWatermark } from "./read-behind-watermark.ts";
import { logRouteOf } from "./routing.ts";
import { logMessageId, NO_STATUS, runRedriven } from "./run-redriven.ts";

export type LogPorts = { db: Database; log: Log };

/** `postponed` tells that an event failed and holds up the ones behind it until its next try. */
export type LogReport = { handled: number; dead: number; postponed: boolean };

/**
 * Lets a consumer read on in the log, batch by batch, until nothing is left or the time is up. The inbox
 * rows of a batch, its effect and the move of the cursor commit together, so a pass may die or be
 * overtaken anywhere. Of a batch that fails, each event is tried alone. What was redriven comes first.
 */
export async function consumeLog(
  consumer: LogProjection,
  ports: LogPorts,
  { budgetMs }: { budgetMs: number },
): Promise<LogReport> {
  const claim = { consumer: consumer.name, token: randomUUID() };
  const handled = await runRedriven(consumer, ports);
  const report: LogReport = { handled, dead: 0, postponed: false };
  const place = await claimCursor(ports.db, claim);
  if (place === undefined) return report;
  try {
    await readOn({ consumer, claim, ports, report }, place, Date.now() + budgetMs);
    await releaseCursor(ports.db, claim);
  } catch (error) {
    if (!(error instanceof ClaimLostError)) throw error;
    ports.log.warn("log.claim_lost", { consumer: consumer.name });
  }
  return report;
}

type Pass = { consumer: LogProjection; claim: CursorClaim; ports: LogPorts; report: LogReport };

async function readOn(pass: Pass, start: LogPlace, deadline: number): Promise<void> {
  const { eventTypes, batchSize } = logRouteOf(pass.consumer.name);
  let { position, attempts } = start;
  while (Date.now() < deadline) {
    const limit = attempts > 0 ? 1 : batchSize;
    const batch = await readBehindWatermark(pass.ports.db, { after: position, eventTypes, limit });
    pass.report.postponed = !(await takeBatch(pass, batch, attempts));
    if (pass.report.postponed || batch.rows.length < limit) return;
    position = batch.end;
    attempts = 0;
  }
}

/** False where an event of it has to wait for its next try. */
async function takeBatch(pass: Pass, batch: LogBatch, attempts: number): Promise<boolean> {
  const [first, ...others] = batch.rows;
  if (first !== undefined && others.length === 0) return takeOne(pass, first, attempts);
  try {
    await commit(pass, batch);
    return true;
  } catch (error) {
    if (first === undefined || error instanceof ClaimLostError) throw error;
    const { name } = pass.consumer;
    pass.ports.log.warn("log.batch_failed", { consumer: name, error: describeError(error) });
  }
  for (const row of batch.rows) if (!(await takeOne(pass, row, 0))) return false;
  return true;
}

async function takeOne(pass: Pass, row: LogRow, attempts: number): Promise<boolean> {
  try {
    await commit(pass, { rows: [row], end: row.position });
    return true;
  } catch (error) {
    if (error instanceof ClaimLostError) throw error;
    return fail(pass, row, { error, attempts: attempts + 1 });
  }
}

async function commit({ consumer, claim, ports, report }: Pass, batch: LogBatch): Promise<void> {
  const startedAt = performance.now();
  const stored = batch.rows.map((row) => row.stored);
  const handled = await ports.db.transaction(async (tx) => {
    await moveCursor(tx, { claim, to: batch.end });
    return stored.length === 0 ? 0 : handleEntries(tx, { consumer, stored });
  });
  report.handled += handled;
  if (stored.length > 0)
    ports.log.info("log.handled", {
      consumer: consumer.name,
      events: stored.length,
      duplicates: stored.length - handled,
      duration_ms: Math.round(performance.now() - startedAt),
    });
}

/** Keeps an event for another try or, after the last one, makes a dead letter of it and goes on behind it. */
async function fail(
  { consumer, claim, ports: { db, log }, report }: Pass,
  { position, stored }: LogRow,
  { error, attempts }: { error: unknown; attempts: number },
): Promise<boolean> {
  const delivery = { consumer: consumer.name, eventId: stored.eventId, status: NO_STATUS };
  const words = withoutPersonalText(describeError(error));
  await noteFailedAttempt(db, { ...delivery, error: words });
  const line = { consumer: consumer.name, event_id: stored.eventId, attempts, error: words };
  const isPermanent = error instanceof PermanentError;
  if (!isPermanent && attempts <= logRouteOf(consumer.name).retries) {
    await postponeCursor(db, { claim, attempts, error: words });
    log.warn("log.postponed", line);
    return false;
  }
  await db.transaction(async (tx) => {
    await moveCursor(tx, { claim, to: position });
    await insertDeadLetter(tx, {
      ...delivery,
      attempts,
      messageId: logMessageId(0),
      reason: isPermanent ? "permanent" : "exhausted",
      fallbackError: words,
    });
  });
  log.warn("log.dead_lettered", line);
  report.dead += 1;
  return true;
}

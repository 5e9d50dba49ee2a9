import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database, Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { describeError, PermanentError } from "../errors.ts";
import type { Log } from "../log.ts";
import { insertDeadLetter } from "./dead-letters.ts";
import { noteFailedAttempt, withoutPersonalText } from "./delivery-failures.ts";
import { handleEntries, type LogProjection } from "./handle-entries.ts";
import { findStoredEvent } from "./stored-event.ts";

const { deadLetters, inbox } = schema;

const PER_PASS = 100;
/** Status of an attempt that no HTTP answer belongs to. */
export const NO_STATUS = 0;

/** Stands for the broker's message id: the first round of an event, or one of its redrives. */
export function logMessageId(redrives: number): string {
  return `log:${redrives}`;
}

/**
 * Gives a consumer of the log once more what somebody has redriven. A second failure is a new episode of
 * the dead letter at once. Two passes may do this side by side: the inbox lets one do the work.
 */
export async function runRedriven(
  consumer: LogProjection,
  { db, log }: { db: Database; log: Log },
): Promise<number> {
  let handled = 0;
  for (const { eventId, redrives } of await listRedriven(db, consumer)) {
    const stored = await findStoredEvent(db, eventId);
    if (stored === undefined) continue;
    try {
      const work = { consumer, stored: [stored] };
      handled += await db.transaction((tx) => handleEntries(tx, work));
    } catch (error) {
      const words = withoutPersonalText(describeError(error));
      const delivery = { consumer: consumer.name, eventId, status: NO_STATUS };
      await noteFailedAttempt(db, { ...delivery, error: words });
      await db.transaction((tx) =>
        insertDeadLetter(tx, {
          ...delivery,
          attempts: 1,
          messageId: logMessageId(redrives),
          reason: error instanceof PermanentError ? "permanent" : "exhausted",
          fallbackError: words,
        }),
      );
      log.warn("log.dead_lettered", { consumer: consumer.name, event_id: eventId, error: words });
    }
  }
  return handled;
}

function listRedriven(db: Queries, { name }: LogProjection) {
  return db.orm
    .select({ eventId: deadLetters.eventId, redrives: deadLetters.redrives })
    .from(deadLetters)
    .leftJoin(
      inbox,
      and(eq(inbox.consumer, deadLetters.consumer), eq(inbox.eventId, deadLetters.eventId)),
    )
    .where(
      and(
        eq(deadLetters.consumer, name),
        isNull(deadLetters.resolvedAt),
        isNull(deadLetters.setAsideAt),
        isNotNull(deadLetters.redrivenAt),
        isNull(inbox.eventId),
      ),
    )
    .orderBy(sql`${deadLetters.redrivenAt}`)
    .limit(PER_PASS);
}

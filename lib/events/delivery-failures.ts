import { sql } from "drizzle-orm";
import type { Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { Consumer } from "./routing.ts";

const { deliveryFailures } = schema;

const KEPT_DAYS = 30;
const MAX_LENGTH = 500;

export type FailedAttempt = {
  consumer: Consumer;
  eventId: string;
  /** HTTP status that the attempt was answered with. */
  status: number;
  /** As `describeError` tells it. */
  error: string;
};

/** Remembers what an attempt failed of. Written outside the transaction that the attempt lost. */
export async function noteFailedAttempt(db: Queries, attempt: FailedAttempt): Promise<void> {
  const { consumer, eventId, status } = attempt;
  const error = withoutPersonalText(attempt.error);
  await db.orm
    .insert(deliveryFailures)
    .values({ consumer, eventId, firstError: error, lastError: error, lastStatus: status })
    .onConflictDoUpdate({
      target: [deliveryFailures.consumer, deliveryFailures.eventId],
      set: {
        attempts: sql`${deliveryFailures.attempts} + 1`,
        lastError: error,
        lastStatus: status,
        lastFailedAt: sql`now()`,
      },
    });
}

/** Forgets attempts that are long past, whatever became of their deliveries. */
export async function forgetOldAttempts(db: Queries): Promise<number> {
  const forgotten = await db.orm
    .delete(deliveryFailures)
    .where(sql`${deliveryFailures.lastFailedAt} < now() - make_interval(days => ${KEPT_DAYS}::int)`)
    .returning({ eventId: deliveryFailures.eventId });
  return forgotten.length;
}

const NAME = /^[\w.:/-]{1,64}$/;

/**
 * Parsers and databases quote what they could not read, which may be a caption: of quoted text only
 * what looks like a name stays. Nine to thirteen digits alone may be a phone number.
 */
export function withoutPersonalText(error: string): string {
  return error
    .replaceAll(/"([^"]*)("|$)/g, (quoted, inner: string) => (NAME.test(inner) ? quoted : '"…"'))
    .replaceAll(/(?<![\w-])\+?\d{9,13}(?![\w-])/g, "(number)")
    .slice(0, MAX_LENGTH);
}

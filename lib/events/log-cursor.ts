import { sql } from "drizzle-orm";
import type { Queries, Transaction } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { LogPosition } from "./read-behind-watermark.ts";
import type { LogConsumer } from "./routing.ts";

const { logCursors } = schema;

/** Longer than a batch may take: a statement has 15 s. A pass that is slower all the same finds itself locked out. */
const CLAIM_SECONDS = 60;
const FIRST_WAIT_SECONDS = 30;
const MAX_WAIT_SECONDS = 600;

/** One pass's hold on a consumer's place in the log. */
export type CursorClaim = { consumer: LogConsumer; token: string };

/** `attempts` counts the failures of the event that comes next. */
export type LogPlace = { position: LogPosition; attempts: number };

/** Another pass has taken over; whatever this one still had in hand is rolled back. */
export class ClaimLostError extends Error {
  override readonly name = "ClaimLostError";
}

const held = ({ consumer, token }: CursorClaim) =>
  sql`${logCursors.consumer} = ${consumer} and ${logCursors.claimToken} = ${token}`;

const leaseEnd = sql`now() + make_interval(secs => ${CLAIM_SECONDS}::int)`;

/** Undefined while another pass holds the place or a failed event waits for its next try. */
export async function claimCursor(
  db: Queries,
  { consumer, token }: CursorClaim,
): Promise<LogPlace | undefined> {
  const [claimed] = await db.orm
    .insert(logCursors)
    .values({ consumer, claimToken: token, claimedUntil: leaseEnd })
    .onConflictDoUpdate({
      target: logCursors.consumer,
      set: { claimToken: token, claimedUntil: leaseEnd },
      setWhere: sql`(${logCursors.claimedUntil} is null or ${logCursors.claimedUntil} < now())
        and ${logCursors.nextAttemptAt} <= now()`,
    })
    .returning({ xid: logCursors.xid, seq: logCursors.seq, attempts: logCursors.attempts });
  if (claimed === undefined) return undefined;
  const { xid, seq, attempts } = claimed;
  return { position: { xid, seq }, attempts };
}

/** First in the transaction of a batch: its row lock keeps a pass that has lost the claim from the effect. */
export async function moveCursor(
  tx: Transaction,
  { claim, to }: { claim: CursorClaim; to: LogPosition },
): Promise<void> {
  const moved = await tx.orm
    .update(logCursors)
    .set({
      xid: to.xid,
      seq: to.seq,
      attempts: 0,
      lastError: null,
      claimedUntil: leaseEnd,
      updatedAt: sql`now()`,
    })
    .where(held(claim))
    .returning({ consumer: logCursors.consumer });
  if (moved.length === 0) throw new ClaimLostError("another pass reads this log");
}

/** Leaves the place to whoever comes next. */
export async function releaseCursor(db: Queries, claim: CursorClaim): Promise<void> {
  await db.orm.update(logCursors).set({ claimedUntil: null, claimToken: null }).where(held(claim));
}

/** Puts off the event that comes next, twice as long each time: 30 s to 10 min, half of it by chance. */
export async function postponeCursor(
  db: Queries,
  { claim, attempts, error }: { claim: CursorClaim; attempts: number; error: string },
): Promise<void> {
  await db.orm
    .update(logCursors)
    .set({
      attempts,
      lastError: error,
      nextAttemptAt: sql`now() + make_interval(secs =>
        least(${MAX_WAIT_SECONDS}, ${FIRST_WAIT_SECONDS} * power(2, ${attempts - 1})) * (0.5 + random() / 2))`,
      claimedUntil: null,
      claimToken: null,
      updatedAt: sql`now()`,
    })
    .where(held(claim));
}

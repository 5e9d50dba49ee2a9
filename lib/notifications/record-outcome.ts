import { eq, inArray, sql } from "drizzle-orm";
import type { Queries, Transaction } from "#db/client.ts";
import { MESSAGE_STATES, type MessageState, messages } from "#db/schema/index.ts";

/** The states that a message may still leave for this one. */
function below(state: MessageState): MessageState[] {
  return MESSAGE_STATES.slice(0, MESSAGE_STATES.indexOf(state));
}

/** The state itself, unless the message is there or above already. */
function raisedTo(state: MessageState) {
  return sql<MessageState>`case when ${inArray(messages.state, below(state))} then ${state} else ${messages.state} end`;
}

type Answered = { messageId: string; at: Date } & (
  { kind: "accepted"; providerId: string } | { kind: "refused"; errorCode: number }
);

/** Keeps what the service answered; a state that was told meanwhile stays. False when the row is gone. */
export async function recordAnswer(tx: Transaction, answer: Answered): Promise<boolean> {
  const { messageId, at, kind } = answer;
  const known =
    kind === "accepted"
      ? {
          acceptedAt: at,
          providerId: sql<string>`coalesce(${messages.providerId}, ${answer.providerId})`,
        }
      : { errorCode: answer.errorCode };
  const recorded = await tx.orm
    .update(messages)
    .set({ ...known, state: raisedTo(kind), claimedUntil: null })
    .where(eq(messages.id, messageId))
    .returning({ id: messages.id });
  return recorded.length > 0;
}

const MOMENT_OF = {
  sent: "sentAt",
  delivered: "deliveredAt",
  read: "readAt",
  failed: "failedAt",
} as const;

export type ToldState = {
  /** Our own id of the message, where the service gives it back. */
  messageId: string | null;
  /** The service's id. */
  providerId: string;
  state: keyof typeof MOMENT_OF;
  at: Date;
  errorCode: number | null;
};

/**
 * Keeps a delivery state. Whatever comes twice or in another order ends at the same row; false where
 * no message is known by either id.
 */
export async function recordState(db: Queries, told: ToldState): Promise<boolean> {
  const { messageId, providerId, state, at, errorCode } = told;
  const moment = MOMENT_OF[state];
  const recorded = await db.orm
    .update(messages)
    .set({
      state: raisedTo(state),
      claimedUntil: null,
      providerId: sql`coalesce(${messages.providerId}, ${providerId})`,
      [moment]: sql`least(${messages[moment]}, ${at.toISOString()}::timestamptz)`,
      ...(state === "failed" ? { errorCode } : {}),
    })
    .where(messageId === null ? eq(messages.providerId, providerId) : eq(messages.id, messageId))
    .returning({ id: messages.id });
  return recorded.length > 0;
}

import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { messages } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import { findRecipient, type Recipient } from "./find-recipient.ts";
import type { NoticeTemplate } from "./messenger.ts";

/** Past every delivery state that could still tell that a call went well whose answer was lost. */
export const CLAIM_MINUTES = 15;

export type Occasion = {
  sellerId: string;
  template: NoticeTemplate;
  /** With the seller and the template, what makes it one message. */
  occasion: string;
};

export type Claim =
  | { kind: "claimed"; messageId: string; recipient: Recipient }
  /** Nothing leaves, and the row says why. */
  | { kind: "withheld"; why: "opted_out" | "switched_off" }
  /** Somebody else is sending it, or was when it ended. */
  | { kind: "held"; until: Date }
  | { kind: "settled" }
  | { kind: "not_written_to" }
  | { kind: "erased" };

/**
 * Takes the right to send a message, which nobody else has until the claim runs out, in a transaction
 * that has ended when this returns.
 */
export function claimMessage(
  db: Database,
  { clock, mayWrite, ...occasion }: Occasion & { clock: Clock; mayWrite: boolean },
): Promise<Claim> {
  return db.transaction(async (tx): Promise<Claim> => {
    const found = await findRecipient(tx, occasion.sellerId);
    if (found.kind !== "found") return found;
    const { recipient } = found;
    const why = withholding({ mayWrite, optedOut: recipient.optedOut });
    const now = clock();
    const messageId = await takeClaim(tx, { ...occasion, now, why });
    if (messageId === undefined) return findStanding(tx, occasion);
    return why === null ? { kind: "claimed", messageId, recipient } : { kind: "withheld", why };
  });
}

type Withheld = "opted_out" | "switched_off";

function withholding(by: { mayWrite: boolean; optedOut: boolean }): Withheld | null {
  if (!by.mayWrite) return "switched_off";
  return by.optedOut ? "opted_out" : null;
}

/** A new row, or one whose claim has run out; undefined where neither can be had. */
async function takeClaim(
  tx: Transaction,
  { now, why, ...occasion }: Occasion & { now: Date; why: Withheld | null },
): Promise<string | undefined> {
  const state = why ?? ("claimed" as const);
  const claimedUntil = why === null ? new Date(now.getTime() + CLAIM_MINUTES * 60_000) : null;
  const [taken] = await tx.orm
    .insert(messages)
    .values({ id: randomUUID(), ...occasion, state, claimedUntil, claims: 1, createdAt: now })
    .onConflictDoUpdate({
      target: [messages.sellerId, messages.template, messages.occasion],
      set: { state, claimedUntil, claims: sql`${messages.claims} + 1` },
      setWhere: sql`${messages.state} = 'claimed' and ${messages.claimedUntil} <= ${now.toISOString()}::timestamptz`,
    })
    .returning({ id: messages.id });
  return taken?.id;
}

async function findStanding(
  tx: Transaction,
  { sellerId, template, occasion }: Occasion,
): Promise<Claim> {
  const [standing] = await tx.orm
    .select({ state: messages.state, claimedUntil: messages.claimedUntil })
    .from(messages)
    .where(
      and(
        eq(messages.sellerId, sellerId),
        eq(messages.template, template),
        eq(messages.occasion, occasion),
      ),
    );
  if (standing === undefined) return { kind: "erased" };
  const { state, claimedUntil } = standing;
  return state === "claimed" && claimedUntil !== null
    ? { kind: "held", until: claimedUntil }
    : { kind: "settled" };
}

/** Gives a claim back of a message that surely did not leave. */
export async function releaseClaim(
  db: Database,
  { messageId, clock }: { messageId: string; clock: Clock },
): Promise<void> {
  await db.orm
    .update(messages)
    .set({ claimedUntil: clock() })
    .where(and(eq(messages.id, messageId), eq(messages.state, "claimed")));
}

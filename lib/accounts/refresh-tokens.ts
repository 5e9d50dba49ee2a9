import { createHash, randomBytes, randomUUID } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { refreshTokens, sessions, users } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { type Subject, tellLogout, tellRefreshed } from "./account-events.ts";

export type TokenPorts = { db: Database; clock: Clock; log: Log };

const TOKEN_BYTES = 32;
const TOKEN_FORM = /^lhr_[\w-]{43}$/;
const TTL_MS = 30 * 86_400_000;

export type RefreshToken = { token: string; expiresAt: Date };

/** A token that begins a family: all that will ever be exchanged for it, and for what it brought. */
export async function beginFamily(
  tx: Transaction,
  of: { sessionId: string; userId: string; now: Date },
): Promise<RefreshToken> {
  const { id: _, ...token } = await insertToken(tx, { ...of, familyId: randomUUID() });
  return token;
}

type Family = { familyId: string; sessionId: string; userId: string; now: Date };

async function insertToken(tx: Transaction, { now, ...family }: Family) {
  const token = `lhr_${randomBytes(TOKEN_BYTES).toString("base64url")}`;
  const expiresAt = new Date(now.getTime() + TTL_MS);
  const id = randomUUID();
  const row = { id, ...family, tokenHash: hashToken(token), createdAt: now, expiresAt };
  await tx.orm.insert(refreshTokens).values(row);
  return { id, token, expiresAt };
}

export type Exchange =
  | { kind: "exchanged"; userId: string; sessionId: string; next: RefreshToken }
  /** It was used before: somebody else has a copy, so that whole session is over. */
  | { kind: "reused" }
  | { kind: "unknown" };

/**
 * Gives a new token for one that was never used. Of any number of calls at once with one token the
 * first gets the new one, the second ends the session for all.
 */
export async function exchangeToken(token: string, ports: TokenPorts): Promise<Exchange> {
  if (!TOKEN_FORM.test(token)) return { kind: "unknown" };
  const tokenHash = hashToken(token);
  const now = ports.clock();
  return ports.db.transaction(async (tx) => {
    const [used] = await tx.orm
      .update(refreshTokens)
      .set({ usedAt: now })
      .where(
        and(
          eq(refreshTokens.tokenHash, tokenHash),
          isNull(refreshTokens.usedAt),
          gt(refreshTokens.expiresAt, now),
        ),
      )
      .returning();
    if (used === undefined) return endIfReused(tx, { tokenHash, ports });
    const { familyId, sessionId, userId } = used;
    const { id, ...next } = await insertToken(tx, { familyId, sessionId, userId, now });
    await tx.orm.update(refreshTokens).set({ replacedBy: id }).where(eq(refreshTokens.id, used.id));
    await extendSession(tx, { sessionId, until: next.expiresAt });
    const subject = await subjectOf(tx, userId);
    const { clock } = ports;
    await tellRefreshed(tx, { subject, clock, sessionId, expiresAt: next.expiresAt });
    return { kind: "exchanged", userId, sessionId, next };
  });
}

/** Whoever still exchanges tokens is still there. */
async function extendSession(tx: Transaction, { sessionId, until }: Extension): Promise<void> {
  const at = until.toISOString();
  await tx.orm
    .update(sessions)
    .set({ expiresAt: sql`greatest(${sessions.expiresAt}, ${at}::timestamptz)` })
    .where(eq(sessions.id, sessionId));
}

type Extension = { sessionId: string; until: Date };

type Presented = { tokenHash: string; ports: TokenPorts };

async function endIfReused(
  tx: Transaction,
  { tokenHash, ports }: Presented,
): Promise<Exchange & { kind: "reused" | "unknown" }> {
  const [known] = await tx.orm
    .select()
    .from(refreshTokens)
    .where(eq(refreshTokens.tokenHash, tokenHash));
  if (known === undefined || known.usedAt === null) return { kind: "unknown" };
  const { sessionId, familyId } = known;
  await endSession(tx, { sessionId, clock: ports.clock });
  ports.log.warn("accounts.refresh_token_reused", { session_id: sessionId, family_id: familyId });
  return { kind: "reused" };
}

/** Ends a session, its cookie and its tokens; false if it was over. */
export async function endSession(
  tx: Transaction,
  { sessionId, clock }: { sessionId: string; clock: Clock },
): Promise<boolean> {
  const [ended] = await tx.orm
    .delete(sessions)
    .where(eq(sessions.id, sessionId))
    .returning({ userId: sessions.userId });
  if (ended === undefined) return false;
  const subject = await subjectOf(tx, ended.userId);
  await tellLogout(tx, { subject, clock, sessionId });
  return true;
}

/** The session that a token belongs to, whether it was used or not. */
export async function findSessionOfToken(
  tx: Transaction,
  token: string,
): Promise<string | undefined> {
  const [known] = await tx.orm
    .select({ sessionId: refreshTokens.sessionId })
    .from(refreshTokens)
    .where(eq(refreshTokens.tokenHash, hashToken(token)));
  return known?.sessionId;
}

export async function subjectOf(tx: Transaction, userId: string): Promise<Subject> {
  const [user] = await tx.orm
    .select({ sellerId: users.sellerId })
    .from(users)
    .where(eq(users.id, userId));
  return { userId, sellerId: user?.sellerId ?? null };
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

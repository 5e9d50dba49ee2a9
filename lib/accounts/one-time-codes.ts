import { randomInt, randomUUID } from "node:crypto";
import { and, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Database, Queries, Transaction } from "#db/client.ts";
import { oneTimeCodes } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import {
  type Cap,
  type CapName,
  type CapScope,
  CODE_CAPS,
  CODE_TTL_MS,
  DAY_MS,
  GUESSES_PER_CODE,
  GUESSES_PER_HOUR,
  HOUR_MS,
  resendTime,
} from "./code-limits.ts";
import { hashesMatch, type KeyedHash } from "./keyed-hash.ts";
import type { Phone } from "./phone.ts";

export type CodePurpose = "sign_in";

export type CodePorts = {
  db: Database;
  clock: Clock;
  hash: KeyedHash;
  /** Six digits. */
  drawCode: () => string;
};

const CODE_DIGITS = 6;
const CODE_FORM = /^\d{6}$/;

export function drawCode(): string {
  return String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, "0");
}

type CodeOrder = {
  phone: Phone;
  purpose: CodePurpose;
  /** The network address that asks. */
  address: string;
};

export type IssuedCode =
  | { kind: "issued"; codeId: string; code: string; expiresAt: Date; resendAt: Date }
  | { kind: "wait"; why: "resend" | CapName; until: Date };

/**
 * Makes a code for a number, which ends the one before, unless the back-off or a cap says to wait.
 * It counts from here on, sent or not: otherwise a service that is slow to refuse would lift the caps.
 */
export async function issueCode(order: CodeOrder, ports: CodePorts): Promise<IssuedCode> {
  const scopes = scopesOf(order, ports.hash);
  const codeId = randomUUID();
  const code = ports.drawCode();
  return ports.db.transaction(async (tx) => {
    await lockScopes(tx, scopes);
    const now = ports.clock();
    const sent = await findUnused(tx, { phoneHash: scopes.phoneHash, now });
    const resendAt = sent && resendTime(sent);
    if (resendAt && resendAt > now) return { kind: "wait", why: "resend", until: resendAt };
    const cap = await findReachedCap(tx, { scopes, now });
    if (cap) return { kind: "wait", why: cap.name, until: cap.until };
    const expiresAt = new Date(now.getTime() + CODE_TTL_MS);
    await tx.orm.insert(oneTimeCodes).values({
      id: codeId,
      ...scopes,
      purpose: order.purpose,
      codeHash: hashCode(ports.hash, { codeId, phoneHash: scopes.phoneHash, code }),
      createdAt: now,
      expiresAt,
    });
    const next = resendTime({ unused: (sent?.unused ?? 0) + 1, lastSentAt: now });
    return { kind: "issued", codeId, code, expiresAt, resendAt: next };
  });
}

type CodeGuess = { phone: Phone; purpose: CodePurpose; code: string };

export type GuessedCode =
  | { kind: "right"; codeId: string }
  | { kind: "wrong"; left: number }
  | { kind: "wait"; until: Date }
  | { kind: "expired" }
  | { kind: "not_a_code" };

/**
 * Compares a guess with the newest code of a number. The guess is taken, in one statement that has
 * committed, before anything is compared: of any number at once at most five are. A right guess
 * still has to be redeemed.
 */
export async function guessCode(guess: CodeGuess, ports: CodePorts): Promise<GuessedCode> {
  if (!CODE_FORM.test(guess.code)) return { kind: "not_a_code" };
  const { phoneHash } = scopesOf({ ...guess, address: "" }, ports.hash);
  const now = ports.clock();
  const taken = await takeGuess(ports.db, { phoneHash, purpose: guess.purpose, now });
  if (taken === undefined) return explainRefusal(ports.db, { phoneHash, ...guess, now });
  const codeHash = hashCode(ports.hash, { codeId: taken.id, phoneHash, code: guess.code });
  if (hashesMatch(codeHash, taken.codeHash)) return { kind: "right", codeId: taken.id };
  return { kind: "wrong", left: GUESSES_PER_CODE - taken.guesses };
}

/** Uses a code up, in the transaction of what it opens; false for one that was used meanwhile. */
export async function redeemCode(
  tx: Transaction,
  { codeId, now }: { codeId: string; now: Date },
): Promise<boolean> {
  const redeemed = await tx.orm
    .update(oneTimeCodes)
    .set({ usedAt: now })
    .where(and(eq(oneTimeCodes.id, codeId), isNull(oneTimeCodes.usedAt)))
    .returning({ id: oneTimeCodes.id });
  return redeemed.length === 1;
}

type Scopes = Record<CapScope, string>;

function scopesOf({ phone, address }: Pick<CodeOrder, "phone" | "address">, hash: KeyedHash) {
  return {
    phoneHash: hash.of("phone", phone.number),
    addressHash: hash.of("address", address),
    rangeHash: hash.of("range", phone.range),
    callingCode: phone.callingCode,
  } satisfies Scopes;
}

type HashedCode = { codeId: string; phoneHash: string; code: string };

/** Bound to its own row, so that it says nothing about the same digits in another. */
function hashCode(hash: KeyedHash, { codeId, phoneHash, code }: HashedCode): string {
  return hash.of("code", codeId, phoneHash, code);
}

/** Whoever counts the same things waits; always in the same order, so that no two wait for each other. */
async function lockScopes(tx: Transaction, scopes: Scopes): Promise<void> {
  const keys = Object.entries(scopes)
    .map(([scope, value]) => `one_time_codes|${scope}|${value}`)
    .toSorted();
  for (const key of keys)
    await tx.orm.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

type NumberAt = { phoneHash: string; now: Date };

/** The codes of the last day since the last one that was used. */
async function findUnused(queries: Queries, { phoneHash, now }: NumberAt) {
  const rows = await queries.orm
    .select({ createdAt: oneTimeCodes.createdAt, usedAt: oneTimeCodes.usedAt })
    .from(oneTimeCodes)
    .where(
      and(
        eq(oneTimeCodes.phoneHash, phoneHash),
        gt(oneTimeCodes.createdAt, new Date(now.getTime() - DAY_MS)),
      ),
    )
    .orderBy(desc(oneTimeCodes.createdAt));
  const lastUsed = rows.findIndex(({ usedAt }) => usedAt !== null);
  const unused = lastUsed === -1 ? rows : rows.slice(0, lastUsed);
  const [last] = unused;
  return last && { unused: unused.length, lastSentAt: last.createdAt };
}

type Reached = { name: CapName; until: Date };

/** The cap that keeps this number waiting longest, if any does. */
async function findReachedCap(
  tx: Transaction,
  { scopes, now }: { scopes: Scopes; now: Date },
): Promise<Reached | undefined> {
  const reached: Reached[] = [];
  for (const cap of CODE_CAPS) {
    const until = await findCapEnd(tx, { cap, value: scopes[cap.scope], now });
    if (until !== undefined) reached.push({ name: cap.name, until });
  }
  return reached.toSorted((left, right) => right.until.getTime() - left.until.getTime())[0];
}

/** A cap of n is reached as long as the n-th newest code lies within its window. */
async function findCapEnd(
  tx: Transaction,
  { cap, value, now }: { cap: Cap; value: string; now: Date },
): Promise<Date | undefined> {
  const [nth] = await tx.orm
    .select({ createdAt: oneTimeCodes.createdAt })
    .from(oneTimeCodes)
    .where(
      and(
        eq(oneTimeCodes[cap.scope], value),
        gt(oneTimeCodes.createdAt, new Date(now.getTime() - cap.windowMs)),
      ),
    )
    .orderBy(desc(oneTimeCodes.createdAt))
    .offset(cap.max - 1)
    .limit(1);
  return nth && new Date(nth.createdAt.getTime() + cap.windowMs);
}

type Asked = NumberAt & { purpose: CodePurpose };

function newestOf({ phoneHash, purpose }: Omit<Asked, "now">) {
  return sql`(select newest.id from ${oneTimeCodes} newest where newest.phone_hash = ${phoneHash}
    and newest.purpose = ${purpose} order by newest.created_at desc limit 1)`;
}

async function takeGuess(db: Database, { phoneHash, purpose, now }: Asked) {
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  // Only the newest code of a number takes guesses, so the sum over the others stands still.
  const others = sql`(select coalesce(sum(other.guesses), 0) from ${oneTimeCodes} other
    where other.phone_hash = ${phoneHash} and other.created_at > ${hourAgo.toISOString()}::timestamptz
    and other.id <> ${newestOf({ phoneHash, purpose })})`;
  const [taken] = await db.orm
    .update(oneTimeCodes)
    .set({ guesses: sql`${oneTimeCodes.guesses} + 1` })
    .where(
      and(
        sql`${oneTimeCodes.id} = ${newestOf({ phoneHash, purpose })}`,
        isNull(oneTimeCodes.usedAt),
        gt(oneTimeCodes.expiresAt, now),
        lt(oneTimeCodes.guesses, GUESSES_PER_CODE),
        sql`${oneTimeCodes.guesses} + ${others} < ${GUESSES_PER_HOUR}`,
      ),
    )
    .returning({
      id: oneTimeCodes.id,
      codeHash: oneTimeCodes.codeHash,
      guesses: oneTimeCodes.guesses,
    });
  return taken;
}

/** Why no guess could be taken: nothing to guess at, or too much was guessed already. */
async function explainRefusal(
  db: Database,
  { phoneHash, purpose, now }: Asked,
): Promise<GuessedCode> {
  const rows = await db.orm
    .select()
    .from(oneTimeCodes)
    .where(and(eq(oneTimeCodes.phoneHash, phoneHash), eq(oneTimeCodes.purpose, purpose)))
    .orderBy(desc(oneTimeCodes.createdAt))
    .limit(GUESSES_PER_HOUR);
  const [newest] = rows;
  if (newest === undefined || newest.usedAt !== null || newest.expiresAt <= now)
    return { kind: "expired" };
  const hourAgo = now.getTime() - HOUR_MS;
  const counted = rows.filter((row) => row.createdAt.getTime() > hourAgo && row.guesses > 0);
  const guesses = counted.reduce((sum, row) => sum + row.guesses, 0);
  const oldest = counted.at(-1);
  if (guesses >= GUESSES_PER_HOUR && oldest !== undefined)
    return { kind: "wait", until: new Date(oldest.createdAt.getTime() + HOUR_MS) };
  const sent = await findUnused(db, { phoneHash, now });
  const until = sent && resendTime(sent);
  return { kind: "wait", until: until && until > now ? until : now };
}

/** Deletes codes that no cap counts any more. Returns how many. */
export async function forgetOldCodes(db: Database, clock: Clock): Promise<number> {
  const before = new Date(clock().getTime() - DAY_MS);
  const forgotten = await db.orm
    .delete(oneTimeCodes)
    .where(lt(oneTimeCodes.createdAt, before))
    .returning({ id: oneTimeCodes.id });
  return forgotten.length;
}

import { randomUUID } from "node:crypto";
import { and, desc, eq, gt, lt, ne, sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { accounts, passwordAttempts, sessions, users } from "#db/schema/index.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { tellLogin, tellLogout, tellPasswordChanged } from "./account-events.ts";
import { HOUR_MS } from "./code-limits.ts";
import type { Identity } from "./identity.ts";
import type { KeyedHash } from "./keyed-hash.ts";
import { findPhone } from "./phone.ts";
import type { Session } from "./session.ts";
import type { TypedPhone } from "./sign-in.ts";

export type PasswordPorts = {
  db: Database;
  clock: Clock;
  hash: KeyedHash;
  identity: Identity;
  log: Log;
};

const MIN_LENGTH = 10;
const MAX_LENGTH = 128;
const ATTEMPTS_PER_NUMBER = 10;
const ATTEMPTS_PER_ADDRESS = 60;
const CREDENTIAL = "credential";
/** What a password is compared with where there is none, so that the answer takes as long. */
const NOBODYS_PASSWORD = "nobody has this password";

export type PasswordChange =
  | { kind: "changed" }
  | { kind: "too_short"; min: number }
  | { kind: "too_long"; max: number }
  /** The one that was there has to be given with the new one. */
  | { kind: "wrong_current" }
  | { kind: "wait"; until: Date };

/** Sets or changes the password of who is signed in; every other session of hers ends. */
export async function setPassword(
  { session, current, next, address }: NewPassword,
  ports: PasswordPorts,
): Promise<PasswordChange> {
  if (next.length < MIN_LENGTH) return { kind: "too_short", min: MIN_LENGTH };
  if (next.length > MAX_LENGTH) return { kind: "too_long", max: MAX_LENGTH };
  const { db, identity, clock } = ports;
  const known = await findHash(db, session.phone);
  if (known?.hash !== undefined) {
    const until = await takeAttempt({ phone: session.phone, address }, ports);
    if (until !== undefined) return { kind: "wait", until };
    const isRight = await identity.verifyPassword((current ?? "").slice(0, MAX_LENGTH), known.hash);
    if (!isRight) return { kind: "wrong_current" };
  }
  const password = await identity.hashPassword(next);
  await db.transaction(async (tx) => {
    await keepPassword(tx, { userId: session.userId, password, now: clock() });
    await endOthers(tx, { session, clock });
    const { userId } = session;
    await tellPasswordChanged(tx, { subject: session, clock, changedBy: userId });
  });
  return { kind: "changed" };
}

type NewPassword = { session: Session; current: string | null; next: string; address: string };
type Kept = { userId: string; password: string; now: Date };

async function keepPassword(tx: Transaction, { userId, password, now }: Kept): Promise<void> {
  await tx.orm
    .insert(accounts)
    .values({
      id: randomUUID(),
      accountId: userId,
      providerId: CREDENTIAL,
      userId,
      password,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoUpdate({
      target: [accounts.userId, accounts.providerId],
      set: { password, updatedAt: now },
    });
}

async function endOthers(
  tx: Transaction,
  { session, clock }: { session: Session; clock: Clock },
): Promise<void> {
  const ended = await tx.orm
    .delete(sessions)
    .where(and(eq(sessions.userId, session.userId), ne(sessions.id, session.sessionId)))
    .returning({ id: sessions.id });
  for (const { id } of ended) await tellLogout(tx, { subject: session, clock, sessionId: id });
}

export type PasswordVerdict =
  | { kind: "signed_in"; session: Session; cookies: string[] }
  /** Says the same for a number without an account, and for an account without a password. */
  | { kind: "wrong" }
  | { kind: "wait"; until: Date }
  | { kind: "not_a_phone" };

type PasswordForm = TypedPhone & { password: string };
type PasswordSignIn = { form: PasswordForm; address: string; userAgent: string };

/** Signs in with number and password; every attempt is counted before it is looked at. */
export async function signInWithPassword(
  { form, address, userAgent }: PasswordSignIn,
  ports: PasswordPorts,
): Promise<PasswordVerdict> {
  const phone = findPhone(form)?.number;
  if (phone === undefined) return { kind: "not_a_phone" };
  const until = await takeAttempt({ phone, address }, ports);
  if (until !== undefined) return { kind: "wait", until };
  const { db, identity, clock, log } = ports;
  const known = await findHash(db, phone);
  const password = form.password.slice(0, MAX_LENGTH);
  const isRight = await compare({ password, hash: known?.hash }, identity);
  if (known === undefined || !isRight) {
    log.info("accounts.password_refused");
    return { kind: "wrong" };
  }
  const signedIn = await db.transaction(async (tx) => {
    const { session, cookies } = await identity.signInByCheckedPassword(tx, phone);
    const from = { ipAddress: address, userAgent };
    const { sessionId } = session;
    await tellLogin(tx, { subject: session, clock, sessionId, method: "password", from });
    return { kind: "signed_in" as const, session, cookies };
  });
  log.info("accounts.signed_in", { user_id: signedIn.session.userId, is_new: false });
  return signedIn;
}

async function compare(
  { password, hash }: { password: string; hash: string | undefined },
  identity: Identity,
): Promise<boolean> {
  if (hash !== undefined) return identity.verifyPassword(password, hash);
  // Making a hash costs what comparing one does.
  await identity.hashPassword(NOBODYS_PASSWORD);
  return false;
}

async function findHash(db: Database, phone: string) {
  const [found] = await db.orm
    .select({ hash: accounts.password })
    .from(users)
    .innerJoin(accounts, and(eq(accounts.userId, users.id), eq(accounts.providerId, CREDENTIAL)))
    .where(eq(users.phoneNumber, phone));
  return found?.hash ? { hash: found.hash } : undefined;
}

type Attempt = { phone: string; address: string };

/** Counts an attempt; until when to wait instead where too many were made in the last hour. */
async function takeAttempt(
  { phone, address }: Attempt,
  { db, clock, hash }: PasswordPorts,
): Promise<Date | undefined> {
  const phoneHash = hash.of("phone", phone);
  const addressHash = hash.of("address", address);
  return db.transaction(async (tx) => {
    for (const key of [`address|${addressHash}`, `phone|${phoneHash}`])
      await tx.orm.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${`password_attempts|${key}`}, 0))`,
      );
    const now = clock();
    const caps = [
      { of: eq(passwordAttempts.phoneHash, phoneHash), max: ATTEMPTS_PER_NUMBER },
      { of: eq(passwordAttempts.addressHash, addressHash), max: ATTEMPTS_PER_ADDRESS },
    ];
    for (const { of, max } of caps) {
      const [nth] = await tx.orm
        .select({ createdAt: passwordAttempts.createdAt })
        .from(passwordAttempts)
        .where(and(of, gt(passwordAttempts.createdAt, new Date(now.getTime() - HOUR_MS))))
        .orderBy(desc(passwordAttempts.createdAt))
        .offset(max - 1)
        .limit(1);
      if (nth !== undefined) return new Date(nth.createdAt.getTime() + HOUR_MS);
    }
    const row = { id: randomUUID(), phoneHash, addressHash, createdAt: now };
    await tx.orm.insert(passwordAttempts).values(row);
    return undefined;
  });
}

/** Deletes attempts that nothing counts any more. Returns how many. */
export async function forgetOldAttempts(db: Database, clock: Clock): Promise<number> {
  const before = new Date(clock().getTime() - HOUR_MS);
  const forgotten = await db.orm
    .delete(passwordAttempts)
    .where(lt(passwordAttempts.createdAt, before))
    .returning({ id: passwordAttempts.id });
  return forgotten.length;
}

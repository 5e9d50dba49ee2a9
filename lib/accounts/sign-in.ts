import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import { assertNever, describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Locale, Messenger } from "../notifications/messenger.ts";
import { tellCreated, tellLogin } from "./account-events.ts";
import type { Identity } from "./identity.ts";
import { type CodePorts, guessCode, issueCode, redeemCode } from "./one-time-codes.ts";
import { findPhone } from "./phone.ts";
import type { Session } from "./session.ts";

/** A number as somebody typed it; `country` (ISO 3166, two letters) reads national forms. */
export type TypedPhone = { phone: string; country: string | null };

export type CodeForm = TypedPhone & { locale: Locale };

/** Says the same of a number with an account and of one without. */
export type CodeRequest =
  | { kind: "sent"; phone: string; expiresAt: Date; resendAt: Date }
  /** `resend`: a code was just sent; else a cap on the number, the address or its region, or on requests. */
  | {
      kind: "wait";
      phone: string;
      why: "resend" | "number" | "address" | "region" | "requests";
      until: Date;
    }
  /** The service will never deliver to this number. */
  | { kind: "undeliverable"; phone: string }
  /** The service does not answer; the code may or may not arrive. */
  | { kind: "unavailable"; phone: string; retryAt: Date }
  | { kind: "not_a_phone" };

export type VerifyForm = CodeForm & { code: string };

export type CodeVerdict =
  /** `cookies` are the values of the Set-Cookie headers that the answer has to carry. */
  | { kind: "signed_in"; session: Session; isNew: boolean; cookies: string[] }
  | { kind: "wrong"; left: number }
  /** No guess is left; with a new code there is, unless the number's own limit is reached. */
  | { kind: "wait"; until: Date }
  /** Used, too old, or never asked for: ask for another one. */
  | { kind: "expired" }
  | { kind: "not_a_code" }
  | { kind: "not_a_phone" };

export type SignInPorts = CodePorts & {
  identity: Identity;
  /** Null where no message can be sent. */
  messenger: Messenger | null;
  log: Log;
};

type Asking = { address: string };

/** Sends a code to a number, unless it has to wait. Nothing here looks at whether it has an account. */
export async function requestCode(
  { form, address }: Asking & { form: CodeForm },
  ports: SignInPorts,
): Promise<CodeRequest> {
  const phone = findPhone(form);
  if (phone === undefined) return { kind: "not_a_phone" };
  const { number } = phone;
  const issued = await issueCode({ phone, purpose: "sign_in", address }, ports);
  if (issued.kind === "wait") {
    ports.log.info("accounts.code_withheld", { why: issued.why });
    return { kind: "wait", phone: number, why: issued.why, until: issued.until };
  }
  const { codeId, code, expiresAt, resendAt } = issued;
  const outcome = await send({ phone: number, locale: form.locale, code, codeId }, ports);
  ports.log.info("accounts.code_sent", { code_id: codeId, outcome });
  switch (outcome) {
    case "accepted":
      return { kind: "sent", phone: number, expiresAt, resendAt };
    case "refused":
      return { kind: "undeliverable", phone: number };
    case "unavailable":
      return { kind: "unavailable", phone: number, retryAt: resendAt };
    default:
      return assertNever(outcome);
  }
}

type Letter = { phone: string; locale: Locale; code: string; codeId: string };

async function send(
  { phone, locale, code, codeId }: Letter,
  { messenger, log }: SignInPorts,
): Promise<"accepted" | "refused" | "unavailable"> {
  if (messenger === null) return "unavailable";
  try {
    const notice = { template: "sign_in_code", code } as const;
    const sent = await messenger.send({ phone, locale, notice, reference: `code:${codeId}` });
    return sent.kind;
  } catch (error) {
    log.warn("accounts.code_not_sent", { code_id: codeId, error: describeError(error) });
    return "unavailable";
  }
}

type Verifying = Asking & { form: VerifyForm; userAgent: string };

/** Signs in with a code: account, session and events are there together, or the code is not used. */
export async function verifyCode(
  { form, address, userAgent }: Verifying,
  ports: SignInPorts,
): Promise<CodeVerdict> {
  const phone = findPhone(form);
  if (phone === undefined) return { kind: "not_a_phone" };
  const guess = await guessCode({ phone, purpose: "sign_in", code: form.code }, ports);
  if (guess.kind !== "right") return guess;
  const { codeId } = guess;
  const { db, clock, identity, log } = ports;
  const verdict = await db.transaction(async (tx): Promise<CodeVerdict> => {
    const isNew = !(await hasAccount(tx, phone.number));
    const redeem = () => redeemCode(tx, { codeId, now: clock() });
    const order = { phone: phone.number, locale: form.locale, redeem };
    const signedIn = await identity.signInByPhone(tx, order);
    if (signedIn === undefined) return { kind: "expired" };
    const { session, cookies } = signedIn;
    const told = { subject: session, clock, sessionId: session.sessionId };
    if (isNew) await tellCreated(tx, { ...told, role: session.role });
    const from = { ipAddress: address, userAgent };
    await tellLogin(tx, { ...told, method: "whatsapp-code", from });
    return { kind: "signed_in", session, isNew, cookies };
  });
  if (verdict.kind === "signed_in")
    log.info("accounts.signed_in", { user_id: verdict.session.userId, is_new: verdict.isNew });
  return verdict;
}

async function hasAccount(tx: Transaction, phone: string): Promise<boolean> {
  const rows = await tx.orm
    .select({ id: users.id })
    .from(users)
    .where(eq(users.phoneNumber, phone));
  return rows.length > 0;
}

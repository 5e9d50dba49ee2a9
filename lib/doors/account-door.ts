import { findBearerSession } from "../accounts/find-session.ts";
import type { FoundSession } from "../accounts/identity.ts";
import {
  type PasswordChange,
  type PasswordVerdict,
  setPassword,
  signInWithPassword,
} from "../accounts/passwords.ts";
import { findPhone } from "../accounts/phone.ts";
import { endSession } from "../accounts/refresh-tokens.ts";
import type { Session } from "../accounts/session.ts";
import {
  type CodeForm,
  type CodeRequest,
  type CodeVerdict,
  requestCode,
  type SignInPorts,
  type TypedPhone,
  type VerifyForm,
  verifyCode,
} from "../accounts/sign-in.ts";
import { AppError } from "../errors.ts";
import { type ActionLimitPorts, takeAction } from "./action-limits.ts";
import { addressOf, agentOf } from "./address-of.ts";
import { requireOwnOrigin } from "./own-origin.ts";

type PasswordForm = TypedPhone & { password: string };
type Sent<Form> = { form: Form; headers: Headers };

export type AccountPorts = SignInPorts & ActionLimitPorts & { origin: string };

/** What a page does with somebody's account: each from its own origin, counted, then one verb. */
export function accountDoor(ports: AccountPorts) {
  return {
    /** Throws FORBIDDEN for another site's page. */
    async requestCode(form: CodeForm, headers: Headers): Promise<CodeRequest> {
      requireOwnOrigin(headers, ports.origin);
      return askForCode({ form, headers }, ports);
    },
    async verifyCode(form: VerifyForm, headers: Headers): Promise<CodeVerdict> {
      requireOwnOrigin(headers, ports.origin);
      return signInByCode({ form, headers }, ports);
    },
    async signInWithPassword(form: PasswordForm, headers: Headers): Promise<PasswordVerdict> {
      requireOwnOrigin(headers, ports.origin);
      return signInByPassword({ form, headers }, ports);
    },
    /** Throws UNAUTHORIZED for who is not signed in. */
    async setPassword(
      form: { current: string | null; next: string },
      headers: Headers,
    ): Promise<PasswordChange> {
      requireOwnOrigin(headers, ports.origin);
      const found = await findRequestSession({ headers, renew: false }, ports);
      if (found === null)
        throw new AppError("UNAUTHORIZED", "You are not signed in, or no longer.");
      return setPassword({ ...form, session: found.session, address: addressOf(headers) }, ports);
    },
    /** Ends the session of a browser; also fine for who has none. */
    async signOut(headers: Headers): Promise<{ cookies: string[] }> {
      requireOwnOrigin(headers, ports.origin);
      const found = await ports.identity.findSession(headers, { renew: false });
      if (found !== null) await leave(found.session, ports);
      return { cookies: ports.identity.endingCookies() };
    },
  };
}

export async function leave({ sessionId }: Session, { db, clock }: AccountPorts): Promise<void> {
  await db.transaction((tx) => endSession(tx, { sessionId, clock }));
}

/** As the page's `requestCode`, for who needs no page. */
export async function askForCode(
  { form, headers }: Sent<CodeForm>,
  ports: AccountPorts,
): Promise<CodeRequest> {
  const address = addressOf(headers);
  const phone = findPhone(form);
  if (phone === undefined) return { kind: "not_a_phone" };
  const until = await takeAction({ action: "code", address }, ports);
  if (until !== undefined) return { kind: "wait", phone: phone.number, why: "requests", until };
  return requestCode({ form, address }, ports);
}

export async function signInByCode(
  { form, headers }: Sent<VerifyForm>,
  ports: AccountPorts,
): Promise<CodeVerdict> {
  const address = addressOf(headers);
  const until = await takeAction({ action: "verify", address }, ports);
  if (until !== undefined) return { kind: "wait", until };
  return verifyCode({ form, address, userAgent: agentOf(headers) }, ports);
}

export async function signInByPassword(
  { form, headers }: Sent<PasswordForm>,
  ports: AccountPorts,
): Promise<PasswordVerdict> {
  const address = addressOf(headers);
  const until = await takeAction({ action: "password", address }, ports);
  if (until !== undefined) return { kind: "wait", until };
  return signInWithPassword({ form, address, userAgent: agentOf(headers) }, ports);
}

const BEARER = /^Bearer +(\S+)$/i;

/** Who sends a request: by the token that it shows or, if it shows none, by its cookie. */
export async function findRequestSession(
  { headers, renew }: { headers: Headers; renew: boolean },
  ports: Pick<AccountPorts, "db" | "clock" | "identity">,
): Promise<FoundSession | null> {
  const [, token] = BEARER.exec(headers.get("authorization") ?? "") ?? [];
  if (token === undefined) return ports.identity.findSession(headers, { renew });
  const session = await findBearerSession(token, ports);
  return session && { session, cookies: [] };
}

/** Whether a request shows a token: no browser adds one by itself, so its origin does not matter. */
export function hasBearer(headers: Headers): boolean {
  return BEARER.test(headers.get("authorization") ?? "");
}

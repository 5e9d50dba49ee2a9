import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { APIError, betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { jwt, phoneNumber } from "better-auth/plugins";
import { eq, gt, isNull, or } from "drizzle-orm";
import * as z from "zod";
import type { Database, Orm, Transaction } from "#db/client.ts";
import { accounts, jwks, sessions, users, verifications } from "#db/schema/index.ts";
import { tellRefreshed } from "../accounts/account-events.ts";
import type { Identity, SignedIn } from "../accounts/identity.ts";
import { role } from "../accounts/session.ts";
import type { Clock } from "../clock.ts";

export type IdentityConfig = {
  db: Database;
  clock: Clock;
  /** Public origin of the app; cookies are `Secure` where it is https. */
  origin: string;
  /** Signs cookies and encrypts the private keys of tokens. */
  secret: string;
};

const DAY_SECONDS = 86_400;
const SESSION_SECONDS = 60 * DAY_SECONDS;
/** A key signs for this long; what it signed can be checked for `KEY_GRACE_SECONDS` more. */
const KEY_SECONDS = 30 * DAY_SECONDS;
const KEY_GRACE_SECONDS = DAY_SECONDS;

/** What a call of the library may do: its writes join the transaction, its checks are those made here. */
type Within = {
  tx: Transaction;
  redeem?: () => Promise<boolean>;
  passwordChecked?: boolean;
};

/**
 * Better Auth over our own database handle. Only what is called from here can happen: none of its
 * routes is served, codes are checked and redeemed by the caller, and what it writes commits with
 * the caller's transaction.
 */
export function openIdentity(config: IdentityConfig): Identity {
  const within = new AsyncLocalStorage<Within>();
  const auth = openLibrary(config, within);
  const ended = endingCookie(config.origin);
  return {
    async signInByPhone(tx, { phone, locale, redeem }) {
      try {
        const { headers, response } = await within.run({ tx, redeem }, () =>
          auth.api.verifyPhoneNumber({
            body: { phoneNumber: phone, code: "", locale },
            returnHeaders: true,
          }),
        );
        return await readSignedIn(tx, { token: response.token, headers });
      } catch (error) {
        if (error instanceof APIError && error.body?.code === "INVALID_OTP") return undefined;
        throw error;
      }
    },
    async signInByCheckedPassword(tx, phone) {
      const { headers, response } = await within.run({ tx, passwordChecked: true }, () =>
        auth.api.signInPhoneNumber({
          body: { phoneNumber: phone, password: "checked already" },
          returnHeaders: true,
        }),
      );
      return readSignedIn(tx, { token: response.token, headers });
    },
    async findSession(headers, { renew }) {
      const { headers: answered, response } = await auth.api.getSession({
        headers: cookiesOf(headers),
        query: renew ? {} : { disableRefresh: true },
        returnHeaders: true,
      });
      if (response === null) return null;
      const cookies = renew ? answered.getSetCookie() : [];
      return { session: toSession(response.session.id, response.user), cookies };
    },
    endingCookies: () => [ended],
    hashPassword: (password) => hashPassword(password),
    verifyPassword: (password, hash) => verifyPassword({ password, hash }),
    async signAccessToken({ userId, sessionId }, { now, expiresAt }) {
      const [iat, exp] = [secondsOf(now), secondsOf(expiresAt)];
      const payload = { sub: userId, sid: sessionId, jti: randomUUID(), iat, exp };
      const order = () => auth.api.signJWT({ body: { payload } });
      try {
        return (await order()).token;
      } catch (error) {
        if (!isForeignKey(error)) throw error;
        await retireKeys(config.db);
        return (await order()).token;
      }
    },
    async readAccessToken(token) {
      const { payload } = await auth.api.verifyJWT({ body: { token } });
      const claims = accessClaims.safeParse(payload);
      return claims.success ? { userId: claims.data.sub, sessionId: claims.data.sid } : null;
    },
    publicKeys: () => auth.api.getJwks(),
  };
}

/** The app's secret was changed: nobody can open the private keys of before. */
const isForeignKey = (error: unknown) =>
  error instanceof Error && error.message.startsWith("Failed to decrypt private key");

/** The next token is signed by a new key; tokens of before can be checked as long as they last. */
async function retireKeys(db: Database): Promise<void> {
  // The library looks at no clock but the machine's own.
  const now = new Date();
  await db.orm
    .update(jwks)
    .set({ expiresAt: now })
    .where(or(isNull(jwks.expiresAt), gt(jwks.expiresAt, now)));
}

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

const accessClaims = z.object({ sub: z.uuid(), sid: z.uuid() });

function openLibrary(config: IdentityConfig, within: AsyncLocalStorage<Within>) {
  const { db, origin, secret } = config;
  return betterAuth({
    baseURL: origin,
    basePath: "/api/auth",
    secret,
    database: drizzleAdapter(followTransaction(db, within), {
      provider: "pg",
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        jwks,
      },
    }),
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    // Its lines can hold numbers; what fails is thrown, and logged by the door.
    logger: { disabled: true },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "hub",
      useSecureCookies: origin.startsWith("https:"),
      database: { generateId: () => randomUUID() },
      ipAddress: { disableIpTracking: true },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: DAY_SECONDS },
    user: {
      additionalFields: {
        role: { type: "string", input: false, required: false, defaultValue: "seller" },
        locale: { type: "string", required: false, defaultValue: "en" },
        sellerId: { type: "string", input: false, required: false },
      },
    },
    emailAndPassword: {
      enabled: false,
      password: {
        hash: hashPassword,
        verify: () => Promise.resolve(within.getStore()?.passwordChecked === true),
      },
    },
    databaseHooks: {
      session: { update: { after: (session) => tellRenewed(session, { config, within }) } },
    },
    plugins: [
      phoneNumber({
        // Codes are sent before the library is asked for anything.
        sendOTP: () => Promise.reject(new Error("codes are not sent from here")),
        verifyOTP: async () => (await within.getStore()?.redeem?.()) === true,
        signUpOnVerification: {
          getTempEmail: () => `${randomUUID()}@phone.invalid`,
          getTempName: () => "",
        },
      }),
      jwt({
        jwks: {
          keyPairConfig: { alg: "EdDSA", crv: "Ed25519" },
          rotationInterval: KEY_SECONDS,
          gracePeriod: KEY_GRACE_SECONDS,
        },
        jwt: { issuer: origin, audience: `${origin}/api/v1`, expirationTime: "15m" },
        disableSettingJwtHeader: true,
      }),
    ],
  });
}

/** The pool, or inside `within` the one connection of its transaction. */
function followTransaction(db: Database, within: AsyncLocalStorage<Within>): Orm {
  return new Proxy(db.orm, {
    get: (pool, name) => {
      const orm = within.getStore()?.tx.orm ?? pool;
      return Reflect.get(orm, name, orm);
    },
  });
}

type Renewed = { id: string; userId: string; expiresAt: Date };
type Place = { config: IdentityConfig; within: AsyncLocalStorage<Within> };

async function tellRenewed(
  { id, userId, expiresAt }: Renewed,
  { config, within }: Place,
): Promise<void> {
  const { db, clock } = config;
  const tell = async (tx: Transaction) => {
    const [user] = await tx.orm
      .select({ sellerId: users.sellerId })
      .from(users)
      .where(eq(users.id, userId));
    const subject = { userId, sellerId: user?.sellerId ?? null };
    await tellRefreshed(tx, { subject, clock, sessionId: id, expiresAt });
  };
  const current = within.getStore()?.tx;
  await (current === undefined ? db.transaction(tell) : tell(current));
}

type Answered = { token: string | null | undefined; headers: Headers };

async function readSignedIn(tx: Transaction, { token, headers }: Answered): Promise<SignedIn> {
  const [row] = await tx.orm
    .select({ sessionId: sessions.id, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.token, token ?? ""));
  if (row === undefined) throw new Error("the session that was just made is not there");
  return { session: toSession(row.sessionId, row.user), cookies: headers.getSetCookie() };
}

type UserFields = {
  id: string;
  role?: string | null | undefined;
  sellerId?: string | null | undefined;
  phoneNumber?: string | null | undefined;
};

function toSession(sessionId: string, user: UserFields) {
  return {
    sessionId,
    userId: user.id,
    role: role.parse(user.role),
    sellerId: user.sellerId ?? null,
    phone: user.phoneNumber ?? "",
  };
}

/** Nothing of a request but its cookies concerns the library. */
function cookiesOf(headers: Headers): Headers {
  const cookie = headers.get("cookie");
  return new Headers(cookie === null ? {} : { cookie });
}

const SESSION_COOKIE = "hub.session_token";

function endingCookie(origin: string): string {
  const isSecure = origin.startsWith("https:");
  const name = `${isSecure ? "__Secure-" : ""}${SESSION_COOKIE}`;
  return `${name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${isSecure ? "; Secure" : ""}`;
}

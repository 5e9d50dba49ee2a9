import type { Transaction } from "#db/client.ts";
import type { Locale } from "../notifications/messenger.ts";
import type { Session } from "./session.ts";

export type SignedIn = {
  session: Session;
  /** Values of the Set-Cookie headers that give a browser this session. */
  cookies: string[];
};

/** A session that was found; with cookies when it was given more time. */
export type FoundSession = SignedIn;

/** What a token of the REST API says; that it is still true has to be looked up. */
export type AccessClaims = { userId: string; sessionId: string };

/** Users, sessions and signed tokens, as the library behind this keeps them. */
export type Identity = {
  /**
   * Signs in whoever owns a number, with an account made for who has none. `redeem` runs in the same
   * transaction; when it answers false the result is undefined and nothing has happened.
   */
  signInByPhone(
    tx: Transaction,
    order: {
      phone: string;
      locale: Locale;
      redeem: () => Promise<boolean>;
    },
  ): Promise<SignedIn | undefined>;
  /** Signs in an account by number whose password the caller has just checked. */
  signInByCheckedPassword(tx: Transaction, phone: string): Promise<SignedIn>;
  /** By the cookie of a browser. With `renew` a session past a day of its life gets more. */
  findSession(headers: Headers, options: { renew: boolean }): Promise<FoundSession | null>;
  /** Cookies that take the session out of a browser. */
  endingCookies(): string[];
  hashPassword(password: string): Promise<string>;
  verifyPassword(password: string, hash: string): Promise<boolean>;
  signAccessToken(claims: AccessClaims, times: { now: Date; expiresAt: Date }): Promise<string>;
  /** Null for anything but a token of ours that has not expired. */
  readAccessToken(token: string): Promise<AccessClaims | null>;
  /** The public keys, as a JSON Web Key Set. */
  publicKeys(): Promise<object>;
};

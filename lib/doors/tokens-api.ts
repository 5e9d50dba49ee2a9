import * as z from "zod";
import type { Session } from "../accounts/session.ts";
import { issueTokens, refreshTokens, revokeToken, type Tokens } from "../accounts/tokens.ts";
import { AppError, assertNever } from "../errors.ts";
import { locale } from "../notifications/messenger.ts";
import {
  type AccountPorts,
  askForCode,
  findRequestSession,
  hasBearer,
  leave,
  signInByCode,
  signInByPassword,
} from "./account-door.ts";
import { takeAction } from "./action-limits.ts";
import { addressOf } from "./address-of.ts";
import { type ApiCall, apiDoor, parseFields } from "./api-door.ts";
import { requireOwnOrigin } from "./own-origin.ts";
import { secondsUntil } from "./rate-limiter.ts";
import { readBody } from "./read-body.ts";
import { parseJson } from "./worker-door.ts";

const MAX_BODY_BYTES = 4 * 1024;

const phone = {
  phone: z.string().max(40),
  /** Two letters, for a number in its national form. */
  country: z.string().length(2).nullable().default(null),
};
const codeBody = z.strictObject({ ...phone, locale: locale.default("en") });
const byCode = z.strictObject({ ...phone, code: z.string().max(16), locale: locale.default("en") });
const byPassword = z.strictObject({ ...phone, password: z.string().max(128) });
const byCookie = z.strictObject({});
const refreshBody = z.strictObject({ refresh_token: z.string().max(200) });
const logoutBody = z.strictObject({ refresh_token: z.string().max(200).optional() });

type Call = ApiCall<unknown>;

/** POST a number, get a code on it by WhatsApp; says the same of a number without an account. */
export function codeRoute(open: () => AccountPorts) {
  return apiDoor(open, async (call: Call, ports) => {
    const form = parseFields(codeBody, await readJson(call.request));
    const asked = await askForCode({ form, headers: call.request.headers }, ports);
    switch (asked.kind) {
      case "sent":
        return {
          status: 202,
          body: {
            expires_at: asked.expiresAt.toISOString(),
            resend_at: asked.resendAt.toISOString(),
          },
        };
      case "wait":
        throw tooMany(asked.until, { call, ports });
      case "undeliverable":
        throw wrongField("phone", "gets no WhatsApp messages");
      case "unavailable":
        call.replyHeaders.set("retry-after", String(secondsUntil(asked.retryAt, ports.clock())));
        throw new AppError("UNAVAILABLE", "No message can be sent now. Please try again.");
      case "not_a_phone":
        throw wrongField("phone", "is no valid phone number");
      default:
        return assertNever(asked);
    }
  });
}

/** POST a code, a password, or nothing from a page of our own whose cookie says who it is: get tokens. */
export function tokenRoute(open: () => AccountPorts) {
  return apiDoor(open, async (call: Call, ports) => {
    const { headers } = call.request;
    const action = { action: "token", address: addressOf(headers) } as const;
    const until = await takeAction(action, ports);
    if (until !== undefined) throw tooMany(until, { call, ports });
    const session = await signIn(await readJson(call.request), { call, ports });
    return { body: toBody(await issueTokens(session, ports), ports.clock()) };
  });
}

type Place = { call: Call; ports: AccountPorts };

async function signIn(json: Record<string, unknown>, { call, ports }: Place): Promise<Session> {
  const { headers } = call.request;
  if ("code" in json) {
    const form = parseFields(byCode, json);
    const verdict = await signInByCode({ form, headers }, ports);
    if (verdict.kind === "signed_in") return verdict.session;
    if (verdict.kind === "wait") throw tooMany(verdict.until, { call, ports });
    throw refusalOf(verdict);
  }
  if ("password" in json) {
    const form = parseFields(byPassword, json);
    const verdict = await signInByPassword({ form, headers }, ports);
    if (verdict.kind === "signed_in") return verdict.session;
    if (verdict.kind === "wait") throw tooMany(verdict.until, { call, ports });
    throw refusalOf(verdict);
  }
  parseFields(byCookie, json);
  requireOwnOrigin(headers, ports.origin);
  const found = await ports.identity.findSession(headers, { renew: false });
  if (found === null) throw new AppError("UNAUTHORIZED", "You are not signed in, or no longer.");
  return found.session;
}

type Refusal =
  | { kind: "wrong"; left?: number }
  | { kind: "expired" }
  | { kind: "not_a_code" }
  | { kind: "not_a_phone" };

function refusalOf(refusal: Refusal): AppError {
  switch (refusal.kind) {
    case "wrong": {
      const left = refusal.left === undefined ? "" : ` ${refusal.left} guesses are left.`;
      return new AppError("UNAUTHORIZED", `That is wrong.${left}`);
    }
    case "expired":
      return new AppError("UNAUTHORIZED", "There is no code that can be used. Ask for a new one.");
    case "not_a_code":
      return wrongField("code", "has six digits");
    case "not_a_phone":
      return wrongField("phone", "is no valid phone number");
    default:
      return assertNever(refusal);
  }
}

/** POST a refresh token, get new tokens; the old one is used up, and shown again it ends the session. */
export function refreshRoute(open: () => AccountPorts) {
  return apiDoor(open, async (call: Call, ports) => {
    const action = { action: "refresh", address: addressOf(call.request.headers) } as const;
    const until = await takeAction(action, ports);
    if (until !== undefined) throw tooMany(until, { call, ports });
    const body = parseFields(refreshBody, await readJson(call.request));
    const refreshed = await refreshTokens(body.refresh_token, ports);
    if (refreshed.kind !== "refreshed")
      throw new AppError("UNAUTHORIZED", "This token is over. Sign in again.");
    return { body: toBody(refreshed, ports.clock()) };
  });
}

/** POST a refresh token, or any request with a Bearer token: that session is over. */
export function logoutRoute(open: () => AccountPorts) {
  return apiDoor(open, async ({ request }: Call, ports) => {
    const { refresh_token: token } = parseFields(logoutBody, await readJson(request));
    const { headers } = request;
    if (token !== undefined)
      await ports.db.transaction((tx) => revokeToken(tx, { token, clock: ports.clock }));
    if (hasBearer(headers)) {
      const found = await findRequestSession({ headers, renew: false }, ports);
      if (found !== null) await leave(found.session, ports);
    }
    return { body: { signed_out: true } };
  });
}

/** GET the public keys that tokens of this API can be checked with. */
export function keysRoute(open: () => AccountPorts) {
  return apiDoor(open, async (_call: Call, { identity }) => ({
    body: await identity.publicKeys(),
    cacheControl: "public, max-age=300",
  }));
}

function toBody({ accessToken, accessExpiresAt, refresh }: Tokens, now: Date) {
  return {
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: secondsUntil(accessExpiresAt, now),
    refresh_token: refresh.token,
    refresh_expires_at: refresh.expiresAt.toISOString(),
  };
}

function tooMany(until: Date, { call, ports }: Place): AppError {
  const seconds = secondsUntil(until, ports.clock());
  call.replyHeaders.set("retry-after", String(seconds));
  return new AppError("TOO_MANY_REQUESTS", `Too many tries. Wait ${seconds} seconds.`);
}

function wrongField(field: string, message: string): AppError {
  return new AppError("INVALID", `${field}: ${message}`, { fields: [{ field, message }] });
}

const bodyObject = z.record(z.string(), z.unknown());
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** An empty body is an empty object. JSON alone: a form of another site cannot send it unasked. */
async function readJson(request: Request): Promise<Record<string, unknown>> {
  const text = await readBody(request, MAX_BODY_BYTES);
  if (text.trim() === "") return {};
  if (!JSON_TYPE.test((request.headers.get("content-type") ?? "").trim()))
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", "Send application/json.");
  const body = bodyObject.safeParse(parseJson(text));
  if (!body.success) throw new AppError("BAD_REQUEST", "The body is no JSON object.");
  return body.data;
}

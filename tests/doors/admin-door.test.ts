import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  type AdminAction,
  type AdminDoorConfig,
  guardAdmin,
  openAdminDoor,
  openSignInDoor,
  openSignOutDoor,
} from "#lib/doors/admin-door.ts";
import { createSession, isSession, SESSION_COOKIE } from "#lib/doors/admin-session.ts";
import { SignInAttempts } from "#lib/doors/sign-in-attempts.ts";

const ORIGIN = "https://shop.test";
const operatorToken = randomBytes(24).toString("hex");
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const now = new Date("2026-11-21T08:00:00Z");

const config: AdminDoorConfig = {
  origin: ORIGIN,
  operatorToken,
  clock: () => now,
  log: quiet,
};

type Sent = {
  form?: Record<string, string>;
  body?: string;
  headers?: Record<string, string>;
  session?: string | null;
};

function post({ form = {}, body, headers = {}, session = null }: Sent): Request {
  return new Request(`${ORIGIN}/admin/anything`, {
    method: "POST",
    body: body ?? new URLSearchParams(form).toString(),
    headers: {
      origin: ORIGIN,
      ...(session === null ? {} : { cookie: `theme=dark; ${SESSION_COOKIE}=${session}` }),
      ...headers,
    },
  });
}

const session = createSession(operatorToken, now);

async function act(sent: Sent, bent: Partial<AdminDoorConfig> = {}) {
  const acted: string[] = [];
  const response = await openAdminDoor(post({ session, ...sent }), {
    config: { ...config, ...bent },
    act: (form) => {
      acted.push(form.get("id") ?? "");
      return Promise.resolve("/admin/dead-letters?sent=1");
    },
  });
  return { response, acted };
}

describe("admin door", () => {
  test("does what an operator's own page asks for, and shows a page afterwards", async () => {
    const { response, acted } = await act({ form: { id: "7" } });
    expect(acted).toEqual(["7"]);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/admin/dead-letters?sent=1");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  test("is not there without an operator's token", async () => {
    const { response, acted } = await act({}, { operatorToken: null });
    expect(response.status).toBe(404);
    expect(acted).toEqual([]);
  });

  const [endsAt = "", nonce = "", signature = ""] = session.split(".");
  const later = String(Number(endsAt) + 3600);
  test.each<[string, string | null]>([
    ["none", null],
    ["an empty one", ""],
    ["the token itself", operatorToken],
    ["one without a signature", `${endsAt}.${nonce}.`],
    ["one whose end was moved", `${later}.${nonce}.${signature}`],
    ["one with another nonce", `${endsAt}.${nonce}x.${signature}`],
    ["one with more behind it", `${session}.x`],
    ["one of another token", createSession(`${operatorToken}x`, now)],
    ["one that is over", createSession(operatorToken, new Date(now.getTime() - 9 * 3_600_000))],
  ])("answers 401 to the session: %s", async (_name, given) => {
    const { response, acted } = await act({ session: given });
    expect(response.status).toBe(401);
    expect(acted).toEqual([]);
  });

  test.each([
    ["another site", "https://evil.test"],
    ["a longer host", `${ORIGIN}.evil.test`],
    ["no page at all", "null"],
    ["the same host by http", "http://shop.test"],
  ])("answers 403 to a form from %s", async (_name, origin) => {
    const { response, acted } = await act({ headers: { origin } });
    expect(response.status).toBe(403);
    expect(acted).toEqual([]);
  });

  test("answers 403 to a form that does not say where it is from", async () => {
    const request = post({ session });
    request.headers.delete("origin");
    const never: AdminAction = () => Promise.reject(new Error("acted"));
    expect((await openAdminDoor(request, { config, act: never })).status).toBe(403);
  });

  test("answers 413 to a form over the cap", async () => {
    expect((await act({ body: "x".repeat(64 * 1024 + 1) })).response.status).toBe(413);
  });
});

describe("the gate of the operator's pages", () => {
  const get = (path: string, cookie = "") =>
    guardAdmin(new Request(`${ORIGIN}${path}`, { headers: { cookie } }), config);

  test("lets an operator pass, and everybody to the sign-in", () => {
    expect(get("/admin/dead-letters", `${SESSION_COOKIE}=${session}`)).toBeUndefined();
    expect(get("/admin/sign-in")).toBeUndefined();
  });

  test.each(["/admin", "/admin/dead-letters", "/admin/dead-letters/1", "/admin/sign-in/x"])(
    "sends a stranger from %s to the sign-in",
    (path) => {
      for (const cookie of ["", `${SESSION_COOKIE}=`, `${SESSION_COOKIE}=${session}x`]) {
        const answer = get(path, cookie);
        expect(answer?.status).toBe(307);
        expect(answer?.headers.get("location")).toBe(`${ORIGIN}/admin/sign-in`);
      }
    },
  );

  test("is a wall where no operator's token is set, also for who had a session", () => {
    const request = new Request(`${ORIGIN}/admin/sign-in`, {
      headers: { cookie: `${SESSION_COOKIE}=${session}` },
    });
    expect(guardAdmin(request, { ...config, operatorToken: null })?.status).toBe(404);
  });
});

describe("sign-in door", () => {
  const waits: number[] = [];
  const signIn = (
    sent: Sent,
    {
      attempts = new SignInAttempts(() => now),
      ...bent
    }: Partial<AdminDoorConfig> & {
      attempts?: SignInAttempts;
    } = {},
  ) =>
    openSignInDoor(post(sent), {
      ...config,
      ...bent,
      attempts,
      wait: (ms) => Promise.resolve(void waits.push(ms)),
    });

  test("gives a session that script cannot read and no other site can send", async () => {
    const response = await signIn({ form: { token: operatorToken } });
    expect(response.status).toBe(303);
    const cookie = response.headers.get("set-cookie") ?? "";
    for (const flag of ["HttpOnly", "SameSite=Strict", "Secure", "Path=/admin", "Max-Age=28800"])
      expect(cookie).toContain(flag);
    expect(cookie).not.toContain(operatorToken);
    const value = /^operator_session=([^;]+)/.exec(cookie)?.[1];
    expect(isSession(value, { operatorToken, now })).toBe(true);
    expect((await act({ session: value ?? null })).response.status).toBe(303);
  });

  test.each([
    {},
    { token: "" },
    { token: "undefined" },
    { token: `${operatorToken}x` },
    { token: operatorToken.slice(0, -1) },
  ])("answers 401 to %o, slowly and without a cookie", async (form) => {
    waits.length = 0;
    const response = await signIn({ form });
    expect(response.status).toBe(401);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(waits).toEqual([500]);
  });

  test("stops an address that guesses, also when it then has the token, and no other", async () => {
    const attempts = new SignInAttempts(() => now);
    const from = (address: string, token: string) =>
      signIn({ form: { token }, headers: { "x-forwarded-for": address } }, { attempts });
    for (let guess = 0; guess < 10; guess++) expect((await from("a", "wrong")).status).toBe(401);
    expect((await from("a", operatorToken)).status).toBe(429);
    expect((await from("b", operatorToken)).status).toBe(303);
  });

  test("lets the address try again when the time is over", async () => {
    let at = now;
    const attempts = new SignInAttempts(() => at);
    for (let guess = 0; guess < 10; guess++) attempts.noteFailure("a");
    expect(attempts.areSpent("a")).toBe(true);
    at = new Date(now.getTime() + 5 * 60_000);
    expect(attempts.areSpent("a")).toBe(false);
  });

  test("answers 404 without an operator's token, and 403 to another site", async () => {
    expect((await signIn({}, { operatorToken: null })).status).toBe(404);
    const form = { token: operatorToken };
    const elsewhere = await signIn({ form, headers: { origin: "https://evil.test" } });
    expect(elsewhere.status).toBe(403);
  });

  test("signing out ends the cookie", async () => {
    const response = await openSignOutDoor(post({ session }), config);
    expect(response.headers.get("set-cookie")).toMatch(/^operator_session=;.*Max-Age=0/);
  });
});

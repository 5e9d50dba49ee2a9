import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountDoor } from "#lib/doors/account-door.ts";
import { openLeavingDoor } from "#lib/doors/leaving-door.ts";
import type { RateLimiter } from "#lib/doors/rate-limiter.ts";
import { doorPorts } from "../support/account-api.ts";
import {
  ACCOUNT_ORIGIN,
  type AccountWorld,
  cookieHeader,
  openAccountWorld,
  uniquePhone,
} from "../support/account-world.ts";

let world: AccountWorld;
beforeAll(async () => {
  world = await openAccountWorld();
});
afterAll(() => world.close());

const own = (headers: Record<string, string> = {}) =>
  new Headers({ origin: ACCOUNT_ORIGIN, ...headers });
const formOf = (phone: string) => ({ phone, country: null, locale: "fr" as const });

const STRANGE_ORIGINS: [string, Headers][] = [
  ["another site", new Headers({ origin: "https://evil.test" })],
  ["a longer host", new Headers({ origin: `${ACCOUNT_ORIGIN}.evil.test` })],
  ["a page that hides its own", new Headers({ origin: "null" })],
  ["the same host by http", new Headers({ origin: "http://shop.test" })],
  ["nowhere", new Headers()],
];

describe.each(STRANGE_ORIGINS)("a form from %s", (_name, headers) => {
  test("asks for no code, makes no guess, signs nobody in or out and sets no password", async () => {
    const door = accountDoor(doorPorts(world));
    const phone = uniquePhone();
    const { cookies, session } = await world.signIn();
    headers.set("cookie", cookieHeader(cookies).get("cookie") ?? "");
    await world.request(phone);
    const code = world.codeOf(phone);
    const sent = world.inbox.length;
    for (const call of [
      () => door.requestCode(formOf(uniquePhone()), headers),
      () => door.verifyCode({ ...formOf(phone), code }, headers),
      () => door.signInWithPassword({ phone, country: null, password: "x" }, headers),
      () => door.setPassword({ current: null, next: "a new password" }, headers),
      () => door.signOut(headers),
    ])
      await expect(call()).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(world.inbox).toHaveLength(sent);
    const found = await world.ports.identity.findSession(headers, { renew: false });
    expect(found?.session).toEqual(session);
    expect((await world.verify(phone, code)).kind).toBe("signed_in");
  });
});

test("a page of our own signs in, keeps a password and signs out", async () => {
  const door = accountDoor(doorPorts(world));
  const phone = uniquePhone();
  expect(await door.requestCode(formOf(phone), own())).toMatchObject({ kind: "sent" });
  expect(world.inbox.at(-1)).toMatchObject({ phone, locale: "fr" });
  const code = world.codeOf(phone);
  const verdict = await door.verifyCode({ ...formOf(phone), code }, own());
  if (verdict.kind !== "signed_in") throw new Error(verdict.kind);
  const cookie = cookieHeader(verdict.cookies).get("cookie") ?? "";
  const password = { current: null, next: "kitenge-and-beads" };
  expect(await door.setPassword(password, own({ cookie }))).toEqual({ kind: "changed" });
  await expect(door.setPassword(password, own())).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  const { cookies } = await door.signOut(own({ cookie }));
  expect(cookies[0]).toMatch(/^__Secure-hub\.session_token=;.*Max-Age=0; Secure$/);
  expect(await world.ports.identity.findSession(own({ cookie }), { renew: false })).toBeNull();
});

test("a plain form signs out and is shown the sign-in", async () => {
  const { cookies } = await world.signIn();
  const post = (headers: Headers) =>
    openLeavingDoor(
      new Request(`${ACCOUNT_ORIGIN}/api/auth/sign-out`, { method: "POST", headers }),
      doorPorts(world),
    );
  const headers = cookieHeader(cookies);
  expect((await post(headers)).status).toBe(403);
  expect(await world.ports.identity.findSession(headers, { renew: false })).not.toBeNull();
  headers.set("origin", ACCOUNT_ORIGIN);
  const answer = await post(headers);
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(`${ACCOUNT_ORIGIN}/sign-in`);
  expect(answer.headers.getSetCookie()[0]).toContain("Max-Age=0");
  expect(await world.ports.identity.findSession(headers, { renew: false })).toBeNull();
});

describe("requests of one address", () => {
  const limiterOf = (take: RateLimiter["take"]): RateLimiter => ({ windowSeconds: 60, take });

  test("wait once there were too many, and cost neither code nor guess", async () => {
    const until = new Date(world.time.now.getTime() + 60_000);
    const asked: string[] = [];
    const full = limiterOf((address) => {
      asked.push(address);
      return Promise.resolve({ allowed: false, limit: 1, remaining: 0, resetAt: until });
    });
    const limiters = { code: full, verify: full, password: full };
    const door = accountDoor(doorPorts(world, { limiters }));
    const phone = uniquePhone();
    const headers = own({ "x-forwarded-for": "203.0.113.7, 192.0.2.44" });
    expect(await door.requestCode(formOf(phone), headers)).toEqual({
      kind: "wait",
      why: "requests",
      phone,
      until,
    });
    expect(await door.verifyCode({ ...formOf(phone), code: "123456" }, headers)).toEqual({
      kind: "wait",
      until,
    });
    const password = { phone, country: null, password: "x" };
    expect(await door.signInWithPassword(password, headers)).toEqual({ kind: "wait", until });
    expect(world.inbox.some((message) => message.phone === phone)).toBe(false);
    // What stands before the last hop was written by the caller.
    expect(asked).toEqual(["192.0.2.44", "192.0.2.44", "192.0.2.44"]);
  });

  test("go on to the caps in Postgres while Redis is away", async () => {
    const away = limiterOf(() => Promise.reject(new Error("connect ECONNREFUSED")));
    const door = accountDoor(doorPorts(world, { limiters: { code: away, verify: away } }));
    const phone = uniquePhone();
    expect((await door.requestCode(formOf(phone), own())).kind).toBe("sent");
    expect(await door.requestCode(formOf(phone), own())).toMatchObject({ why: "resend" });
    expect(world.log.map(({ event }) => event)).toContain("ratelimit.unavailable");
  });

  test("of one IPv6 network are those of one address", async () => {
    const asked: string[] = [];
    const open = limiterOf((address) => {
      asked.push(address);
      return Promise.resolve({ allowed: true, limit: 9, remaining: 9, resetAt: new Date() });
    });
    const door = accountDoor(doorPorts(world, { limiters: { code: open } }));
    for (const address of ["2001:db8:1:2:aaaa::1", "2001:db8:1:2:bbbb::2"])
      await door.requestCode(formOf("12"), own({ "x-forwarded-for": address }));
    await door.requestCode(formOf(uniquePhone()), own({ "x-forwarded-for": "2001:db8:1:2::3" }));
    await door.requestCode(formOf(uniquePhone()), own({ "x-forwarded-for": "2001:db8:1:2:c::4" }));
    expect(new Set(asked)).toEqual(new Set(["2001:db8:1:2"]));
    expect(asked).toHaveLength(2);
  });
});

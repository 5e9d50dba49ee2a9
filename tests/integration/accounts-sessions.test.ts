import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessions, users } from "#db/schema/index.ts";
import { changeAccount, deleteAccount, linkSeller } from "#lib/accounts/change-account.ts";
import { setPassword, signInWithPassword } from "#lib/accounts/passwords.ts";
import type { Session } from "#lib/accounts/session.ts";
import { eraseSeller } from "#lib/privacy/erase-seller.ts";
import { openShop } from "#lib/sellers/open-shop.ts";
import {
  type AccountWorld,
  cookieHeader,
  openAccountWorld,
  uniquePhone,
} from "../support/account-world.ts";
import { uniqueHandle } from "../support/factories.ts";

let world: AccountWorld;
beforeAll(async () => {
  world = await openAccountWorld();
});
afterAll(() => world.close());

const find = (cookies: string[], { renew } = { renew: false }) =>
  world.ports.identity.findSession(cookieHeader(cookies), { renew });

const DAY_MS = 86_400_000;

describe("a session", () => {
  test("is a cookie that no script reads and no other site's form carries along", async () => {
    const { cookies } = await world.signIn();
    expect(cookies).toHaveLength(1);
    for (const flag of ["HttpOnly", "SameSite=Lax", "Secure", "Path=/", "Max-Age=5184000"])
      expect(cookies[0]).toContain(flag);
    expect(cookies[0]).toMatch(/^__Secure-hub\.session_token=/);
  });

  test("is nobody's when the cookie was changed, or its signature left out", async () => {
    const { cookies } = await world.signIn();
    const [pair = ""] = (cookies[0] ?? "").split(";");
    const [name, value = ""] = pair.split("=");
    const [token = "", signature = ""] = decodeURIComponent(value).split(".");
    const [row] = await world.db.orm.select().from(sessions).where(eq(sessions.token, token));
    expect(row).toBeDefined();
    const changed = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    for (const bent of [token, `${token}.`, `${token}.${changed}`, `x${token}.${signature}`, ""])
      expect(await find([`${name}=${encodeURIComponent(bent)}`])).toBeNull();
    expect(await find([pair])).not.toBeNull();
  });

  test("is over when its time is, and when its account is gone", async () => {
    const { cookies, session } = await world.signIn();
    await world.db.orm
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1_000) })
      .where(eq(sessions.id, session.sessionId));
    expect(await find(cookies)).toBeNull();
    const second = await world.signIn(session.phone);
    await world.db.orm.delete(users).where(eq(users.id, session.userId));
    expect(await find(second.cookies)).toBeNull();
  });

  test("of somebody who comes back after a day is given more time, and that is told", async () => {
    const { cookies, session } = await world.signIn();
    expect((await find(cookies, { renew: true }))?.cookies).toEqual([]);
    await world.db.orm
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() + 58 * DAY_MS) })
      .where(eq(sessions.id, session.sessionId));
    expect((await find(cookies, { renew: false }))?.cookies).toEqual([]);
    const renewed = await find(cookies, { renew: true });
    expect(renewed?.session).toEqual(session);
    expect(renewed?.cookies[0]).toContain("Max-Age=5184000");
    expect(await world.eventsOf(session.userId)).toEqual([
      "user.created",
      "user.login",
      "token.refreshed",
    ]);
  });

  test("keeps neither address nor agent, and no number beside the account's own", async () => {
    const { session } = await world.signIn();
    const [row] = await world.db.orm
      .select()
      .from(sessions)
      .where(eq(sessions.id, session.sessionId));
    expect([row?.ipAddress ?? "", row?.userAgent ?? ""]).toEqual(["", ""]);
    const [user] = await world.db.orm.select().from(users).where(eq(users.id, session.userId));
    const { phoneNumber, ...others } = user ?? { phoneNumber: null };
    expect(phoneNumber).toBe(session.phone);
    expect(JSON.stringify(others)).not.toContain(session.phone.slice(1));
  });
});

describe("an account", () => {
  const clock = () => world.time.now;

  async function openOwnShop({ phone }: Session) {
    const shop = { handle: uniqueHandle(), phone, country: "UG", name: "Nalu" };
    const { sellerId } = await openShop(shop, { db: world.db, clock, newId: randomUUID });
    return sellerId;
  }

  test("has the shop that was linked to it, in its open sessions as well", async () => {
    const { session, cookies } = await world.signIn();
    const { userId } = session;
    const sellerId = await openOwnShop(session);
    const link = () => world.db.transaction((tx) => linkSeller(tx, { userId, sellerId, clock }));
    expect(await link()).toBe("changed");
    expect((await find(cookies))?.session.sellerId).toBe(sellerId);
    expect(await link()).toBe("unchanged");
    expect(await world.eventsOf(userId)).toEqual(["user.created", "user.login", "user.updated"]);
  });

  test("has one shop, and a shop has one account", async () => {
    const { session } = await world.signIn();
    const { userId } = session;
    const sellerId = await openOwnShop(session);
    await world.db.transaction((tx) => linkSeller(tx, { userId, sellerId, clock }));
    const other = await openOwnShop(session);
    const second = world.db.transaction((tx) => linkSeller(tx, { userId, sellerId: other, clock }));
    await expect(second).rejects.toMatchObject({ code: "CONFLICT" });
    const stranger = await world.signIn();
    const taken = world.db.transaction((tx) =>
      linkSeller(tx, { userId: stranger.session.userId, sellerId, clock }),
    );
    await expect(taken).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("tells the old and the new value of what changed, and nothing of what did not", async () => {
    const { session } = await world.signIn();
    const { userId } = session;
    const change = (changes: Parameters<typeof changeAccount>[1]["changes"]) =>
      world.db.transaction((tx) =>
        changeAccount(tx, { userId, changes, updatedBy: userId, clock }),
      );
    expect(await change({ locale: "sw", role: "seller" })).toBe("changed");
    expect(await change({ locale: "sw" })).toBe("unchanged");
    const { rows } = await world.db.orm.execute<{ changes: string }>(
      sql`select payload->>'changes' as changes from events
        where event_type = 'user.updated' and payload->>'userId' = ${userId}`,
    );
    expect(rows.map(({ changes }) => Object.keys(JSON.parse(changes) as object))).toEqual([
      ["locale"],
    ]);
  });

  test("that is deleted takes its sessions with it, and says so once", async () => {
    const { session, cookies } = await world.signIn();
    const deletion = { userId: session.userId, deletedBy: "seller", clock };
    const remove = () => world.db.transaction((tx) => deleteAccount(tx, deletion));
    expect(await remove()).toBe(true);
    expect(await remove()).toBe(false);
    expect(await find(cookies)).toBeNull();
    expect((await world.eventsOf(session.userId)).at(-1)).toBe("user.deleted");
  });
});

test("a seller who is erased can sign in as nobody, and that is told", async () => {
  const { db, ports } = world;
  const { clock, log } = ports;
  const { session, cookies } = await world.signIn();
  const shop = { handle: uniqueHandle(), phone: session.phone, country: "UG", name: "Nalu" };
  const { sellerId } = await openShop(shop, { db, clock, newId: randomUUID });
  await db.transaction((tx) => linkSeller(tx, { userId: session.userId, sellerId, clock }));
  const keys = { destroy: () => Promise.resolve() };
  const blobs = { remove: () => Promise.resolve(), removeAll: () => Promise.resolve(0) };
  await eraseSeller({ sellerId, erasedBy: "operator" }, { db, keys, blobs, clock, log });
  expect(await find(cookies)).toBeNull();
  expect((await world.eventsOf(session.userId)).at(-1)).toBe("user.deleted");
  const rows = await db.orm.select().from(users).where(eq(users.phoneNumber, session.phone));
  expect(rows).toEqual([]);
});

describe("a password", () => {
  const address = "192.0.2.1";
  const next = "kitenge-and-beads";
  const set = (session: Session, change: { current?: string; next?: string } = {}) =>
    setPassword({ session, current: null, next, address, ...change }, world.ports);
  const enter = (phone: string, password: string, from = address) =>
    signInWithPassword(
      { form: { phone, country: null, password }, address: from, userAgent: "" },
      world.ports,
    );

  test("signs its owner in, and is told of", async () => {
    const { session } = await world.signIn();
    expect(await set(session)).toEqual({ kind: "changed" });
    const verdict = await enter(session.phone, next);
    if (verdict.kind !== "signed_in") throw new Error(verdict.kind);
    expect(verdict.session).toMatchObject({ userId: session.userId, phone: session.phone });
    expect((await find(verdict.cookies))?.session).toEqual(verdict.session);
    expect(await world.eventsOf(session.userId)).toEqual([
      "user.created",
      "user.login",
      "password.changed",
      "user.login",
    ]);
  });

  test("is asked for before it is changed, and ends every other session", async () => {
    const first = await world.signIn();
    const other = await world.signIn(first.session.phone);
    await set(other.session);
    expect(await find(first.cookies)).toBeNull();
    expect(await find(other.cookies)).not.toBeNull();
    expect(await set(other.session, { next: "another-password" })).toEqual({
      kind: "wrong_current",
    });
    const changed = await set(other.session, { current: next, next: "another-password" });
    expect(changed).toEqual({ kind: "changed" });
    expect((await enter(first.session.phone, next)).kind).toBe("wrong");
    expect((await enter(first.session.phone, "another-password")).kind).toBe("signed_in");
  });

  test("of nobody, and a wrong one, are answered the same", async () => {
    const { session } = await world.signIn();
    expect(await enter(session.phone, next)).toEqual({ kind: "wrong" });
    expect(await enter(uniquePhone(), next)).toEqual({ kind: "wrong" });
    await set(session);
    for (const wrong of ["", `${next}x`, "checked already"])
      expect(await enter(session.phone, wrong)).toEqual({ kind: "wrong" });
  });

  test("can be tried ten times an hour, all at once or one by one", async () => {
    const { session } = await world.signIn();
    await set(session);
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        enter(session.phone, `wrong ${index}`, `10.1.${index}.1`),
      ),
    );
    expect(tries.filter(({ kind }) => kind === "wrong")).toHaveLength(10);
    expect((await enter(session.phone, next, "10.2.0.1")).kind).toBe("wait");
    world.pass(3_600);
    expect((await enter(session.phone, next, "10.2.0.1")).kind).toBe("signed_in");
  });

  test("has a length, and does not lie in the database as it is", async () => {
    const { session } = await world.signIn();
    expect(await set(session, { next: "short" })).toEqual({ kind: "too_short", min: 10 });
    expect(await set(session, { next: "x".repeat(129) })).toEqual({ kind: "too_long", max: 128 });
    await set(session);
    const { rows } = await world.db.orm.execute(sql`select * from accounts`);
    expect(JSON.stringify(rows)).not.toContain(next);
  });
});

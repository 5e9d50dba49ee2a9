import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { users } from "#db/schema/index.ts";
import { linkSeller } from "#lib/accounts/change-account.ts";
import { findRoute, POLICY, principalOf, type RoutePath } from "#lib/accounts/policy.ts";
import { createSession, SESSION_COOKIE } from "#lib/doors/admin-session.ts";
import { admitTo } from "#lib/doors/admit.ts";
import { doorPorts, openAccountApi } from "../support/account-api.ts";
import {
  ACCOUNT_ORIGIN,
  type AccountWorld,
  cookieHeader,
  openAccountWorld,
  uniquePhone,
} from "../support/account-world.ts";
import { createShop } from "../support/factories.ts";
import { METHODS, methodsOf, routeFiles } from "../support/route-files.ts";

const isRoute = (route: string): route is RoutePath => Object.hasOwn(POLICY, route);

describe("the policy table", () => {
  const files = routeFiles();

  test("has a row for every page and route, and no other", () => {
    expect(files.length).toBeGreaterThan(20);
    const there = [...new Set(files.map(({ route }) => route))].toSorted();
    expect(there.filter((route) => !isRoute(route))).toEqual([]);
    expect(Object.keys(POLICY).filter((route) => !there.includes(route))).toEqual([]);
  });

  const known = files.flatMap(({ route, ...entry }) =>
    isRoute(route) ? [{ route, ...entry }] : [],
  );

  test("names only methods that a route has", () => {
    const missing = known.flatMap((entry) => {
      const answered = methodsOf(entry);
      return Object.keys(POLICY[entry.route])
        .filter((method) => !answered.includes(method))
        .map((method) => `${method} ${entry.route}`);
    });
    expect(missing).toEqual([]);
  });

  test("names every method of a route but those that only say 405", () => {
    const unnamed = known.flatMap((entry) => {
      const source = readFileSync(entry.file, "utf8");
      return methodsOf(entry)
        .filter((method) => principalOf(entry.route, method) === undefined)
        .filter((method) => !source.includes(`export const ${method} = otherMethod;`))
        .filter((method) => entry.kind === "route" || method === "GET")
        .map((method) => `${method} ${entry.route}`);
    });
    expect(unnamed).toEqual([]);
  });

  test.each([
    ["/dashboard", "seller", []],
    ["/admin", "operator", ["/admin/sign-in", "/admin/session", "/admin/sign-out"]],
    ["/api/cron", "cron", []],
    ["/api/workers", "queue", []],
  ])("lets to what lies below %s nobody but %s", (folder, principal, open: string[]) => {
    const below = known.filter(({ route }) => `${route}/`.startsWith(`${folder}/`));
    const others = below
      .filter(({ route }) => !open.includes(route))
      .flatMap(({ route }) => Object.entries<string>(POLICY[route]).map((row) => [route, ...row]))
      .filter(([, , named]) => named !== principal);
    expect(others).toEqual([]);
  });

  test("finds the route of a path, the one that says more before the one that says less", () => {
    expect(findRoute("/shop/nalu")).toBe("/shop/[handle]");
    expect(findRoute("/api/workers/failed")).toBe("/api/workers/failed");
    expect(findRoute("/api/workers/caption-parser")).toBe("/api/workers/[consumer]");
    expect(findRoute("/admin/dead-letters/")).toBe("/admin/dead-letters");
    expect(findRoute("/nowhere")).toBeUndefined();
    expect(findRoute("/shop/a/b/c/d")).toBeUndefined();
  });
});

const CALLERS = [
  "nobody",
  "account",
  "seller",
  "seller by token",
  "operator's account",
  "operator's token",
] as const;
type Caller = (typeof CALLERS)[number];

const MAY: Record<string, readonly Caller[]> = {
  account: ["account", "seller", "seller by token", "operator's account"],
  seller: ["seller", "seller by token"],
  operator: ["operator's account", "operator's token"],
};

const nameOf = (status: number) =>
  status === 405 ? "no such method" : [303, 307, 401, 403].includes(status) ? "out" : `${status}`;

describe("who is let in", () => {
  let world: AccountWorld;
  const headersOf = new Map<Caller, Headers>();
  const operatorToken = randomBytes(24).toString("hex");

  beforeAll(async () => {
    world = await openAccountWorld();
    const { clock } = world.ports;
    const account = await world.signIn();
    const seller = await world.signIn();
    const phone = uniquePhone();
    const { sellerId } = await createShop({}, world.db);
    await world.db.transaction((tx) =>
      linkSeller(tx, { userId: seller.session.userId, sellerId, clock }),
    );
    const tokens = await openAccountApi(world).signIn(seller.session.phone);
    const operator = await world.signIn(phone);
    await world.db.orm
      .update(users)
      .set({ role: "operator" })
      .where(eq(users.id, operator.session.userId));
    headersOf.set("nobody", new Headers());
    headersOf.set("account", cookieHeader(account.cookies));
    headersOf.set("seller", cookieHeader(seller.cookies));
    headersOf.set(
      "seller by token",
      new Headers({ authorization: `Bearer ${tokens.access_token}` }),
    );
    headersOf.set("operator's account", cookieHeader(operator.cookies));
    const session = createSession(operatorToken, world.time.now);
    headersOf.set("operator's token", new Headers({ cookie: `${SESSION_COOKIE}=${session}` }));
  });
  afterAll(() => world.close());

  const send = (
    asked: { route: RoutePath; method: string; caller: Caller; origin?: string },
    bent: { operatorToken: string | null } = { operatorToken },
  ) => {
    const headers = new Headers(headersOf.get(asked.caller));
    if (asked.origin !== undefined) headers.set("origin", asked.origin);
    const url = `${ACCOUNT_ORIGIN}${asked.route.replaceAll(/\[|\]/g, "")}`;
    const request = new Request(url, { method: asked.method, headers });
    return admitTo(request, {
      route: asked.route,
      ports: { ...doorPorts(world), ...bent },
    });
  };

  test.each(Object.keys(POLICY).filter(isRoute))(
    "to %s is whom its row names, by every method and for every caller",
    async (route) => {
      const answers: Record<string, string> = {};
      const expected: Record<string, string> = {};
      for (const method of METHODS)
        for (const caller of CALLERS) {
          const admission = await send({ route, method, caller, origin: ACCOUNT_ORIGIN });
          const place = `${method} as ${caller}`;
          answers[place] = admission.kind === "admitted" ? "in" : nameOf(admission.response.status);
          const principal = principalOf(route, method);
          const isAdmitted = MAY[principal ?? ""]?.includes(caller) ?? true;
          expected[place] = principal === undefined ? "no such method" : isAdmitted ? "in" : "out";
        }
      expect(answers).toEqual(expected);
    },
  );

  const guarded = Object.keys(POLICY)
    .filter(isRoute)
    .flatMap((route) =>
      METHODS.filter((method) => (principalOf(route, method) ?? "") in MAY).map((method) => ({
        route,
        method,
      })),
    );

  test("to change something is nobody from another site's page, whatever their cookie says", async () => {
    const changing = guarded.filter(({ method }) => !["GET", "OPTIONS"].includes(method));
    const calls = changing.flatMap((call) =>
      CALLERS.filter((caller) => caller !== "seller by token").map((caller) => ({
        ...call,
        caller,
      })),
    );
    expect(calls).not.toEqual([]);
    for (const call of calls)
      for (const origin of [{ origin: "https://evil.test" }, { origin: "null" }, {}])
        expect(await send({ ...call, ...origin })).toMatchObject({ kind: "refused" });
  });

  test("to an operator's page is nobody where no operator's token is set", async () => {
    for (const { route, method } of guarded.filter(({ route: one }) => one.startsWith("/admin")))
      for (const caller of CALLERS) {
        const asked = { route, method, caller, origin: ACCOUNT_ORIGIN };
        const admission = await send(asked, { operatorToken: null });
        expect(admission).toMatchObject({ kind: "refused", response: { status: 404 } });
      }
  });

  test("no longer is who was an operator, or has signed out, from that moment on", async () => {
    const route = "/admin/dead-letters";
    const { session, cookies } = await world.signIn();
    headersOf.set("account", cookieHeader(cookies));
    const asked = { route, method: "GET", caller: "account" } as const;
    const setRole = (role: "operator" | "seller") =>
      world.db.orm.update(users).set({ role }).where(eq(users.id, session.userId));
    await setRole("operator");
    expect((await send(asked)).kind).toBe("admitted");
    await setRole("seller");
    expect((await send(asked)).kind).toBe("refused");
  });
});

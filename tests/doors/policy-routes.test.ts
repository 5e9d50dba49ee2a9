import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { users } from "#db/schema/index.ts";
import { POLICY, type Principal, principalOf, type RoutePath } from "#lib/accounts/policy.ts";
import { createSession, SESSION_COOKIE } from "#lib/doors/admin-session.ts";
import { type AccountWorld, cookieHeader, openAccountWorld } from "../support/account-world.ts";
import { completeEnvironment } from "../support/complete-environment.ts";
import { openKeysTestDatabase } from "../support/open-keys-database.ts";
import { routeFiles } from "../support/route-files.ts";

// The framework's way to say "not at build time" works only within its own server.
vi.mock("next/server", async (load) => ({
  ...(await load<object>()),
  connection: () => Promise.resolve(),
}));

const ORIGIN = completeEnvironment.APP_ORIGIN;

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/** A value for every parameter, one that leads as far in as a stranger could get. */
const PARAMS: Record<string, string> = {
  task: "sweep",
  consumer: "caption-parser",
  handle: "nalu",
  videoId: "7412000000000000001",
  type: "video.posted",
  version: "1.0.0",
  id: "1",
};

/** With what some routes want to be told before they look at who calls. */
const addressOf = (route: string) =>
  `${ORIGIN}${route.replaceAll(/\[|\]/g, "")}?event_id=${randomUUID()}`;

// The keys of the table are its routes.
const ROUTES = Object.keys(POLICY) as RoutePath[];

const GUARDED = ROUTES.flatMap((route) =>
  (["GET", "POST", "PUT", "PATCH", "DELETE"] as const).flatMap((method) => {
    const principal = principalOf(route, method);
    return principal === undefined || principal === "public" ? [] : [{ route, method, principal }];
  }),
);

/** Which of the callers below each kind of route would let in. */
const ADMITTED: Record<Principal, readonly string[]> = {
  public: [],
  account: ["seller", "operator's account"],
  seller: [],
  operator: ["operator's account", "operator's token"],
  cron: ["cron"],
  queue: [],
  webhook: [],
  api_key: [],
};

const SIGN_INS = [`${ORIGIN}/sign-in`, `${ORIGIN}/signup`];

/** A redirect refuses only if it leads to where one signs in. */
function nameOf({ status, headers }: Response): string {
  const target = (headers.get("location") ?? "").split("?")[0] ?? "";
  if (status === 303 || status === 307)
    return SIGN_INS.includes(target) ? "refused" : `sent to ${target}`;
  return status === 401 || status === 403 ? "refused" : String(status);
}

describe("every route of the app itself", () => {
  let world: AccountWorld;
  let keys: { url: string; drop(): Promise<void> };
  const before = { ...process.env };
  const callers = new Map<string, Record<string, string>>();

  beforeAll(async () => {
    world = await openAccountWorld();
    keys = await openKeysTestDatabase();
    const operatorToken = randomBytes(24).toString("hex");
    Object.assign(process.env, completeEnvironment, {
      DATABASE_URL: world.url,
      KEYS_DATABASE_URL: keys.url,
      AUTH_SECRET: world.secret,
      OPERATOR_TOKEN: operatorToken,
      LOG_LEVEL: "error",
      // A part that is switched off is not there for anybody.
      WHATSAPP_ACCESS_TOKEN: "token",
      WHATSAPP_PHONE_NUMBER_ID: "1",
      WHATSAPP_APP_SECRET: "a-secret-of-some-length",
      WHATSAPP_VERIFY_TOKEN: "a-secret-of-some-length",
    });
    const seller = await world.signIn();
    const operator = await world.signIn();
    await world.db.orm
      .update(users)
      .set({ role: "operator" })
      .where(eq(users.id, operator.session.userId));
    const cookieOf = (cookies: string[]) => ({ cookie: cookieHeader(cookies).get("cookie") ?? "" });
    const session = createSession(operatorToken, new Date());
    callers.set("nobody", {});
    callers.set("seller", cookieOf(seller.cookies));
    callers.set("operator's account", cookieOf(operator.cookies));
    callers.set("operator's token", { cookie: `${SESSION_COOKIE}=${session}` });
    callers.set("cron", { authorization: `Bearer ${completeEnvironment.CRON_SECRET}` });
    callers.set("a made-up key", { authorization: `Bearer lh_${"a".repeat(43)}` });
    callers.set("undefined", { authorization: "Bearer undefined" });
    callers.set("a forged signature", { "upstash-signature": "a.b.c", "x-webhook-secret": "" });
  });
  afterAll(async () => {
    process.env = before;
    await world.close();
    await keys.drop();
  });

  const files = new Map(
    routeFiles().flatMap(({ route, kind, file }) => (kind === "route" ? [[route, file]] : [])),
  );

  /** Undefined for a page: what stands before it is tried as such. */
  const handlerOf = async (route: string, method: string): Promise<Handler | undefined> => {
    const file = files.get(route);
    // A route file exports its handlers by the names of methods.
    if (file === undefined) return undefined;
    return ((await import(file)) as Record<string, Handler>)[method];
  };

  const callable = GUARDED.filter(({ route }) => files.has(route));

  test("that is not a page is called below, and has what its row names", async () => {
    expect(callable.length).toBeGreaterThanOrEqual(7);
    for (const { route, method } of callable)
      expect(await handlerOf(route, method)).toBeInstanceOf(Function);
  });

  test.each(callable)(
    "$method $route refuses all but $principal",
    async ({ route, method, principal }) => {
      const handler = await handlerOf(route, method);
      if (handler === undefined) throw new Error(`${route} has no ${method}`);
      const answers = new Map<string, string>();
      for (const [caller, headers] of callers) {
        if (ADMITTED[principal].includes(caller)) continue;
        const request = new Request(addressOf(route), {
          method,
          headers: { origin: ORIGIN, "content-type": "application/json", ...headers },
          ...(method === "GET" ? {} : { body: "{}" }),
        });
        answers.set(caller, nameOf(await handler(request, { params: Promise.resolve(PARAMS) })));
      }
      expect([...answers].filter(([, answer]) => answer !== "refused")).toEqual([]);
      expect(answers.size).toBeGreaterThan(4);
    },
  );
});

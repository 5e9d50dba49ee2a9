import { createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { jwks, refreshTokens, users } from "#db/schema/index.ts";
import { changeAccount } from "#lib/accounts/change-account.ts";
import { findBearerSession } from "#lib/accounts/find-session.ts";
import { openIdentity } from "#lib/vendors/auth.ts";
import { type AccountApi, openAccountApi } from "../support/account-api.ts";
import {
  ACCOUNT_ORIGIN,
  type AccountWorld,
  cookieHeader,
  openAccountWorld,
  uniquePhone,
} from "../support/account-world.ts";

let world: AccountWorld;
let api: AccountApi;
beforeAll(async () => {
  world = await openAccountWorld();
  api = openAccountApi(world);
});
afterAll(() => world.close());

const whoIs = (token: string) => findBearerSession(token, world.ports);
const refresh = (token: string) => api.post("refresh", { body: { refresh_token: token } });

const part = (value: object | string) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const parsePart = (text: string | undefined) =>
  z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(Buffer.from(text ?? "", "base64url").toString()));

describe("an access token", () => {
  test("names its owner for 15 minutes, under a key that everybody can fetch", async () => {
    const phone = uniquePhone();
    const body = await api.signIn(phone);
    expect(body.expires_in).toBe(900);
    expect(await whoIs(body.access_token)).toMatchObject({ phone, role: "seller" });
    const [header, claims] = body.access_token.split(".").slice(0, 2).map(parsePart);
    expect(header).toMatchObject({ alg: "EdDSA" });
    expect(claims).toMatchObject({ iss: ACCOUNT_ORIGIN, aud: `${ACCOUNT_ORIGIN}/api/v1` });
    expect(Object.keys(Object(claims)).toSorted()).toEqual([
      "aud",
      "exp",
      "iat",
      "iss",
      "jti",
      "sid",
      "sub",
    ]);
    const published = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });
    const { keys } = published.parse(await (await api.keys()).json());
    const key = keys.find(({ kid }) => kid === Object(header).kid);
    expect(key).toMatchObject({ kty: "OKP", crv: "Ed25519", alg: "EdDSA" });
    expect(keys.flatMap((one) => Object.keys(one))).not.toContain("d");
  });

  test("is no more than an old one once its time is over", async () => {
    const { session } = await world.signIn();
    const times = { now: new Date(Date.now() - 960_000), expiresAt: new Date(Date.now() - 60_000) };
    expect(await whoIs(await world.ports.identity.signAccessToken(session, times))).toBeNull();
  });

  test("says nothing that was not signed here", async () => {
    const { access_token: token } = await api.signIn(uniquePhone());
    const [header = "", claims = "", signature = ""] = token.split(".");
    const kid = parsePart(header)["kid"];
    const own = generateKeyPairSync("ed25519");
    const signed = (head: object, body: string) =>
      `${part(head)}.${body}.${sign(null, Buffer.from(`${part(head)}.${body}`), own.privateKey).toString("base64url")}`;
    const [publicKey] = await world.db.orm.select().from(jwks);
    const hmac = `${part({ alg: "HS256", kid })}.${claims}`;
    const forged = {
      "no algorithm": `${part({ alg: "none", kid })}.${claims}.`,
      "an HMAC with the public key": `${hmac}.${createHmac("sha256", publicKey?.publicKey ?? "")
        .update(hmac)
        .digest("base64url")}`,
      "another key": signed({ alg: "EdDSA", kid }, claims),
      "another key under a name of its own": signed({ alg: "EdDSA", kid: "mine" }, claims),
      "a key in the header": signed(
        { alg: "EdDSA", kid, jwk: own.publicKey.export({ format: "jwk" }) },
        claims,
      ),
      "another owner": `${header}.${part({ ...parsePart(claims), sub: crypto.randomUUID() })}.${signature}`,
      "no signature": `${header}.${claims}.`,
      "half of it": `${header}.${claims}`,
      "not a token": "x".repeat(10_000),
    };
    const believed: string[] = [];
    for (const [name, value] of Object.entries(forged))
      if ((await whoIs(value)) !== null) believed.push(name);
    expect(believed).toEqual([]);
    expect(await whoIs(token)).not.toBeNull();
  });

  test("of another address of the app, or of another app with these keys, is refused", async () => {
    const { session } = await world.signIn();
    const { db, clock } = world.ports;
    const other = openIdentity({ db, clock, origin: "https://evil.test", secret: world.secret });
    const times = { now: new Date(), expiresAt: new Date(Date.now() + 60_000) };
    const token = await other.signAccessToken(session, times);
    expect(await other.readAccessToken(token)).not.toBeNull();
    expect(await whoIs(token)).toBeNull();
  });

  test("gives the role that its owner has now, not the one of when it was signed", async () => {
    const phone = uniquePhone();
    const { access_token: token } = await api.signIn(phone);
    const userId = (await whoIs(token))?.userId ?? "";
    const change = { userId, updatedBy: "operator", clock: world.ports.clock };
    await world.db.transaction((tx) =>
      changeAccount(tx, { ...change, changes: { role: "operator" } }),
    );
    expect(await whoIs(token)).toMatchObject({ role: "operator" });
    await world.db.transaction((tx) =>
      changeAccount(tx, { ...change, changes: { role: "seller" } }),
    );
    expect(await whoIs(token)).toMatchObject({ role: "seller" });
  });

  test("is signed by a new key when the app's secret was changed", async () => {
    const own = await openAccountWorld();
    const { session } = await own.signIn();
    const { db, clock, identity } = own.ports;
    const times = { now: clock(), expiresAt: new Date(Date.now() + 60_000) };
    const old = await identity.signAccessToken(session, times);
    const secret = randomBytes(24).toString("hex");
    const changed = openIdentity({ db, clock, origin: ACCOUNT_ORIGIN, secret });
    const fresh = await changed.signAccessToken(session, times);
    const claims = { userId: session.userId, sessionId: session.sessionId };
    expect(await changed.readAccessToken(fresh)).toEqual(claims);
    expect(await changed.readAccessToken(old)).toEqual(claims);
    await own.close();
  });

  test("is good until its time also when a newer key signs", async () => {
    const { access_token: old } = await api.signIn(uniquePhone());
    await world.db.orm.update(jwks).set({ expiresAt: sql`now() - interval '1 second'` });
    const { access_token: fresh } = await api.signIn(uniquePhone());
    const [oldKey, newKey] = [old, fresh].map((token) => parsePart(token.split(".")[0])["kid"]);
    expect(newKey).not.toBe(oldKey);
    expect(await whoIs(old)).not.toBeNull();
    expect(await whoIs(fresh)).not.toBeNull();
    const rows = await world.db.orm.select().from(jwks);
    // A copy of the table signs nothing: the private half is encrypted under the app's secret.
    for (const { privateKey } of rows) expect(privateKey).not.toContain("Ed25519");
  });
});

describe("a refresh token", () => {
  test("brings new tokens, and its own end", async () => {
    const phone = uniquePhone();
    const first = await api.signIn(phone);
    const second = await api.tokensOf(await refresh(first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const session = await whoIs(second.access_token);
    expect(session).toMatchObject({ phone });
    expect(await world.eventsOf(session?.userId ?? "")).toEqual([
      "user.created",
      "user.login",
      "token.refreshed",
    ]);
    const third = await api.tokensOf(await refresh(second.refresh_token));
    expect(await whoIs(third.access_token)).toMatchObject({ phone });
  });

  test("that was stolen and is used after its owner's puts both out", async () => {
    const stolen = await api.signIn(uniquePhone());
    const owner = await api.tokensOf(await refresh(stolen.refresh_token));
    expect((await refresh(stolen.refresh_token)).status).toBe(401);
    expect((await refresh(owner.refresh_token)).status).toBe(401);
    expect(await whoIs(owner.access_token)).toBeNull();
    expect(await whoIs(stolen.access_token)).toBeNull();
    expect(world.log.map(({ event }) => event)).toContain("accounts.refresh_token_reused");
  });

  test("that was stolen and is used before its owner's puts both out", async () => {
    const owner = await api.signIn(uniquePhone());
    const thief = await api.tokensOf(await refresh(owner.refresh_token));
    const next = await api.tokensOf(await refresh(thief.refresh_token));
    expect((await refresh(owner.refresh_token)).status).toBe(401);
    expect((await refresh(next.refresh_token)).status).toBe(401);
    expect(await whoIs(next.access_token)).toBeNull();
  });

  test("sent twenty times at once brings at most one new one, and no session is left", async () => {
    const first = await api.signIn(uniquePhone());
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => refresh(first.refresh_token)),
    );
    const brought = answers.filter(({ status }) => status === 200);
    expect(brought).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
    for (const answer of brought) {
      const { access_token, refresh_token } = await api.tokensOf(answer);
      expect(await whoIs(access_token)).toBeNull();
      expect((await refresh(refresh_token)).status).toBe(401);
    }
  });

  test("leaves the other sessions of its owner alone when it puts one out", async () => {
    const phone = uniquePhone();
    const [one, other] = [await api.signIn(phone), await api.signIn(phone)];
    await refresh(one.refresh_token);
    await refresh(one.refresh_token);
    expect(await whoIs(one.access_token)).toBeNull();
    expect(await whoIs(other.access_token)).toMatchObject({ phone });
    expect((await refresh(other.refresh_token)).status).toBe(200);
  });

  test("is over after 30 days", async () => {
    const own = await openAccountWorld();
    const ownApi = openAccountApi(own);
    const { refresh_token: token } = await ownApi.signIn(uniquePhone());
    own.pass(30 * 86_400);
    expect((await ownApi.post("refresh", { body: { refresh_token: token } })).status).toBe(401);
    own.pass(-1);
    expect((await ownApi.post("refresh", { body: { refresh_token: token } })).status).toBe(200);
    await own.close();
  });

  test("lies nowhere in the database", async () => {
    const { refresh_token: token } = await api.signIn(uniquePhone());
    const rows = await world.db.orm.select().from(refreshTokens);
    expect(JSON.stringify(rows)).not.toContain(token.slice(4));
  });

  test.each(["", "lhr_", "x", `lhr_${"a".repeat(43)}`, "lhr_'; drop table users --"])(
    "is none: %o",
    async (token) => {
      expect((await refresh(token)).status).toBe(401);
    },
  );
});

describe("the way in and out", () => {
  test("by the cookie of a browser is for pages of our own", async () => {
    const { cookies, session } = await world.signIn();
    const cookie = cookieHeader(cookies).get("cookie") ?? "";
    const tokens = await api.tokensOf(
      await api.post("token", { headers: { cookie, origin: ACCOUNT_ORIGIN } }),
    );
    expect(await whoIs(tokens.access_token)).toEqual(session);
    for (const origin of ["https://evil.test", "null", `${ACCOUNT_ORIGIN}.evil.test`])
      expect((await api.post("token", { headers: { cookie, origin } })).status).toBe(403);
    expect((await api.post("token", { headers: { cookie } })).status).toBe(403);
    expect((await api.post("token", { headers: { origin: ACCOUNT_ORIGIN } })).status).toBe(401);
  });

  test("ends the whole session, whichever of its tokens is shown", async () => {
    const [one, other] = [await api.signIn(uniquePhone()), await api.signIn(uniquePhone())];
    await api.post("logout", { body: { refresh_token: one.refresh_token } });
    await api.post("logout", { headers: { authorization: `Bearer ${other.access_token}` } });
    for (const tokens of [one, other]) {
      expect(await whoIs(tokens.access_token)).toBeNull();
      expect((await refresh(tokens.refresh_token)).status).toBe(401);
    }
    expect((await api.post("logout", {})).status).toBe(200);
  });

  test("is told in the log, each as it happened", async () => {
    const phone = uniquePhone();
    const tokens = await api.signIn(phone);
    const userId = (await whoIs(tokens.access_token))?.userId ?? "";
    await api.post("logout", { body: { refresh_token: tokens.refresh_token } });
    expect(await world.eventsOf(userId)).toEqual(["user.created", "user.login", "user.logout"]);
  });

  test("says what is wrong as problem JSON, and how long to wait", async () => {
    const phone = uniquePhone();
    const answers = {
      "no phone": await api.post("code", { body: { phone: "12" } }),
      "no code": await api.post("token", { body: { phone, code: "12" } }),
      "no JSON object": await api.post("token", { body: [1] }),
      "a field too many": await api.post("token", {
        body: { phone, code: "123456", role: "operator" },
      }),
      "no code that was sent": await api.post("token", { body: { phone, code: "123456" } }),
      "no JSON": await api.post("token", { body: {}, headers: { "content-type": "text/plain" } }),
      "too much": await api.post("token", { body: { phone: "1".repeat(5_000) } }),
    };
    expect(Object.values(answers).map(({ status }) => status)).toEqual([
      422, 422, 400, 422, 401, 415, 413,
    ]);
    for (const answer of Object.values(answers))
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect((await api.post("code", { body: { phone } })).status).toBe(202);
    const again = await api.post("code", { body: { phone } });
    expect(again.status).toBe(429);
    expect(again.headers.get("retry-after")).toBe("30");
  });

  test("is shut for an account that is gone", async () => {
    const phone = uniquePhone();
    const tokens = await api.signIn(phone);
    await world.db.orm.delete(users).where(eq(users.phoneNumber, phone));
    expect(await whoIs(tokens.access_token)).toBeNull();
    expect((await refresh(tokens.refresh_token)).status).toBe(401);
  });
});

import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { apiKeys } from "#db/schema/index.ts";
import { createApiKey, revokeApiKey } from "#lib/api-keys/keep-api-keys.ts";
import { SCOPES } from "#lib/api-keys/scopes.ts";
import { exampleEvent } from "#lib/events/example-event.ts";
import { createSender, sentCaption, sentPictures, sentTags } from "#tests/support/event-sender.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { expectRefused, sellerWithVideo } from "#tests/support/refused-event.ts";

let database: OpenTestDatabase;
let db: Database;

beforeAll(async () => {
  database = await openTestDatabase("pg");
  ({ db } = database);
});
afterAll(() => database.close());

describe("event door: who may", () => {
  const noKeys: Record<string, string | undefined> = {
    "no key": undefined,
    "an empty header": "",
    "a bare word": "Bearer",
    "an undefined key": "Bearer undefined",
    "a key of the right form that nobody has": `Bearer lh_${"A".repeat(43)}`,
    "another scheme": "Basic bGg6bGg=",
  };
  test.each(Object.entries(noKeys))("answers 401 to %s", async (_name, authorization) => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const sent = sentCaption(video, handle);
    const { response } = await expectRefused(db, () => sender.post(sent, { authorization }), 401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer realm="events"/);
  });

  test("answers 401 to half a key, and to one that is revoked or past its end", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const sent = sentCaption(video, handle);
    const half = { authorization: `Bearer ${sender.key.slice(0, -1)}` };
    await expectRefused(db, () => sender.post(sent, half), 401);
    const ended = await createSender(db, { expiresAt: new Date(Date.now() - 1000) });
    await expectRefused(db, () => ended.post(sent), 401);
    expect(await revokeApiKey(db, sender.id)).toBe(true);
    expect(await revokeApiKey(db, sender.id)).toBe(false);
    await expectRefused(db, () => sender.post(sent), 401);
  });

  const scopes: [string[], number, number][] = [
    [["new-video-posted"], 202, 202],
    [["new-video-posted:caption.parsed"], 202, 403],
    [["new-video-posted:tags.generated"], 403, 202],
    [["new-video-posted:tags.generated", "new-video-posted:caption.parsed"], 202, 202],
  ];
  test.each(scopes)("lets the scope %j as far as it goes", async (given, caption, tags) => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db, { scopes: given });
    expect((await sender.post(sentCaption(video, handle))).status).toBe(caption);
    expect((await sender.post(sentTags(video, handle))).status).toBe(tags);
  });

  test("answers 403 where the key is for another seller", async () => {
    const own = await sellerWithVideo(db);
    const other = await sellerWithVideo(db);
    const sender = await createSender(db, { sellerId: own.sellerId });
    expect((await sender.post(sentCaption(own.video, own.handle))).status).toBe(202);
    await expectRefused(db, () => sender.post(sentCaption(other.video, other.handle)), 403);
  });

  test("answers 403 to seller.erased, which is made here alone", async () => {
    const sender = await createSender(db, { scopes: [...SCOPES] });
    const { metadata, payload } = exampleEvent("seller.erased");
    const sent = { metadata: { ...metadata, eventId: randomUUID() }, payload };
    const { problem } = await expectRefused(db, () => sender.post(sent), 403);
    expect(problem.detail).toContain("seller.erased");
  });

  test("answers 403 to a fact that is made here, without its scope or for one seller's parts", async () => {
    const { sellerId } = await sellerWithVideo(db);
    const { metadata, payload } = exampleEvent("product.created");
    const sent = { metadata: { ...metadata, eventId: randomUUID() }, payload };
    const unscoped = await createSender(db);
    await expectRefused(db, () => unscoped.post(sent), 403);
    const bound = await createSender(db, { scopes: ["product-events"], sellerId });
    await expectRefused(db, () => bound.post(sent), 403);
  });

  test("keeps of a key only its hash and its start, and when it was last used to the minute", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const keyRow = async () => {
      const [row] = await db.orm.select().from(apiKeys).where(eq(apiKeys.id, sender.id));
      return row;
    };
    expect(sender.key).toMatch(/^lh_[\w-]{43}$/);
    expect(await keyRow()).toMatchObject({ lastUsedAt: null, keyStart: sender.key.slice(0, 8) });
    await sender.post(sentCaption(video, handle));
    const { lastUsedAt } = (await keyRow()) ?? {};
    expect(lastUsedAt).toBeInstanceOf(Date);
    await sender.post(sentTags(video, handle));
    expect((await keyRow())?.lastUsedAt).toEqual(lastUsedAt);
    expect(JSON.stringify(await keyRow())).not.toContain(sender.key);
  });

  test("makes no key for a scope that there is none of", async () => {
    const key = { name: "any", sellerId: null, rank: 1 as const, expiresAt: null };
    for (const scopes of [[], ["seller-events"], ["new-video-posted:product.created"]])
      await expect(createApiKey(db, { ...key, scopes })).rejects.toThrow(/no such scope/);
  });
});

describe("event door: how often", () => {
  const resetAt = new Date(Date.now() + 30_000);
  const standing = { limit: 2, resetAt };

  test("tells where a caller stands, and answers 429 with a time to come back", async () => {
    const { video, handle } = await sellerWithVideo(db);
    let left = 2;
    const take = () => {
      left -= 1;
      return Promise.resolve({ ...standing, allowed: left >= 0, remaining: left });
    };
    const sender = await createSender(db, { ports: { limiter: { windowSeconds: 60, take } } });
    const first = await sender.post(sentCaption(video, handle));
    expect(first.status).toBe(202);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "ratelimit-policy": '"events";q=2;w=60',
      ratelimit: expect.stringMatching(/^"events";r=1;t=\d+$/),
      "ratelimit-limit": "2",
      "ratelimit-remaining": "1",
    });
    await sender.post(sentTags(video, handle));
    const { response } = await expectRefused(
      db,
      () => sender.post(sentPictures(video, handle)),
      429,
    );
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(25);
    expect(response.headers.get("ratelimit-remaining")).toBe("0");
  });

  test("lets everybody in while nobody can count, and says so", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const take = () => Promise.reject(new Error("Redis did not answer within 1000 ms"));
    const sender = await createSender(db, { ports: { limiter: { windowSeconds: 60, take } } });
    const response = await sender.post(sentCaption(video, handle));
    expect(response.status).toBe(202);
    expect(response.headers.get("ratelimit")).toBeNull();
    expect(sender.log[0]).toMatchObject({ event: "ratelimit.unavailable" });
  });
});

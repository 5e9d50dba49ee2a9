import { createHash, randomUUID } from "node:crypto";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openRedisService, type RedisService } from "./redis-service.ts";

const START_MS = 120_000;
const run = `contract:${randomUUID()}`;
let service: RedisService;
let redis: Redis;
let keys = 0;

beforeAll(async () => {
  service = await openRedisService();
  redis = new Redis({ url: service.url, token: service.token });
}, START_MS);

afterAll(async () => {
  const left = await redis.keys(`${run}:*`);
  if (left.length > 0) await redis.del(...left);
  await service.close();
});

function newKey(): string {
  keys += 1;
  return `${run}:${keys}`;
}

function send(path: string, body?: unknown, init: RequestInit = {}): Promise<Response> {
  return fetch(service.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${service.token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...init,
  });
}

describe("values", () => {
  const texts = [
    "abcd",
    "user1234",
    "hello world",
    "hello",
    "OK",
    "007",
    "",
    "ñ 😀\r\n\u0000",
    "T0s=",
  ];
  test.each(texts)("come back as they were stored: %j", async (text) => {
    const key = newKey();
    expect(await redis.set(key, text)).toBe("OK");
    expect(await redis.get(key)).toBe(text);
    await redis.rpush(`${key}:list`, text);
    expect(await redis.lrange(`${key}:list`, 0, -1)).toEqual([text]);
  });

  test("keep their shape inside lists, hashes and nulls", async () => {
    const key = newKey();
    await redis.hset(key, { name: "abcd", price: 55_000, tags: ["OK", "shoes"] });
    expect(await redis.hgetall(key)).toEqual({
      name: "abcd",
      price: 55_000,
      tags: ["OK", "shoes"],
    });
    expect(await redis.mget(newKey(), newKey())).toEqual([null, null]);
    await redis.zadd(`${key}:z`, { score: 1.5, member: "one" }, { score: 2, member: "two" });
    expect(await redis.zrange(`${key}:z`, 0, -1, { withScores: true })).toEqual([
      "one",
      1.5,
      "two",
      2,
    ]);
    expect(await redis.incr(`${key}:n`)).toBe(1);
  });

  test("are base64 on the wire when asked for, except a lone OK", async () => {
    const key = newKey();
    const headers = { authorization: `Bearer ${service.token}`, "upstash-encoding": "base64" };
    const commands = [
      ["SET", key, "abcd"],
      ["GET", key],
      ["STRLEN", key],
      ["GET", newKey()],
    ];
    const encoded = await send("/pipeline", commands, { headers });
    expect(await encoded.json()).toEqual([
      { result: "OK" },
      { result: "YWJjZA==" },
      { result: 4 },
      { result: null },
    ]);
    const plain = await send("/", ["GET", key]);
    expect(await plain.json()).toEqual({ result: "abcd" });
  });

  test("expire", async () => {
    const key = newKey();
    await redis.set(key, "x", { px: 50 });
    await vi.waitFor(async () => expect(await redis.get(key)).toBeNull(), 5000);
  });
});

describe("atomicity", () => {
  test("set with nx lets exactly one of many through", async () => {
    const key = newKey();
    const tries = Array.from({ length: 20 }, (_, at) => redis.set(key, at, { nx: true, ex: 60 }));
    expect((await Promise.all(tries)).filter((answer) => answer === "OK")).toHaveLength(1);
  });

  test("a pipeline answers each command in order, failures in their place", async () => {
    const key = newKey();
    const answers = await redis
      .pipeline()
      .set(key, "text")
      .incr(key)
      .get(key)
      .exec({ keepErrors: true });
    expect(answers.map((answer) => answer.error === undefined)).toEqual([true, false, true]);
    expect(answers[1]?.error).toMatch(/not an integer/);
    expect(answers[2]?.result).toBe("text");
  });

  test("a transaction runs as one, and on past a command that fails at run time", async () => {
    const key = newKey();
    const answers = await redis
      .multi()
      .set(key, "text")
      .incr(key)
      .append(key, "!")
      .exec({ keepErrors: true });
    expect(answers.map((answer) => answer.result)).toEqual(["OK", undefined, 5]);
    expect(await redis.get(key)).toBe("text!");
  });

  test("a transaction with a malformed command has no effect at all", async () => {
    const key = newKey();
    const answer = await send("/multi-exec", [
      ["SET", key, "x"],
      ["SET", key],
    ]);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.any(String) as unknown });
    expect(await redis.get(key)).toBeNull();
  });

  test("counters lose no increment", async () => {
    const key = newKey();
    await Promise.all(Array.from({ length: 50 }, () => redis.incr(key)));
    expect(await redis.get(key)).toBe(50);
  });
});

describe("scripts", () => {
  test("run with keys and arguments; false becomes null", async () => {
    const key = newKey();
    const script =
      "redis.call('SET', KEYS[1], ARGV[1]) return {redis.call('GET', KEYS[1]), 7, false}";
    expect(await redis.eval(script, [key], ["abcd"])).toEqual(["abcd", 7, null]);
  });

  test("are found by the SHA of the text that was sent, with the service's own flag line", async () => {
    const script = `#!lua flags=allow-key-locking\nreturn redis.call('INCR', KEYS[1]) -- ${randomUUID()}`;
    const sha = createHash("sha1").update(script).digest("hex");
    const key = newKey();
    await expect(redis.evalsha(sha, [key], [])).rejects.toThrow(/NOSCRIPT/);
    expect(await redis.eval(script, [key], [])).toBe(1);
    expect(await redis.evalsha(sha, [key], [])).toBe(2);
    expect(await redis.scriptExists(sha, "0".repeat(40))).toEqual([1, 0]);
  });

  test("can be loaded first, flag line or not", async () => {
    const plain = `return ${Math.floor(Math.random() * 1e9)}`;
    const flagged = `#!lua flags=allow-key-locking\n${plain} + 1`;
    for (const script of [plain, flagged]) {
      const sha = await redis.scriptLoad(script);
      expect(sha).toBe(createHash("sha1").update(script).digest("hex"));
      expect(await redis.evalsha(sha, [], [])).toBeGreaterThan(0);
    }
  });
});

describe("@upstash/ratelimit", () => {
  const limiters = {
    fixedWindow: Ratelimit.fixedWindow(5, "1 d"),
    slidingWindow: Ratelimit.slidingWindow(5, "1 d"),
    tokenBucket: Ratelimit.tokenBucket(5, "1 d", 5),
  };
  test.each(Object.entries(limiters))("%s lets exactly its limit through", async (_, limiter) => {
    const prefix = newKey();
    const limit = new Ratelimit({ redis, limiter, prefix, ephemeralCache: false, timeout: 0 });
    const tries = await Promise.all(Array.from({ length: 12 }, () => limit.limit("buyer")));
    expect(tries.filter((answer) => answer.success)).toHaveLength(5);
    expect((await limit.limit("other buyer")).success).toBe(true);
    expect((await limit.getRemaining("buyer")).remaining).toBe(0);
    await limit.resetUsedTokens("buyer");
    expect((await limit.limit("buyer")).success).toBe(true);
  });
});

describe("publish and subscribe", () => {
  test("messages reach subscribers of the channel and of a pattern", async () => {
    const channel = newKey();
    const seen: unknown[] = [];
    const subscriber = redis.subscribe([channel]);
    const byPattern = redis.psubscribe([`${channel}*`]);
    subscriber.on("message", (event) => seen.push(event.message));
    byPattern.on("pmessage", (event) => seen.push(event.message));
    const ready = [subscriber, byPattern].map(
      (one, at) =>
        new Promise<void>((resolve) => {
          one.on(at === 0 ? "subscribe" : "psubscribe", () => resolve());
        }),
    );
    await Promise.all(ready);
    expect(await redis.publish(channel, { id: 1 })).toBe(2);
    await vi.waitFor(() => expect(seen).toEqual([{ id: 1 }, { id: 1 }]), 5000);
    await subscriber.unsubscribe();
    await byPattern.unsubscribe();
    await vi.waitFor(async () => expect(await redis.publish(channel, "x")).toBe(0), 5000);
  });
});

describe("the wire", () => {
  test("takes commands spelled out in the path", async () => {
    const key = newKey();
    const set = await send(`/set/${key}/a%20b?EX=100`, undefined, { method: "GET" });
    expect(await set.json()).toEqual({ result: "OK" });
    const get = await fetch(`${service.url}/get/${key}?_token=${service.token}`);
    expect(await get.json()).toEqual({ result: "a b" });
    expect(await redis.ttl(key)).toBeGreaterThan(90);
  });

  test("refuses a wrong token with 401 on every path", async () => {
    const stranger = new Redis({ url: service.url, token: "wrong" });
    await expect(stranger.get("a")).rejects.toThrow(/WRONGPASS/);
    const headers = { authorization: "Bearer wrong" };
    for (const path of ["/", "/pipeline", "/multi-exec", "/get/a"]) {
      expect((await send(path, ["GET", "a"], { headers })).status).toBe(401);
    }
  });

  test("answers a command that fails with 400", async () => {
    for (const body of [["NOSUCHCOMMAND"], ["GET"], "text", []]) {
      const answer = await send("/", body);
      expect([answer.status, await answer.json()]).toEqual([
        400,
        { error: expect.any(String) as unknown },
      ]);
    }
  });

  test("answers methods it does not know with 405", async () => {
    expect((await send("/get/a", undefined, { method: "DELETE" })).status).toBe(405);
  });

  const refused = [
    ["BLPOP", "a", "0"],
    ["BRPOP", "a", "0"],
    ["BLMOVE", "a", "b", "LEFT", "LEFT", "0"],
    ["BZPOPMIN", "a", "0"],
    ["XREAD", "BLOCK", "0", "STREAMS", "a", "$"],
    ["WATCH", "a"],
    ["MULTI"],
    ["EXEC"],
    ["DISCARD"],
    ["SELECT", "0"],
    ["CLIENT", "LIST"],
    ["QUIT"],
  ];
  test.each(refused)("does not run %s", async (...command) => {
    const alone = await send("/", command);
    expect(alone.status).toBe(400);
    const [first, second] = (await (await send("/pipeline", [command, ["PING"]])).json()) as [
      { error?: string },
      { result?: string },
    ];
    expect(first.error).toEqual(expect.any(String));
    expect(second.result).toBe("PONG");
  });
});

import { createHash } from "node:crypto";
import { QstashError } from "@upstash/qstash";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openQstash, type QstashUnderTest } from "./qstash-support/service.ts";

let qstash: QstashUnderTest;
beforeAll(async () => {
  qstash = await openQstash();
});
afterAll(() => qstash.close());

describe("publish", () => {
  test("delivers a JSON body with the forwarded headers to the address as it was written", async () => {
    const inbox = qstash.receiver.openInbox();
    const url = `${inbox.url}//double/x?y=1&z=a%20b`;
    const { messageId } = await qstash.client.publishJSON({
      url,
      body: { hello: "world" },
      headers: { "x-shop": "heels", authorization: "Bearer inner" },
    });

    const [arrival] = await inbox.received(1);
    expect(messageId).toMatch(/^msg_[1-9A-HJ-NP-Za-km-z]{20,}$/);
    expect(arrival).toMatchObject({
      url,
      method: "POST",
      body: '{"hello":"world"}',
      headers: {
        "content-type": "application/json",
        "user-agent": "Upstash-QStash",
        "upstash-message-id": messageId,
        "upstash-retried": "0",
        "x-shop": "heels",
        authorization: "Bearer inner",
      },
    });
    expect(arrival?.headers).not.toHaveProperty("upstash-topic-name");
    expect(arrival?.headers).not.toHaveProperty("upstash-forward-x-shop");
  });

  test("uses the method that was asked for", async () => {
    const inbox = qstash.receiver.openInbox();
    await qstash.client.publish({ url: inbox.url, method: "GET" });
    const [arrival] = await inbox.received(1);
    expect(arrival).toMatchObject({ method: "GET", body: "" });
  });

  test("takes options from the query and keeps the rest of it for the destination", async () => {
    const inbox = qstash.receiver.openInbox();
    const response = await qstash.request(
      "POST",
      `/v2/publish/${inbox.url}?a=1&upstash-method=PUT&upstash-forward-x-from=query&b=%2F`,
      { body: "text" },
    );
    expect(response.status).toBeLessThan(300);
    const [arrival] = await inbox.received(1);
    expect(arrival).toMatchObject({ method: "PUT", url: `${inbox.url}?a=1&b=%2F` });
    expect(arrival?.headers["x-from"]).toBe("query");
  });

  test("accepts the token in the query and does not pass it on", async () => {
    const inbox = qstash.receiver.openInbox();
    const response = await fetch(
      `${qstash.url}/v2/publish/${inbox.url}?qstash_token=${encodeURIComponent(qstash.token)}&k=v`,
      { method: "POST", body: "hook" },
    );
    expect(response.status).toBeLessThan(300);
    const [arrival] = await inbox.received(1);
    expect(arrival?.url).toBe(`${inbox.url}?k=v`);
  });

  test("forwards every header when asked to", async () => {
    const inbox = qstash.receiver.openInbox();
    await qstash.request("POST", `/v2/publish/${inbox.url}`, {
      body: "hook",
      headers: { "upstash-header-forward": "true", "x-hub-signature": "sha256=1" },
    });
    const [arrival] = await inbox.received(1);
    expect(arrival?.headers["x-hub-signature"]).toBe("sha256=1");
  });

  test("holds a delayed message back and shows it until it is cancelled", async () => {
    const inbox = qstash.receiver.openInbox();
    const label = qstash.uniqueName("label");
    const before = Date.now();
    const { messageId } = await qstash.client.publishJSON({
      url: inbox.url,
      body: { n: 1 },
      delay: "90m",
      retries: 5,
      label,
      retryDelay: "1000 * (1 + retried)",
      headers: { "x-test": "value" },
      flowControl: { key: qstash.uniqueName("key"), parallelism: 10, rate: 5, period: "1d" },
    });

    const message = await qstash.client.messages.get(messageId);
    expect(message).toMatchObject({
      messageId,
      url: inbox.url,
      method: "POST",
      body: '{"n":1}',
      maxRetries: 5,
      label,
      retryDelayExpression: "1000 * (1 + retried)",
      parallelism: 10,
      rate: 5,
      period: 86_400,
    });
    expect(
      new Headers(Object.entries(message.header ?? {}).map(([k, v]) => [k, String(v)])).get(
        "x-test",
      ),
    ).toBe("value");
    expect(message.notBefore).toBeGreaterThanOrEqual(before + 5_400_000 - 60_000);
    expect(message.notBefore).toBeLessThanOrEqual(Date.now() + 5_400_000 + 60_000);

    expect(await qstash.client.messages.cancel(messageId)).toMatchObject({});
    await expect(qstash.client.messages.get(messageId)).rejects.toMatchObject({ status: 404 });
    expect(inbox.arrivals).toHaveLength(0);
  });

  test("not-before wins over delay", async () => {
    const inbox = qstash.receiver.openInbox();
    const notBefore = Math.floor(Date.now() / 1000) + 7200;
    const { messageId } = await qstash.client.publish({ url: inbox.url, delay: 10, notBefore });
    const message = await qstash.client.messages.get(messageId);
    expect(message.notBefore).toBe(notBefore * 1000);
    await qstash.client.messages.cancel(messageId);
  });

  test("cancels many by id and by filter", async () => {
    const inbox = qstash.receiver.openInbox();
    const label = qstash.uniqueName("label");
    const entry = { url: inbox.url, delay: 3600, label };
    const published = await qstash.client.batchJSON([{ ...entry }, { ...entry }, { ...entry }]);
    const ids = published.map(({ messageId }) => messageId);

    expect(await qstash.client.messages.cancel(ids.slice(0, 2))).toMatchObject({ cancelled: 2 });
    expect(await qstash.client.messages.cancel({ filter: { label } })).toMatchObject({
      cancelled: 1,
    });
  });

  test("refuses what cannot be delivered", async () => {
    const refused = [
      { url: "ftp://example.com/x" },
      { url: "http://example.com", retryDelay: "pow(2, retried" },
      { url: "http://example.com", headers: { "Upstash-Delay": "soon" } },
    ];
    for (const publish of refused) {
      const error: unknown = await qstash.client
        .publish(publish)
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(QstashError);
      expect(error).toMatchObject({ message: expect.stringMatching(/^\{.*"error":/) });
    }
  });

  test("refuses a body over the plan's size with 413", async () => {
    const inbox = qstash.receiver.openInbox();
    const response = await qstash.request("POST", `/v2/publish/${inbox.url}`, {
      body: "x".repeat(1024 * 1024 + 1),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  test("answers 401 with an error for a missing or a wrong token", async () => {
    for (const headers of [{ authorization: "Bearer nonsense" }, { authorization: "" }]) {
      const response = await qstash.request("GET", "/v2/keys", { headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: expect.any(String) });
    }
  });
});

describe("signature", () => {
  test("verifies for the exact body and destination and for nothing else", async () => {
    const inbox = qstash.receiver.openInbox();
    await qstash.client.publishJSON({ url: `${inbox.url}/a?b=c`, body: { text: "Bei nafuu ✓" } });
    const [arrival] = await inbox.received(1);
    const signature = arrival?.headers["upstash-signature"] ?? "";
    const body = arrival?.body ?? "";
    const url = `${inbox.url}/a?b=c`;
    const verify = (changed: { body?: string; url?: string; signature?: string }) =>
      qstash.signatures.verify({ signature, body, url, clockTolerance: 5, ...changed });

    expect(await verify({})).toBe(true);
    await expect(verify({ body: `${body} ` })).rejects.toThrow(/body hash/);
    await expect(verify({ url: inbox.url })).rejects.toThrow(/subject/);
    await expect(verify({ signature: `${signature.slice(0, -6)}AAAAAA` })).rejects.toThrow(
      /signature/,
    );
  });

  test("covers white space at the ends and an empty body", async () => {
    for (const body of [" padded \n", ""]) {
      const inbox = qstash.receiver.openInbox();
      await qstash.client.publish({ url: inbox.url, body });
      const [arrival] = await inbox.received(1);
      expect(arrival?.body).toBe(body);
      const signature = arrival?.headers["upstash-signature"] ?? "";
      await expect(
        qstash.signatures.verify({ signature, body, url: inbox.url, clockTolerance: 5 }),
      ).resolves.toBe(true);
    }
  });

  test("states its issuer, a life of five minutes and a unique id", async () => {
    const inbox = qstash.receiver.openInbox();
    await qstash.client.publish({ url: inbox.url, body: "x" });
    const [arrival] = await inbox.received(1);
    const [header, claims] = (arrival?.headers["upstash-signature"] ?? "")
      .split(".")
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()) as unknown);
    expect(header).toEqual({ alg: "HS256", typ: "JWT" });
    expect(claims).toMatchObject({
      iss: "Upstash",
      sub: inbox.url,
      jti: expect.stringMatching(/^jwt_/),
      body: expect.stringContaining(createHash("sha256").update("x").digest("base64url")),
    });
    const { iat, nbf, exp } = claims as { iat: number; nbf: number; exp: number };
    expect({ nbf, exp }).toEqual({ nbf: iat, exp: iat + 300 });
  });
});

describe("batch", () => {
  test("answers each entry in its place: message, group, refusal", async () => {
    const direct = qstash.receiver.openInbox();
    const [first, second] = [qstash.receiver.openInbox(), qstash.receiver.openInbox()];
    const urlGroup = qstash.uniqueName("group");
    await qstash.client.urlGroups.addEndpoints({
      name: urlGroup,
      endpoints: [{ url: first.url }, { url: second.url }],
    });

    const answers: unknown = await qstash.client.batchJSON([
      { url: direct.url, body: { to: "direct" }, headers: { "x-a": "1" } },
      { urlGroup, body: { to: "group" } },
      { urlGroup: qstash.uniqueName("missing"), body: {} },
    ]);
    expect(answers).toEqual([
      { messageId: expect.stringMatching(/^msg_/) },
      [
        expect.objectContaining({ messageId: expect.any(String), url: first.url }),
        expect.objectContaining({ messageId: expect.any(String), url: second.url }),
      ],
      { error: expect.any(String) },
    ]);
    const [one] = await direct.received(1);
    expect(one).toMatchObject({ body: '{"to":"direct"}', headers: { "x-a": "1" } });
    const [two] = await first.received(1);
    const [three] = await second.received(1);
    expect([two?.body, three?.body]).toEqual(['{"to":"group"}', '{"to":"group"}']);
    await qstash.client.urlGroups.delete(urlGroup);
  });
});

describe("deduplication", () => {
  test("answers 202 with the first message's id for the same deduplication id", async () => {
    const inbox = qstash.receiver.openInbox();
    const deduplicationId = qstash.uniqueName("event");
    const first = await qstash.client.publishJSON({ url: inbox.url, body: 1, deduplicationId });
    await inbox.received(1);
    const again = await qstash.request("POST", `/v2/publish/${inbox.url}`, {
      body: "other",
      headers: { "upstash-deduplication-id": deduplicationId },
    });
    expect(again.status).toBe(202);
    expect(await again.json()).toMatchObject({ messageId: first.messageId, deduplicated: true });

    await qstash.client.publish({ url: inbox.url, body: "next" });
    await inbox.received(2);
    expect(inbox.arrivals.map(({ body }) => body)).toEqual(["1", "next"]);
  });

  test("by content looks at destination, body and forwarded headers", async () => {
    const inbox = qstash.receiver.openInbox();
    const publish = (body: string, headers: Record<string, string>) =>
      qstash.client.publish({ url: inbox.url, body, headers, contentBasedDeduplication: true });
    const first = await publish("a", { "x-v": "1" });
    expect(await publish("a", { "x-v": "1" })).toMatchObject({
      messageId: first.messageId,
      deduplicated: true,
    });
    const others = [await publish("b", { "x-v": "1" }), await publish("a", { "x-v": "2" })];
    expect(others.map(({ deduplicated }) => deduplicated)).toEqual([undefined, undefined]);
    await inbox.received(3);
  });

  test("knows each endpoint of a URL group apart", async () => {
    const inbox = qstash.receiver.openInbox();
    const urlGroup = qstash.uniqueName("group");
    const endpoints = [{ url: `${inbox.url}/1` }, { url: `${inbox.url}/2` }];
    await qstash.client.urlGroups.addEndpoints({ name: urlGroup, endpoints });
    const deduplicationId = qstash.uniqueName("event");
    const first = await qstash.client.publishJSON({ urlGroup, body: 1, deduplicationId });
    const again = await qstash.client.publishJSON({ urlGroup, body: 1, deduplicationId });
    expect(again).toEqual(first.map((one) => ({ ...one, deduplicated: true })));
    await inbox.received(2);
    expect(new Set(inbox.arrivals.map(({ url }) => url)).size).toBe(2);
    await qstash.client.urlGroups.delete(urlGroup);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openQstash, type QstashUnderTest } from "./qstash-support/service.ts";
import { waitFor } from "./qstash-support/wait-for.ts";

let qstash: QstashUnderTest;
beforeAll(async () => {
  qstash = await openQstash();
});
afterAll(() => qstash.close());

const SOON = "1000";

/** The dead letter of a message, once there is one. */
function deadLetterOf(messageId: string) {
  return waitFor(
    `dead letter of ${messageId}`,
    async () => (await qstash.client.dlq.listMessages({ filter: { messageId } })).messages[0],
    qstash.deadlineMs,
  );
}

describe("retries", () => {
  test("go on under the same message id until an answer is 2xx", async () => {
    const inbox = qstash.receiver.openInbox();
    inbox.answer((index) => ({ status: [500, 302, 204][index] ?? 200 }));
    const { messageId } = await qstash.client.publish({ url: inbox.url, retryDelay: SOON });
    const arrivals = await inbox.received(3);
    expect(arrivals.map(({ headers }) => headers["upstash-retried"])).toEqual(["0", "1", "2"]);
    expect(new Set(arrivals.map(({ headers }) => headers["upstash-message-id"]))).toEqual(
      new Set([messageId]),
    );
    await expect(
      waitFor("the message to be gone", async () =>
        qstash.client.messages.get(messageId).then(
          () => undefined,
          () => true,
        ),
      ),
    ).resolves.toBe(true);
  });

  test("end after the asked number in the dead letter queue", async () => {
    const inbox = qstash.receiver.openInbox();
    inbox.answer(() => ({ status: 503, body: "no room", headers: { "x-why": "full" } }));
    const { messageId } = await qstash.client.publishJSON({
      url: inbox.url,
      body: { n: 1 },
      retries: 1,
      retryDelay: SOON,
    });
    const letter = await deadLetterOf(messageId);
    expect(inbox.arrivals).toHaveLength(2);
    expect(letter).toMatchObject({
      messageId,
      url: inbox.url,
      body: '{"n":1}',
      maxRetries: 1,
      responseStatus: 503,
      responseBody: "no room",
      responseHeader: { "X-Why": ["full"] },
      dlqId: expect.stringMatching(/^\d+-\d+$/),
    });
  });

  test("stop at once at 489 with the non-retryable header, and only with both", async () => {
    const stopped = qstash.receiver.openInbox();
    stopped.answer(() => ({ status: 489, headers: { "Upstash-NonRetryable-Error": "true" } }));
    const half = qstash.receiver.openInbox();
    half.answer((index) => (index === 0 ? { status: 489 } : { status: 200 }));
    const other = qstash.receiver.openInbox();
    other.answer((index) =>
      index === 0
        ? { status: 500, headers: { "Upstash-NonRetryable-Error": "true" } }
        : { status: 200 },
    );
    const { messageId } = await qstash.client.publish({ url: stopped.url, retryDelay: SOON });
    await qstash.client.publish({ url: half.url, retryDelay: SOON });
    await qstash.client.publish({ url: other.url, retryDelay: SOON });
    expect(await deadLetterOf(messageId)).toMatchObject({ responseStatus: 489 });
    await half.received(2);
    await other.received(2);
    expect(stopped.arrivals).toHaveLength(1);
  });

  test("come when the destination asks for them", async () => {
    const inbox = qstash.receiver.openInbox();
    inbox.answer((index) =>
      index === 0 ? { status: 429, headers: { "Retry-After": "2" } } : { status: 200 },
    );
    const { messageId } = await qstash.client.publish({ url: inbox.url, retryDelay: "3600000" });
    const [, second] = await inbox.received(2);
    expect(second?.headers["upstash-message-id"]).toBe(messageId);
  });

  test("an attempt that takes longer than its timeout has failed", async () => {
    const inbox = qstash.receiver.openInbox();
    const late = Promise.withResolvers<void>();
    inbox.answer(async (index) => {
      if (index === 0) await late.promise;
      return { status: 200 };
    });
    await qstash.client.publish({ url: inbox.url, timeout: "1s", retryDelay: SOON });
    const [, second] = await inbox.received(2);
    late.resolve();
    expect(second?.headers["upstash-retried"]).toBe("1");
  });

  test("a destination that cannot be reached is a failed attempt", async () => {
    const { messageId } = await qstash.client.publish({
      url: "http://unreachable.invalid/x",
      retries: 0,
    });
    expect(await deadLetterOf(messageId)).toMatchObject({ url: "http://unreachable.invalid/x" });
  });
});

type CallbackBody = Record<string, unknown> & { body: string; sourceBody: string };

describe("callbacks", () => {
  test("report each attempt, signed, with the answer and the source in base64", async () => {
    const inbox = qstash.receiver.openInbox();
    const callback = qstash.receiver.openInbox();
    inbox.answer((index) =>
      index === 0 ? { status: 500, body: "broken" } : { status: 200, body: "fine" },
    );
    const { messageId } = await qstash.client.publishJSON({
      url: inbox.url,
      body: { n: 1 },
      retries: 2,
      retryDelay: SOON,
      callback: callback.url,
      headers: { "x-own": "1", "Upstash-Callback-Forward-X-Bypass": "secret" },
    });
    const arrivals = await callback.received(2);
    const bodies = arrivals
      .map(({ body }) => JSON.parse(body) as CallbackBody)
      .sort((a, b) => Number(a.retried) - Number(b.retried));
    expect(bodies).toMatchObject([
      { status: 500, retried: 0, maxRetries: 2, sourceMessageId: messageId, url: inbox.url },
      { status: 200, retried: 1, maxRetries: 2, sourceMessageId: messageId, method: "POST" },
    ]);
    expect(bodies.map(({ body }) => Buffer.from(body, "base64").toString())).toEqual([
      "broken",
      "fine",
    ]);
    expect(Buffer.from(bodies[0]?.sourceBody ?? "", "base64").toString()).toBe('{"n":1}');
    expect(bodies[0]).toMatchObject({
      createdAt: expect.stringMatching(/^\d+$/),
      notBefore: expect.stringMatching(/^\d+$/),
    });
    const [arrival] = arrivals;
    expect(arrival?.headers).toMatchObject({ "x-bypass": "secret" });
    expect(arrival?.headers["upstash-message-id"]).not.toBe(messageId);
    await expect(
      qstash.signatures.verify({
        signature: arrival?.headers["upstash-signature"] ?? "",
        body: arrival?.body ?? "",
        url: callback.url,
        clockTolerance: 5,
      }),
    ).resolves.toBe(true);
  });

  test("of failure come once, after the last attempt, naming the dead letter", async () => {
    const inbox = qstash.receiver.openInbox();
    const failed = qstash.receiver.openInbox();
    inbox.answer(() => ({ status: 500, body: "broken" }));
    const { messageId } = await qstash.client.publishJSON({
      url: inbox.url,
      body: { n: 1 },
      retries: 1,
      retryDelay: SOON,
      failureCallback: failed.url,
    });
    const [arrival] = await failed.received(1);
    expect(inbox.arrivals).toHaveLength(2);
    const report = JSON.parse(arrival?.body ?? "") as CallbackBody;
    const letter = await deadLetterOf(messageId);
    expect(report).toMatchObject({
      status: 500,
      retried: 1,
      maxRetries: 1,
      sourceMessageId: messageId,
      dlqId: letter.dlqId,
    });
    expect(failed.arrivals).toHaveLength(1);
  });

  test("are retried by themselves when their receiver fails", async () => {
    const inbox = qstash.receiver.openInbox();
    const failed = qstash.receiver.openInbox();
    inbox.answer(() => ({ status: 500 }));
    failed.answer((index) =>
      index === 0 ? { status: 503, headers: { "Retry-After": "1" } } : { status: 200 },
    );
    await qstash.client.publish({ url: inbox.url, retries: 0, failureCallback: failed.url });
    const arrivals = await failed.received(2);
    const ids = new Set(arrivals.map(({ headers }) => headers["upstash-message-id"]));
    expect(ids.size).toBe(1);
    expect(inbox.arrivals).toHaveLength(1);
  });
});

describe("dead letters", () => {
  async function failOne(options: { label?: string; body?: string } = {}) {
    const inbox = qstash.receiver.openInbox();
    inbox.answer((index) => ({ status: index === 0 ? 500 : 200 }));
    const { messageId } = await qstash.client.publish({ url: inbox.url, retries: 0, ...options });
    return { inbox, messageId, letter: await deadLetterOf(messageId) };
  }

  test("a retry is a new message and takes the letter out, in both forms of the address", async () => {
    const bySdk = await failOne({ body: "sdk" });
    const { responses } = await qstash.client.dlq.retry(bySdk.letter.dlqId);
    const [, again] = await bySdk.inbox.received(2);
    expect(again).toMatchObject({ body: "sdk", headers: { "upstash-retried": "0" } });
    expect(again?.headers["upstash-message-id"]).toBe(responses[0]?.messageId);
    expect(responses[0]?.messageId).not.toBe(bySdk.messageId);

    const byPath = await failOne({ body: "path" });
    const answer = await qstash.request("POST", `/v2/dlq/retry/${byPath.letter.dlqId}`);
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ messageId: expect.stringMatching(/^msg_/) });
    await byPath.inbox.received(2);

    const gone = await qstash.request("GET", `/v2/dlq/${bySdk.letter.dlqId}`);
    expect(gone.status).toBe(404);
  });

  test("are found by filter, in pages, and deleted one by one or together", async () => {
    const label = qstash.uniqueName("label");
    const letters = [await failOne({ label }), await failOne({ label }), await failOne({ label })];
    const { dlq } = qstash.client;

    const page = await dlq.listMessages({ filter: { label }, count: 2 });
    const rest = await dlq.listMessages({
      filter: { label },
      count: 2,
      ...(page.cursor !== undefined && { cursor: page.cursor }),
    });
    const ids = [...page.messages, ...rest.messages].map(({ dlqId }) => dlqId);
    expect(new Set(ids)).toEqual(new Set(letters.map(({ letter }) => letter.dlqId)));
    expect(page.messages).toHaveLength(2);
    expect(rest.cursor ?? "").toBe("");

    const [first = ""] = ids;
    await dlq.delete(first);
    await expect(dlq.delete(first)).rejects.toMatchObject({ status: 404 });
    expect(await dlq.delete({ filter: { label } })).toMatchObject({ deleted: 2 });
    expect((await dlq.listMessages({ filter: { label } })).messages).toEqual([]);
  });

  test("hide redacted fields and are delivered whole all the same", async () => {
    const inbox = qstash.receiver.openInbox();
    inbox.answer((index) => ({ status: index === 0 ? 500 : 200 }));
    const { messageId } = await qstash.client.publish({
      url: inbox.url,
      body: "WA 0812 secret",
      headers: { "x-phone": "0812", "x-open": "yes" },
      retries: 0,
      redact: { body: true, header: ["x-phone"] },
    });
    const letter = await deadLetterOf(messageId);
    expect(letter.body).toMatch(/^REDACTED:[0-9a-f]{64}$/);
    expect(letter.header).toMatchObject({
      "X-Phone": [expect.stringMatching(/^REDACTED:/)],
      "X-Open": ["yes"],
    });
    const { logs } = await qstash.client.logs({ filter: { messageId } });
    expect(JSON.stringify(logs)).not.toContain("secret");
    expect(JSON.stringify(logs)).not.toContain(
      Buffer.from("WA 0812").toString("base64").slice(0, 8),
    );

    await qstash.client.dlq.retry(letter.dlqId);
    const [, again] = await inbox.received(2);
    expect(again).toMatchObject({ body: "WA 0812 secret", headers: { "x-phone": "0812" } });
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { openQstash, type QstashUnderTest } from "./qstash-support/service.ts";

let qstash: QstashUnderTest;
beforeAll(async () => {
  qstash = await openQstash();
});
afterAll(() => qstash.close());

test("a group is made by its first endpoint, grows, shrinks and ends with its last", async () => {
  const name = qstash.uniqueName("group");
  const { urlGroups } = qstash.client;
  await urlGroups.addEndpoints({
    name,
    endpoints: [{ name: "one", url: "https://example.com/1" }, { url: "https://example.com/2" }],
  });
  expect(await urlGroups.get(name)).toMatchObject({
    name,
    createdAt: expect.any(Number),
    updatedAt: expect.any(Number),
    endpoints: [{ name: "one", url: "https://example.com/1" }, { url: "https://example.com/2" }],
  });

  await urlGroups.addEndpoints({ name, endpoints: [{ url: "https://example.com/2" }] });
  expect((await urlGroups.get(name)).endpoints).toHaveLength(2);
  expect((await urlGroups.list()).map((group) => group.name)).toContain(name);

  await urlGroups.removeEndpoints({ name, endpoints: [{ name: "one" }] });
  expect((await urlGroups.get(name)).endpoints).toEqual([{ url: "https://example.com/2" }]);
  await urlGroups.removeEndpoints({ name, endpoints: [{ url: "https://example.com/2" }] });
  await expect(urlGroups.get(name)).rejects.toMatchObject({ status: 404 });
});

test("a publish to a group reaches each endpoint as a message of its own", async () => {
  const [first, second] = [qstash.receiver.openInbox(), qstash.receiver.openInbox()];
  const name = qstash.uniqueName("group");
  await qstash.client.urlGroups.addEndpoints({
    name,
    endpoints: [{ name: "first", url: first.url }, { url: second.url }],
  });

  const answers = await qstash.client.publishJSON({ urlGroup: name, body: { n: 1 } });
  expect(answers.map(({ url }) => url)).toEqual([first.url, second.url]);
  const arrivals = [...(await first.received(1)), ...(await second.received(1))];
  expect(arrivals.map(({ headers }) => headers["upstash-topic-name"])).toEqual([name, name]);
  expect(arrivals.map(({ headers }) => headers["upstash-message-id"])).toEqual(
    answers.map(({ messageId }) => messageId),
  );
  for (const { url, body, headers } of arrivals) {
    const signature = headers["upstash-signature"] ?? "";
    expect(await qstash.signatures.verify({ signature, body, url, clockTolerance: 5 })).toBe(true);
  }
  await qstash.client.urlGroups.delete(name);
  await expect(qstash.client.publish({ urlGroup: name })).rejects.toThrow(/error/);
});

test("the default headers of a group hold unless the publish says otherwise", async () => {
  const inbox = qstash.receiver.openInbox();
  const name = qstash.uniqueName("group");
  await qstash.client.urlGroups.addEndpoints({ name, endpoints: [{ url: inbox.url }] });
  const patched = await qstash.request("PATCH", `/v2/topics/${name}`, {
    body: JSON.stringify({
      headers: { "Upstash-Retries": "7", "Upstash-Forward-X-Env": ["preview"] },
    }),
  });
  expect(patched.status).toBe(200);

  const [byDefault] = await qstash.client.publish({ urlGroup: name, delay: 3600 });
  const [asked] = await qstash.client.publish({ urlGroup: name, delay: 3600, retries: 1 });
  const shown = await qstash.client.messages.get(byDefault?.messageId ?? "");
  expect(shown).toMatchObject({ maxRetries: 7, urlGroup: name, header: { "X-Env": ["preview"] } });
  expect(await qstash.client.messages.get(asked?.messageId ?? "")).toMatchObject({ maxRetries: 1 });
  await qstash.client.messages.cancel({ filter: { urlGroup: name } });
  await qstash.client.urlGroups.delete(name);
});

test("a message in flight outlives its group", async () => {
  const inbox = qstash.receiver.openInbox();
  const name = qstash.uniqueName("group");
  await qstash.client.urlGroups.addEndpoints({ name, endpoints: [{ url: inbox.url }] });
  const [published] = await qstash.client.publish({ urlGroup: name, delay: 1 });
  await qstash.client.urlGroups.delete(name);
  const [arrival] = await inbox.received(1);
  expect(arrival?.headers["upstash-message-id"]).toBe(published?.messageId);
});

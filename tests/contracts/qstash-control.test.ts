import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openQstash, type QstashUnderTest } from "./qstash-support/service.ts";
import { waitFor } from "./qstash-support/wait-for.ts";

let qstash: QstashUnderTest;
beforeAll(async () => {
  qstash = await openQstash();
});
afterAll(() => qstash.close());

describe("queues", () => {
  test("deliver one at a time in order, a failing message holding up the next", async () => {
    const inbox = qstash.receiver.openInbox();
    let running = 0;
    let most = 0;
    inbox.answer(async (index) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return { status: index === 0 ? 500 : 200 };
    });
    const queueName = qstash.uniqueName("queue");
    const queue = qstash.client.queue({ queueName });
    await queue.upsert({ parallelism: 1 });
    for (const body of ["a", "b", "c"]) {
      await queue.enqueue({ url: inbox.url, body, retryDelay: "1000" });
    }
    const arrivals = await inbox.received(4);
    expect(arrivals.map(({ body }) => body)).toEqual(["a", "a", "b", "c"]);
    expect(most).toBe(1);
    await queue.delete();
  });

  test("wait for the callbacks of a message before the next", async () => {
    const inbox = qstash.receiver.openInbox();
    const gate = Promise.withResolvers<void>();
    const callback = qstash.receiver.openInbox();
    callback.answer(async () => {
      await gate.promise;
      return { status: 200 };
    });
    const queue = qstash.client.queue({ queueName: qstash.uniqueName("queue") });
    await queue.upsert({ parallelism: 1 });
    await queue.enqueueJSON({ url: inbox.url, body: 1, callback: callback.url });
    await queue.enqueueJSON({ url: inbox.url, body: 2 });
    await callback.received(1);
    expect((await queue.get()).lag).toBe(1);
    expect(inbox.arrivals).toHaveLength(1);
    gate.resolve();
    const arrivals = await inbox.received(2);
    expect(arrivals.map(({ body }) => body)).toEqual(["1", "2"]);
    await queue.delete();
  });

  test("hold messages while paused and are listed with their lag", async () => {
    const inbox = qstash.receiver.openInbox();
    const queueName = qstash.uniqueName("queue");
    const queue = qstash.client.queue({ queueName });
    await queue.upsert({ parallelism: 2, paused: true });
    await queue.enqueueJSON({ url: inbox.url, body: 1 });
    expect(await queue.get()).toMatchObject({
      name: queueName,
      parallelism: 2,
      paused: true,
      lag: 1,
      createdAt: expect.any(Number),
      updatedAt: expect.any(Number),
    });
    expect((await queue.list()).map(({ name }) => name)).toContain(queueName);
    await queue.resume();
    await inbox.received(1);
    await queue.pause();
    expect((await queue.get()).paused).toBe(true);
    await queue.delete();
    await expect(queue.get()).rejects.toMatchObject({ status: 404 });
    const invalid = qstash.client.queue({ queueName: "not a name" });
    await expect(invalid.upsert({ parallelism: 1 })).rejects.toMatchObject({ status: 400 });
  });
});

describe("schedules", () => {
  test("are made, shown, replaced under the same id, paused, resumed and deleted", async () => {
    const { schedules } = qstash.client;
    const scheduleId = qstash.uniqueName("schedule");
    const destination = qstash.receiver.openInbox().url;
    const made = await schedules.create({
      scheduleId,
      destination,
      cron: "CRON_TZ=Africa/Nairobi 30 9 * * 1",
      body: JSON.stringify({ task: "digest" }),
      retries: 2,
      delay: 30,
      label: "digest",
    });
    expect(made.scheduleId).toBe(scheduleId);
    const shown = await schedules.get(scheduleId);
    expect(shown).toMatchObject({
      scheduleId,
      destination,
      cron: "CRON_TZ=Africa/Nairobi 30 9 * * 1",
      method: "POST",
      body: '{"task":"digest"}',
      retries: 2,
      delay: 30,
      isPaused: false,
      label: "digest",
    });
    const next = new Date(shown.nextScheduleTime ?? 0);
    expect([next.getUTCDay(), next.getUTCHours(), next.getUTCMinutes()]).toEqual([1, 6, 30]);

    await schedules.create({ scheduleId, destination, cron: "0 0 1 1 *" });
    expect((await schedules.get(scheduleId)).cron).toBe("0 0 1 1 *");
    await schedules.pause({ schedule: scheduleId });
    expect((await schedules.get(scheduleId)).isPaused).toBe(true);
    await schedules.resume({ schedule: scheduleId });
    const byPost = await qstash.request("POST", `/v2/schedules/${scheduleId}/pause`);
    expect(byPost.status).toBe(200);
    expect((await schedules.get(scheduleId)).isPaused).toBe(true);
    expect((await schedules.list()).map((one) => one.scheduleId)).toContain(scheduleId);

    await schedules.delete(scheduleId);
    await expect(schedules.get(scheduleId)).rejects.toMatchObject({ status: 404 });
  });

  test("need a cron expression that can be read", async () => {
    const destination = qstash.receiver.openInbox().url;
    await expect(
      qstash.client.schedules.create({ destination, cron: "61 * * * *" }),
    ).rejects.toMatchObject({ status: 400 });
    const missing = await qstash.request("POST", `/v2/schedules/${destination}`);
    expect(missing.status).toBe(400);
  });
});

describe("flow control", () => {
  test("never has more attempts under way than the key's parallelism", async () => {
    const inbox = qstash.receiver.openInbox();
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    let running = 0;
    let most = 0;
    inbox.answer(async (index) => {
      running += 1;
      most = Math.max(most, running);
      await gates[index]?.promise;
      running -= 1;
      return { status: 200 };
    });
    const key = qstash.uniqueName("key");
    for (let n = 0; n < 5; n += 1) {
      await qstash.client.publishJSON({
        url: inbox.url,
        body: n,
        flowControl: { key, parallelism: 2 },
      });
    }
    await inbox.received(2);
    const info = await waitFor(
      "three messages on the wait list",
      async () => {
        const now = await qstash.client.flowControl.get(key);
        return now.waitListSize === 3 && now;
      },
      qstash.deadlineMs,
    );
    expect(info).toMatchObject({ flowControlKey: key, parallelismMax: 2, parallelismCount: 2 });
    for (const gate of gates) gate.resolve();
    await inbox.received(5);
    expect(most).toBe(2);
  });

  test("lets no more than the rate start in a period, and more after a reset", async () => {
    const inbox = qstash.receiver.openInbox();
    const key = qstash.uniqueName("key");
    const flowControl = { key, rate: 2, period: "1h" } as const;
    for (let n = 0; n < 4; n += 1) {
      await qstash.client.publishJSON({ url: inbox.url, body: n, flowControl });
    }
    await inbox.received(2);
    expect(await qstash.client.flowControl.get(key)).toMatchObject({
      rateMax: 2,
      rateCount: 2,
      ratePeriod: 3600,
      waitListSize: 2,
    });
    await qstash.client.flowControl.resetRate(key);
    await inbox.received(4);
  });

  test("pauses, resumes, pins and unpins a key", async () => {
    const inbox = qstash.receiver.openInbox();
    const key = qstash.uniqueName("key");
    const { flowControl } = qstash.client;
    await flowControl.pause(key);
    await qstash.client.publish({ url: inbox.url, flowControl: { key, parallelism: 9 } });
    await waitFor(
      "the message on the wait list",
      async () => (await flowControl.get(key)).waitListSize === 1,
      qstash.deadlineMs,
    );
    expect(await flowControl.get(key)).toMatchObject({ isPaused: true, parallelismMax: 9 });
    expect(inbox.arrivals).toHaveLength(0);
    await flowControl.resume(key);
    await inbox.received(1);

    await flowControl.pin(key, { parallelism: 3, rate: 20, period: 120 });
    await qstash.client.publish({ url: inbox.url, flowControl: { key, parallelism: 1 } });
    expect(await flowControl.get(key)).toMatchObject({
      parallelismMax: 3,
      rateMax: 20,
      ratePeriod: 120,
      isPinnedParallelism: true,
      isPinnedRate: true,
    });
    await flowControl.unpin(key, { parallelism: true, rate: true });
    await qstash.client.publish({ url: inbox.url, flowControl: { key, parallelism: 1 } });
    expect(await flowControl.get(key)).toMatchObject({
      parallelismMax: 1,
      isPinnedParallelism: false,
      isPinnedRate: false,
    });
    expect((await flowControl.getGlobalParallelism()).parallelismMax).toBeGreaterThan(0);
  });
});

describe("logs and keys", () => {
  test("the log tells the life of a message, newest first, under both addresses", async () => {
    const inbox = qstash.receiver.openInbox();
    inbox.answer((index) => ({ status: index === 0 ? 500 : 200, body: "oops" }));
    const { messageId } = await qstash.client.publishJSON({
      url: inbox.url,
      body: { n: 1 },
      retryDelay: "1000",
    });
    const logs = await waitFor(
      "the message to be logged as delivered",
      async () => {
        const found = (await qstash.client.logs({ filter: { messageId } })).logs;
        return found.some(({ state }) => state === "DELIVERED") && found;
      },
      qstash.deadlineMs,
    );
    expect(logs.map(({ state }) => state).reverse()).toEqual([
      "CREATED",
      "ACTIVE",
      "ERROR",
      "RETRY",
      "ACTIVE",
      "DELIVERED",
    ]);
    expect(logs.find(({ state }) => state === "ERROR")).toMatchObject({
      messageId,
      url: inbox.url,
      body: Buffer.from('{"n":1}').toString("base64"),
      responseStatus: 500,
      responseBody: Buffer.from("oops").toString("base64"),
    });
    const described = await qstash.request("GET", `/v2/logs?messageId=${messageId}&count=2`);
    const page = (await described.json()) as { cursor: string; logs: { state: string }[] };
    expect(page.logs.map(({ state }) => state)).toEqual(["DELIVERED", "ACTIVE"]);
    const next = await qstash.request(
      "GET",
      `/v2/logs?messageId=${messageId}&count=2&cursor=${page.cursor}`,
    );
    expect(((await next.json()) as typeof page).logs.map(({ state }) => state)).toEqual([
      "RETRY",
      "ERROR",
    ]);
  });

  test("shows both signing keys", async () => {
    const response = await qstash.request("GET", "/v2/keys");
    expect(await response.json()).toEqual({
      current: expect.stringMatching(/^sig_/),
      next: expect.stringMatching(/^sig_/),
    });
  });
});

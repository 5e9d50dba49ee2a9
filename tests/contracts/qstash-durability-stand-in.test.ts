import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { sdkFor } from "./qstash-support/service.ts";
import { useStandIns } from "./qstash-support/use-stand-ins.ts";
import { VirtualClock } from "./qstash-support/virtual-clock.ts";
import { waitFor } from "./qstash-support/wait-for.ts";

const TWO_HOURS_MS = 7_200_000;

const { open, openOn, openInbox, temporaryDir, cleanUpWith } = useStandIns();

describe("a restart", () => {
  test("keeps messages, groups, queues, schedules, dead letters, window, pauses and keys", async () => {
    const dataDir = await temporaryDir();
    const inbox = openInbox();
    inbox.answer((_index, { body }) => ({ status: body === "bad" ? 500 : 200 }));
    const before = await openOn(dataDir);
    const { client } = before;
    await client.urlGroups.addEndpoints({ name: "g", endpoints: [{ name: "e", url: inbox.url }] });
    await client.queue({ queueName: "q" }).upsert({ parallelism: 3, paused: true });
    await client.schedules.create({ scheduleId: "s", destination: inbox.url, cron: "0 0 1 1 *" });
    await client.publish({ url: inbox.url, body: "bad", retries: 0 });
    const seen = await client.publish({ url: inbox.url, body: "once", deduplicationId: "d" });
    const waiting = await client.publish({ url: inbox.url, body: "later", delay: 3600 });
    await client.flowControl.pause("key");
    const rotated = await fetch(`${before.url}/v2/keys/rotate`, {
      method: "POST",
      headers: { authorization: `Bearer ${before.token}` },
    }).then((response) => response.json());
    await waitFor("a dead letter", async () => (await client.dlq.listMessages()).messages[0]);
    await inbox.received(2);
    await before.close();

    const after = await openOn(dataDir);
    expect(after.env.QSTASH_TOKEN).toBe(before.env.QSTASH_TOKEN);
    expect(rotated).toEqual({
      current: after.env.QSTASH_CURRENT_SIGNING_KEY,
      next: after.env.QSTASH_NEXT_SIGNING_KEY,
    });
    expect(after.env.QSTASH_CURRENT_SIGNING_KEY).toBe(before.env.QSTASH_NEXT_SIGNING_KEY);
    expect((await after.client.urlGroups.get("g")).endpoints).toEqual([
      { name: "e", url: inbox.url },
    ]);
    expect(await after.client.queue({ queueName: "q" }).get()).toMatchObject({
      parallelism: 3,
      paused: true,
    });
    expect(await after.client.schedules.get("s")).toMatchObject({ cron: "0 0 1 1 *" });
    expect((await after.client.dlq.listMessages()).messages).toMatchObject([{ body: "bad" }]);
    expect(await after.client.messages.get(waiting.messageId)).toMatchObject({ body: "later" });
    expect((await after.client.flowControl.get("key")).isPaused).toBe(true);
    const again = await after.client.publish({ url: inbox.url, deduplicationId: "d" });
    expect(again).toMatchObject({ messageId: seen.messageId, deduplicated: true });
  });

  test("keeps the order of a queue and the retries a message has had", async () => {
    const dataDir = await temporaryDir();
    const inbox = openInbox();
    inbox.answer(() => ({ status: 500, headers: { "Retry-After": "3600" } }));
    const before = await openOn(dataDir, { retryScale: 1 });
    const queue = before.client.queue({ queueName: "q" });
    for (const body of ["a", "b", "c"]) await queue.enqueue({ url: inbox.url, body });
    await inbox.received(1);
    await waitFor("the retry to be planned", async () =>
      (await before.client.logs()).logs.some(({ state }) => state === "RETRY"),
    );
    await before.close();

    const clock = new VirtualClock(Date.now());
    inbox.answer(() => ({ status: 200 }));
    const after = await openOn(dataDir, { clock });
    expect((await after.client.logs()).logs).toEqual([]);
    clock.advance(TWO_HOURS_MS);
    const arrivals = await inbox.received(4);
    expect(arrivals.map(({ body, headers }) => `${body}${headers["upstash-retried"]}`)).toEqual([
      "a0",
      "a1",
      "b0",
      "c0",
    ]);
  });

  test("after SIGKILL delivers every message that was acknowledged", async () => {
    const dataDir = await temporaryDir();
    const inbox = openInbox();
    const gate = Promise.withResolvers<void>();
    inbox.answer(async () => {
      await gate.promise;
      return { status: 200 };
    });
    const program = join(import.meta.dirname, "qstash-support", "run-qstash.ts");
    const child = spawn(process.execPath, [program, dataDir, "5"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    cleanUpWith(async () => {
      child.kill("SIGKILL");
      await exited;
    });
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { client } = sdkFor(z.record(z.string(), z.string()).parse(JSON.parse(line)));
    const acknowledged = new Set<string>();
    await Promise.all(
      Array.from({ length: 40 }, async (_, lane) => {
        for (let n = 0; n < 5; n += 1) {
          const body = `${lane}.${n}`;
          await client.publish({ url: inbox.url, body });
          acknowledged.add(body);
        }
      }),
    );
    child.kill("SIGKILL");
    await exited;
    gate.resolve();

    await openOn(dataDir);
    await waitFor("all of them to arrive", () => {
      const arrived = new Set(inbox.arrivals.map(({ body }) => body));
      return [...acknowledged].every((body) => arrived.has(body));
    });
    expect(acknowledged.size).toBe(200);
  });

  test("survives a journal line that a kill tore", async () => {
    const dataDir = await temporaryDir();
    const first = await openOn(dataDir);
    await first.client.urlGroups.addEndpoints({ name: "g", endpoints: [{ url: "http://x.test" }] });
    await first.close();
    await appendFile(join(dataDir, "journal.ndjson"), '["urlGroups","torn",{"na');
    const second = await openOn(dataDir);
    await second.client.urlGroups.addEndpoints({
      name: "h",
      endpoints: [{ url: "http://x.test" }],
    });
    await second.close();
    const third = await openOn(dataDir);
    expect((await third.client.urlGroups.list()).map(({ name }) => name)).toEqual(["g", "h"]);
  });

  test("does not count an attempt that the stop itself cut off", async () => {
    const dataDir = await temporaryDir();
    const inbox = openInbox();
    const never = Promise.withResolvers<void>();
    inbox.answer(async (index) => {
      if (index === 0) await never.promise;
      return { status: 200 };
    });
    const before = await openOn(dataDir);
    await before.client.publish({ url: inbox.url });
    await inbox.received(1);
    await before.close();
    await openOn(dataDir);
    const [, again] = await inbox.received(2);
    never.resolve();
    expect(again?.headers["upstash-retried"]).toBe("0");
  });
});

describe("the journal", () => {
  test("shrinks to what still lives once most of it is history", async () => {
    const qstash = await open();
    const inbox = openInbox();
    const body = "x".repeat(500_000);
    await qstash.client.publish({ url: inbox.url, body: "kept", delay: 3600 });
    for (let n = 0; n < 40; n += 1) await qstash.client.publish({ url: inbox.url, body });
    await inbox.received(40);
    const journal = await readFile(join(qstash.dataDir, "journal.ndjson"), "utf8");
    expect(journal.length).toBeLessThan(17 * 1024 * 1024);
    expect(journal).toContain('"kept"');
  });
});

import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPush } from "#lib/vendors/pusher.ts";
import { openQueue } from "#lib/vendors/qstash.ts";
import { type FaultRule, faultRules } from "#local/faults.ts";
import { startPusher } from "#local/pusher/start-pusher.ts";
import { openApifyFeed } from "#tests/support/apify-feed.ts";
import { sdkFor, startTemporaryQstash } from "./qstash-support/service.ts";

/** What the service does to the next requests, and to no other after them. */
const once = (rule: Partial<FaultRule>): FaultRule[] =>
  faultRules.parse([{ times: 1, kind: "status", ...rule }]);

describe("a push", () => {
  let dataDir: string;
  let service: Awaited<ReturnType<typeof startPusher>>;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "retries-pusher-"));
    service = await startPusher({ port: 0, dataDir, log: () => undefined });
  });
  afterAll(async () => {
    await service.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const send = () => {
    const { env } = service;
    const push = openPush({
      appId: env["PUSHER_APP_ID"] ?? "",
      key: env["PUSHER_KEY"] ?? "",
      secret: env["PUSHER_SECRET"] ?? "",
      cluster: env["PUSHER_CLUSTER"] ?? "",
      endpoint: { host: env["PUSHER_HOST"] ?? "", port: Number(env["PUSHER_PORT"]) },
    });
    const data = { video_id: "1", version: 1, title: "Heels" };
    return push.send({ channel: "shop-nalu", event: "new_product", data });
  };

  test.each(["status", "drop"] as const)("survives a passing failure (%s)", async (kind) => {
    service.faults.set(once({ kind, status: 503 }));
    await send();
    expect(service.faults.list()).toEqual([]);
  });

  test("is not sent again after a refusal", async () => {
    service.faults.set(once({ status: 400 }));
    await expect(send()).rejects.toThrow("status code 400");
  });
});

describe("a message to the queue", () => {
  let service: Awaited<ReturnType<typeof startTemporaryQstash>>;

  beforeAll(async () => {
    service = await startTemporaryQstash();
  });
  afterAll(() => service.close());

  async function redeliver() {
    const eventId = randomUUID();
    const { url, token, client } = sdkFor(service.env);
    const queue = openQueue({
      ...{ url, token, currentSigningKey: "unused", nextSigningKey: "unused" },
      ...{ parallelism: 1, origin: "http://127.0.0.1:9", environmentName: "test" },
      protectionBypass: null,
    });
    const event = { eventId, eventType: "video.posted" as const, body: "{}" };
    await queue.redeliver({ ...event, deduplicationId: eventId }, "caption-parser");
    const { logs } = await client.logs({ count: 100 });
    return logs.filter(
      ({ state, url: at }) => state === "CREATED" && at.includes("caption-parser"),
    );
  }

  test.each([
    ["a passing status", { status: 503 }],
    ["a limit on requests", { status: 429 }],
    ["a lost request", { kind: "drop" }],
  ] as const)("survives %s", async (_name, rule) => {
    const before = (await redeliver()).length;
    service.faults.set(once({ ...rule, path: "/publish" }));
    expect((await redeliver()).length - before).toBe(1);
    expect(service.faults.list()).toEqual([]);
  });

  test("arrives once when the first answer is lost", async () => {
    const before = (await redeliver()).length;
    service.faults.set(once({ kind: "lose_answer", path: "/publish" }));
    expect((await redeliver()).length - before).toBe(1);
  });

  test("is not sent again after a refusal", async () => {
    service.faults.set(once({ status: 400, path: "/publish" }));
    await expect(redeliver()).rejects.toThrow("fault switch");
  });
});

describe("the scraper", () => {
  let feed: Awaited<ReturnType<typeof openApifyFeed>>;

  beforeAll(async () => {
    feed = await openApifyFeed();
    await feed.show("amina", []);
  });
  afterAll(() => feed.close());

  const start = () =>
    feed.scraper.startRun({
      runId: randomUUID(),
      handles: ["amina"],
      since: null,
      resultsPerProfile: 5,
    });

  test("is read again after a passing failure, and not after a refusal", async () => {
    const { datasetId } = await start();
    const read = () => feed.scraper.readPage(datasetId, { offset: 0, limit: 10 });
    feed.faults.set(once({ status: 503, path: "/datasets" }));
    await read();
    feed.faults.set(once({ status: 403, path: "/datasets" }));
    await expect(read()).rejects.toMatchObject({ retryable: false });
  });

  test("is started again only where it is sure that nothing was started", async () => {
    feed.faults.set(once({ status: 429, path: "/runs" }));
    await start();
    expect(feed.faults.list()).toEqual([]);
    feed.faults.set(once({ status: 503, path: "/runs" }));
    await expect(start()).rejects.toMatchObject({ retryable: true });
    feed.faults.set(once({ kind: "lose_answer", path: "/runs" }));
    await expect(start()).rejects.toMatchObject({ retryable: true });
  });
});

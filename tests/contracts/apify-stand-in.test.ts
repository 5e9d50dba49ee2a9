import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApifyClient } from "apify-client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startApify } from "#local/apify/start-apify.ts";
import type { StandIn } from "#local/stand-in.ts";

const ACTOR = "clockworks/tiktok-scraper";
const REACHED = { timeout: 15_000, interval: 10 };

let root: string;
let feedDir: string;
let started: StandIn[];
let closers: (() => void)[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "apify-"));
  feedDir = join(root, "feed");
  started = [];
  closers = [];
  await writeItems("amina", [{ id: "1", createTime: 1_772_000_000, mediaUrls: ["clip.mp4"] }]);
  await writeFile(join(feedDir, "amina", "clip.mp4"), "0123456789");
});

afterEach(async () => {
  for (const standIn of started) await standIn.close();
  for (const close of closers) close();
  await rm(root, { recursive: true, force: true });
});

async function writeItems(handle: string, items: unknown, name = "items.json"): Promise<void> {
  await mkdir(join(feedDir, handle), { recursive: true });
  const text = typeof items === "string" ? items : JSON.stringify(items);
  await writeFile(join(feedDir, handle, name), text);
}

async function open(options: { runDurationMs?: number } = {}): Promise<{
  standIn: StandIn;
  client: ApifyClient;
}> {
  const standIn = await startApify({
    port: 0,
    dataDir: join(root, "data"),
    feedDir,
    log: () => undefined,
    runDurationMs: 30,
    webhookRetryBaseMs: 5,
    ...options,
  });
  started.push(standIn);
  const token = standIn.env["APIFY_TOKEN"] ?? "";
  return { standIn, client: new ApifyClient({ token, baseUrl: standIn.url, maxRetries: 0 }) };
}

const put = (standIn: StandIn, path: string, body: unknown): Promise<Response> =>
  fetch(`${standIn.url}${path}`, { method: "PUT", body: JSON.stringify(body) });

type Received = { url: string; headers: IncomingHttpHeaders; body: unknown };

/** A receiver that answers with the given statuses in turn, then with 200. */
async function receive(...statuses: number[]): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const body: unknown = JSON.parse(text);
      received.push({ url: request.url ?? "", headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => server.close());
  // A listening TCP server always has an address object.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook?secret=s`, received };
}

describe("feed folder", () => {
  test.each([
    ["is not JSON", "[{", /amina.items\.json is not valid JSON/],
    ["is not an array", { id: "1" }, /amina.items\.json must hold a JSON array/],
    ["has an entry that is no object", [{ id: "1" }, 7], /amina.items\.json: entry 1 is not/],
  ])("is refused by the name of a file that %s", async (_what, items, message) => {
    await writeItems("amina", items);
    await expect(open()).rejects.toThrow(message);
  });

  test("is refused for an unknown profile state, and when it is not there", async () => {
    await writeItems("amina", { state: "gone" }, "profile.json");
    await expect(open()).rejects.toThrow(/profile\.json: "state" must be one of/);
    await rm(feedDir, { recursive: true });
    await expect(open()).rejects.toThrow(/feed folder .* cannot be read/);
  });

  test("can be changed while it plays; a run over a broken file fails and says why", async () => {
    const { client } = await open();
    await writeItems("amina", [{ id: "2" }, { id: "3" }]);
    const run = await client
      .actor(ACTOR)
      .call({ profiles: ["amina"], resultsPerPage: 9 }, { log: null });
    const { items } = await client.dataset(run.defaultDatasetId).listItems();
    expect(items.map((item) => item["id"])).toEqual(["2", "3"]);
    await writeItems("amina", "{");
    const failed = await client.actor(ACTOR).call({ profiles: ["amina"] }, { log: null });
    expect(failed).toMatchObject({ status: "FAILED", exitCode: 91 });
    expect(failed.statusMessage).toMatch(/items\.json is not valid JSON/);
  });
});

describe("runs", () => {
  test("pass from READY through RUNNING to SUCCEEDED", async () => {
    const { client } = await open({ runDurationMs: 250 });
    const run = await client.actor(ACTOR).start({ profiles: ["amina"] });
    const seen = new Set([run.status]);
    await vi.waitFor(async () => {
      seen.add((await client.run(run.id).get())?.status ?? "READY");
      expect(seen).toEqual(new Set(["READY", "RUNNING", "SUCCEEDED"]));
    }, REACHED);
  });

  test("time out when they are given less than they need", async () => {
    const { client } = await open({ runDurationMs: 60_000 });
    const run = await client.actor(ACTOR).call({ profiles: ["amina"] }, { timeout: 1, log: null });
    expect(run.status).toBe("TIMED-OUT");
  });

  test("end as they are told to, each order once, with part of their rows", async () => {
    await writeItems("amina", [{ id: "1" }, { id: "2" }]);
    const { client, standIn } = await open();
    await put(standIn, "/_outcome", { status: "FAILED", message: "proxy trouble", rows: 1 });
    const input = { profiles: ["amina"], resultsPerPage: 9 };
    const failed = await client.actor(ACTOR).call(input, { log: null });
    expect(failed).toMatchObject({ status: "FAILED", statusMessage: "proxy trouble" });
    expect((await client.dataset(failed.defaultDatasetId).listItems()).total).toBe(1);
    const next = await client.actor(ACTOR).call(input, { log: null });
    expect(next.status).toBe("SUCCEEDED");
  });

  test("hold no more rows than maxItems", async () => {
    await writeItems("amina", [{ id: "1" }, { id: "2" }]);
    const { client } = await open();
    const input = { profiles: ["amina"], resultsPerPage: 9 };
    const run = await client.actor(ACTOR).call(input, { maxItems: 1, log: null });
    expect((await client.dataset(run.defaultDatasetId).listItems()).total).toBe(1);
  });

  test("survive a restart: ended ones with their data, unfinished ones go on", async () => {
    await writeItems("amina", [{ id: "second" }], "items.2.json");
    const first = await open();
    const ended = await first.client.actor(ACTOR).call({ profiles: ["amina"] }, { log: null });
    await first.standIn.close();
    const second = await open({ runDurationMs: 600_000 });
    const cutOff = await second.client.actor(ACTOR).start({ profiles: ["amina"] });
    await second.standIn.close();
    const third = await open();
    const resumed = await third.client.run(cutOff.id).waitForFinish();
    const rowsOf = async (id: string): Promise<unknown[]> =>
      (await third.client.dataset(id).listItems({ fields: ["id"] })).items;
    expect(await rowsOf(ended.defaultDatasetId)).toEqual([{ id: "1" }]);
    expect(await rowsOf(resumed.defaultDatasetId)).toEqual([{ id: "second" }]);
  });

  test("run in one request give their items with 201", async () => {
    const { standIn } = await open();
    const response = await fetch(
      `${standIn.url}/v2/acts/clockworks~tiktok-scraper/run-sync-get-dataset-items?token=${standIn.env["APIFY_TOKEN"]}`,
      { method: "POST", body: JSON.stringify({ profiles: ["amina"] }) },
    );
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual([expect.objectContaining({ id: "1" })]);
  });
});

describe("media", () => {
  async function downloadFirst(client: ApifyClient): Promise<string> {
    const input = { profiles: ["amina"], shouldDownloadVideos: true };
    const run = await client.actor(ACTOR).call(input, { log: null });
    const { items } = await client.dataset(run.defaultDatasetId).listItems();
    return String(items[0]?.["mediaUrls"]);
  }

  test.each([
    { range: "bytes=2-4", status: 206, body: "234", part: "bytes 2-4/10" },
    { range: "bytes=7-", status: 206, body: "789", part: "bytes 7-9/10" },
    { range: "bytes=-2", status: 206, body: "89", part: "bytes 8-9/10" },
    { range: "bytes=0-99", status: 206, body: "0123456789", part: "bytes 0-9/10" },
    { range: "bytes=10-", status: 416, body: "", part: "bytes */10" },
  ])("answer the range $range with $status", async ({ range, status, body, part }) => {
    const { client } = await open();
    const response = await fetch(await downloadFirst(client), { headers: { range } });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-range")).toBe(part);
    expect(await response.text()).toBe(body);
  });

  test("answer 404 when the feed has no such file", async () => {
    const { client } = await open();
    const address = await downloadFirst(client);
    await rm(join(feedDir, "amina", "clip.mp4"));
    expect((await fetch(address)).status).toBe(404);
  });

  test("never come from outside the feed folder", async () => {
    await writeFile(join(root, "secret.mp4"), "secret");
    await writeItems("amina", [{ id: "1", mediaUrls: ["../../secret.mp4"] }]);
    const { client } = await open();
    expect((await fetch(await downloadFirst(client))).status).toBe(404);
  });
});

describe("webhooks", () => {
  const succeeded = ["ACTOR.RUN.SUCCEEDED"] as const;

  test("tell of the run's end in the default form", async () => {
    const { client } = await open();
    const { url, received } = await receive();
    const run = await client
      .actor(ACTOR)
      .start(
        { profiles: ["amina"] },
        { webhooks: [{ eventTypes: [...succeeded], requestUrl: url }] },
      );
    await vi.waitFor(() => expect(received).toHaveLength(1), REACHED);
    expect(received[0]).toMatchObject({
      url: "/hook?secret=s",
      headers: {
        "x-apify-webhook": "true",
        "x-apify-webhook-dispatch-id": expect.stringMatching(/^\w{17}$/),
        "x-apify-request-origin": expect.any(String),
      },
      body: {
        eventType: "ACTOR.RUN.SUCCEEDED",
        eventData: { actorId: run.actId, actorRunId: run.id },
        resource: { id: run.id, status: "SUCCEEDED", defaultDatasetId: run.defaultDatasetId },
      },
    });
  });

  test("fill in the templates of body and headers", async () => {
    const { client } = await open();
    const { url, received } = await receive();
    const webhook = {
      eventTypes: [...succeeded],
      requestUrl: url,
      payloadTemplate: '{"run": {{resource.id}}}',
      headersTemplate: '{"authorization": "Bearer s3cret"}',
    };
    const run = await client.actor(ACTOR).start({ profiles: ["amina"] }, { webhooks: [webhook] });
    await vi.waitFor(() => expect(received).toHaveLength(1), REACHED);
    expect(received[0]?.body).toEqual({ run: run.id });
    expect(received[0]?.headers.authorization).toBe("Bearer s3cret");
  });

  test("are sent again until they are accepted, under one dispatch id", async () => {
    const { client } = await open();
    const { url, received } = await receive(500, 404);
    const webhooks = [{ eventTypes: [...succeeded], requestUrl: url }];
    await client.actor(ACTOR).start({ profiles: ["amina"] }, { webhooks });
    await vi.waitFor(() => expect(received).toHaveLength(3), REACHED);
    const ids = received.map(({ headers }) => headers["x-apify-webhook-dispatch-id"]);
    expect(new Set(ids).size).toBe(1);
  });

  test("come only for the events they were made for", async () => {
    const { client, standIn } = await open();
    const { url, received } = await receive();
    await put(standIn, "/_outcome", { status: "FAILED" });
    const webhooks = [
      { eventTypes: [...succeeded], requestUrl: `${url}&for=success` },
      { eventTypes: ["ACTOR.RUN.FAILED" as const], requestUrl: `${url}&for=failure` },
    ];
    await client.actor(ACTOR).start({ profiles: ["amina"] }, { webhooks });
    await vi.waitFor(() => expect(received).toHaveLength(1), REACHED);
    expect(received[0]?.url).toBe("/hook?secret=s&for=failure");
  });

  test.each([
    ["duplicate", 2],
    ["lose_answer", 2],
    ["drop", 1],
  ])("with the fault %s once arrive %i times", async (kind, count) => {
    const { client, standIn } = await open();
    const { url, received } = await receive();
    await put(standIn, "/_faults", [{ kind, path: "webhook:", times: 1 }]);
    const webhooks = [{ eventTypes: [...succeeded], requestUrl: url }];
    const run = await client.actor(ACTOR).start({ profiles: ["amina"] }, { webhooks });
    await vi.waitFor(() => expect(received).toHaveLength(count), REACHED);
    expect(received.map(({ body }) => body)).toEqual(
      Array.from({ length: count }, () =>
        expect.objectContaining({ resource: expect.objectContaining({ id: run.id }) }),
      ),
    );
  });

  test("that a restart found undelivered are delivered", async () => {
    const { url, received } = await receive();
    const first = await open();
    await put(first.standIn, "/_faults", [{ kind: "delay", path: "webhook:", delayMs: 100_000 }]);
    const webhooks = [{ eventTypes: [...succeeded], requestUrl: url }];
    await first.client.actor(ACTOR).call({ profiles: ["amina"] }, { webhooks, log: null });
    await first.standIn.close();
    await open();
    await vi.waitFor(() => expect(received).toHaveLength(1), REACHED);
  });
});

describe("outage", () => {
  test("refuses every call until it is over", async () => {
    const { client, standIn } = await open();
    await put(standIn, "/_faults", [{ kind: "outage", forMs: 300 }]);
    await expect(client.user("me").get()).rejects.toThrow(/socket hang up|ECONNRESET/);
    await vi.waitFor(() => expect(client.user("me").get()).resolves.toBeDefined(), REACHED);
  });
});

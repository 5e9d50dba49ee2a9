import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApifyApiError, ApifyClient, type ActorRun } from "apify-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { startApify } from "#local/apify/start-apify.ts";

const UNKNOWN_HANDLE = "nobody.has.this.handle.2f9c";
const NEWEST_POST_SECONDS = Date.parse("2026-03-09T10:00:00Z") / 1000;

type Service = {
  token: string;
  baseUrl: string | undefined;
  actorId: string;
  /** A public profile with at least three videos. */
  handle: string;
  close(): Promise<void>;
};

/** The real service when a token and a profile to read are given, otherwise the stand-in. */
async function openService(): Promise<Service> {
  const { APIFY_TOKEN: token, APIFY_CONTRACT_PROFILE: handle } = process.env;
  if (token && handle) {
    const actorId = process.env["APIFY_ACTOR_ID"] ?? "clockworks/tiktok-scraper";
    return { token, baseUrl: undefined, actorId, handle, close: () => Promise.resolve() };
  }
  const root = await mkdtemp(join(tmpdir(), "apify-"));
  const feedDir = join(root, "feed");
  await mkdir(join(feedDir, "amina"), { recursive: true });
  await writeFile(join(feedDir, "amina", "items.json"), JSON.stringify(sampleItems()));
  await writeFile(join(feedDir, "amina", "clip.mp4"), Buffer.alloc(5000, 7));
  const options = { port: 0, dataDir: join(root, "data"), feedDir, log: () => undefined };
  const standIn = await startApify(options);
  return {
    token: standIn.env["APIFY_TOKEN"] ?? "",
    baseUrl: standIn.env["APIFY_BASE_URL"],
    actorId: standIn.env["APIFY_ACTOR_ID"] ?? "",
    handle: "amina",
    async close() {
      await standIn.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

function sampleItems(): unknown[] {
  return [0, 1, 2, 3].map((age) => ({
    id: String(7_400_000_000 - age),
    text: `Heels number ${age} 55k #TRACK`,
    createTime: NEWEST_POST_SECONDS - age * 86_400,
    webVideoUrl: `https://www.tiktok.com/@amina/video/${7_400_000_000 - age}`,
    authorMeta: { name: "amina", signature: "WhatsApp only" },
    videoMeta: { duration: 12, height: 1920, width: 1080 },
    mediaUrls: ["clip.mp4"],
    hashtags: [{ name: "track" }],
  }));
}

let service: Service;
let client: ApifyClient;
let run: ActorRun;

beforeAll(async () => {
  service = await openService();
  client = clientWith(service.token);
  run = await client.actor(service.actorId).call(
    {
      profiles: [service.handle, UNKNOWN_HANDLE],
      resultsPerPage: 3,
      profileSorting: "latest",
      shouldDownloadVideos: true,
      // Long enough that the client packs the body.
      note: "x".repeat(2000),
    },
    { log: null, timeout: 600 },
  );
}, 900_000);

afterAll(() => service.close());

function clientWith(token: string): ApifyClient {
  const { baseUrl } = service;
  return new ApifyClient({ token, maxRetries: 0, ...(baseUrl === undefined ? {} : { baseUrl }) });
}

describe("runs", () => {
  test("end with their dataset and store named, and their times as dates", () => {
    expect(run).toMatchObject({
      status: "SUCCEEDED",
      exitCode: 0,
      defaultDatasetId: expect.stringMatching(/^\w{17}$/),
      defaultKeyValueStoreId: expect.stringMatching(/^\w{17}$/),
      startedAt: expect.any(Date),
      finishedAt: expect.any(Date),
    });
  });

  test("are read by id, and are undefined when there is none", async () => {
    await expect(client.run(run.id).get()).resolves.toMatchObject({ id: run.id });
    await expect(client.run("AAAAAAAAAAAAAAAAA").get()).resolves.toBeUndefined();
  });

  test("are listed, newest first on demand", async () => {
    const page = await client.actor(service.actorId).runs().list({ desc: true, limit: 5 });
    expect(page.items.map((item) => item.id)).toContain(run.id);
  });

  test("keep a log", async () => {
    await expect(client.run(run.id).log().get()).resolves.toContain("ACTOR");
  });

  test("started with bad input are refused before they begin", async () => {
    const started = client.actor(service.actorId).start({ profiles: "not a list" });
    await expect(started).rejects.toMatchObject({ statusCode: 400, type: "invalid-input" });
  });

  test("can be aborted", async () => {
    const started = await client
      .actor(service.actorId)
      .start({ profiles: [service.handle], resultsPerPage: 3 });
    await client.run(started.id).abort();
    const ended = await client.run(started.id).waitForFinish();
    expect(ended.status).toBe("ABORTED");
  });
});

describe("dataset", () => {
  test("holds the newest posts of the profile, and an error row for the unknown one", async () => {
    const { items } = await client.dataset(run.defaultDatasetId).listItems({ clean: true });
    const posts = items.filter((item) => item["errorCode"] === undefined);
    const times = posts.map((item) => Number(item["createTime"]));
    expect(posts).toHaveLength(3);
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    expect(posts[0]).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      text: expect.any(String),
      authorMeta: { name: service.handle },
    });
    const errors = items.filter((item) => item["errorCode"] !== undefined);
    expect(errors).toEqual([
      expect.objectContaining({ url: expect.stringContaining(UNKNOWN_HANDLE) }),
    ]);
  });

  test("is read in pages that know the total", async () => {
    const dataset = client.dataset(run.defaultDatasetId);
    const second = await dataset.listItems({ offset: 1, limit: 2 });
    expect(second).toMatchObject({ total: 4, offset: 1, limit: 2, count: 2, desc: false });
    expect(second.items).toHaveLength(2);
  });

  test("is read backwards and with chosen fields only", async () => {
    const dataset = client.dataset(run.defaultDatasetId);
    const { items: forward } = await dataset.listItems({ fields: ["id"] });
    const { items: backward } = await dataset.listItems({ fields: ["id"], desc: true });
    expect(backward).toEqual(forward.toReversed());
    expect(Object.keys(Object.assign({}, ...forward) as object)).toEqual(["id"]);
  });

  test("knows its size", async () => {
    const dataset = await client.dataset(run.defaultDatasetId).get();
    expect(dataset).toMatchObject({ itemCount: 4 });
  });
});

describe("key-value store", () => {
  test("keeps the input of the run", async () => {
    const record = await client.keyValueStore(run.defaultKeyValueStoreId).getRecord("INPUT");
    expect(record?.value).toMatchObject({ profiles: [service.handle, UNKNOWN_HANDLE] });
  });

  test("serves the downloaded video to anyone who has its address", async () => {
    const { items } = await client.dataset(run.defaultDatasetId).listItems({ limit: 1 });
    const [address] = z.array(z.url()).parse(items[0]?.["mediaUrls"]);
    const response = await fetch(address ?? "");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^video\//);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  });

  test("has no record under another key", async () => {
    const store = client.keyValueStore(run.defaultKeyValueStoreId);
    await expect(store.getRecord("no-such-record")).resolves.toBeUndefined();
    await expect(store.recordExists("INPUT")).resolves.toBe(true);
  });
});

describe("account", () => {
  test("is known by its token", async () => {
    await expect(client.user("me").get()).resolves.toMatchObject({ id: expect.any(String) });
  });

  test("refuses a wrong token with a typed error", async () => {
    const refused = clientWith("apify_api_wrong").run(run.id).get();
    await expect(refused).rejects.toBeInstanceOf(ApifyApiError);
    await expect(refused).rejects.toMatchObject({
      statusCode: 401,
      type: "user-or-token-not-found",
    });
  });

  test("knows the actor by its id too", async () => {
    await expect(client.actor("GdWCkxBtKWOsKjdch").get()).resolves.toMatchObject({
      name: "tiktok-scraper",
      username: "clockworks",
    });
  });
});

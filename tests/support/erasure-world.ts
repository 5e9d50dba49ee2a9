import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { list } from "@vercel/blob";
import { eq, sql } from "drizzle-orm";
import * as schema from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import type { Registry } from "#lib/doors/consumer.ts";
import { openFailureDoor } from "#lib/doors/failure-door.ts";
import type { Ports } from "#lib/doors/ports.ts";
import { openWorkerDoor } from "#lib/doors/worker-door.ts";
import { PermanentError } from "#lib/errors.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { createEventMetadata } from "#lib/events/metadata.ts";
import { relayEvents } from "#lib/events/relay-events.ts";
import { syncUrlGroups } from "#lib/events/sync-url-groups.ts";
import { drainRun } from "#lib/ingestion/drain-run.ts";
import { findVideo } from "#lib/ingestion/find-video.ts";
import { ingestionSettings } from "#lib/ingestion/ingestion-ports.ts";
import { startIngestion } from "#lib/ingestion/start-ingestion.ts";
import { picturesFolder } from "#lib/media/blob-store.ts";
import { openPrivacy } from "#lib/privacy/open-privacy.ts";
import { newKey } from "#lib/privacy/seal.ts";
import { openShop } from "#lib/sellers/open-shop.ts";
import { openBlobStore } from "#lib/vendors/blob.ts";
import { openQueue, openSignatureVerifier, openUrlGroups } from "#lib/vendors/qstash.ts";
import { startBlob } from "#local/blob/start-blob.ts";
import { startQstash } from "#local/qstash/start-qstash.ts";
import { registry } from "#workers/registry.ts";
import { uniqueHandle, uniqueVideoId } from "./factories.ts";
import { openKeysTestDatabase } from "./open-keys-database.ts";
import { openTestDatabase } from "./open-test-database.ts";
import { thumbnailPart } from "./parts.ts";
import { recordPorts } from "./recorded-ports.ts";
import { ScriptedScraper } from "./scripted-scraper.ts";
import { dumpDatabase, dumpFiles } from "./scan-for-words.ts";

const { events, inbox } = schema;

/** Letters that stand nowhere else, so that finding them is finding her. */
export const plantedWord = () => `zq${randomBytes(6).toString("hex")}qz`;

/**
 * The app's verbs and doors over a real database, a database of keys, and the stand-ins of QStash and
 * Blob in a folder that can be searched.
 */
export async function openErasureWorld() {
  const folder = await mkdtemp(path.join(tmpdir(), "erasure-"));
  const keysDatabase = await openKeysTestDatabase();
  const privacy = openPrivacy(
    { keysDatabaseUrl: keysDatabase.url, masterKeys: [newKey()] },
    () => undefined,
  );
  const database = await openTestDatabase("pg", privacy.personal);
  const { db } = database;
  const standIn = (name: string) => ({
    port: 0,
    dataDir: path.join(folder, name),
    log: () => undefined,
  });
  const qstash = await startQstash({ ...standIn("qstash"), retryScale: 5_000 });
  const blob = await startBlob(standIn("blob"));
  // The SDK takes its API address from the environment alone.
  Object.assign(process.env, blob.env);
  const token = blob.env["BLOB_READ_WRITE_TOKEN"] ?? "";
  const blobs = openBlobStore({ token });
  const given: { url: string; body: string }[] = [];
  const door: { answer: (request: Request) => Promise<Response> } = {
    answer: () => Promise.resolve(new Response(null, { status: 503 })),
  };
  const { server, origin } = await serve(async (request) => {
    const body = await request.text();
    given.push({ url: request.url, body });
    return door.answer(new Request(request, { body }));
  });
  const config = {
    url: qstash.env["QSTASH_URL"] ?? "",
    token: qstash.env["QSTASH_TOKEN"] ?? "",
    currentSigningKey: qstash.env["QSTASH_CURRENT_SIGNING_KEY"] ?? "",
    nextSigningKey: qstash.env["QSTASH_NEXT_SIGNING_KEY"] ?? "",
    parallelism: 20,
    origin,
    environmentName: "test",
    protectionBypass: null,
  };
  await syncUrlGroups(openUrlGroups(config), { environmentName: "test", origin });
  const gate = { beforePictures: () => Promise.resolve() };
  const recorded = recordPorts(db, {
    queue: openQueue(config),
    pictures: {
      async make({ sellerId, videoId }) {
        await gate.beforePictures();
        const video = await findVideo(db, videoId);
        const { url } = await blobs.put({
          path: `${picturesFolder(sellerId)}${videoId}/a.webp`,
          body: Buffer.from(video?.caption ?? "too late"),
          contentType: "image/webp",
        });
        const part = thumbnailPart({}, { count: 1 });
        if (part.name !== "thumbnail") throw new Error("not a thumbnail part");
        const pictures = part.value.pictures.map((picture) => ({
          ...picture,
          variants: picture.variants.map((variant) => ({ ...variant, url })),
          previewUrl: url,
        }));
        return { rank: part.rank, value: { ...part.value, pictures } };
      },
    },
  });
  const relay = () => relayEvents(recorded.ports, { budgetMs: 5_000 });
  const verifySignature = openSignatureVerifier(config);
  door.answer = doorsOf({ origin, ports: recorded.ports, verifySignature, relay });
  return {
    db,
    url: database.url,
    keysUrl: keysDatabase.url,
    privacy,
    config,
    gate,
    given,
    recorded,
    relay,
    open: (request: Request) => door.answer(request),
    ports: { db, keys: privacy.keys.store, blobs, clock: systemClock, log: recorded.ports.log },
    /** All that anybody has written down but the database of the data. */
    async dumpOutside() {
      return [
        ...(await dumpDatabase(keysDatabase.url)),
        ...(await dumpFiles(path.join(folder, "qstash"))),
        ...(await dumpBlobs(token)),
        { place: "log", text: JSON.stringify(recorded.log) },
        { place: "deliveries", text: JSON.stringify(given) },
      ];
    },
    async settled() {
      const { rows } = await db.orm.execute<{ open: number }>(
        sql`select count(*)::int as open from ${events} where ${events.publishedAt} is null`,
      );
      return rows[0]?.open === 0;
    },
    async handledOf(eventId: string) {
      return db.orm.select().from(inbox).where(eq(inbox.eventId, eventId));
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await qstash.close();
      await blob.close();
      for (const name of Object.keys(blob.env)) delete process.env[name];
      await database.close();
      await privacy.close();
      await keysDatabase.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type ErasureWorld = Awaited<ReturnType<typeof openErasureWorld>>;

/** What the store serves, by its address. */
async function dumpBlobs(token: string): Promise<{ place: string; text: string }[]> {
  const { blobs } = await list({ prefix: "", token });
  return Promise.all(
    blobs.map(async ({ url }) => ({ place: `blob ${url}`, text: await (await fetch(url)).text() })),
  );
}

/** A caption that one consumer can never read, with an error that quotes it. */
export const UNREADABLE = "unreadable";

function doorsOf({ origin, ports, verifySignature, relay }: Doors) {
  const tagger = registry["auto-tagger"];
  const failing: Registry = {
    ...registry,
    "auto-tagger": {
      ...tagger,
      async handle(event, given) {
        const video =
          "video_id" in event.payload
            ? await findVideo(given.db, event.payload.video_id)
            : undefined;
        if (video?.caption.includes(UNREADABLE) === true)
          throw new PermanentError(`cannot read "${video.caption}"`);
        return tagger.handle(event, given);
      },
    },
  };
  const relayLater = () => void relay();
  return (request: Request): Promise<Response> => {
    const name = new URL(request.url).pathname.split("/").at(-1) ?? "";
    if (name === "failed")
      return openFailureDoor(request, { origin, verifySignature, db: ports.db, log: ports.log });
    const config = { origin, registry: failing, verifySignature, ports, relayLater };
    return openWorkerDoor(request, { consumerName: name, config });
  };
}

type Doors = {
  origin: string;
  ports: Ports;
  verifySignature: ReturnType<typeof openSignatureVerifier>;
  relay: () => Promise<unknown>;
};

async function serve(answer: (request: Request) => Promise<Response>) {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers))
        if (typeof value === "string") headers.set(name, value);
      const url = `http://${incoming.headers.host}${incoming.url}`;
      const body = Buffer.concat(chunks);
      const response = await answer(new Request(url, { method: "POST", headers, body }));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end();
    })().catch(() => outgoing.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return { server, origin: `http://127.0.0.1:${port}` };
}

/** A seller whose every word can be told from all others, with a shop, videos and a visit. */
export async function plantSeller({ db }: Pick<ErasureWorld, "db">) {
  const words = {
    handle: uniqueHandle(),
    phone: `77${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`,
    name: plantedWord(),
    caption: plantedWord(),
    broken: plantedWord(),
    tag: plantedWord(),
    agent: plantedWord(),
    address: `198.51.100.${Math.floor(Math.random() * 90) + 100}`,
  };
  /** Of somebody who is not the seller. */
  const shopper = { query: plantedWord(), agent: plantedWord() };
  const clock = systemClock;
  const shop = {
    handle: words.handle,
    phone: `+256${words.phone}`,
    country: "UG",
    name: words.name,
  };
  const { sellerId } = await openShop(shop, { db, clock, newId: randomUUID });
  const scraper = new ScriptedScraper();
  const videoIds = [uniqueVideoId(), uniqueVideoId()];
  const captions = [
    `${words.caption} heels only 55k, call 0${words.phone} #TRACK #${words.tag}`,
    `${words.broken} bags 40k ${UNREADABLE} #TRACK`,
  ];
  scraper.profiles.set(
    words.handle,
    videoIds.map((videoId, index) => ({
      id: videoId,
      text: captions[index],
      createTime: Math.floor(Date.now() / 1_000) - 3_600 * (index + 1),
      webVideoUrl: `https://www.tiktok.com/@${words.handle}/video/${videoId}`,
      authorMeta: { name: words.handle },
      diggCount: 1,
      commentCount: 1,
      shareCount: 1,
      videoMeta: { duration: 15, coverUrl: `https://p16.tiktokcdn.com/${videoId}.jpg` },
      mediaUrls: [],
    })),
  );
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const settings = ingestionSettings({ dailyRuns: 100 });
  const ports = { db, scraper, clock, newId: randomUUID, log, settings };
  const { runs } = await startIngestion({ trigger: "cron" }, ports);
  for (const { runId } of runs) await drainRun({ runId }, ports);
  await db.transaction(async (tx) => {
    const request = { ipAddress: words.address, userAgent: words.agent };
    const at = clock().toISOString();
    await appendEvent(
      tx,
      {
        metadata: createEventMetadata("user.login", "test", { request }),
        payload: {
          userId: sellerId,
          ipAddress: words.address,
          userAgent: words.agent,
          loginAt: at,
        },
      },
      { sellerId },
    );
    await appendEvent(tx, {
      metadata: createEventMetadata("search.performed", "test", {
        request: { userAgent: shopper.agent },
      }),
      payload: { query: shopper.query, resultsCount: 0, duration: 1, performedAt: at },
    });
  });
  return {
    sellerId,
    handle: words.handle,
    videoIds,
    words: Object.values(words),
    shopperWords: Object.values(shopper),
  };
}

import { fork } from "node:child_process";
import { join } from "node:path";
import pg from "pg";
import * as z from "zod";
import { type Database, openDatabase } from "#db/client.ts";
import { migrateKeys } from "#db/migrate.ts";
import { systemClock } from "#lib/clock.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { type AnyEvent, createEvent } from "#lib/events/event.ts";
import { derivedId, videoCorrelationId } from "#lib/ids.ts";
import { openPrivacy } from "#lib/privacy/open-privacy.ts";
import { newKey } from "#lib/privacy/seal.ts";
import type { BenchmarkOptions, Comparison, Figure } from "../benchmark.ts";
import { hears, nextMessage, stopChild } from "../child-words.ts";
import { median } from "../statistics.ts";
import type { ReplayLoad } from "./replay-process.ts";

const PROGRAM = join(import.meta.dirname, "replay-process.ts");
/** Those of `npm run events`: without one, a third of the peak is what the loading of modules left behind. */
const NODE_FLAGS = ["--max-semi-space-size=8"];
const WANTED_RATIO = 0.5;
const MOST_MIB = 200;
const TIMEOUT_MS = 180_000;
const PER_TRANSACTION = 1_000;
const SELLERS = Array.from({ length: 20 }, (_, index) => derivedId("bench-seller", index));

type Size = { events: number; rounds: number };
const FULL: Size = { events: 100_000, rounds: 5 };
const QUICK: Size = { events: 4_000, rounds: 1 };

/** Replays a log into a consumer that does nothing, against plain reading of the same rows. */
export async function measureReplay({ url, options }: { url: string; options: BenchmarkOptions }) {
  const { events, rounds } = options.quick ? QUICK : FULL;
  const keysUrl = await createKeysDatabase(url);
  const masterKey = newKey();
  options.say(`events: writing a log of ${events}`);
  await writeLog({ url, keysUrl, masterKey }, events);
  const load: ReplayLoad = {
    url,
    keysUrl,
    masterKey: masterKey.toString("base64"),
    types: ["product.created", "product.updated", "content.archived", "search.indexed"],
  };
  const [ours, plain] = [await openProcess(load), await openProcess(load)];
  const rates: Record<"ours" | "plain", number[]> = { ours: [], plain: [] };
  let [peakMiB, plainMiB] = [0, 0];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      options.say(`events: replay, round ${round} of ${rounds}`);
      options.stopped.throwIfAborted();
      await forgetReplays(url);
      const replayed = requireAll(await ours.pass("replay"), events);
      const read = requireAll(await plain.pass("select"), events);
      rates.ours.push(replayed.perSecond);
      rates.plain.push(read.perSecond);
      peakMiB = Math.max(peakMiB, replayed.peakMiB);
      plainMiB = Math.max(plainMiB, read.peakMiB);
    }
  } finally {
    await Promise.all([ours.close(), plain.close()]);
  }
  return report({
    events,
    ours: median(rates.ours),
    plain: median(rates.plain),
    peakMiB,
    plainMiB,
  });
}

type Measured = Record<"events" | "ours" | "plain" | "peakMiB" | "plainMiB", number>;

function report({ events, ours, plain, peakMiB, plainMiB }: Measured) {
  const rate: Comparison = {
    what: `replay of ${events} events into a consumer that does nothing`,
    unit: "events/s",
    ours,
    peer: { name: "keyset SELECT of the rows", value: plain },
    ratio: ours / plain,
    wanted: WANTED_RATIO,
  };
  const memory: Comparison = {
    what: "peak memory of the process that replays, under the limit",
    unit: "MiB",
    ours: peakMiB,
    peer: { name: "limit", value: MOST_MIB },
    ratio: MOST_MIB / peakMiB,
    wanted: 1,
  };
  const figures: Figure[] = [
    { what: "peak memory of the process that only reads", value: plainMiB, unit: "MiB" },
  ];
  const notes = [
    "a replay reads each event, writes its inbox row and moves the cursor with each batch of 1,000; personal fields, which half of the events have, stay sealed, as they do for every consumer that says it needs none",
    "the other side reads the same columns of the same rows, 1,000 by 1,000, and does nothing with them; both take turns, in processes of their own; medians of the rounds",
  ];
  return { comparisons: [rate, memory], figures, notes };
}

async function createKeysDatabase(url: string): Promise<string> {
  const keysUrl = new URL(url);
  keysUrl.pathname = "/bench_keys";
  await onConnection(url, (client) => client.query("create database bench_keys"));
  await migrateKeys(keysUrl.href);
  return keysUrl.href;
}

type Place = { url: string; keysUrl: string; masterKey: Buffer };

async function writeLog({ url, keysUrl, masterKey }: Place, count: number): Promise<void> {
  const config = { keysDatabaseUrl: keysUrl, masterKeys: [masterKey] };
  const privacy = openPrivacy(config, () => undefined);
  const db: Database = openDatabase({ driver: "pg", url }, () => undefined, privacy.personal);
  try {
    for (let from = 0; from < count; from += PER_TRANSACTION)
      await db.transaction(async (tx) => {
        for (let index = from; index < Math.min(count, from + PER_TRANSACTION); index += 1) {
          const [event, subject] = someEvent(index);
          await appendEvent(tx, event, subject);
        }
      });
    await onConnection(url, (client) => client.query("vacuum analyze events"));
  } finally {
    await db.close();
    await privacy.close();
  }
}

/** What a product's life leaves in the log, one in four of each. */
function someEvent(index: number): [AnyEvent, { sellerId: string; videoId: string }] {
  const sellerId = SELLERS[index % SELLERS.length] ?? "";
  const videoId = `74120000${String(index).padStart(11, "0")}`;
  const productId = derivedId("product", sellerId, videoId);
  const now = systemClock().toISOString();
  const origin = {
    source: "bench",
    correlationId: videoCorrelationId(videoId),
    clock: systemClock,
  };
  const content = { contentId: videoId, contentType: "video" };
  const name = "New heels in black and in nude";
  const subject = { sellerId, videoId };
  if (index % 4 === 0)
    return [
      createEvent(
        "product.created",
        {
          productId,
          name,
          description: `${name}, sizes 37 to 41.`,
          price: 55_000,
          quantity: 0,
          category: "clothing",
          sellerId,
          createdAt: now,
          currency: "UGX",
        },
        origin,
      ),
      subject,
    ];
  if (index % 4 === 1)
    return [
      createEvent(
        "product.updated",
        {
          productId,
          changes: { price: 50_000 },
          previousState: { name, price: 55_000, tags: ["heels"] },
          updatedAt: now,
        },
        origin,
      ),
      subject,
    ];
  if (index % 4 === 2)
    return [
      createEvent(
        "content.archived",
        { ...content, archivedBy: "ingestion", archivedAt: now, reason: "gone" },
        origin,
      ),
      subject,
    ];
  return [
    createEvent(
      "search.indexed",
      { ...content, indexName: "product_search", indexedAt: now },
      origin,
    ),
    subject,
  ];
}

const passSchema = z.object({ events: z.number(), perSecond: z.number(), peakMiB: z.number() });
type Pass = z.infer<typeof passSchema>;

async function openProcess(load: ReplayLoad) {
  const child = fork(PROGRAM, { stdio: "inherit", execArgv: NODE_FLAGS });
  await hears(child, "up", TIMEOUT_MS);
  const ready = hears(child, "ready", TIMEOUT_MS);
  child.send(load);
  await ready;
  return {
    pass(name: "replay" | "select"): Promise<Pass> {
      const parse = (message: unknown) => passSchema.safeParse(message).data;
      const done = nextMessage(child, { parse, timeoutMs: TIMEOUT_MS });
      child.send(name);
      return done;
    },
    close: () => stopChild(child),
  };
}

/** A side that had taken less than there was would be fast for nothing. */
function requireAll(pass: Pass, events: number): Pass {
  if (pass.events !== events) throw new Error(`${pass.events} of ${events} events came through`);
  return pass;
}

const forgetReplays = (url: string) =>
  onConnection(url, async (client) => {
    await client.query("truncate inbox, replays");
    await client.query("checkpoint");
  });

async function onConnection(
  url: string,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

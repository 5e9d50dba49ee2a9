import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Database, openDatabase } from "#db/client.ts";
import { systemClock } from "#lib/clock.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { type AnyEvent, createEvent } from "#lib/events/event.ts";
import { derivedId, videoCorrelationId } from "#lib/ids.ts";
import { memoryPersonalData } from "#lib/privacy/memory-personal-data.ts";
import type { BenchmarkOptions, Comparison, Figure } from "../benchmark.ts";
import { readyCaption } from "../ready-parts.ts";
import { median } from "../statistics.ts";

const WANTED_RATIO = 0.5;
const SELLERS = Array.from({ length: 20 }, (_, index) => derivedId("bench-seller", index));

type Case = { clients: number; events: number; rounds: number };

const FULL: readonly Case[] = [
  { clients: 1, events: 300, rounds: 15 },
  { clients: 16, events: 1_500, rounds: 15 },
];
const QUICK: readonly Case[] = FULL.map((each) => ({ ...each, events: 160, rounds: 3 }));

/** A server has long been compiled by what it did before. */
const PRACTICE_ROUNDS = 3;

type Subject = { sellerId: string; videoId: string };

/** What the log gets when a video is posted and its caption read: validated, as the app makes them. */
function makeEvent(index: number): { event: AnyEvent; subject: Subject } {
  const sellerId = SELLERS[index % SELLERS.length] ?? "";
  const videoId = `74120000${String(index).padStart(11, "0")}`;
  const subject = { sellerId, videoId };
  const make = KINDS[index % KINDS.length] ?? videoPosted;
  return { event: make(subject, index), subject };
}

function videoPosted({ videoId }: Subject, index: number): AnyEvent {
  return createEvent(
    "video.posted",
    {
      video_id: videoId,
      caption: "New heels only 55k! Sizes 37-41, black and nude. Free delivery in Kampala #TRACK",
      seller_handle: "nalu-fashion",
      video_url: `https://www.tiktok.com/@nalu-fashion/video/${videoId}`,
      timestamp: systemClock().toISOString(),
      metadata: { likes_count: index, comments_count: 3, shares_count: 1, duration: 14.5 },
    },
    originOf("video.posted", videoId, index),
  );
}

function captionParsed({ videoId, sellerId }: Subject, index: number): AnyEvent {
  const part = readyCaption();
  return createEvent(
    "caption.parsed",
    {
      video_id: videoId,
      seller_handle: "nalu-fashion",
      title: part.title,
      price: 55_000,
      sizes: part.sizes.join(", "),
      tags: part.tags,
      confidence_score: part.confidence,
      timestamp: systemClock().toISOString(),
      seller_id: sellerId,
      rank: 1,
      source_version: 1,
      part,
    },
    originOf("caption.parsed", videoId, index),
  );
}

function searchIndexed({ videoId }: Subject, index: number): AnyEvent {
  return createEvent(
    "search.indexed",
    {
      contentId: videoId,
      contentType: "product",
      indexName: "product_search",
      indexedAt: systemClock().toISOString(),
    },
    originOf("search.indexed", videoId, index),
  );
}

const KINDS = [videoPosted, captionParsed, searchIndexed];

const originOf = (type: string, videoId: string, index: number) => ({
  source: "bench",
  correlationId: videoCorrelationId(videoId),
  causationId: SELLERS[0] ?? "",
  eventId: derivedId(type, videoId, index, round),
  clock: systemClock,
});

/** Makes the ids of each round new. */
let round = "";

type Setting = { url: string; options: BenchmarkOptions };
type Measured = { comparisons: Comparison[]; figures: Figure[]; notes: string[] };

/** Events validated, sealed and appended by our own code, against bare inserts of the very rows it made. */
export async function measureAppend({ url, options }: Setting): Promise<Measured> {
  const comparisons: Comparison[] = [];
  for (const each of options.quick ? QUICK : FULL)
    comparisons.push(await compare(each, { url, options }));
  return {
    comparisons,
    figures: [],
    notes: [
      "append: validate, serialise, seal personal fields and append, each event in a transaction of its own; a third each of video.posted, caption.parsed and search.indexed",
      "the limit is a prepared INSERT of the same bytes into the same table through the same driver, each committed by itself; rounds take turns, and the ratio is the median of what each round gave",
    ],
  };
}

async function compare(each: Case, { url, options }: Setting): Promise<Comparison> {
  const { clients, events, rounds } = each;
  const what = `append, ${clients} client${clients === 1 ? "" : "s"}`;
  const config = { driver: "pg" as const, url, maxConnections: clients };
  const db = openDatabase(config, () => undefined, memoryPersonalData());
  const pool = new pg.Pool({ connectionString: url, max: clients });
  // A connection that the stopping server breaks would end the process.
  pool.on("error", () => undefined);
  try {
    const ours: number[] = [];
    const bare: number[] = [];
    for (let at = 1 - PRACTICE_ROUNDS; at <= rounds; at += 1) {
      options.say(`events: ${what}, ${at < 1 ? "practice" : `round ${at} of ${rounds}`}`);
      options.stopped.throwIfAborted();
      round = randomUUID();
      await pool.query("truncate events");
      const own = await rate({ clients, events }, (index) => appendOne(db, index));
      const rows = await readRows(pool);
      if (rows.length !== events) throw new Error(`${rows.length} of ${events} events in the log`);
      await pool.query("truncate events");
      const limit = await rate({ clients, events }, async (index) => {
        await pool.query({ name: "bare_insert", text: BARE_INSERT, values: rows[index] ?? [] });
      });
      if (at > 0) {
        ours.push(own);
        bare.push(limit);
      }
    }
    await pool.query("truncate events");
    return {
      what,
      unit: "events/s",
      ours: median(ours),
      peer: { name: "bare INSERT", value: median(bare) },
      ratio: median(ours.map((own, index) => own / (bare[index] ?? Number.NaN))),
      wanted: WANTED_RATIO,
    };
  } finally {
    await pool.end();
    await db.close();
  }
}

async function appendOne(db: Database, index: number): Promise<void> {
  const { event, subject } = makeEvent(index);
  await db.transaction((tx) => appendEvent(tx, event, subject));
}

async function rate(
  { clients, events }: { clients: number; events: number },
  work: (index: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const client = async () => {
    for (let index = next++; index < events; index = next++) await work(index);
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return (events * 1000) / (performance.now() - startedAt);
}

const COLUMNS = [
  "event_id",
  "event_type",
  "event_version",
  "topic",
  "source",
  "occurred_at",
  "correlation_id",
  "seller_id",
  "video_id",
  "metadata",
  "payload",
  "published_at",
];
const BARE_INSERT = `insert into events (${COLUMNS.join(", ")})
  values (${COLUMNS.map((_, index) => `$${index + 1}`).join(", ")})`;

/** What our code wrote, as the text of each column. */
async function readRows(pool: pg.Pool): Promise<string[][]> {
  const text = COLUMNS.map((column) => `${column}::text`).join(", ");
  const query = { text: `select ${text} from events order by seq`, rowMode: "array" as const };
  const { rows } = await pool.query<string[]>(query);
  return rows;
}

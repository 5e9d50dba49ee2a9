import { sql } from "drizzle-orm";
import type { Database, Transaction } from "#db/client.ts";
import { videos } from "#db/schema/index.ts";
import { captionPart, tagsPart, thumbnailPart } from "./parts.ts";
import type { CaptionPart, Part, Rank } from "#lib/assembly/part.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { changeState } from "#lib/catalogue/desk/change-state.ts";
import { findDeskProduct } from "#lib/catalogue/desk/desk-product.ts";
import { editProduct } from "#lib/catalogue/desk/edit-product.ts";
import { recordReading } from "#lib/captions/ai/record-reading.ts";
import type { RegisteredConsumer } from "#lib/doors/consumer.ts";
import { handleDelivery } from "#lib/doors/handle-delivery.ts";
import { consumeLog } from "#lib/events/consume-log.ts";
import { logRouteOf } from "#lib/events/routing.ts";
import { scanLog, type ScannedEntry } from "#lib/events/scan-log.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import { logRegistry, registry } from "#workers/registry.ts";
import type { IngestionWorld, WorldItem, WorldSeller } from "./ingestion-world.ts";
import { recordPorts } from "./recorded-ports.ts";
import { type Seeded, seeded } from "./seeded.ts";

const HOUR_MS = 3_600_000;
const PER_TRANSACTION = 20;
const CLIENTS = 4;
const WHOLE = { overlapMs: 60 * 24 * HOUR_MS };
const TITLES = [
  "New heels",
  "Leather sandals",
  "Ankara dress",
  'Phone "case" ½',
  "Sac à main 👜",
] as const;

type Shop = WorldSeller & { items: WorldItem[] };

/**
 * Grows a log as the app itself would: profiles that are read, edited, hidden and shown again; parts
 * in any order, late and twice; better readings afterwards; search entries and counts. By one seed,
 * on clocks that differ by seconds.
 */
export async function openGeneratedLog(
  world: IngestionWorld,
  { sellers, seed }: { sellers: number; seed: number },
) {
  const chance = seeded(seed);
  const shops: Shop[] = [];
  for (let index = 0; index < sellers; index += 1)
    shops.push({ ...(await world.openSeller()), items: [] });
  const generator = new Generator(world, chance);
  let handledSeq = 0;
  return {
    shops,
    /** One day: new videos, changes of old ones, and all that follows from them. */
    async growByOneRead(videosPerSeller: number): Promise<void> {
      for (const shop of shops) changeProfile(shop, { world, chance, videosPerSeller });
      await world.read(WHOLE);
      const posted = await newEvents(world.db, { afterSeq: handledSeq, type: "video.posted" });
      await generator.deliverParts(posted);
      await generator.editByHand(posted);
      for (const type of ["product.processed", "product.updated"] as const)
        await generator.deliverToSearch(await newEvents(world.db, { afterSeq: handledSeq, type }));
      await countAll(world.db);
      handledSeq = await lastSeq(world.db);
    },
  };
}

/** Until the daily counts have every event: any transaction of the server can hold the reader back. */
async function countAll(db: Database): Promise<void> {
  const { log } = recordPorts(db).ports;
  const types = logRouteOf("analytics-service").eventTypes;
  for (const deadline = Date.now() + 20_000; ;) {
    await consumeLog(logRegistry["analytics-service"], { db, log }, { budgetMs: 20_000 });
    const { rows } = await db.orm.execute(sql`
      select from events where event_type in ${[...types]} and event_id not in
        (select event_id from inbox where consumer = 'analytics-service') limit 1`);
    if (rows.length === 0) return;
    if (Date.now() > deadline) throw new Error("the daily counts do not get to the end of the log");
  }
}

type Profile = { world: IngestionWorld; chance: Seeded; videosPerSeller: number };

/** What TikTok shows of a seller at the next read: some captions edited, some tags gone, some videos away. */
function changeProfile(shop: Shop, { world, chance, videosPerSeller }: Profile): void {
  for (const item of shop.items) {
    if (chance.happens(0.15)) item["text"] = `Now only ${10 + chance.below(90)}k! #TRACK`;
    else if (chance.happens(0.1)) item["text"] = "Not for sale any more";
    else if (item["text"] === "Not for sale any more" && chance.happens(0.5))
      item["text"] = "Back again 30k #TRACK";
  }
  const fresh = Array.from({ length: videosPerSeller }, (_, index) =>
    world.item(shop.handle, { hoursAgo: 2 + index - 25 }),
  );
  shop.items.push(...fresh);
  const shown = shop.items.filter(() => !chance.happens(0.08));
  world.scraper.profiles.set(
    shop.handle,
    shown.map((item) => ({ ...item })),
  );
}

class Generator {
  readonly #world: IngestionWorld;
  readonly #chance: Seeded;
  #versions: ReadonlyMap<string, number> = new Map();

  constructor(world: IngestionWorld, chance: Seeded) {
    this.#world = world;
    this.#chance = chance;
  }

  /** The clock of one of several instances: now, give or take some seconds. */
  #clock = (): Date => new Date(this.#world.clock().getTime() + this.#chance.below(9_000) - 4_000);

  async deliverParts(posted: readonly ScannedEntry[]): Promise<void> {
    this.#versions = await sourceVersions(this.#world.db);
    const racing = posted.filter(() => this.#chance.happens(0.1));
    const others = posted.filter((entry) => !racing.includes(entry));
    const jobs = others.map((entry) => this.#partsOf(entry));
    for (const step of [0, 1, 2, 3, 4, 5])
      await this.#inTransactions(
        jobs.flatMap((parts) => parts[step] ?? []),
        (tx, job) => job(tx),
      );
    for (const entry of racing)
      await Promise.all(
        this.#partsOf(entry).map((job) => this.#world.db.transaction((tx) => job(tx))),
      );
  }

  /** The parts of one video in the order in which they come, most of them once, some late or better. */
  #partsOf(entry: ScannedEntry): ((tx: Transaction) => Promise<unknown>)[] {
    const chance = this.#chance;
    const sourceVersion = this.#versions.get(entry.videoId ?? "") ?? 1;
    const origin = originOf(entry);
    const record = (part: Part) => (tx: Transaction) =>
      recordPart(tx, {
        origin,
        part: { ...part, sourceVersion: part.name === "thumbnail" ? 1 : sourceVersion },
        clock: this.#clock,
      });
    const value = someCaption(chance);
    const jobs: ((tx: Transaction) => Promise<unknown>)[] = [
      record(captionPart(value)),
      record(somePictures(chance)),
      record(tagsPart({ tags: ["heels", chance.pick(["red", "black", "été"])] })),
    ].toSorted(() => chance.next() - 0.5);
    if (chance.happens(0.1)) jobs.push(record(captionPart(value)));
    if (chance.happens(0.2)) jobs.push(record(thumbnailPart({ from: "video" }, { rank: 2 })));
    if (chance.happens(0.35))
      jobs.push((tx) => this.#readByAi(tx, { origin, sourceVersion, value }));
    return jobs;
  }

  async #readByAi(
    tx: Transaction,
    {
      origin,
      sourceVersion,
      value,
    }: { origin: Origin; sourceVersion: number; value: Partial<CaptionPart> },
  ): Promise<void> {
    const caption = captionPart({
      ...value,
      ...(this.#chance.happens(0.7) ? { title: "Read by AI" } : {}),
    });
    const tags = tagsPart({ tags: ["ai"], category: "bags" });
    if (caption.name !== "caption" || tags.name !== "tags") throw new Error("other parts");
    await recordReading(tx, {
      origin,
      sourceVersion,
      rank: 2,
      caption: caption.value,
      tags: this.#chance.happens(0.8) ? tags.value : null,
      clock: this.#clock,
    });
  }

  /** Most sellers correct something; some hide what they have corrected. */
  async editByHand(posted: readonly ScannedEntry[]): Promise<void> {
    const chance = this.#chance;
    const ports = { db: this.#world.db, clock: this.#clock };
    const edits = posted
      .filter(() => chance.happens(0.75))
      .map((entry) => ({
        key: originOf(entry),
        changes: {
          price: chance.happens(0.3) ? null : 1_000 * (1 + chance.below(90)),
          ...(chance.happens(0.4) ? { title: chance.pick(TITLES) } : {}),
          ...(chance.happens(0.3) ? { tags: chance.happens(0.3) ? null : "été, red" } : {}),
        },
        then: chance.pick([null, null, null, "unpublish", "publish"] as const),
      }));
    await inParallel(edits, async ({ key, changes, then }) => {
      const { sellerId, videoId } = key;
      const product = await findDeskProduct(ports.db, key);
      const revision = product?.revision ?? 0;
      await editProduct({ sellerId, videoId, revision, changes, keep: ["sizes"] }, ports);
      if (then !== null) await changeState({ sellerId, videoId, to: then }, ports);
    });
  }

  async deliverToSearch(entries: readonly ScannedEntry[]): Promise<void> {
    const { ports } = recordPorts(this.#world.db, { clock: this.#clock });
    const consumer: RegisteredConsumer = registry["product-service"];
    const wanted = entries.filter(() => !this.#chance.happens(0.1));
    await inParallel(wanted, ({ event }) => handleDelivery({ consumer, event }, ports));
  }

  async #inTransactions<Job>(
    jobs: readonly Job[],
    run: (tx: Transaction, job: Job) => Promise<unknown>,
  ): Promise<void> {
    const groups: Job[][] = [];
    for (let at = 0; at < jobs.length; at += PER_TRANSACTION)
      groups.push(jobs.slice(at, at + PER_TRANSACTION));
    await inParallel(groups, (group) =>
      this.#world.db.transaction(async (tx) => {
        for (const job of group) await run(tx, job);
      }),
    );
  }
}

async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const left = [...items].toReversed();
  const client = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

type Origin = ReturnType<typeof originOf>;

function originOf({ event, sellerId, videoId }: ScannedEntry) {
  if (sellerId === null || videoId === null) throw new Error("a posted video without its seller");
  return {
    sellerId,
    videoId,
    handle: "any",
    causationId: event.metadata.eventId,
    correlationId: videoCorrelationId(videoId),
  };
}

/** The workers read the caption as it is when they come to it. */
async function sourceVersions(db: Database): Promise<Map<string, number>> {
  const rows = await db.orm
    .select({ videoId: videos.videoId, sourceVersion: videos.sourceVersion })
    .from(videos);
  return new Map(rows.map((row) => [row.videoId, row.sourceVersion]));
}

function someCaption(chance: Seeded): Partial<CaptionPart> {
  const isPriced = chance.happens(0.85);
  return {
    title: `${chance.pick(TITLES)} ${chance.below(10_000)}`,
    priceMinor: isPriced ? 1_000 * (1 + chance.below(300)) : null,
    currency: isPriced ? chance.pick(["UGX", "KES"]) : null,
    sizes: chance.happens(0.3) ? [] : ["37", "38"].slice(chance.below(2)),
    productType: chance.happens(0.2) ? null : "heels",
    category: chance.pick(["footwear", "other", "bags"]),
    confidence: Math.round(chance.next() * 1_000) / 1_000,
    fieldSources: {
      title: {
        source: "rule",
        confidence: 0.1 + chance.next() * 0.9,
        span: { start: 0, end: 9 },
        rule: "words",
      },
    },
  };
}

function somePictures(chance: Seeded): Part {
  const rank: Rank = chance.happens(0.6) ? 2 : 1;
  if (chance.happens(0.1))
    return thumbnailPart({ from: "none", reason: "out of reach" }, { rank: 1, count: 0 });
  return thumbnailPart({ from: "cover" }, { rank, count: 1 + chance.below(5) });
}

async function newEvents(
  db: Database,
  { afterSeq, type }: { afterSeq: number; type: ScannedEntry["event"]["metadata"]["eventType"] },
): Promise<ScannedEntry[]> {
  const { entries } = await scanLog(db, {
    afterSeq,
    untilSeq: null,
    types: [type],
    limit: 100_000,
  });
  return entries;
}

export async function lastSeq(db: Database): Promise<number> {
  const { rows } = await db.orm.execute<{ seq: string }>(sql`select max(seq) as seq from events`);
  return Number(rows[0]?.seq ?? 0);
}

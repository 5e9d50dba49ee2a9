import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Transaction } from "#db/client.ts";
import { videos } from "#db/schema/index.ts";
import type { AssemblyKey } from "#lib/assembly/part.ts";
import { listDeskProducts } from "#lib/catalogue/desk/list-desk-products.ts";
import {
  attentionReasons,
  countAttention,
  needsAttention,
} from "#lib/catalogue/desk/needs-attention.ts";
import { readVideoStory } from "#lib/catalogue/desk/video-story.ts";
import { contentArchived } from "#lib/ingestion/video-events.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { readCaption } from "#lib/captions/read-caption.ts";
import { toCaptionPart } from "#lib/captions/caption-part.ts";
import { type DeskWorld, openDeskWorld } from "#tests/support/desk-world.ts";
import { createShop, createVideo } from "#tests/support/factories.ts";
import { captionPart, thumbnailPart } from "#tests/support/parts.ts";

let world: DeskWorld;
beforeAll(async () => {
  world = await openDeskWorld();
});
afterAll(() => world.close());

const unpriced = captionPart({ priceMinor: null, currency: null });
const source = (confidence: number) => ({
  source: "rule" as const,
  confidence,
  span: null,
  rule: "r",
});
const unsureOf = (field: "title" | "price") =>
  captionPart({ fieldSources: { title: source(0.9), price: source(0.9), [field]: source(0.5) } });

const attentionOf = async ({ sellerId }: AssemblyKey) => {
  const { products } = await needsAttention(world.db, { sellerId, limit: 20 });
  expect(await countAttention(world.db, { sellerId, limit: 100 })).toBe(products.length);
  return products.flatMap(attentionReasons);
};

describe("the list of what needs attention", () => {
  test("has nothing of a product that is well read", async () => {
    expect(await attentionOf(await world.product())).toEqual([]);
  });

  test("has one without a price until she names one", async () => {
    const key = await world.product({ parts: [unpriced, thumbnailPart()] });
    expect(await attentionOf(key)).toEqual(["no_price"]);
    await world.edit({ ...key, revision: 0, changes: { price: 1 } });
    expect(await attentionOf(key)).toEqual([]);
  });

  test.each(["title", "price"] as const)(
    "has one of an unsure %s until she says so",
    async (field) => {
      const key = await world.product({ parts: [unsureOf(field), thumbnailPart()] });
      expect(await attentionOf(key)).toEqual(["unsure"]);
      await world.edit({ ...key, revision: 0, changes: {}, keep: [field] });
      expect(await attentionOf(key)).toEqual([]);
    },
  );

  test("has one without pictures", async () => {
    const none = thumbnailPart({ from: "none", reason: "out of reach" }, { rank: 1, count: 0 });
    const key = await world.product({ parts: [captionPart(), none] });
    expect(await attentionOf(key)).toEqual(["no_pictures"]);
  });

  test("has one whose video is gone until she archives it", async () => {
    const key = await world.product();
    await world.db.orm
      .update(videos)
      .set({ availability: "gone" })
      .where(eq(videos.videoId, key.videoId));
    expect(await attentionOf(key)).toEqual(["video_gone"]);
    await world.change(key, { to: "archive" });
    expect(await attentionOf(key)).toEqual([]);
  });

  test("has none that she has deleted, and none of another seller's", async () => {
    const key = await world.product({ parts: [unpriced, thumbnailPart()] });
    await world.product({ parts: [unpriced, thumbnailPart()] });
    expect(await attentionOf(key)).toEqual(["no_price"]);
    await world.change(key, { to: "delete", reason: "other" });
    expect(await attentionOf(key)).toEqual([]);
  });
});

describe("the desk of a seller with 1,000 products", () => {
  let sellerId: string;
  const MANY = 1_000;

  beforeAll(async () => {
    for (let shop = 0; shop < 8; shop += 1) {
      ({ sellerId } = await createShop({}, world.db));
      await createMany(sellerId, `${shop}-`);
    }
    await world.db.orm.execute(sql`analyze`);
  });

  test("shows each of them once, page by page", async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listDeskProducts(world.db, { sellerId, limit: 40, after });
      seen.push(...page.products.map(({ videoId }) => videoId));
      after = page.next ?? undefined;
    } while (after !== undefined && seen.length <= MANY);
    expect(seen).toHaveLength(MANY);
    expect(new Set(seen).size).toBe(MANY);
  });

  test("counts and lists what needs attention", async () => {
    expect(await countAttention(world.db, { sellerId, limit: 100 })).toBe(100);
    const { products, next } = await needsAttention(world.db, { sellerId, limit: 20 });
    expect(products.flatMap(attentionReasons)).toEqual(
      Array.from({ length: 20 }, () => "no_price"),
    );
    expect(next).not.toBeNull();
  });

  test("reads a page of either list without going through all products of all sellers", async () => {
    for (const list of [listDeskProducts, needsAttention]) {
      const read = await world.db.transaction(async (tx) => {
        const before = await rowsRead(tx);
        await list(tx, { sellerId, limit: 20 });
        return (await rowsRead(tx)) - before;
      });
      // All 1,000 of hers may be looked at, each with its video and its pictures; there are 8,000 here.
      expect(read).toBeLessThan(10_000);
    }
  });

  async function createMany(of: string, prefix: string): Promise<void> {
    await world.db.orm.execute(sql`
      with made as (
        insert into videos (video_id, seller_id, caption, hashtags, tracked, video_url,
          slideshow_urls, subtitle_urls, stats, posted_at, first_seen_at, last_seen_at)
        select ${prefix} || n, ${of}::uuid, 'Heels', '{}', true, 'https://tiktok.test', '{}', '{}',
          '{"likes":0,"comments":0,"shares":0}', now(), now(), now()
        from generate_series(1, ${MANY}) as n returning video_id, seller_id)
      insert into product_ai (product_id, seller_id, video_id, version, title, description,
        price_minor, currency, sizes, category, tags, confidence, field_sources, created_at, updated_at)
      select gen_random_uuid(), seller_id, video_id, 1, 'Heels', '', nullif(n % 10, 0), 'UGX', '{}',
        'footwear', '{}', 0.9, '{}', '2026-11-20T08:00:00Z'::timestamptz + (n / 3) * interval '1 s', now()
      from (select *, split_part(video_id, '-', 2)::int as n from made) as numbered`);
    await world.db.orm.execute(sql`
      insert into thumbnails (seller_id, video_id, position, width, height, variants, placeholder,
        dominant_colors, created_at)
      select seller_id, video_id, position, 540, 675, '[]', '', '{}', now()
      from product_ai, generate_series(0, 4) as position where seller_id = ${of}::uuid`);
  }
});

/** Rows that this transaction's connection has fetched so far, by index or in sequence. */
async function rowsRead(tx: Transaction): Promise<number> {
  const { rows } = await tx.orm.execute<{ read: number }>(sql`
    select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read
    from pg_stat_xact_user_tables`);
  return rows[0]?.read ?? Infinity;
}

describe("a product on her desk", () => {
  test("says of each field where it came from and in which words of the caption", async () => {
    const caption = "Red block heels only 55k! Sizes 37-41 #TRACK";
    const reading = readCaption(caption, { country: "UG" });
    const value = toCaptionPart(reading, { caption, shopCurrency: "UGX" });
    const { sellerId } = await createShop({ currency: "UGX" }, world.db);
    const { videoId } = await createVideo({ sellerId, caption }, world.db);
    const key = { sellerId, videoId };
    await world.record(key, { name: "caption", rank: 1, sourceVersion: 1, value });
    await world.record(key, thumbnailPart());
    const { fields, caption: shown } = await world.productOf(key);
    const words = ({ span }: { span: { start: number; end: number } | null }) =>
      span && shown.slice(span.start, span.end);
    expect(words(fields.price)).toContain("55k");
    expect(words(fields.sizes)).toContain("37-41");
    expect(fields.price).toMatchObject({ source: "rule", value: { minor: 55_000 } });
    expect(fields.price.confidence).toBeGreaterThan(0.5);
  });

  test("has its video's story told, the newest first, and only to its seller", async () => {
    const key = await world.product();
    await world.edit({ ...key, revision: 0, changes: { price: 1 } });
    await world.change(key, { to: "unpublish" });
    await world.db.transaction(async (tx) => {
      const [row] = await tx.orm.select().from(videos).where(eq(videos.videoId, key.videoId));
      if (row === undefined) throw new Error("no video");
      const change = { runId: key.videoId, handle: "any", clock: world.clock };
      await appendEvent(tx, contentArchived(row, "gone", change), key);
    });
    const story = await readVideoStory(world.db, key);
    expect(story.map(({ line }) => line)).toEqual([
      "video_hidden",
      "you_hid",
      "you_changed",
      "went_live",
      "pictures_taken",
      "caption_read",
    ]);
    const { sellerId } = await createShop({}, world.db);
    expect(await readVideoStory(world.db, { ...key, sellerId })).toEqual([]);
  });
});

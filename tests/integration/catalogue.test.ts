import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { productAi, videos } from "#db/schema/index.ts";
import { findProduct, getProduct } from "#lib/catalogue/get-product.ts";
import { systemClock } from "#lib/clock.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { contentArchived } from "#lib/ingestion/video-events.ts";
import { listProducts, type ProductsPage } from "#lib/catalogue/list-products.ts";
import {
  createProduct,
  createProductOverride,
  createShop,
  createThumbnails,
} from "#tests/support/factories.ts";
import {
  DRIVERS,
  openTestDatabase,
  type OpenTestDatabase,
} from "#tests/support/open-test-database.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 8, minute));
const ids = (page: ProductsPage) => page.products.map(({ videoId }) => videoId);

/** A shop with products of the given minutes; their ids in the same order. */
async function shopWith(db: Database, minutes: number[]) {
  const { sellerId } = await createShop({}, db);
  const videoIds: string[] = [];
  for (const minute of minutes)
    videoIds.push((await createProduct({ sellerId, createdAt: at(minute) }, db)).videoId);
  return { sellerId, videoIds };
}

/** Reads all pages; `between` runs after each of them. */
async function readAll(
  db: Database,
  query: { sellerId: string; limit: number; since?: Date },
  between: (page: number) => Promise<unknown> = () => Promise.resolve(),
): Promise<ProductsPage[]> {
  const pages: ProductsPage[] = [];
  let after: string | undefined;
  do {
    const page = await listProducts(db, { ...query, after });
    pages.push(page);
    await between(pages.length);
    after = page.next ?? undefined;
  } while (after !== undefined && pages.length < 50);
  return pages;
}

describe.each(DRIVERS)("the catalogue over %s", (driver) => {
  let opened: OpenTestDatabase;
  let db: Database;
  beforeAll(async () => {
    opened = await openTestDatabase(driver);
    db = opened.db;
  });
  afterAll(() => opened.close());

  test("lists a shop newest first and says when there is no more", async () => {
    const { sellerId, videoIds } = await shopWith(db, [1, 2, 3]);
    const page = await listProducts(db, { sellerId, limit: 20 });
    expect(ids(page)).toEqual(videoIds.toReversed());
    expect(page).toMatchObject({ next: null, removed: [] });
  });

  test("has no further page when the last one is exactly full", async () => {
    const { sellerId } = await shopWith(db, [1, 2]);
    expect((await listProducts(db, { sellerId, limit: 2 })).next).toBeNull();
  });

  test("shows every product once while newer ones are put in between the pages", async () => {
    const { sellerId, videoIds } = await shopWith(db, [1, 2, 3, 4, 5]);
    const pages = await readAll(db, { sellerId, limit: 2 }, (page) =>
      createProduct({ sellerId, createdAt: at(30 + page) }, db),
    );
    expect(pages.flatMap(ids)).toEqual(videoIds.toReversed());
  });

  test("tells products of one moment apart, to the microsecond", async () => {
    const { sellerId, videoIds } = await shopWith(db, [1, 1, 1, 1, 1]);
    for (const [index, videoId] of videoIds.entries())
      await db.orm
        .update(productAi)
        .set({
          createdAt: sql`'2026-11-20T08:01:00.0001Z'::timestamptz + ${`${index % 2} us`}::interval`,
        })
        .where(eq(productAi.videoId, videoId));
    const seen = (await readAll(db, { sellerId, limit: 1 })).flatMap(ids);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(videoIds));
  });

  test("keeps the products of other shops out", async () => {
    await shopWith(db, [1]);
    const { sellerId, videoIds } = await shopWith(db, [1]);
    expect(ids(await listProducts(db, { sellerId, limit: 20 }))).toEqual(videoIds);
  });

  test.each([
    { availability: "gone" as const },
    { availability: "private" as const },
    { tracked: false },
  ])("does not list a product whose video is %j", async (video) => {
    const { sellerId } = await createShop({}, db);
    const { videoId } = await createProduct({ sellerId, video }, db);
    expect((await listProducts(db, { sellerId, limit: 20 })).products).toEqual([]);
    expect(await findProduct(db, { sellerId, videoId })).toBeUndefined();
  });

  test("shows the seller's word over the workers', and pictures in their order", async () => {
    const { sellerId } = await createShop({}, db);
    const { videoId } = await createProduct({ sellerId, version: 2 }, db);
    await createThumbnails({ sellerId, videoId }, db);
    await createProductOverride({ sellerId, videoId, priceMinor: 49_000, revision: 3 }, db);
    const product = await getProduct(db, { sellerId, videoId });
    expect(product).toMatchObject({ title: "New Heels", priceMinor: 49_000, version: 5 });
    expect(product.pictures.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
    expect(product.pictures[0]?.variants).toHaveLength(3);
  });

  test.each([
    ["a price alone, in the shop's currency", { priceMinor: 49_000 }, [49_000, "UGX"]],
    ["a price and its currency", { priceMinor: 125_050, currency: "KES" }, [125_050, "KES"]],
    ["a currency without a price, not at all", { currency: "UGX" }, [900, "KES"]],
  ])("takes from the seller %s", async (_name, override, [priceMinor, currency]) => {
    const { sellerId } = await createShop({ currency: "UGX" }, db);
    const { videoId } = await createProduct({ sellerId, priceMinor: 900, currency: "KES" }, db);
    await createProductOverride({ sellerId, videoId, ...override }, db);
    expect(await getProduct(db, { sellerId, videoId })).toMatchObject({ priceMinor, currency });
  });

  test("prices a product whose caption names no price by the seller's word alone", async () => {
    const { sellerId } = await createShop({ currency: "KES" }, db);
    const { videoId } = await createProduct({ sellerId, priceMinor: null, currency: null }, db);
    await createProductOverride({ sellerId, videoId, priceMinor: 125_050 }, db);
    expect(await getProduct(db, { sellerId, videoId })).toMatchObject({
      priceMinor: 125_050,
      currency: "KES",
    });
  });

  test("answers NOT_FOUND for a product of another seller", async () => {
    const { videoIds } = await shopWith(db, [1]);
    const { sellerId } = await createShop({}, db);
    await expect(getProduct(db, { sellerId, videoId: videoIds[0] ?? "" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  describe("since", () => {
    test("tells only what changed at or after the moment, the oldest change first", async () => {
      const { sellerId, videoIds } = await shopWith(db, [1, 2, 3]);
      const page = await listProducts(db, { sellerId, limit: 20, since: at(2) });
      expect(ids(page)).toEqual(videoIds.slice(1));
    });

    test("tells which products have left the shop", async () => {
      const { sellerId, videoIds } = await shopWith(db, [1, 2]);
      const [left = ""] = videoIds;
      await db.transaction(async (tx) => {
        const gone = { availability: "gone" } as const;
        const rows = await tx.orm
          .update(videos)
          .set(gone)
          .where(eq(videos.videoId, left))
          .returning();
        const change = { runId: left, handle: "any", clock: systemClock };
        for (const row of rows)
          await appendEvent(tx, contentArchived(row, "gone", change), { sellerId, videoId: left });
      });
      const page = await listProducts(db, { sellerId, limit: 20, since: at(5) });
      expect(page).toMatchObject({ products: [], removed: [{ videoId: left, version: 2 }] });
    });

    test("shows a product again that changes while the pages are read", async () => {
      const { sellerId, videoIds } = await shopWith(db, [1, 2, 3, 4]);
      const [first = ""] = videoIds;
      const pages = await readAll(db, { sellerId, limit: 2, since: at(0) }, (page) =>
        page === 1
          ? db.orm
              .update(productAi)
              .set({ updatedAt: at(20), version: 2 })
              .where(eq(productAi.videoId, first))
          : Promise.resolve(),
      );
      const versionsOfFirst = pages
        .flatMap(({ products }) => products)
        .filter(({ videoId }) => videoId === first)
        .map(({ version }) => version);
      expect(versionsOfFirst).toEqual([1, 2]);
      expect(new Set(pages.flatMap(ids))).toEqual(new Set(videoIds));
    });

    test("refuses the page key of a plain listing", async () => {
      const { sellerId } = await shopWith(db, [1, 2]);
      const { next } = await listProducts(db, { sellerId, limit: 1 });
      await expect(
        listProducts(db, { sellerId, limit: 1, since: at(0), after: next ?? "" }),
      ).rejects.toMatchObject({ code: "INVALID", fields: [{ field: "lastKey" }] });
    });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { findShop, getShop } from "#lib/shops/get-shop.ts";
import { listNewestShops } from "#lib/shops/list-newest-shops.ts";
import {
  createProduct,
  createSeller,
  createShop,
  createThumbnails,
  uniqueHandle,
} from "#tests/support/factories.ts";
import {
  DRIVERS,
  openTestDatabase,
  type OpenTestDatabase,
} from "#tests/support/open-test-database.ts";

describe.each(DRIVERS)("shops over %s", (driver) => {
  let opened: OpenTestDatabase;
  let db: Database;
  beforeAll(async () => {
    opened = await openTestDatabase(driver);
    db = opened.db;
  });
  afterAll(() => opened.close());

  test("finds a shop by its handle however it is written", async () => {
    const handle = uniqueHandle();
    const { id: sellerId } = await createSeller({ handle }, db);
    await createShop({ sellerId, title: "Nalu", verifiedAt: new Date() }, db);
    for (const written of [
      handle,
      `@${handle}`,
      ` ${handle.toUpperCase()} `,
      `https://www.tiktok.com/@${handle}?lang=sw`,
    ])
      expect(await getShop(db, written)).toMatchObject({
        sellerId,
        handle,
        title: "Nalu",
        verified: true,
        expired: false,
        closed: false,
      });
  });

  test.each(["suspended", "erased"] as const)(
    "hides the shop of a seller who is %s",
    async (status) => {
      const { id: sellerId, handle } = await createSeller({ status }, db);
      await createShop({ sellerId }, db);
      expect(await findShop(db, handle)).toBeUndefined();
    },
  );

  test.each(["nobody-here", "-", "", "a'; drop table sellers; --", "x".repeat(500)])(
    "answers NOT_FOUND for the handle %j",
    async (handle) => {
      await expect(getShop(db, handle)).rejects.toMatchObject({ code: "NOT_FOUND" });
    },
  );

  test("shows on the front page who has something to show, the newest first", async () => {
    const shopWithProduct = async (createdAt: Date, subscriptionStatus: "active" | "expired") => {
      const seller = await createSeller({}, db);
      await createShop({ sellerId: seller.id, subscriptionStatus }, db);
      const { videoId } = await createProduct({ sellerId: seller.id, createdAt }, db);
      await createThumbnails({ sellerId: seller.id, videoId }, db);
      return seller.handle;
    };
    const older = await shopWithProduct(new Date("2090-01-01T00:00:00Z"), "active");
    const newer = await shopWithProduct(new Date("2091-01-01T00:00:00Z"), "active");
    const expired = await shopWithProduct(new Date("2092-01-01T00:00:00Z"), "expired");
    const empty = await createSeller({}, db);
    await createShop({ sellerId: empty.id }, db);

    const shops = await listNewestShops(db, 10);
    const handles = shops.map(({ handle }) => handle);
    expect(handles.slice(0, 2)).toEqual([newer, older]);
    expect(handles).not.toContain(expired);
    expect(handles).not.toContain(empty.handle);
    expect(shops[0]).toMatchObject({ products: 1 });
    expect(shops[0]?.pictures).toHaveLength(1);
  });
});

import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "#db/client.ts";
import { events, sellerCursors, sellers, shops } from "#db/schema/index.ts";
import { memoryPersonalData } from "#lib/privacy/memory-personal-data.ts";
import { openShop } from "#lib/sellers/open-shop.ts";
import { uniqueHandle } from "#tests/support/factories.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/test-postgres.ts";

const now = new Date("2026-11-20T12:00:00Z");

let testDatabase: TestDatabase;
let db: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const config = { driver: "pg", url: testDatabase.url } as const;
  db = openDatabase(config, () => undefined, memoryPersonalData());
});
afterAll(async () => {
  await db.close();
  await testDatabase.drop();
});

function ports(database = db) {
  return { db: database, clock: () => now, newId: randomUUID };
}

function details(fields: Partial<Parameters<typeof openShop>[0]> = {}) {
  return {
    handle: uniqueHandle(),
    phone: "0701 234567",
    country: "UG",
    name: "Nalu Fashion",
    ...fields,
  };
}

const eventsOf = async (sellerId: string) =>
  db.personal.reveal(await db.orm.select().from(events).where(eq(events.sellerId, sellerId)));

describe("opening a shop", () => {
  test("makes seller, shop, a profile that is due, and the event of the document", async () => {
    const handle = uniqueHandle();

    const opened = await openShop(
      details({ handle: `https://www.tiktok.com/@${handle.toUpperCase()}?lang=en` }),
      ports(),
    );

    const { sellerId } = opened;
    expect(opened).toEqual({ kind: "opened", sellerId, handle, shopLink: `/shop/${handle}` });
    const [seller] = await db.orm.select().from(sellers).where(eq(sellers.id, sellerId));
    expect(seller).toMatchObject({
      handle,
      phone: "+256701234567",
      country: "UG",
      status: "active",
    });
    const [shop] = await db.orm.select().from(shops).where(eq(shops.sellerId, sellerId));
    expect(shop).toMatchObject({
      title: "Nalu Fashion",
      currency: "UGX",
      subscriptionStatus: "trial",
      trialEndsAt: new Date("2026-12-04T12:00:00Z"),
    });
    const [cursor] = await db.orm
      .select()
      .from(sellerCursors)
      .where(eq(sellerCursors.sellerId, sellerId));
    expect(cursor).toMatchObject({ nextPollAt: now, highWaterAt: null, fence: 0 });
    const [event, ...others] = await eventsOf(sellerId);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      eventType: "shop_link.generated",
      topic: "shop-link-generated",
      payload: {
        handle,
        phone: "+256701234567",
        shop_link: `/shop/${handle}`,
        subscription_status: "trial",
        created_at: now.toISOString(),
      },
    });
  });

  test.each([
    { country: "KE", phone: "0712 345678", stored: "+254712345678", currency: "KES" },
    { country: "NG", phone: "0803 123 4567", stored: "+2348031234567", currency: "NGN" },
    { country: "tz", phone: "+255 712 345 678", stored: "+255712345678", currency: "TZS" },
    { country: "RW", phone: "+256701234567", stored: "+256701234567", currency: "RWF" },
    { country: "GH", phone: "024 412 3456", stored: "+233244123456", currency: "GHS" },
  ])("in $country reads $phone as $stored and prices in $currency", async (row) => {
    const { country, phone, stored, currency } = row;
    const { sellerId } = await openShop(details({ country, phone }), ports());

    const [found] = await db.orm
      .select({ phone: sellers.phone, currency: shops.currency })
      .from(sellers)
      .innerJoin(shops, eq(shops.sellerId, sellers.id))
      .where(eq(sellers.id, sellerId));
    expect(found).toEqual({ phone: stored, currency });
  });

  test("of a handle that has one gives that one back, however often and at once", async () => {
    const input = details();

    const opened = await Promise.all([1, 2, 3, 4].map(() => openShop(input, ports())));
    const later = await openShop({ ...input, handle: `@${input.handle}`, name: "Other" }, ports());

    expect(opened.filter((each) => each.kind === "opened")).toHaveLength(1);
    expect(new Set([...opened, later].map((each) => each.sellerId)).size).toBe(1);
    expect(later.kind).toBe("existing");
    expect(await eventsOf(later.sellerId)).toHaveLength(1);
    const [shop] = await db.orm.select().from(shops).where(eq(shops.sellerId, later.sellerId));
    expect(shop?.title).toBe("Nalu Fashion");
  });

  test("leaves nothing behind when it fails on the way", async () => {
    const input = details();
    const failing: Database = {
      ...db,
      transaction: (work) =>
        db.transaction(async (tx) => {
          await work(tx);
          throw new Error("the connection broke");
        }),
    };

    await expect(openShop(input, ports(failing))).rejects.toThrow("the connection broke");
    expect(await db.orm.select().from(sellers).where(eq(sellers.handle, input.handle))).toEqual([]);
    expect(await openShop(input, ports())).toMatchObject({ kind: "opened" });
  });

  test.each([
    ["handle", { handle: "no handle" }],
    ["phone", { phone: "12" }],
    ["phone", { phone: "0".repeat(500) }],
    ["phone", { phone: "call me" }],
    ["country", { country: "XX" }],
    ["name", { name: "   " }],
  ])("refuses a wrong %s and names the field", async (field, wrong) => {
    await expect(
      openShop(details({ phone: "+256701234567", ...wrong }), ports()),
    ).rejects.toMatchObject({
      code: "INVALID",
      fields: [{ field }],
    });
  });

  test("refuses the handle of an erased seller", async () => {
    const input = details();
    const { sellerId } = await openShop(input, ports());
    await db.orm.update(sellers).set({ status: "erased" }).where(eq(sellers.id, sellerId));

    await expect(openShop(input, ports())).rejects.toMatchObject({ code: "GONE" });
  });
});

import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { productAi, users } from "#db/schema/index.ts";
import type { Locale } from "#lib/notifications/messenger.ts";
import { createProduct } from "#tests/support/factories.ts";
import {
  orderPlaced,
  productCreated,
  shopLinkGenerated,
  stockLow,
} from "#tests/support/message-events.ts";
import { type MessageWorld, openMessageWorld } from "#tests/support/message-world.ts";

let world: MessageWorld;
beforeAll(async () => {
  world = await openMessageWorld();
});
afterAll(() => world.close());

async function sellerWhoReads(locale: Locale) {
  const seller = await world.seller();
  const id = randomUUID();
  await world.db.orm
    .insert(users)
    .values({ id, email: `${id}@none.test`, locale, sellerId: seller.id });
  return seller;
}

const unpriced = (sellerId: string) =>
  createProduct({ sellerId, priceMinor: null, currency: null }, world.db);

describe("a seller is told", () => {
  test.each([
    ["en", /^Your shop Nalu Fashion is open: https:\/\/shop\.test\/shop\/seller-/],
    ["sw", /^Duka lako Nalu Fashion liko wazi: https:\/\/shop\.test\/shop\/seller-/],
    ["fr", /^Votre boutique Nalu Fashion est ouverte : https:\/\/shop\.test\/shop\/seller-/],
  ] as const)("in her language (%s) that her shop is open", async (locale, text) => {
    const seller = await sellerWhoReads(locale);
    expect(await world.deliver(shopLinkGenerated(seller))).toBe("done");
    expect(await world.sentTo(seller.phone)).toEqual([expect.stringMatching(text)]);
  });

  test.each([
    [
      "en",
      "New order KOVU-27 for 2 x Leather sandals, size 40; 1 x Canvas bag. Total UGX 120,000.",
    ],
    ["sw", "Oda mpya KOVU-27 ya 2 x Leather sandals, saizi 40; 1 x Canvas bag. Jumla UGX 120,000."],
    [
      "fr",
      "Nouvelle commande KOVU-27 pour 2 x Leather sandals, taille 40; 1 x Canvas bag. Total 120 000 UGX.",
    ],
  ] as const)(
    "in her language (%s) of an order, and nothing of who placed it",
    async (locale, text) => {
      const seller = await sellerWhoReads(locale);
      await world.deliver(orderPlaced(seller.id));
      const [sent = ""] = await world.sentTo(seller.phone);
      expect(sent).toContain(text);
      expect(sent).toContain("https://shop.test/dashboard/orders");
      expect(sent).not.toMatch(/Joan|256700000001/);
    },
  );

  test("how few are left, also where the event names the product alone", async () => {
    const seller = await world.seller();
    const { productId } = await createProduct({ sellerId: seller.id }, world.db);
    await world.deliver(stockLow({ productId, sellerId: seller.id }, 2));
    await world.deliver(stockLow({ productId }, 1));
    expect(await world.sentTo(seller.phone)).toEqual([
      expect.stringMatching(/^Only 2 left of Leather sandals\./),
      expect.stringMatching(/^Only 1 left of Leather sandals\./),
    ]);
    expect(await world.deliver(stockLow({ productId: randomUUID() }))).toBe("erased");
  });

  test.each([
    ["SN", /^Votre boutique/],
    ["KE", /^Your shop/],
    ["UG", /^Your shop/],
  ])("in the language of %s as long as she has no account", async (country, text) => {
    const seller = await world.seller({ country });
    await world.deliver(shopLinkGenerated(seller));
    expect(await world.sentTo(seller.phone)).toEqual([expect.stringMatching(text)]);
  });
});

describe("a product without a price", () => {
  test("is told of once a day, with how many there are", async () => {
    const seller = await world.seller();
    const products = [
      await unpriced(seller.id),
      await unpriced(seller.id),
      await unpriced(seller.id),
    ];
    await createProduct({ sellerId: seller.id }, world.db);
    const outcomes = await Promise.allSettled(
      products.map((product) => world.deliver(productCreated(product))),
    );
    expect(outcomes.filter((one) => one.status === "fulfilled")).not.toEqual([]);
    for (const product of products) await world.deliver(productCreated(product));
    const text = "Videos in Nalu Fashion that need a look from you: 3.";
    expect(await world.sentTo(seller.phone)).toEqual([expect.stringContaining(text)]);
  });

  test("is told of again on the next day in UTC", async () => {
    const seller = await world.seller();
    const product = await unpriced(seller.id);
    const at = (moment: string) => productCreated(product, { at: new Date(moment) });
    expect(await world.deliver(at("2026-11-21T00:00:00Z"))).toBe("done");
    expect(await world.deliver(at("2026-11-21T23:59:59Z"))).toBe("unchanged");
    expect(await world.deliver(at("2026-11-22T00:00:00Z"))).toBe("done");
    expect(await world.sentTo(seller.phone)).toHaveLength(2);
    expect((await world.messagesOf(seller.id)).map(({ occasion }) => occasion).toSorted()).toEqual([
      "2026-11-21",
      "2026-11-22",
    ]);
  });

  test("is not told of when the price is known, or has been found since", async () => {
    const seller = await world.seller();
    const product = await unpriced(seller.id);
    expect(await world.deliver(productCreated(product, { priceKnown: true }))).toBe("unchanged");
    await world.db.orm
      .update(productAi)
      .set({ priceMinor: 45_000, currency: "UGX" })
      .where(eq(productAi.sellerId, seller.id));
    expect(await world.deliver(productCreated(product))).toBe("unchanged");
    expect(await world.sentTo(seller.phone)).toEqual([]);
    expect(await world.messagesOf(seller.id)).toEqual([]);
  });
});

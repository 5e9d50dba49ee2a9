import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TypedChanges } from "#lib/catalogue/desk/typed-changes.ts";
import { findProduct } from "#lib/catalogue/get-product.ts";
import { type DeskWorld, openDeskWorld } from "#tests/support/desk-world.ts";
import { DRIVERS } from "#tests/support/open-test-database.ts";
import { captionPart, tagsPart, thumbnailPart } from "#tests/support/parts.ts";

const READ_BY_AI = captionPart(
  { title: "Block heels", priceMinor: 5_000, sizes: ["36"], confidence: 1 },
  { rank: 2 },
);

describe.each(DRIVERS)("an edit over %s", (driver) => {
  let world: DeskWorld;
  beforeAll(async () => {
    world = await openDeskWorld(driver);
  });
  afterAll(() => world.close());

  test("makes every field hers, at once and for shoppers", async () => {
    const key = await world.product();
    const outcome = await world.edit({
      ...key,
      revision: 0,
      changes: {
        title: "  Red\u202E heels\n",
        description: "Soft.\r\nTall.",
        price: "49,000",
        currency: "kes",
        sizes: "38, 39; 41-43",
        category: "kids",
        tags: "#Red, Party ,red",
      },
    });
    expect(outcome.kind).toBe("changed");
    expect(await findProduct(world.db, key)).toMatchObject({
      title: "Red heels",
      description: "Soft.\nTall.",
      priceMinor: 4_900_000,
      currency: "KES",
      sizes: ["38", "39", "41", "42", "43"],
      category: "kids",
      tags: ["red", "party"],
      version: 2,
    });
    const { fields, revision } = await world.productOf(key);
    expect(revision).toBe(1);
    for (const field of Object.values(fields)) expect(field.source).toBe("seller");
    expect(fields.title.machine).toBe("New heels");
  });

  test("stands against an AI's result that comes late, which changes only what is not hers", async () => {
    const key = await world.product();
    await world.edit({ ...key, revision: 0, changes: { price: "49000" } });
    expect(await world.record(key, READ_BY_AI)).toMatchObject({ changed: true });
    expect(await world.shown(key)).toMatchObject({
      priceMinor: 49_000,
      title: "Block heels",
      sizes: ["36"],
    });
    const { price } = (await world.productOf(key)).fields;
    expect(price).toMatchObject({ source: "seller", machine: { minor: 5_000 } });
  });

  test("on a page that is out of date writes nothing and tells what stands there", async () => {
    const key = await world.product();
    await world.edit({ ...key, revision: 0, changes: { price: 49_000 } });
    const late = await world.edit({ ...key, revision: 0, changes: { price: 45_000, title: "x" } });
    expect(late).toMatchObject({ kind: "conflict", product: { revision: 1 } });
    expect(await world.shown(key)).toMatchObject({ priceMinor: 49_000, title: "New heels" });
    const again = await world.edit({ ...key, revision: 1, changes: { price: 45_000 } });
    expect(again.kind).toBe("changed");
  });

  test.each([0, 1])("of ten at once on revision %i lets exactly one through", async (revision) => {
    const key = await world.product();
    if (revision === 1) await world.edit({ ...key, revision: 0, changes: { title: "First" } });
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        world.edit({ ...key, revision, changes: { price: 1_000 + index } }),
      ),
    );
    const kinds = outcomes.map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(["changed", ...Array.from({ length: 9 }, () => "conflict")].toSorted());
    expect((await world.productOf(key)).revision).toBe(revision + 1);
  });

  test("that is sent twice is one", async () => {
    const key = await world.product();
    const edit = { ...key, revision: 0, changes: { title: "Red heels", sizes: ["38"] } };
    expect((await world.edit(edit)).kind).toBe("changed");
    expect((await world.edit(edit)).kind).toBe("unchanged");
    expect((await world.overrideOf(key))?.revision).toBe(1);
  });

  test("to what stands there already changes nothing, and does not make it hers", async () => {
    const key = await world.product();
    const before = await world.eventsOf(key);
    const same = { title: "New heels", price: "55k", currency: "UGX", sizes: "37-41" };
    expect((await world.edit({ ...key, revision: 0, changes: same })).kind).toBe("unchanged");
    expect((await world.edit({ ...key, revision: 0, changes: {} })).kind).toBe("unchanged");
    expect(await world.overrideOf(key)).toBeUndefined();
    expect(await world.eventsOf(key)).toHaveLength(before.length);
    await world.record(key, READ_BY_AI);
    expect(await world.shown(key)).toMatchObject({ title: "Block heels", priceMinor: 5_000 });
  });

  test("gives a field back to the machine, to its newest reading", async () => {
    const key = await world.product();
    await world.edit({ ...key, revision: 0, changes: { price: 49_000, title: "Mine" } });
    await world.record(key, READ_BY_AI);
    const back = await world.edit({ ...key, revision: 1, changes: { price: null } });
    expect(back).toMatchObject({ kind: "changed", product: { revision: 2 } });
    expect(await world.shown(key)).toMatchObject({
      priceMinor: 5_000,
      currency: "UGX",
      title: "Mine",
    });
    const again = await world.edit({ ...key, revision: 2, changes: { price: null } });
    expect(again.kind).toBe("unchanged");
  });

  test("keeps a reading that she has found right, whatever is read later", async () => {
    const key = await world.product();
    await world.edit({ ...key, revision: 0, changes: {}, keep: ["title", "price"] });
    await world.record(key, READ_BY_AI);
    expect(await world.shown(key)).toMatchObject({ title: "New heels", priceMinor: 55_000 });
  });

  test("of the currency alone keeps the number that shoppers see", async () => {
    const key = await world.product();
    await world.edit({ ...key, revision: 0, changes: { currency: "KES" } });
    expect(await world.shown(key)).toMatchObject({ priceMinor: 5_500_000, currency: "KES" });
  });

  test("prices what the caption did not, in the currency of the shop", async () => {
    const unpriced = captionPart({ priceMinor: null, currency: null });
    const key = await world.product({ parts: [unpriced, thumbnailPart()] });
    expect((await world.productOf(key)).fields.price.value).toBeNull();
    await world.edit({ ...key, revision: 0, changes: { price: "0" } });
    expect(await world.shown(key)).toMatchObject({ priceMinor: 0, currency: "UGX" });
  });

  const wrong: { changes: TypedChanges; field: string; problem: string }[] = [
    { changes: { title: " \u200B " }, field: "title", problem: "empty" },
    { changes: { title: "x".repeat(256) }, field: "title", problem: "too_long" },
    { changes: { description: "x".repeat(1_001) }, field: "description", problem: "too_long" },
    { changes: { price: "-1" }, field: "price", problem: "unreadable" },
    { changes: { price: "" }, field: "price", problem: "empty" },
    { changes: { price: "12.50" }, field: "price", problem: "decimals" },
    { changes: { price: 1e15 }, field: "price", problem: "too_high" },
    { changes: { price: 5, currency: "XYZ" }, field: "currency", problem: "unknown" },
    { changes: { category: "weapons" }, field: "category", problem: "unknown" },
    { changes: { sizes: "<b>, ???" }, field: "sizes", problem: "unreadable" },
    { changes: { tags: "x".repeat(61) }, field: "tags", problem: "too_long" },
  ];

  test.each(wrong)(
    "with a $field that is $problem writes nothing",
    async ({ changes, field, problem }) => {
      const key = await world.product();
      const outcome = await world.edit({
        ...key,
        revision: 0,
        changes: { title: "ok", ...changes },
      });
      expect(outcome).toEqual({ kind: "invalid", problems: [{ field, problem }] });
      expect(await world.overrideOf(key)).toBeUndefined();
    },
  );

  test("takes a title of 255 characters and a NUL out of it", async () => {
    const key = await world.product();
    const title = "é".repeat(255);
    await world.edit({ ...key, revision: 0, changes: { title: `${title}\u0000` } });
    expect((await findProduct(world.db, key))?.title).toBe(title);
  });

  test("of another seller's product, or of none, finds nothing", async () => {
    const key = await world.product();
    const stranger = await world.product();
    for (const of of [
      { ...key, sellerId: stranger.sellerId },
      { ...key, videoId: "7" },
      { ...key, videoId: "\u0000" },
    ])
      expect(await world.edit({ ...of, revision: 0, changes: { price: 1 } })).toEqual({
        kind: "not_found",
      });
    expect(await world.overrideOf(key)).toBeUndefined();
  });

  test("is told with what changed, what stood there, and her whole word", async () => {
    const key = await world.product();
    const by = { userId: "6fa459ea-ee8a-4ca4-894e-db77e160355e" };
    await world.edit({ ...key, revision: 0, changes: { price: 49_000, sizes: "38" }, by });
    const { productId } = await world.productOf(key);
    expect((await world.eventsOf(key)).at(-1)).toMatchObject({
      metadata: {
        eventType: "product.updated",
        eventVersion: "1.1.0",
        source: "desk",
        userId: by.userId,
      },
      payload: {
        productId,
        changes: { price: 49_000, currency: "UGX", sizes: ["38"] },
        previousState: { name: "New heels", price: 55_000, currency: "UGX", category: "footwear" },
        override: { revision: 1, priceMinor: 49_000, sizes: ["38"], title: null, state: "live" },
      },
    });
  });

  test("and its event commit together or not at all", async () => {
    const key = await world.product();
    await world.db.orm.execute(
      "alter table events add constraint no_desk check (source <> 'desk') not valid",
    );
    const failing = world.edit({ ...key, revision: 0, changes: { price: 1 } });
    await expect(failing).rejects.toThrow("no_desk");
    await world.db.orm.execute("alter table events drop constraint no_desk");
    expect(await world.overrideOf(key)).toBeUndefined();
  });

  test("renews the pages, tells those that are open, and is found by its words", async () => {
    const key = await world.product({ parts: [captionPart(), thumbnailPart(), tagsPart()] });
    await world.edit({ ...key, revision: 0, changes: { title: "Stiletto" } });
    const type = "product.updated";
    await world.deliver(key, { type, consumer: "shop-cache-invalidator" });
    expect(world.recorded.expired).toContain(`product:${key.videoId}`);
    expect(world.recorded.pushed.at(-1)).toMatchObject({
      event: "product_updated",
      data: { video_id: key.videoId, title: "Stiletto" },
    });
    expect(await world.deliver(key, { type, consumer: "product-service" })).toBe("done");
  });
});

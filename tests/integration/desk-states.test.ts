import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assemblies, productAi, productSearch, thumbnails, videos } from "#db/schema/index.ts";
import type { AssemblyKey } from "#lib/assembly/part.ts";
import { listDeskProducts } from "#lib/catalogue/desk/list-desk-products.ts";
import { findProduct } from "#lib/catalogue/get-product.ts";
import { listProducts } from "#lib/catalogue/list-products.ts";
import { DAY_MS, type DeskWorld, openDeskWorld } from "#tests/support/desk-world.ts";
import { DRIVERS } from "#tests/support/open-test-database.ts";
import { captionPart, tagsPart, thumbnailPart } from "#tests/support/parts.ts";

const BETTER = captionPart({ title: "Read again" }, { rank: 2, sourceVersion: 9 });

describe.each(DRIVERS)("what she decides of a product over %s", (driver) => {
  let world: DeskWorld;
  beforeAll(async () => {
    world = await openDeskWorld(driver);
  });
  afterAll(() => world.close());

  const lastOf = async (key: AssemblyKey) => (await world.eventsOf(key)).at(-1);
  const isInShop = async (key: AssemblyKey) =>
    (await findProduct(world.db, key)) !== undefined &&
    (await listProducts(world.db, { sellerId: key.sellerId, limit: 5 })).products.length === 1;
  const due = async (key: AssemblyKey) => {
    await world.change(key, { to: "delete", reason: "sold out" });
    world.pass(30 * DAY_MS);
  };

  test.each([
    ["unpublish", "hidden", "hidden by the seller"],
    ["archive", "archived", "archived by the seller"],
  ] as const)("%s takes it out of the shop, publish puts it back", async (to, state, reason) => {
    const key = await world.product();
    const { version = 0 } = (await world.shown(key)) ?? {};
    expect(await world.change(key, { to })).toMatchObject({
      kind: "changed",
      product: { visibility: state },
    });
    expect(await isInShop(key)).toBe(false);
    expect(await lastOf(key)).toMatchObject({
      metadata: { eventType: "content.archived" },
      payload: { contentId: key.videoId, archivedBy: "seller", reason, override: { state } },
    });
    expect((await world.shown(key))?.version).toBeGreaterThan(version);

    expect((await world.change(key, { to: "publish" })).kind).toBe("changed");
    expect(await isInShop(key)).toBe(true);
    expect(await lastOf(key)).toMatchObject({ metadata: { eventType: "content.published" } });
  });

  test("a wish that is so already changes nothing", async () => {
    const key = await world.product();
    const before = (await world.eventsOf(key)).length;
    for (const to of ["publish", "undo_delete"] as const)
      expect((await world.change(key, { to })).kind).toBe("unchanged");
    expect(await world.eventsOf(key)).toHaveLength(before);
  });

  test("publishing does not show a video that TikTok no longer has", async () => {
    const key = await world.product();
    await world.change(key, { to: "unpublish" });
    await world.db.orm
      .update(videos)
      .set({ availability: "gone" })
      .where(eq(videos.videoId, key.videoId));
    await world.change(key, { to: "publish" });
    expect((await world.shown(key))?.visibility).toBe("gone");
    expect(await lastOf(key)).toMatchObject({ metadata: { eventType: "product.updated" } });
  });

  test("deleting hides it from everybody and tells why and until when it can be taken back", async () => {
    const key = await world.product();
    const deletedAt = world.clock();
    await world.change(key, { to: "delete", reason: "sold out" });
    expect(await isInShop(key)).toBe(false);
    const { sellerId } = key;
    expect((await listDeskProducts(world.db, { sellerId, limit: 5 })).products).toEqual([]);
    const deleted = await listDeskProducts(world.db, { sellerId, limit: 5, list: "deleted" });
    expect(deleted.products).toMatchObject([{ videoId: key.videoId, deleteReason: "sold out" }]);
    expect(await lastOf(key)).toMatchObject({
      metadata: { eventType: "product.deleted", eventVersion: "1.1.0" },
      payload: {
        productId: deleted.products[0]?.productId,
        deletedAt: deletedAt.toISOString(),
        reason: "sold out",
        undoUntil: new Date(deletedAt.getTime() + 30 * DAY_MS).toISOString(),
      },
    });
    expect(await world.edit({ ...key, revision: 1, changes: { price: 1 } })).toEqual({
      kind: "not_found",
    });
    const { since, ...page } = { sellerId, limit: 5, since: new Date(0) };
    expect((await listProducts(world.db, { ...page, since })).removed).toMatchObject([
      { videoId: key.videoId },
    ]);
  });

  test("a deletion renews the pages and takes it off those that are open", async () => {
    const key = await world.product();
    await world.change(key, { to: "delete", reason: "other" });
    await world.deliver(key, { type: "product.deleted", consumer: "shop-cache-invalidator" });
    expect(world.recorded.expired).toContain(`product:${key.videoId}`);
    expect(world.recorded.pushed.at(-1)).toMatchObject({
      event: "product_removed",
      data: { video_id: key.videoId },
    });
  });

  test("a deletion is taken back with every word of hers, as hidden as it was", async () => {
    const key = await world.product();
    await world.edit({ ...key, revision: 0, changes: { price: 49_000 } });
    await world.change(key, { to: "unpublish" });
    await world.change(key, { to: "delete", reason: "posted by mistake" });
    world.pass(30 * DAY_MS - 1_000);
    expect((await world.change(key, { to: "undo_delete" })).kind).toBe("changed");
    expect(await world.shown(key)).toMatchObject({ visibility: "hidden", priceMinor: 49_000 });
    expect(await lastOf(key)).toMatchObject({ metadata: { eventType: "product.updated" } });
  });

  test("a deletion cannot be taken back after 30 days, and until then nothing is purged", async () => {
    world.pass(30 * DAY_MS);
    await world.purge(100);
    const key = await world.product();
    await world.change(key, { to: "delete", reason: "sold out" });
    world.pass(30 * DAY_MS - 1_000);
    expect(await world.purge()).toBe(0);
    world.pass(1_000);
    expect(await world.change(key, { to: "undo_delete" })).toEqual({ kind: "too_late" });
    expect(await world.purge()).toBe(1);
    expect(await world.purge()).toBe(0);
    expect(await world.change(key, { to: "undo_delete" })).toEqual({ kind: "not_found" });
  });

  test("purging leaves nothing of it but her wish, its pictures' files included", async () => {
    const key = await world.product({ parts: [captionPart(), thumbnailPart(), tagsPart()] });
    await world.deliver(key, { type: "product.processed", consumer: "product-service" });
    await world.edit({ ...key, revision: 0, changes: { title: "Mine" } });
    world.removed.length = 0;
    await due(key);
    await world.purge();
    expect(new Set(world.removed)).toEqual(
      new Set(
        [0, 1, 2, 3, 4, "preview"].map((name) =>
          name === "preview"
            ? "http://pictures.test/preview.jpg"
            : `http://pictures.test/${name}.webp`,
        ),
      ),
    );
    for (const table of [productAi, thumbnails, productSearch])
      expect(await world.db.orm.select().from(table).where(eq(table.videoId, key.videoId))).toEqual(
        [],
      );
    expect(await world.overrideOf(key)).toMatchObject({
      title: null,
      deleteReason: "sold out",
      purgedAt: world.clock(),
    });
    expect(await lastOf(key)).toMatchObject({
      metadata: { eventType: "content.deleted" },
      payload: { contentId: key.videoId, deletedBy: "seller", reason: "sold out" },
    });
  });

  test("what is purged does not come back, whatever its workers bring later", async () => {
    const key = await world.product();
    await due(key);
    await world.purge();
    for (const part of [BETTER, thumbnailPart(), tagsPart({})])
      expect(await world.record(key, part)).toMatchObject({ changed: false });
    expect(await world.shown(key)).toBeUndefined();
    const [closed] = await world.db.orm
      .select()
      .from(assemblies)
      .where(eq(assemblies.videoId, key.videoId));
    expect(closed).toMatchObject({ captionValue: null, thumbnailValue: null, tagsValue: null });
  });

  test("one whose pictures cannot be removed is tried again and keeps no other back", async () => {
    const stuck = await world.product({ parts: [captionPart(), thumbnailPart()] });
    await world.change(stuck, { to: "delete", reason: "sold out" });
    world.pass(1_000);
    const other = await world.product({
      parts: [captionPart(), thumbnailPart({ from: "none" }, { rank: 1, count: 0 })],
    });
    await due(other);
    world.failNextRemoval();
    expect(await world.purge()).toBe(1);
    expect(await world.shown(other)).toBeUndefined();
    expect(await world.shown(stuck)).toMatchObject({ visibility: "deleted" });
    expect(await world.purge()).toBe(1);
  });

  test("a product of another seller is not there", async () => {
    const key = await world.product();
    const { sellerId } = await world.product();
    for (const to of ["unpublish", "publish", "archive", "undo_delete"] as const)
      expect(await world.change({ ...key, sellerId }, { to })).toEqual({ kind: "not_found" });
    const deletion = { to: "delete", reason: "other" } as const;
    expect(await world.change({ ...key, sellerId }, deletion)).toEqual({ kind: "not_found" });
    expect(await isInShop(key)).toBe(true);
  });
});

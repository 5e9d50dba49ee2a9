import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { assemblies, events, products, thumbnails } from "#db/schema/index.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { systemClock } from "#lib/clock.ts";
import { logRouteOf } from "#lib/events/routing.ts";
import { rebuild } from "#lib/projection/rebuild.ts";
import { createSender, sentCaption, sentPictures, sentTags } from "#tests/support/event-sender.ts";
import { createSeller, createShop, createVideo } from "#tests/support/factories.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { captionPart, tagsPart } from "#tests/support/parts.ts";
import { logRegistry } from "#workers/registry.ts";

let database: OpenTestDatabase;
let db: Database;

beforeAll(async () => {
  database = await openTestDatabase("pg");
  ({ db } = database);
});
afterAll(() => database.close());

async function videoOf(caption: string, shop: { country: string; currency: string }) {
  const { id: sellerId, handle } = await createSeller({ country: shop.country }, db);
  await createShop({ sellerId, currency: shop.currency }, db);
  return { handle, sellerId, video: await createVideo({ sellerId, caption }, db) };
}

const kenya = { country: "KE", currency: "KES" };

async function productOf(videoId: string) {
  const [product] = await db.orm.select().from(products).where(eq(products.videoId, videoId));
  return product;
}

async function logOf(videoId: string) {
  const rows = await db.orm
    .select()
    .from(events)
    .where(eq(events.videoId, videoId))
    .orderBy(events.seq);
  return db.personal.reveal(rows);
}

describe("parts of another system", () => {
  test("its caption.parsed and thumbnail.generated make a product", async () => {
    const { video, handle, sellerId } = await videoOf("Party shoes, DM for price #TRACK", kenya);
    const sender = await createSender(db, { rank: 2 });
    const caption = sentCaption(video, handle, { payload: { price: 1_499.5 } });
    const pictures = sentPictures(video, handle);
    expect((await sender.post(caption)).status).toBe(202);
    expect(await productOf(video.videoId)).toBeUndefined();
    expect(await (await sender.post(pictures)).json()).toMatchObject({ outcome: "merged" });
    expect(await productOf(video.videoId)).toMatchObject({
      sellerId,
      title: "Red suede heels",
      priceMinor: 149_950,
      currency: "KES",
      sizes: ["37", "38", "40", "41", "42"],
      tags: ["heels", "suede"],
      confidence: 0.97,
      category: "footwear",
    });
    expect(await db.orm.$count(thumbnails, eq(thumbnails.videoId, video.videoId))).toBe(5);
    const log = await logOf(video.videoId);
    expect(log.map(({ eventType, source }) => `${eventType} of ${source}`)).toEqual([
      "caption.parsed of vision-worker",
      "thumbnail.generated of vision-worker",
      "product.processed of assembly",
      "product.created of assembly",
    ]);
    expect(log[0]).toMatchObject({ eventId: caption.metadata.eventId, sellerId });
    expect(log[1]?.eventId).toBe(pictures.metadata.eventId);
    expect(log[2]?.metadata["causationId"]).toBe(pictures.metadata.eventId);
  });

  test("the log keeps a part as it was taken, and believes nothing that a sender says of that", async () => {
    const { video, handle, sellerId } = await videoOf("Red heels 55k #TRACK", kenya);
    const sender = await createSender(db, { rank: 1 });
    const claims = {
      seller_id: "6fa459ea-ee8a-4ca4-894e-db77e160355e",
      rank: 2,
      source_version: 9,
      accepted_at: "2020-01-01T00:00:00.000Z",
    };
    const sent = sentTags(video, handle, {
      metadata: { eventVersion: "1.1.0" },
      payload: { ...claims, part: { tags: ["mine"], category: "books", confidence: 1 } },
    });
    await sender.post(sent);
    const [logged] = await logOf(video.videoId);
    expect(logged?.payload).toMatchObject({
      seller_id: sellerId,
      rank: 1,
      source_version: 1,
      accepted_at: expect.stringMatching(/^202[6-9]-/),
      part: { tags: ["party", "red"], category: "footwear", confidence: 0.9 },
    });
    const [assembly] = await db.orm
      .select()
      .from(assemblies)
      .where(eq(assemblies.videoId, video.videoId));
    expect(assembly).toMatchObject({ tagsRank: 1, tagsSourceVersion: 1 });
    expect(logged?.payload["accepted_at"]).toBe(assembly?.tagsAt?.toISOString());
    const again = sentTags(video, handle, { payload: claims });
    await sender.post(again);
    const [, outranked] = await logOf(video.videoId);
    for (const claim of Object.keys(claims)) expect(outranked?.payload).not.toHaveProperty(claim);
  });

  test("its word stands over the rules' field by field, and what it leaves open is theirs", async () => {
    const caption = "Leather sandals KSh 2,500 sizes 38-40 #TRACK";
    const { video, handle } = await videoOf(caption, kenya);
    const sender = await createSender(db, { rank: 2 });
    const open = { title: "Handmade sandals", price: null, sizes: null, tags: [] };
    await sender.post(sentCaption(video, handle, { payload: open }));
    await sender.post(sentPictures(video, handle));
    expect(await productOf(video.videoId)).toMatchObject({
      title: "Handmade sandals",
      priceMinor: 250_000,
      sizes: ["38", "39", "40"],
      productType: "sandals",
    });
    const [assembly] = await db.orm
      .select()
      .from(assemblies)
      .where(eq(assemblies.videoId, video.videoId));
    expect(assembly?.captionValue).toMatchObject({
      fieldSources: { title: { source: "ai" }, price: { source: "rule" } },
    });
  });

  test("a key of rank 1 fills what is missing and never replaces what our own workers found", async () => {
    const { video, handle, sellerId } = await videoOf("Red heels 55k #TRACK", kenya);
    const { videoId } = video;
    const causationId = "00000000-0000-4000-8000-000000000001";
    const origin = { sellerId, videoId, handle, causationId };
    for (const part of [captionPart(), tagsPart()])
      await db.transaction((tx) => recordPart(tx, { origin, part, clock: systemClock }));
    const sender = await createSender(db, { rank: 1 });
    const outcomes = [];
    for (const sent of [sentCaption, sentTags, sentPictures])
      outcomes.push((await (await sender.post(sent(video, handle))).json()).outcome);
    expect(outcomes).toEqual(["outranked", "outranked", "merged"]);
    expect(await productOf(videoId)).toMatchObject({
      title: "New heels",
      tags: ["heels", "shoes"],
    });
  });

  test("what was read from another caption than the present one changes nothing", async () => {
    const { video, handle } = await videoOf("Red heels 55k #TRACK", kenya);
    const sender = await createSender(db, { rank: 2 });
    const stale = sentCaption(video, handle, { payload: { raw_caption: "Red heels 45k #TRACK" } });
    expect(await (await sender.post(stale)).json()).toMatchObject({ outcome: "outranked" });
    const fresh = sentCaption(video, handle, { payload: { raw_caption: video.caption } });
    expect(await (await sender.post(fresh)).json()).toMatchObject({ outcome: "merged" });
  });

  test("no picture is fetched for a part that could not win", async () => {
    const { video, handle } = await videoOf("Red heels 55k #TRACK", kenya);
    const first = await createSender(db, { rank: 2 });
    await first.post(sentPictures(video, handle));
    const make = () => Promise.reject(new Error("fetched"));
    const second = await createSender(db, { rank: 2, ports: { pictures: { make } } });
    const response = await second.post(sentPictures(video, handle));
    expect(await response.json()).toMatchObject({ outcome: "outranked" });
  });

  test("all of it can be made again from the log alone", async () => {
    const { video, handle } = await videoOf("Red heels 55k #TRACK", kenya);
    const [weak, strong] = [
      await createSender(db, { rank: 1 }),
      await createSender(db, { rank: 2 }),
    ];
    for (const sender of [weak, strong, weak])
      for (const sent of [sentCaption, sentPictures, sentTags])
        await sender.post(sent(video, handle));
    expect((await productOf(video.videoId))?.version).toBeGreaterThan(1);
    const counting = {
      consumer: logRegistry["analytics-service"],
      types: logRouteOf("analytics-service").eventTypes,
    };
    const ports = { db, counting, onProgress: () => undefined };
    const { models, gaps } = await rebuild(ports, { mode: "check" });
    const written = ["product_ai", "thumbnails"];
    const made = models.filter(({ table }) => written.includes(table));
    expect(made).toHaveLength(written.length);
    for (const { live, rebuilt } of made) expect(rebuilt).toEqual(live);
    expect(gaps).toBe(0);
  });
});

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordPart } from "#lib/assembly/record-part.ts";
import {
  HOUR_MS,
  type IngestionWorld,
  openIngestionWorld,
  type WorldItem,
} from "#tests/support/ingestion-world.ts";
import { captionPart, thumbnailPart } from "#tests/support/parts.ts";

let world: IngestionWorld;
beforeAll(async () => {
  world = await openIngestionWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

/** A video that has been read once, and whose pictures came out at this rank. */
async function readWithPictures(rank: 1 | 2, fields: Record<string, unknown> = {}) {
  const { sellerId, handle } = await world.openSeller();
  const item = world.item(handle, fields);
  show(handle, item);
  await world.read();
  const origin = { sellerId, videoId: item.id, handle, causationId: item.id };
  const part = thumbnailPart();
  if (part.name !== "thumbnail") throw new Error("not a thumbnail part");
  await world.db.transaction((tx) =>
    recordPart(tx, { origin, part: { ...part, rank }, clock: world.clock }),
  );
  return { sellerId, handle, item };
}

function show(handle: string, ...items: WorldItem[]): void {
  world.scraper.profiles.set(handle, items);
}

const POSTED = "video.posted";

const postingsOf = async (videoId: string) =>
  (await world.eventsOf(videoId)).filter((type) => type === POSTED || type === "content.updated");

test("a video with nothing but its cover is posted again by a read that brings a link", async () => {
  const { item } = await readWithPictures(1);

  await world.read();

  expect(await postingsOf(item.id)).toEqual([POSTED, POSTED]);
  expect(await world.videoOf(item.id)).toMatchObject({ sourceVersion: 1 });
});

test("it is posted again once in a day, however often it is read", async () => {
  const { sellerId, item } = await readWithPictures(1);
  await world.read();
  world.pass(HOUR_MS);
  await world.db.orm.execute("update seller_cursors set next_poll_at = '2020-01-01'");
  await world.readDue();
  expect(await world.videosOf(sellerId)).toHaveLength(1);
  expect(await postingsOf(item.id)).toEqual([POSTED, POSTED]);

  await world.read();

  expect(await postingsOf(item.id)).toEqual([POSTED, POSTED, POSTED]);
});

test("so is a slideshow", async () => {
  const { item } = await readWithPictures(1, {
    isSlideshow: true,
    mediaUrls: [],
    slideshowImageLinks: [{ downloadLink: "https://p16.tiktokcdn.com/slide.jpg" }],
  });
  await world.read();
  expect(await postingsOf(item.id)).toEqual([POSTED, POSTED]);
});

test("a video whose frames are there is left alone", async () => {
  const { item } = await readWithPictures(2);
  await world.read();
  expect(await postingsOf(item.id)).toEqual([POSTED]);
});

test("a read without a link, or of a video without the tag, asks for nothing", async () => {
  const { handle, item } = await readWithPictures(1);
  show(handle, { ...item, mediaUrls: [] });
  await world.read();
  expect(await postingsOf(item.id)).toEqual([POSTED]);

  show(handle, { ...item, text: "sold" });
  await world.read();
  await world.read();
  expect((await world.eventsOf(item.id)).filter((type) => type === POSTED)).toHaveLength(1);
});

test("an edited caption, which is posted for itself, is not posted twice", async () => {
  const { handle, item } = await readWithPictures(1);
  show(handle, { ...item, text: "Now 40k #TRACK" });
  await world.read();
  expect(await postingsOf(item.id)).toEqual([POSTED, "content.updated", POSTED]);
});

test("a video of which no worker has told anything is left to its own delivery", async () => {
  const { handle } = await world.openSeller();
  const item = world.item(handle);
  show(handle, item);
  await world.read();
  await world.read();
  expect(await postingsOf(item.id)).toEqual([POSTED]);
});

test("a video of which only the caption has been read is posted again", async () => {
  const { sellerId, handle } = await world.openSeller();
  const item = world.item(handle);
  show(handle, item);
  await world.read();
  const origin = { sellerId, videoId: item.id, handle, causationId: item.id };
  await world.db.transaction((tx) =>
    recordPart(tx, { origin, part: captionPart(), clock: world.clock }),
  );
  await world.read();
  expect(await postingsOf(item.id)).toEqual([POSTED, POSTED]);
});

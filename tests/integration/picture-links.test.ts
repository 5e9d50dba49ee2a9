import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findThumbnailRank } from "#lib/assembly/find-thumbnail-rank.ts";
import { register } from "#lib/doors/consumer.ts";
import { handleDelivery } from "#lib/doors/handle-delivery.ts";
import { createEvent } from "#lib/events/event.ts";
import type { MadePictures, PictureMaker } from "#lib/media/picture-maker.ts";
import { thumbnailGenerator } from "#workers/thumbnail-generator.ts";
import {
  type IngestionWorld,
  MINUTE_MS,
  openIngestionWorld,
} from "#tests/support/ingestion-world.ts";
import { thumbnailPart } from "#tests/support/parts.ts";
import { recordPorts } from "#tests/support/recorded-ports.ts";

let world: IngestionWorld;
beforeAll(async () => {
  world = await openIngestionWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const part = thumbnailPart();
if (part.name !== "thumbnail") throw new Error("not a thumbnail part");
const frames: MadePictures = { rank: 2, value: part.value, linkExpired: false };
const stopgap: MadePictures = { rank: 1, value: part.value, linkExpired: true };

const OLD_LINK = "https://api.apify.com/v2/key-value-stores/old/records/clip";
const FRESH_LINK = "https://api.apify.com/v2/key-value-stores/fresh/records/clip";

/** Of the two links only the fresh one is alive. */
const pictures: PictureMaker = {
  make: ({ mediaUrl }) => Promise.resolve(mediaUrl === FRESH_LINK ? frames : stopgap),
};

async function readVideo() {
  const { sellerId, handle } = await world.openSeller();
  const item = world.item(handle, { mediaUrls: [OLD_LINK] });
  world.scraper.profiles.set(handle, [item]);
  await world.read();
  const deliver = () => {
    const { ports } = recordPorts(world.db, { clock: world.clock, pictures });
    const payload = {
      video_id: item.id,
      caption: "New heels only 55k! #TRACK",
      seller_handle: handle,
      video_url: `https://www.tiktok.com/@${handle}/video/${item.id}`,
      timestamp: world.clock().toISOString(),
    };
    const origin = { source: "ingestion", correlationId: randomUUID(), eventId: randomUUID() };
    const event = createEvent("video.posted", payload, { ...origin, clock: world.clock });
    return handleDelivery({ consumer: register(thumbnailGenerator), event }, ports);
  };
  return {
    deliver,
    isDue: async () => {
      const { nextPollAt, nextDeepReadAt } = await world.cursorOf(sellerId);
      const now = world.clock().getTime();
      return nextPollAt.getTime() <= now && (nextDeepReadAt?.getTime() ?? now) <= now;
    },
    rank: () => findThumbnailRank(world.db, { sellerId, videoId: item.id }),
    showFreshLink: () => world.scraper.profiles.set(handle, [{ ...item, mediaUrls: [FRESH_LINK] }]),
  };
}

test("a dead link is asked for again at once, and its fresh one takes the cover's place", async () => {
  const video = await readVideo();
  await video.deliver();
  expect({ rank: await video.rank(), isDue: await video.isDue() }).toEqual({
    rank: 1,
    isDue: true,
  });

  video.showFreshLink();
  world.pass(MINUTE_MS);
  await world.readDue();
  await video.deliver();
  expect(await video.rank()).toBe(2);
});

test("it is asked for once, however often it is found dead", async () => {
  const video = await readVideo();
  await video.deliver();
  world.pass(MINUTE_MS);
  await world.readDue();
  await video.deliver();
  expect({ rank: await video.rank(), isDue: await video.isDue() }).toEqual({
    rank: 1,
    isDue: false,
  });
});

test("a link that works asks for nothing", async () => {
  const video = await readVideo();
  video.showFreshLink();
  await world.read();
  await video.deliver();
  expect({ rank: await video.rank(), isDue: await video.isDue() }).toEqual({
    rank: 2,
    isDue: false,
  });
});

import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { assemblies, events, products } from "#db/schema/index.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { systemClock } from "#lib/clock.ts";
import { register } from "#lib/doors/consumer.ts";
import { handleDelivery } from "#lib/doors/handle-delivery.ts";
import { autoTagger } from "#workers/auto-tagger.ts";
import { captionParser } from "#workers/caption-parser.ts";
import { createShop, createVideo } from "#tests/support/factories.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { thumbnailPart } from "#tests/support/parts.ts";
import { recordPorts } from "#tests/support/recorded-ports.ts";
import { postedEvent } from "./ai-reader-setup.ts";

const tagger = register(autoTagger);
let database: OpenTestDatabase;
let db: Database;

beforeAll(async () => {
  database = await openTestDatabase("pg");
  ({ db } = database);
});
afterAll(() => database.close());

async function posted(caption: string, hashtags: string[] = []) {
  const { sellerId } = await createShop({}, db);
  return createVideo({ caption, hashtags, sellerId }, db);
}

type Posted = Awaited<ReturnType<typeof posted>>;

async function tagsOf({ videoId }: Posted) {
  const [row] = await db.orm.select().from(assemblies).where(eq(assemblies.videoId, videoId));
  return row?.tagsValue;
}

async function toldOf({ videoId }: Posted) {
  const isTold = and(eq(events.videoId, videoId), eq(events.eventType, "tags.generated"));
  return db.orm.select().from(events).where(isTold);
}

test("files a video and tells of it once, however often it comes", async () => {
  const video = await posted("Red satin dress 45k", ["fyp", "weddingguestdress", "SatinDress"]);
  const event = postedEvent(video);
  const { ports } = recordPorts(db);
  expect(await handleDelivery({ consumer: tagger, event }, ports)).toBe("done");
  expect(await tagsOf(video)).toEqual({
    tags: ["dress", "red", "satin", "ekiteteeyi"],
    category: "clothing",
    confidence: 0.97,
  });
  expect(await handleDelivery({ consumer: tagger, event }, ports)).toBe("duplicate");
  const again = { consumer: tagger, event: postedEvent(video) };
  expect(await handleDelivery(again, ports)).toBe("unchanged");
  expect(await toldOf(video)).toHaveLength(1);
});

test("listens to the subtitles only of a caption that names no product", async () => {
  let downloads = 0;
  const subtitles = {
    read: () => Promise.resolve(((downloads += 1), ["look at these lovely handbags"])),
  };
  const { ports } = recordPorts(db, { subtitles });
  const named = await posted("Red heels 45k");
  await handleDelivery({ consumer: tagger, event: postedEvent(named) }, ports);
  expect(downloads).toBe(0);
  const silent = await posted("Only 70k, DM fast");
  await handleDelivery({ consumer: tagger, event: postedEvent(silent) }, ports);
  expect(downloads).toBe(1);
  expect(await tagsOf(silent)).toMatchObject({ category: "bags", confidence: 0.5 });
});

test("gives the product the colour that its pictures show, whichever comes first", async () => {
  const colours = [
    { hex: "#C81E2D", name: "red", weight: 0.6 },
    { hex: "#FAFAFA", name: "white", weight: 0.4 },
  ];
  const { ports } = recordPorts(db);
  for (const picturesFirst of [true, false]) {
    const video = await posted("Satin dress 45k");
    const addPictures = () =>
      db.transaction((tx) =>
        recordPart(tx, {
          origin: { ...video, handle: "any-seller", causationId: randomUUID() },
          part: thumbnailPart({ from: "video", namedColours: colours }),
          clock: systemClock,
        }),
      );
    if (picturesFirst) await addPictures();
    for (const consumer of [tagger, register(captionParser)])
      await handleDelivery({ consumer, event: postedEvent(video) }, ports);
    if (!picturesFirst) await addPictures();
    const [product] = await db.orm
      .select()
      .from(products)
      .where(eq(products.videoId, video.videoId));
    expect(product?.tags).toEqual(["dress", "red", "satin", "ekiteteeyi"]);
  }
});

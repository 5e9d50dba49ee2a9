import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { assemblies, events, thumbnails } from "#db/schema/index.ts";
import { openPictureMaker } from "#lib/media/open-picture-maker.ts";
import { createSender, sentPictures } from "#tests/support/event-sender.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { expectRefused, sellerWithVideo } from "#tests/support/refused-event.ts";

const BLOB_ORIGIN = "https://blob.test";

let database: OpenTestDatabase;
let db: Database;
let partner: Server;
let partnerUrl: string;
let asked: string[] = [];
let stored = new Map<string, Buffer>();
let picture: Buffer;

beforeAll(async () => {
  database = await openTestDatabase("pg");
  ({ db } = database);
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  picture = await sharp({
    create: { width: 640, height: 800, channels: 3, background: "red", noise },
  })
    .withExif({ IFD0: { Copyright: "planted-canary" } })
    .jpeg()
    .toBuffer();
  partner = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url?.startsWith("/page")) response.end("<!doctype html><p>not a picture</p>");
    else if (request.url?.startsWith("/busy")) response.writeHead(503).end();
    else response.end(picture);
  });
  await new Promise<void>((resolve) => {
    partner.listen(0, "127.0.0.1", resolve);
  });
  partnerUrl = `http://127.0.0.1:${(partner.address() as AddressInfo).port}`;
});
afterEach(() => {
  asked = [];
  stored = new Map();
});
afterAll(async () => {
  await new Promise((resolve) => {
    partner.close(resolve);
  });
  await database.close();
});

/** The door with the real picture maker, which may fetch from the partner alone. */
async function senderWithPictures() {
  const pictures = openPictureMaker({
    blobs: {
      put: ({ path, body }) => {
        stored.set(path, body);
        return Promise.resolve({ url: `${BLOB_ORIGIN}/${path}` });
      },
    },
    allowedHosts: `${new URL(partnerUrl).host},pictures.partner.test`,
    projectFolder: process.cwd(),
  });
  return createSender(db, { rank: 2, ports: { pictures } });
}

const given = (paths: string[]) => {
  const thumbnails = paths.map((path, position) => ({
    url: path.includes("//") ? path : partnerUrl + path,
    width: 640,
    height: 800,
    timestamp: position,
    position,
  }));
  return { payload: { thumbnails, primary_thumbnail: thumbnails.at(-1) } };
};

test("pictures of another system are stored anew, the primary one first, without their metadata", async () => {
  const { video, handle } = await sellerWithVideo(db);
  const sender = await senderWithPictures();
  const sent = sentPictures(video, handle, given(["/0.jpg", "/1.jpg"]));
  const response = await sender.post(sent);
  expect(await response.json()).toMatchObject({ status: "accepted", outcome: "merged" });
  expect(asked).toEqual(["/1.jpg", "/0.jpg"]);
  const [assembly] = await db.orm
    .select()
    .from(assemblies)
    .where(eq(assemblies.videoId, video.videoId));
  expect(assembly?.thumbnailValue).toMatchObject({
    from: "video",
    pictures: [{ atSeconds: 1 }, { atSeconds: 0 }],
    metadata: { frames_analyzed: 40 },
  });
  expect(JSON.stringify(assembly?.thumbnailValue)).not.toContain(partnerUrl);
  expect(stored.size).toBeGreaterThan(0);
  for (const bytes of stored.values()) expect(bytes.includes("planted-canary")).toBe(false);
  expect((await sender.post(sent)).status).toBe(200);
  expect(asked).toHaveLength(2);
});

const refused: Record<string, string[]> = {
  "of a host that is not allowed": ["https://pictures.elsewhere.test/0.jpg"],
  "inside the network": ["http://169.254.169.254/latest/meta-data", "http://[::1]:1/x"],
  "without encryption": ["http://pictures.partner.test/0.jpg"],
  "that is a file of this machine": ["file:///etc/passwd"],
  "that is a page": ["/page"],
  "that is no address": ["pictures//0.jpg"],
};
test.each(Object.entries(refused))(
  "a picture %s is refused with its pictures",
  async (_name, bad) => {
    for (const url of bad) {
      const { video, handle } = await sellerWithVideo(db);
      const sender = await senderWithPictures();
      const sent = sentPictures(video, handle, given(["/0.jpg", url]));
      const { problem } = await expectRefused(db, () => sender.post(sent), 422);
      expect(problem.errors?.[0]?.field).toBe("/payload/thumbnails");
      expect(await db.orm.$count(thumbnails, eq(thumbnails.videoId, video.videoId))).toBe(0);
    }
  },
);

test("a picture that cannot be had now is asked for again by its sender, who may then succeed", async () => {
  const { video, handle } = await sellerWithVideo(db);
  const sender = await senderWithPictures();
  const busy = sentPictures(video, handle, given(["/busy"]));
  await expectRefused(db, () => sender.post(busy), 503);
  const { eventId } = busy.metadata;
  const later = sentPictures(video, handle, { ...given(["/0.jpg"]), metadata: { eventId } });
  expect((await sender.post(later)).status).toBe(202);
  expect(await db.orm.$count(events, eq(events.eventId, eventId))).toBe(1);
});

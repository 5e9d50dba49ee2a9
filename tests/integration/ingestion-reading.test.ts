import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { videoCorrelationId } from "#lib/ids.ts";
import { type IngestionWorld, openIngestionWorld } from "#tests/support/ingestion-world.ts";
import { DRIVERS } from "#tests/support/open-test-database.ts";

describe.each(DRIVERS)("reading on %s", (driver) => {
  let world: IngestionWorld;
  beforeAll(async () => {
    world = await openIngestionWorld(driver);
  });
  afterAll(() => world.close());
  beforeEach(() => world.reset());

  describe("a first read", () => {
    test("stores every video and posts the tracked ones", async () => {
      const { sellerId, handle } = await world.openSeller();
      const tracked = world.item(handle);
      const byHashtag = world.item(handle, {
        text: "new",
        hashtags: [{ name: "track" }],
        hoursAgo: 2,
      });
      const untracked = world.item(handle, { text: "gym day #tracksuit", hoursAgo: 3 });
      world.scraper.profiles.set(handle, [tracked, byHashtag, untracked]);

      await world.read();

      expect(await world.videosOf(sellerId)).toMatchObject([
        { videoId: untracked.id, tracked: false },
        { videoId: byHashtag.id, tracked: true },
        { videoId: tracked.id, tracked: true, sourceVersion: 1, availability: "public" },
      ]);
      expect(await world.eventsOf(tracked.id)).toEqual(["video.posted"]);
      expect(await world.eventsOf(byHashtag.id)).toEqual(["video.posted"]);
      expect(await world.eventsOf(untracked.id)).toEqual([]);
    });

    test("writes video.posted as the event document has it", async () => {
      const { sellerId, handle } = await world.openSeller();
      const item = world.item(handle);
      world.scraper.profiles.set(handle, [item]);

      await world.read();

      const [event] = (await world.allEvents()).filter((row) => row.eventType === "video.posted");
      expect(event).toMatchObject({
        topic: "new-video-posted",
        sellerId,
        videoId: item.id,
        correlationId: videoCorrelationId(item.id),
        publishedAt: null,
        payload: {
          video_id: item.id,
          caption: "New heels only 55k! Sizes 37-41 #TRACK",
          seller_handle: handle,
          video_url: `https://www.tiktok.com/@${handle}/video/${item.id}`,
          timestamp: world.clock().toISOString(),
          metadata: {
            likes_count: 10,
            comments_count: 2,
            shares_count: 1,
            duration: 15,
            thumbnail_url: `https://p16.tiktokcdn.com/${item.id}.jpg`,
          },
        },
      });
    });

    test("leaves the cursor at its newest stored video and tells of itself in ingest events", async () => {
      const { sellerId, handle } = await world.openSeller();
      world.scraper.profiles.set(handle, [world.item(handle), world.item(handle, { hoursAgo: 9 })]);

      const { runs } = await world.read({ itemsPerPage: 1 });

      const newest = (await world.videosOf(sellerId)).at(-1);
      expect(await world.cursorOf(sellerId)).toMatchObject({
        highWaterAt: newest?.postedAt,
        claimedUntil: null,
        lastOutcome: "ok",
        failures: 0,
      });
      expect(await world.runOf(runs[0]?.runId ?? "")).toMatchObject({
        state: "completed",
        offset: 2,
        counters: { items: 2, tracked: 2, posted: 2, edited: 0, gone: 0, errors: 0 },
      });
      const types = (await world.allEvents()).map((event) => event.eventType);
      expect(types.filter((type) => type.startsWith("ingest."))).toEqual([
        "ingest.started",
        "ingest.progress",
        "ingest.progress",
        "ingest.completed",
      ]);
    });

    test("stores captions that Postgres would refuse as they came", async () => {
      const { sellerId, handle } = await world.openSeller();
      const text = `#TRACK \0 \ud83d ${"x".repeat(20_000)}`;
      world.scraper.profiles.set(handle, [world.item(handle, { text })]);

      await world.read();
      await world.read();

      const [video] = await world.videosOf(sellerId);
      expect(video?.caption).toHaveLength(10_000);
      expect(video?.sourceVersion).toBe(1);
    });

    test("of a video dated in the future does not carry the cursor there", async () => {
      const { sellerId, handle } = await world.openSeller();
      world.scraper.profiles.set(handle, [
        world.item(handle, { hoursAgo: -900 }),
        world.item(handle, { hoursAgo: 1 }),
      ]);

      await world.read();

      const { highWaterAt } = await world.cursorOf(sellerId);
      expect(highWaterAt?.getTime()).toBeLessThan(world.clock().getTime());
    });
  });

  describe("a repeated read", () => {
    test("of the same profile writes no event and no second row", async () => {
      const { sellerId, handle } = await world.openSeller();
      const item = world.item(handle);
      world.scraper.profiles.set(handle, [item]);
      await world.read();

      world.scraper.profiles.set(handle, [{ ...item, diggCount: 99 }]);
      await world.read();

      expect(await world.videosOf(sellerId)).toMatchObject([
        { sourceVersion: 1, stats: { likes: 99 } },
      ]);
      expect(await world.eventsOf(item.id)).toEqual(["video.posted"]);
    });

    test("begins 48 hours before the newest video, so that one which was missed then is found", async () => {
      const { handle } = await world.openSeller();
      const newest = world.item(handle);
      const missed = world.item(handle, { hoursAgo: 40 });
      world.scraper.profiles.set(handle, [newest]);
      await world.read();

      world.scraper.profiles.set(handle, [newest, missed]);
      await world.read();

      expect(await world.eventsOf(missed.id)).toEqual(["video.posted"]);
      const { request } = [...world.scraper.runs.values()][1] ?? {};
      expect(request?.since).toEqual(
        new Date(Number(newest["createTime"]) * 1_000 - 48 * 3_600_000),
      );
    });

    test("of profiles in one run asks for the earliest date that any of them needs", async () => {
      const early = await world.openSeller();
      const late = await world.openSeller();
      const old = world.item(early.handle, { hoursAgo: 200 });
      world.scraper.profiles.set(early.handle, [old]);
      world.scraper.profiles.set(late.handle, [world.item(late.handle)]);
      await world.read();

      await world.read();

      const { request } = [...world.scraper.runs.values()][1] ?? {};
      expect(request?.handles.toSorted()).toEqual([early.handle, late.handle].toSorted());
      expect(request?.since).toEqual(new Date(Number(old["createTime"]) * 1_000 - 48 * 3_600_000));
    });

    test("keeps a media link that it does not show again", async () => {
      const { sellerId, handle } = await world.openSeller();
      const item = world.item(handle);
      world.scraper.profiles.set(handle, [item]);
      await world.read();

      world.scraper.profiles.set(handle, [{ ...item, mediaUrls: [], videoMeta: {} }]);
      await world.read();

      const [video] = await world.videosOf(sellerId);
      expect(video).toMatchObject({
        mediaUrl: expect.stringContaining(item.id),
        durationSeconds: 15,
      });
    });
  });

  describe("a caption", () => {
    async function readTwice(before: string, after: string | undefined) {
      const { handle } = await world.openSeller();
      const item = world.item(handle, { text: before });
      world.scraper.profiles.set(handle, [item]);
      await world.read();
      world.scraper.profiles.set(handle, [{ ...item, text: after }]);
      await world.read();
      return { handle, item };
    }

    test("that was edited is posted again as the next version", async () => {
      const { item } = await readTwice("Heels 55k #TRACK", "Heels 45k #TRACK");

      expect(await world.videoOf(item.id)).toMatchObject({
        caption: "Heels 45k #TRACK",
        sourceVersion: 2,
      });
      expect(await world.eventsOf(item.id)).toEqual([
        "video.posted",
        "content.updated",
        "video.posted",
      ]);
      const updated = (await world.allEvents()).find((row) => row.eventType === "content.updated");
      expect(updated?.payload).toMatchObject({
        contentId: item.id,
        contentType: "video",
        changes: { caption: { oldValue: "Heels 55k #TRACK", newValue: "Heels 45k #TRACK" } },
      });
    });

    test("that is edited back makes a third version, not the first event again", async () => {
      const { handle, item } = await readTwice("Heels 55k #TRACK", "Heels 45k #TRACK");
      world.scraper.profiles.set(handle, [{ ...item, text: "Heels 55k #TRACK" }]);
      await world.read();

      const posted = (await world.eventsOf(item.id)).filter((type) => type === "video.posted");
      expect(posted).toHaveLength(3);
    });

    test("that lost the tag takes the video out of the shop", async () => {
      const { item } = await readTwice("Heels 55k #TRACK", "Heels 55k");

      expect(await world.videoOf(item.id)).toMatchObject({ tracked: false, sourceVersion: 2 });
      expect(await world.eventsOf(item.id)).toEqual([
        "video.posted",
        "content.updated",
        "content.archived",
      ]);
      const archived = (await world.allEvents()).find(
        (row) => row.eventType === "content.archived",
      );
      expect(archived?.payload).toMatchObject({ contentType: "video", reason: "tag removed" });
    });

    test("that got the tag later is posted then", async () => {
      const { item } = await readTwice("Heels 55k", "Heels 55k #track");

      expect(await world.videoOf(item.id)).toMatchObject({ tracked: true, sourceVersion: 2 });
      expect(await world.eventsOf(item.id)).toEqual(["video.posted", "content.published"]);
    });

    test("carries the tag since the read that first showed it, and anew when it comes back", async () => {
      const { handle, item } = await readTwice("Heels 55k #TRACK", "Heels 45k #TRACK");
      const { firstSeenAt, trackedSince } = await world.videoOf(item.id);
      expect(trackedSince).toEqual(firstSeenAt);
      for (const text of ["sold", "Heels 40k #TRACK"]) {
        world.scraper.profiles.set(handle, [{ ...item, text }]);
        await world.read();
      }
      expect((await world.videoOf(item.id)).trackedSince).toEqual(world.clock());
    });

    test("that an item leaves out is not an edit", async () => {
      const { item } = await readTwice("Heels 55k #TRACK", undefined);

      expect(await world.videoOf(item.id)).toMatchObject({
        caption: "Heels 55k #TRACK",
        sourceVersion: 1,
      });
    });

    test("of a video without the tag is kept current in silence", async () => {
      const { item } = await readTwice("dancing", "dancing again");

      expect(await world.videoOf(item.id)).toMatchObject({ caption: "dancing again" });
      expect(await world.eventsOf(item.id)).toEqual([]);
    });

    test("that stands twice in one page counts as the later item has it", async () => {
      const { handle } = await world.openSeller();
      const item = world.item(handle, { text: "first #TRACK" });
      world.scraper.profiles.set(handle, [item, { ...item, text: "second #TRACK" }]);

      await world.read();

      expect(await world.videoOf(item.id)).toMatchObject({
        caption: "second #TRACK",
        sourceVersion: 1,
      });
      expect(await world.eventsOf(item.id)).toEqual(["video.posted"]);
    });
  });

  describe("the dataset", () => {
    test("brings in only videos of the run's own sellers; the others count as errors", async () => {
      const { sellerId, handle } = await world.openSeller();
      const stranger = world.item("someone-else");
      world.scraper.profiles.set(handle, [world.item(handle), stranger]);

      const { runs } = await world.read();

      expect(await world.videosOf(sellerId)).toHaveLength(1);
      await expect(world.videoOf(stranger.id)).rejects.toThrow("no video");
      expect((await world.runOf(runs[0]?.runId ?? "")).counters).toMatchObject({ errors: 1 });
    });

    test("cannot move a video from one seller to another", async () => {
      const owner = await world.openSeller();
      const item = world.item(owner.handle);
      world.scraper.profiles.set(owner.handle, [item]);
      await world.read();
      const thief = await world.openSeller();
      world.scraper.profiles.set(thief.handle, [
        { ...item, text: "mine #TRACK", authorMeta: { name: thief.handle } },
      ]);

      await world.read();

      expect(await world.videoOf(item.id)).toMatchObject({
        sellerId: owner.sellerId,
        caption: item["text"],
        sourceVersion: 1,
      });
      expect(await world.eventsOf(item.id)).toEqual(["video.posted"]);
    });

    test("may hold anything: what cannot be read counts as an error and the rest comes in", async () => {
      const { sellerId, handle } = await world.openSeller();
      world.scraper.profiles.set(handle, [
        {},
        { id: 5, text: 9 },
        { error: true },
        world.item(handle),
        { authorMeta: "x", videoMeta: [] },
      ]);

      const { runs } = await world.read();

      expect(await world.videosOf(sellerId)).toHaveLength(1);
      expect((await world.runOf(runs[0]?.runId ?? "")).counters).toMatchObject({
        items: 5,
        errors: 4,
      });
    });
  });
});

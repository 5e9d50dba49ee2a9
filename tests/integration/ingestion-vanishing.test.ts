import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askForRead } from "#lib/ingestion/ask-for-read.ts";
import { type IngestionWorld, openIngestionWorld } from "#tests/support/ingestion-world.ts";

let world: IngestionWorld;
beforeAll(async () => {
  world = await openIngestionWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

/** A seller with three tracked videos that have been read, the newest first. */
async function sellerWithThree() {
  const seller = await world.openSeller();
  const items = [
    world.item(seller.handle, { hoursAgo: 1 }),
    world.item(seller.handle, { hoursAgo: 5 }),
    world.item(seller.handle, { hoursAgo: 9 }),
  ] as const;
  show(seller.handle, ...items);
  await world.read();
  return { ...seller, items };
}

function show(handle: string, ...items: Record<string, unknown>[]): void {
  world.scraper.profiles.set(handle, items);
}

describe("a video further back than reads usually go", () => {
  const DAY_MS = 24 * 3_600_000;

  async function sellerWithHistory() {
    const seller = await world.openSeller();
    const items = [1, 100, 150, 200].map((hoursAgo) => world.item(seller.handle, { hoursAgo }));
    show(seller.handle, ...items);
    await world.read();
    return { ...seller, items };
  }

  test("is missed by the next deep read", async () => {
    const { handle, items } = await sellerWithHistory();
    const [newest, kept, lost, oldest] = items;
    if (!newest || !kept || !lost || !oldest) throw new Error("four items were made");
    show(handle, newest, { ...kept, text: "Now 40k #TRACK" }, oldest);

    await world.read();
    const usual = await world.videoOf(lost.id);
    world.pass(30 * DAY_MS);
    await world.read();

    expect(usual).toMatchObject({ availability: "public" });
    expect(await world.videoOf(lost.id)).toMatchObject({ availability: "gone" });
    expect(await world.videoOf(kept.id)).toMatchObject({ caption: "Now 40k #TRACK" });
  });

  test("is missed at once by a read that the seller asks for", async () => {
    const { handle, items } = await sellerWithHistory();
    const [newest, kept, lost, oldest] = items;
    if (!newest || !kept || !lost || !oldest) throw new Error("four items were made");
    show(handle, newest, kept, oldest);

    world.pass(60_000);
    await askForRead(world.db, { handle, clock: world.clock });
    await world.readDue();

    expect(await world.videoOf(lost.id)).toMatchObject({ availability: "gone" });
  });
});

describe("a video that TikTok does not show any more", () => {
  test("between two that it shows is gone at once, and told of once", async () => {
    const { handle, items } = await sellerWithThree();
    const [newest, middle, oldest] = items;
    show(handle, newest, oldest);

    const { runs } = await world.read();
    await world.read();

    expect(await world.videoOf(middle.id)).toMatchObject({ availability: "gone" });
    expect(await world.eventsOf(middle.id)).toEqual(["video.posted", "content.archived"]);
    expect((await world.runOf(runs[0]?.runId ?? "")).counters.gone).toBe(1);
    const archived = (await world.allEvents()).find((row) => row.eventType === "content.archived");
    expect(archived?.payload).toMatchObject({ contentId: middle.id, reason: "gone" });
  });

  test("at the end of the list is gone after two complete reads in a row", async () => {
    const { handle, items } = await sellerWithThree();
    const [newest, middle, oldest] = items;
    show(handle, middle, oldest);

    await world.read();
    expect(await world.videoOf(newest.id)).toMatchObject({
      availability: "public",
      missedReads: 1,
    });
    await world.read();

    expect(await world.videoOf(newest.id)).toMatchObject({ availability: "gone" });
    expect(await world.eventsOf(newest.id)).toEqual(["video.posted", "content.archived"]);
  });

  test("and is shown again in between begins to be missed anew", async () => {
    const { handle, items } = await sellerWithThree();
    const [newest, middle, oldest] = items;
    for (const shown of [
      [middle, oldest],
      [newest, middle, oldest],
      [middle, oldest],
    ]) {
      show(handle, ...shown);
      await world.read();
    }

    expect(await world.videoOf(newest.id)).toMatchObject({
      availability: "public",
      missedReads: 1,
    });
  });

  test("and comes back is public again", async () => {
    const { handle, items } = await sellerWithThree();
    const [newest, middle, oldest] = items;
    show(handle, newest, oldest);
    await world.read();
    show(handle, newest, middle, oldest);
    await world.read();

    expect(await world.videoOf(middle.id)).toMatchObject({
      availability: "public",
      sourceVersion: 1,
    });
    expect(await world.eventsOf(middle.id)).toEqual([
      "video.posted",
      "content.archived",
      "content.published",
    ]);
  });

  test("without the tag goes without a word", async () => {
    const { handle } = await world.openSeller();
    const plain = world.item(handle, { text: "dancing", hoursAgo: 5 });
    const others = [world.item(handle), world.item(handle, { hoursAgo: 9 })];
    show(handle, ...others, plain);
    await world.read();
    show(handle, ...others);
    await world.read();

    expect(await world.videoOf(plain.id)).toMatchObject({ availability: "gone" });
    expect(await world.eventsOf(plain.id)).toEqual([]);
  });

  test("because it is older than the read went stays", async () => {
    const { handle } = await world.openSeller();
    const old = world.item(handle, { hoursAgo: 100 });
    const newest = world.item(handle, { hoursAgo: 1 });
    show(handle, newest, old);
    await world.read();
    await world.read();
    await world.read();

    expect(await world.videoOf(old.id)).toMatchObject({ availability: "public", missedReads: 0 });
  });

  test("because the list was cut off at its cap stays, also beside an older pinned one", async () => {
    const { handle } = await world.openSeller();
    const pinned = world.item(handle, { hoursAgo: 30, isPinned: true });
    const cutOff = world.item(handle, { hoursAgo: 9 });
    const newest = world.item(handle, { hoursAgo: 1 });
    show(handle, newest, cutOff, pinned);
    await world.read();
    show(handle, newest, pinned);

    await world.read({ rereadResults: 2 });

    expect(await world.videoOf(cutOff.id)).toMatchObject({
      availability: "public",
      missedReads: 0,
    });
  });

  test("while an item of the profile could not be read stays", async () => {
    const { handle, items } = await sellerWithThree();
    const [newest, middle, oldest] = items;
    show(handle, newest, { authorMeta: { name: handle }, text: "no id" }, oldest);

    await world.read();

    expect(await world.videoOf(middle.id)).toMatchObject({
      availability: "public",
      missedReads: 0,
    });
  });

  test("while the scraper's run broke off stays", async () => {
    const { handle, items } = await sellerWithThree();
    const [newest, middle, oldest] = items;
    show(handle, newest, oldest);
    world.scraper.stateAfterStart = "timed_out";

    await world.read();

    expect(await world.videoOf(middle.id)).toMatchObject({
      availability: "public",
      missedReads: 0,
    });
  });
});

describe("an error row that names a video", () => {
  test.each([
    ["POST_NOT_FOUND_OR_PRIVATE", "gone"],
    ["POST_PRIVATE", "private"],
  ])("with %s makes it %s at once", async (errorCode, availability) => {
    const { handle, items } = await sellerWithThree();
    const [newest, middle, oldest] = items;
    show(handle, middle, oldest, { url: newest["webVideoUrl"], error: "x", errorCode });

    await world.read();
    await world.read();

    expect(await world.videoOf(newest.id)).toMatchObject({ availability });
    expect(await world.eventsOf(newest.id)).toEqual(["video.posted", "content.archived"]);
    const archived = (await world.allEvents()).find((row) => row.eventType === "content.archived");
    expect(archived?.payload).toMatchObject({ reason: availability });
  });

  test("of a seller who is not in the run changes nothing", async () => {
    const { items } = await sellerWithThree();
    const other = await world.openSeller();
    const row = { url: items[0]["webVideoUrl"], errorCode: "POST_PRIVATE" };
    show(other.handle, row);
    world.pass(60_000);
    await world.db.orm.execute(
      "update seller_cursors set next_poll_at = '2030-01-01' where high_water_at is not null",
    );

    await world.read();

    expect(await world.videoOf(items[0].id)).toMatchObject({ availability: "public" });
  });
});

describe("a profile", () => {
  test.each([
    ["PROFILE_PRIVATE", "private"],
    ["NOT_FOUND", "not_found"],
    ["BLOCKED", "blocked"],
    ["SOMETHING_ELSE", "error"],
  ] as const)(
    "that answers %s ends as %s, keeps its cursor and is asked later and later",
    async (errorCode, outcome) => {
      const { sellerId, handle, items } = await sellerWithThree();
      const before = await world.cursorOf(sellerId);
      show(handle, { url: `https://www.tiktok.com/@${handle}`, error: "x", errorCode });

      await world.read();
      const first = await world.cursorOf(sellerId);
      await world.read();
      const second = await world.cursorOf(sellerId);

      expect(first).toMatchObject({ lastOutcome: outcome, failures: 1, claimedUntil: null });
      expect(first.highWaterAt).toEqual(before.highWaterAt);
      expect(second.failures).toBe(2);
      expect(second.pollIntervalSeconds).toBeGreaterThan(first.pollIntervalSeconds);
      expect(await world.videosOf(sellerId)).toHaveLength(items.length);
    },
  );

  test("that has no videos and never had any is empty", async () => {
    const { sellerId } = await world.openSeller();
    await world.read();
    expect(await world.cursorOf(sellerId)).toMatchObject({ lastOutcome: "empty", failures: 0 });
  });

  test("that is suddenly empty counts as blocked, loses nothing and is then read without a date", async () => {
    const { sellerId, handle, items } = await sellerWithThree();
    show(handle);
    await world.read();

    expect(await world.cursorOf(sellerId)).toMatchObject({ lastOutcome: "blocked", failures: 1 });
    expect(await world.videoOf(items[0].id)).toMatchObject({
      availability: "public",
      missedReads: 0,
    });

    show(handle, ...items);
    await world.read();

    expect([...world.scraper.runs.values()].at(-1)?.request.since).toBeNull();
    expect(await world.cursorOf(sellerId)).toMatchObject({ lastOutcome: "ok", failures: 0 });
  });

  test("whose newest videos were really deleted is found out by reads without a date", async () => {
    const { handle } = await world.openSeller();
    const kept = world.item(handle, { hoursAgo: 200 });
    const deleted = world.item(handle, { hoursAgo: 1 });
    show(handle, deleted, kept);
    await world.read();
    show(handle, kept);
    for (let reads = 0; reads < 4; reads += 1) await world.read();

    expect(await world.videoOf(deleted.id)).toMatchObject({ availability: "gone" });
    expect(await world.videoOf(kept.id)).toMatchObject({ availability: "public" });
  });

  test("that fails half-way stores what it showed and does not move the cursor", async () => {
    const { sellerId, handle } = await world.openSeller();
    const shown = world.item(handle);
    show(handle, shown, { url: `https://www.tiktok.com/@${handle}`, errorCode: "BLOCKED" });

    await world.read();

    expect(await world.eventsOf(shown.id)).toEqual(["video.posted"]);
    expect(await world.cursorOf(sellerId)).toMatchObject({
      lastOutcome: "blocked",
      highWaterAt: null,
    });
  });
});

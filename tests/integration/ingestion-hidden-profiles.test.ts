import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type IngestionWorld, openIngestionWorld } from "#tests/support/ingestion-world.ts";

let world: IngestionWorld;
beforeAll(async () => {
  world = await openIngestionWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

/** A seller with a tracked video of today, an old one further back than reads usually go, and a plain one. */
async function sellerWithVideos() {
  const seller = await world.openSeller();
  const items = {
    recent: world.item(seller.handle, { hoursAgo: 1 }),
    plain: world.item(seller.handle, { hoursAgo: 2, text: "dancing" }),
    old: world.item(seller.handle, { hoursAgo: 200 }),
  };
  const show = () => world.scraper.profiles.set(seller.handle, Object.values(items));
  const hide = (errorCode: string) =>
    world.scraper.profiles.set(seller.handle, [
      { url: `https://www.tiktok.com/@${seller.handle}`, error: "x", errorCode },
    ]);
  show();
  await world.read();
  return { ...seller, items, show, hide };
}

const availabilities = async (sellerId: string) =>
  (await world.videosOf(sellerId)).map((video) => video.availability);

describe("a profile that nobody can open", () => {
  test.each([
    ["PROFILE_PRIVATE", "private"],
    ["NOT_FOUND", "gone"],
  ])("with %s hides its videos as %s from the second read on", async (errorCode, availability) => {
    const { sellerId, items, hide } = await sellerWithVideos();
    hide(errorCode);

    await world.read();
    expect(await availabilities(sellerId)).toEqual(["public", "public", "public"]);
    const { runs } = await world.read();
    await world.read();

    expect(await availabilities(sellerId)).toEqual([availability, availability, availability]);
    for (const { id } of [items.recent, items.old])
      expect(await world.eventsOf(id)).toEqual(["video.posted", "content.archived"]);
    expect(await world.eventsOf(items.plain.id)).toEqual([]);
    const archived = (await world.allEvents()).find((row) => row.eventType === "content.archived");
    expect(archived?.payload).toMatchObject({ reason: availability });
    expect((await world.runOf(runs[0]?.runId ?? "")).counters.gone).toBe(3);
  });

  test("is believed when the scraper's run broke off after it said so", async () => {
    const { sellerId, hide } = await sellerWithVideos();
    hide("PROFILE_PRIVATE");
    world.scraper.stateAfterStart = "timed_out";
    await world.read();
    await world.read();
    expect(new Set(await availabilities(sellerId))).toEqual(new Set(["private"]));
  });

  test("shows all of its videos again when it can be read, also those further back", async () => {
    const { sellerId, items, show, hide } = await sellerWithVideos();
    hide("PROFILE_PRIVATE");
    await world.read();
    await world.read();
    show();

    await world.read();

    expect(await availabilities(sellerId)).toEqual(["public", "public", "public"]);
    for (const { id } of [items.recent, items.old])
      expect(await world.eventsOf(id)).toEqual([
        "video.posted",
        "content.archived",
        "content.published",
      ]);
  });

  test("does not bring back what had vanished before", async () => {
    const { items, show, hide, handle } = await sellerWithVideos();
    const { recent, plain } = items;
    const lost = { url: recent["webVideoUrl"], error: "x", errorCode: "POST_PRIVATE" };
    world.scraper.profiles.set(handle, [plain, lost]);
    await world.read();
    hide("PROFILE_PRIVATE");
    await world.read();
    await world.read();
    show();
    world.scraper.profiles.set(handle, [plain]);

    await world.read();

    expect(await world.videoOf(recent.id)).toMatchObject({ availability: "private" });
    expect(await world.videoOf(items.old.id)).toMatchObject({ availability: "public" });
  });

  test("does not bring back a video that is named as vanished meanwhile", async () => {
    const { items, hide, handle } = await sellerWithVideos();
    hide("PROFILE_PRIVATE");
    await world.read();
    await world.read();
    const lost = { url: items.old["webVideoUrl"], error: "x", errorCode: "POST_NOT_FOUND" };
    world.scraper.profiles.set(handle, [items.recent, lost]);

    await world.read();

    expect(await world.videoOf(items.old.id)).toMatchObject({ availability: "gone" });
    expect(await world.eventsOf(items.old.id)).toEqual(["video.posted", "content.archived"]);
  });

  test("and is then suddenly empty counts as blocked", async () => {
    const { sellerId, hide, handle } = await sellerWithVideos();
    hide("NOT_FOUND");
    await world.read();
    await world.read();
    world.scraper.profiles.set(handle, []);

    await world.read();

    expect(await world.cursorOf(sellerId)).toMatchObject({ lastOutcome: "blocked" });
  });
});

test("a profile that shows a video beside the row that calls it private keeps its videos", async () => {
  const { sellerId, handle, items } = await sellerWithVideos();
  const row = { url: `https://www.tiktok.com/@${handle}`, errorCode: "PROFILE_PRIVATE" };
  world.scraper.profiles.set(handle, [items.recent, row]);
  await world.read();
  await world.read();
  expect(new Set(await availabilities(sellerId))).toEqual(new Set(["public"]));
});

test.each([
  ["BLOCKED", "BLOCKED"],
  ["PROFILE_PRIVATE", "BLOCKED"],
  ["SOMETHING_ELSE", "NOT_FOUND"],
])("a profile that answers %s and then %s keeps its videos", async (first, second) => {
  const { sellerId, hide } = await sellerWithVideos();
  hide(first);
  await world.read();
  hide(second);
  await world.read();
  expect(new Set(await availabilities(sellerId))).toEqual(new Set(["public"]));
});

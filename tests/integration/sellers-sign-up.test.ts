import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { events, sellers } from "#db/schema/index.ts";
import { ScraperError } from "#lib/ingestion/scraper.ts";
import { advanceLookup, startLookup } from "#lib/sellers/look-up.ts";
import { adoptShop } from "#lib/sellers/open-own-shop.ts";
import { expireTrials, setSubscription } from "#lib/sellers/set-subscription.ts";
import { readShopProgress } from "#lib/sellers/shop-progress.ts";
import { findShop, takesOrders } from "#lib/shops/get-shop.ts";
import { openShop } from "#lib/sellers/open-shop.ts";
import { uniquePhone } from "#tests/support/account-world.ts";
import { uniqueHandle } from "#tests/support/factories.ts";
import { openSellerWorld, type SellerWorld } from "#tests/support/seller-world.ts";

const DAY_SECONDS = 86_400;

let world: SellerWorld;
beforeAll(async () => {
  world = await openSellerWorld();
});
afterAll(() => world.close());

const newSeller = async () => (await world.signIn()).session;

describe("look at a profile", () => {
  test("shows name, followers, bio, newest caption and how many videos carry the tag", async () => {
    const handle = uniqueHandle();
    const captions = ["Bags 30k", "Heels 55k #track"];
    world.show(handle, { name: "Nalu Fashion", fans: 18_400, bio: "Kampala", captions });
    const { found } = await world.lookUp(await newSeller(), handle);
    expect(found).toEqual({
      kind: "found",
      name: "Nalu Fashion",
      followers: 18_400,
      portrait: null,
      bio: "Kampala",
      latestCaption: "Bags 30k",
      tracked: 1,
    });
  });

  test.each([
    ["PROFILE_PRIVATE", "private"],
    ["NOT_FOUND", "not_found"],
    ["BLOCKED", "blocked"],
  ])("tells %s as %s", async (errorCode, kind) => {
    const handle = uniqueHandle();
    const url = `https://www.tiktok.com/@${handle}`;
    world.scraper.profiles.set(handle, [{ url, input: handle, error: errorCode, errorCode }]);
    const { found } = await world.lookUp(await newSeller(), handle);
    expect(found?.kind).toBe(kind);
  });

  test("tells a profile without videos from one that is not there", async () => {
    const { found } = await world.lookUp(await newSeller(), uniqueHandle());
    expect(found).toEqual({ kind: "empty" });
  });

  test("that the scraper refuses is tried again by itself when its time has come", async () => {
    const [session, handle] = [await newSeller(), uniqueHandle()];
    world.show(handle);
    world.scraper.beforeStep = () => {
      throw new ScraperError("away", { retryable: true });
    };
    const refused = await world.lookUp(session, handle);
    world.scraper.beforeStep = () => undefined;
    if (refused.found?.kind !== "blocked") throw new Error("was not refused");
    const waitMs = Date.parse(refused.found.retryAt) - world.time.now.getTime();
    expect(waitMs).toBe(5 * 60_000);
    expect((await advanceLookup(refused, world.sellerPorts)).lookup.id).toBe(refused.id);
    world.pass(5 * 60);
    const again = (await advanceLookup(refused, world.sellerPorts)).lookup;
    expect(again.id).not.toBe(refused.id);
    expect((await advanceLookup(again, world.sellerPorts)).lookup.found?.kind).toBe("found");
  });

  test("can be asked for eight times in an hour, however many taps come at once", async () => {
    const [{ userId }, handle] = [await newSeller(), uniqueHandle()];
    const taps = Array.from({ length: 20 }, () =>
      startLookup({ userId, handle, purpose: "sign_up" }, world.sellerPorts),
    );
    const kinds = (await Promise.all(taps)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "started")).toHaveLength(8);
    expect(kinds.filter((kind) => kind === "wait")).toHaveLength(12);
    world.pass(3_601);
    const later = await startLookup({ userId, handle, purpose: "sign_up" }, world.sellerPorts);
    expect(later.kind).toBe("started");
  });
});

describe("opening one's own shop", () => {
  test("makes shop, owner, claim and the documented event together, with a trial of 14 days", async () => {
    const [session, handle] = [await newSeller(), uniqueHandle()];
    world.show(handle);
    const opened = await world.openShop(session, handle);
    if (opened.kind !== "opened") throw new Error("not opened");
    const { sellerId } = opened;
    expect((await world.again(session)).sellerId).toBe(sellerId);
    const shop = await world.shopOf(sellerId);
    expect(shop.subscriptionStatus).toBe("trial");
    expect(shop.trialEndsAt?.getTime()).toBe(world.time.now.getTime() + 14 * DAY_SECONDS * 1_000);
    const rows = await world.db.orm.select().from(events).where(eq(events.sellerId, sellerId));
    const told = (await world.db.personal.reveal(rows)).find(
      ({ eventType }) => eventType === "shop_link.generated",
    );
    expect(told?.payload).toEqual({
      handle,
      phone: session.phone,
      shop_link: `/shop/${handle}`,
      subscription_status: "trial",
      created_at: world.time.now.toISOString(),
    });
    expect(await world.claimsOn(handle)).toMatchObject([{ sellerId, state: "open" }]);
  });

  test("twice at once opens one shop that is hers", async () => {
    const [session, handle] = [await newSeller(), uniqueHandle()];
    world.show(handle);
    const both = await Promise.all([
      world.openShop(session, handle),
      world.openShop(session, handle),
    ]);
    expect(both.map(({ kind }) => kind)).toEqual(["opened", "opened"]);
    expect(await world.claimsOn(handle)).toHaveLength(1);
  });

  test("gives who signs in the one shop that was opened for her number", async () => {
    const [phone, handle] = [uniquePhone(), uniqueHandle()];
    const ports = { db: world.db, clock: world.ports.clock, newId: world.sellerPorts.newId };
    const { sellerId } = await openShop({ handle, phone, country: "UG", name: "Nalu" }, ports);
    const { session } = await world.signIn(phone);
    expect((await adoptShop(session, world.ports)).sellerId).toBe(sellerId);
    const stranger = (await world.signIn()).session;
    expect((await adoptShop(stranger, world.ports)).sellerId).toBeNull();
  });

  test("is followed from the first read to the last product", async () => {
    const [session, handle] = [await newSeller(), uniqueHandle()];
    world.show(handle, { captions: ["no tag here"] });
    const opened = await world.openShop(session, handle);
    if (opened.kind !== "opened") throw new Error("not opened");
    const { sellerId } = opened;
    const progress = () => readShopProgress(world.db, { sellerId, now: world.time.now });
    expect(await progress()).toMatchObject({ stage: "waiting" });
    await world.read(sellerId);
    expect(await progress()).toMatchObject({ stage: "untagged", latestCaption: "no tag here" });
    world.show(handle, { captions: ["Heels 55k #TRACK"] });
    world.pass(DAY_SECONDS);
    await world.read(sellerId);
    expect(await progress()).toMatchObject({
      stage: "making",
      tracked: 1,
      products: 0,
      percent: 40,
    });
  });
});

describe("whose handle it is", () => {
  test("is proved by the code in the bio, on asking", async () => {
    const [session, handle] = [await newSeller(), uniqueHandle()];
    world.show(handle, { bio: "Shoes in Kampala lh-2222" });
    const opened = await world.openShop(session, handle);
    if (opened.kind !== "opened") throw new Error("not opened");
    const before = await findShop(world.db, handle);
    expect(before && takesOrders(before)).toBe(false);
    await world.checkNow(session, handle);
    expect((await world.shopOf(opened.sellerId)).verifiedAt).toBeNull();
    world.show(handle, {
      bio: `Shoes 👠 ${(await world.claimCodeOf(session)).toUpperCase()} Kampala`,
    });
    await world.checkNow(session, handle);
    expect((await world.shopOf(opened.sellerId)).verifiedAt).toEqual(world.time.now);
    expect(world.expired).toContain(handle);
    const after = await findShop(world.db, handle);
    expect(after && takesOrders(after)).toBe(true);
    expect(await world.eventsOf(session.userId)).toContain("user.updated");
  });

  test("is proved by the next read of the profile as well", async () => {
    const [session, handle] = [await newSeller(), uniqueHandle()];
    world.show(handle);
    const opened = await world.openShop(session, handle);
    if (opened.kind !== "opened") throw new Error("not opened");
    world.show(handle, { bio: await world.claimCodeOf(session) });
    await world.read(opened.sellerId);
    expect((await world.shopOf(opened.sellerId)).verifiedAt).toEqual(world.time.now);
  });

  test("is decided between two by the proof: the shop goes over, and the other is told", async () => {
    const [first, second, handle] = [await newSeller(), await newSeller(), uniqueHandle()];
    world.show(handle);
    const opened = await world.openShop(first, handle);
    if (opened.kind !== "opened") throw new Error("not opened");
    expect(await world.openShop(second, handle)).toEqual({ kind: "claimed", handle });
    expect((await world.again(second)).sellerId).toBeNull();
    world.show(handle, { bio: await world.claimCodeOf(second) });
    await world.checkNow(second, handle);
    expect((await world.again(second)).sellerId).toBe(opened.sellerId);
    expect((await world.again(first)).sellerId).toBeNull();
    const states = (await world.claimsOn(handle)).map(({ userId, state }) => [userId, state]);
    expect(Object.fromEntries(states)).toEqual({
      [first.userId]: "lost",
      [second.userId]: "proved",
    });
    const [seller] = await world.db.orm
      .select()
      .from(sellers)
      .where(eq(sellers.id, opened.sellerId));
    expect(seller?.phone).toBe(second.phone);
  });

  test("stays with who has proved it, whatever another claims", async () => {
    const [first, second, handle] = [await newSeller(), await newSeller(), uniqueHandle()];
    world.show(handle);
    const opened = await world.openShop(first, handle);
    if (opened.kind !== "opened") throw new Error("not opened");
    world.show(handle, { bio: await world.claimCodeOf(first) });
    await world.checkNow(first, handle);
    await world.openShop(second, handle);
    world.show(handle, { bio: await world.claimCodeOf(second) });
    await world.checkNow(second, handle);
    expect((await world.again(first)).sellerId).toBe(opened.sellerId);
    expect((await world.again(second)).sellerId).toBeNull();
  });
});

describe("subscription", () => {
  test("a trial ends by itself; the shop is readable for seven days more, then closed", async () => {
    const [session, handle] = [await newSeller(), uniqueHandle()];
    world.show(handle);
    const opened = await world.openShop(session, handle);
    if (opened.kind !== "opened") throw new Error("not opened");
    const { sellerId } = opened;
    const { db, ports } = world;
    // The shop's page asks the database for the time, so this one's past is real.
    const expireDaysAgo = (days: number) => {
      const at = new Date(Date.now() - days * DAY_SECONDS * 1_000);
      return db.transaction(async (tx) => {
        await setSubscription(tx, {
          sellerId,
          status: "active",
          changedBy: "test",
          clock: () => at,
        });
        await setSubscription(tx, {
          sellerId,
          status: "expired",
          changedBy: "test",
          clock: () => at,
        });
      });
    };
    expect(await expireTrials(ports, { limit: 100 })).not.toContainEqual({ sellerId, handle });
    world.pass(14 * DAY_SECONDS);
    expect(await expireTrials(ports, { limit: 100 })).toContainEqual({ sellerId, handle });
    expect(await expireTrials(ports, { limit: 100 })).toEqual([]);
    await expireDaysAgo(6);
    expect(await findShop(db, handle)).toMatchObject({ expired: true, closed: false });
    await expireDaysAgo(8);
    expect(await findShop(db, handle)).toMatchObject({ expired: true, closed: true });
    await db.transaction((tx) =>
      setSubscription(tx, { sellerId, status: "active", changedBy: "test", clock: ports.clock }),
    );
    expect(await findShop(db, handle)).toMatchObject({ expired: false, closed: false });
  });
});

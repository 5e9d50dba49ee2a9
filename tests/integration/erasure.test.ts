import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analyticsDaily, deadLetters, events, inbox, products, sellers } from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import { readLog } from "#lib/doors/read-log.ts";
import { setAside } from "#lib/events/dead-letters.ts";
import { redrive } from "#lib/events/redrive.ts";
import { picturesFolder } from "#lib/media/blob-store.ts";
import { type ErasureStep, eraseSeller, sweepErasures } from "#lib/privacy/erase-seller.ts";
import { tablesOfSellers } from "#lib/privacy/erase-rows.ts";
import { findErasedSellers } from "#lib/privacy/find-erased-sellers.ts";
import { openShop } from "#lib/sellers/open-shop.ts";
import { sellerTag } from "#lib/shops/cache-tags.ts";
import { waitFor } from "#tests/contracts/qstash-support/wait-for.ts";
import { type ErasureWorld, openErasureWorld, plantSeller } from "#tests/support/erasure-world.ts";
import { createProductOverride } from "#tests/support/factories.ts";
import { dumpDatabase, findWords } from "#tests/support/scan-for-words.ts";
import { signDelivery } from "#tests/support/sign-delivery.ts";
import { logRegistry } from "#workers/registry.ts";

const STEPS: ErasureStep[] = ["hidden", "key", "pictures", "words", "rows", "told"];
const MINUTE_MS = 60_000;

let world: ErasureWorld;
beforeAll(async () => {
  world = await openErasureWorld();
});
afterAll(() => world.close());

const inLog = async (words: readonly string[]) => {
  const dumped = await dumpDatabase(world.url);
  return findWords(
    dumped.filter(({ place }) => place === "public.events"),
    words,
  );
};

const everywhere = async (words: readonly string[]) =>
  findWords([...(await dumpDatabase(world.url)), ...(await world.dumpOutside())], words);

/** What the log still gives away to who holds the master key and asks for every key anew. */
const inRevealedLog = async (words: readonly string[]) => {
  world.privacy.forgetKeys();
  const rows = await world.db.orm.select().from(events);
  const text = JSON.stringify(await world.db.personal.reveal(rows));
  return findWords([{ place: "revealed log", text }], words);
};

const later = (ms: number) => ({ ...world.ports, clock: () => new Date(Date.now() + ms) });

async function countAll(): Promise<void> {
  const { ports } = world.recorded;
  await readLog({ registry: logRegistry, ports }, { budgetMs: 5_000, switchedOff: [] });
}

const countsOf = (sellerId: string) =>
  world.db.orm.select().from(analyticsDaily).where(eq(analyticsDaily.sellerId, sellerId));

const isCounted = (eventType: "seller.erased" | "search.indexed", sellerId: string) =>
  waitFor(`${eventType} is counted`, async () => {
    await countAll();
    const rows = await world.db.orm
      .select({ eventId: events.eventId })
      .from(events)
      .innerJoin(inbox, eq(inbox.eventId, events.eventId))
      .where(
        and(
          eq(events.sellerId, sellerId),
          eq(events.eventType, eventType),
          eq(inbox.consumer, "analytics-service"),
        ),
      );
    return rows.length > 0;
  });

async function letEverythingHappen(seller: Awaited<ReturnType<typeof plantSeller>>) {
  await world.relay();
  await waitFor("both products are live and found", async () => {
    const live = await world.db.orm
      .select()
      .from(products)
      .where(eq(products.sellerId, seller.sellerId));
    return live.length === 2 && (await world.settled());
  });
  const letter = await waitFor("the delivery that fails is a dead letter", async () => {
    const [found] = await world.db.orm
      .select({ id: deadLetters.id, eventId: deadLetters.eventId })
      .from(deadLetters)
      .innerJoin(events, eq(events.eventId, deadLetters.eventId))
      .where(eq(events.sellerId, seller.sellerId));
    return found;
  });
  return letter;
}

const everyoneTold = (sellerId: string) =>
  waitFor("every consumer was told", async () => {
    await world.relay();
    const rows = await world.db.orm
      .select({ consumer: inbox.consumer })
      .from(inbox)
      .innerJoin(events, eq(events.eventId, inbox.eventId))
      .where(and(eq(events.sellerId, sellerId), eq(events.eventType, "seller.erased")));
    return rows.length >= 2;
  });

describe("a seller's words", () => {
  test("lie in clear neither in the log nor at the broker, and after her erasure nowhere", async () => {
    const seller = await plantSeller(world);
    const { sellerId, videoIds, words } = seller;
    const letter = await letEverythingHappen(seller);
    const [, , name = ""] = words;
    await setAside(world.db, { id: letter.id, reason: `asked ${name}` });
    const [videoId = ""] = videoIds;
    await createProductOverride({ sellerId, videoId, title: name }, world.db);
    expect(await inLog(words)).toEqual([]);
    const outside = await world.dumpOutside();
    expect(
      findWords(
        outside.filter(({ place }) => !place.startsWith("blob")),
        words,
      ),
    ).toEqual([]);
    // The search itself works: the tables of the present and the pictures do show her.
    const before = await everywhere(words);
    for (const word of words.slice(0, 6)) expect(before.join(" ")).toContain(word);

    const done: ErasureStep[] = [];
    const onStep = (step: ErasureStep) => void done.push(step);
    expect(await eraseSeller({ sellerId, erasedBy: "test", onStep }, world.ports)).toBe("erased");
    expect(done).toEqual(STEPS);
    await everyoneTold(sellerId);
    expect(await everywhere(words)).toEqual([]);
    expect(world.recorded.expired).toContain(sellerTag(sellerId));
    expect(await inRevealedLog(words)).toEqual([]);
    // The search of a shopper belongs to nobody and stays, sealed, as long as its day has a key.
    expect(await everywhere(seller.shopperWords)).toEqual([]);
    expect(await inRevealedLog(seller.shopperWords)).toHaveLength(2);
  });

  test("are counted no more, whether or not they had been counted before", async () => {
    const [known, late] = [await plantSeller(world), await plantSeller(world)];
    await letEverythingHappen(known);
    await isCounted("search.indexed", known.sellerId);
    expect(await countsOf(known.sellerId)).not.toEqual([]);
    await letEverythingHappen(late);
    for (const { sellerId } of [known, late])
      await eraseSeller({ sellerId, erasedBy: "test" }, world.ports);
    for (const { sellerId } of [known, late]) {
      await isCounted("seller.erased", sellerId);
      expect(await countsOf(sellerId)).toEqual([]);
    }
  });

  test("are in no row of any table that knows sellers", async () => {
    const seller = await plantSeller(world);
    await letEverythingHappen(seller);
    await eraseSeller({ sellerId: seller.sellerId, erasedBy: "test" }, world.ports);
    const tables = tablesOfSellers();
    expect(tables.length).toBeGreaterThan(10);
    for (const { table, sellerId } of tables)
      expect(await world.db.orm.select().from(table).where(eq(sellerId, seller.sellerId))).toEqual(
        [],
      );
  });

  test("leave the shop of another seller as it is", async () => {
    const [one, other] = [await plantSeller(world), await plantSeller(world)];
    await letEverythingHappen(one);
    await letEverythingHappen(other);
    const rowsOfOther = async () =>
      Promise.all(
        tablesOfSellers().map(({ table, sellerId }) =>
          world.db.orm.select().from(table).where(eq(sellerId, other.sellerId)),
        ),
      );
    const before = await rowsOfOther();
    await eraseSeller({ sellerId: one.sellerId, erasedBy: "test" }, world.ports);
    expect(await rowsOfOther()).toEqual(before);
    const rows = await world.db.orm
      .select()
      .from(events)
      .where(eq(events.sellerId, other.sellerId));
    const revealed = await world.db.personal.reveal(rows);
    expect(revealed.filter(({ erased }) => erased)).toEqual([]);
    expect(JSON.stringify(revealed)).toContain(other.words[3]);
  });
});

describe("an erasure", () => {
  test.each(STEPS)(
    "that dies after the step %s is ended by the sweep, and told once",
    async (step) => {
      const seller = await plantSeller(world);
      await letEverythingHappen(seller);
      const { sellerId, words } = seller;
      const onStep = (done: ErasureStep) => {
        if (done === step) throw new Error("killed");
      };
      const request = { sellerId, erasedBy: "test" };
      await expect(eraseSeller({ ...request, onStep }, world.ports)).rejects.toThrow("killed");
      await sweepErasures(later(2 * MINUTE_MS));
      await everyoneTold(sellerId);
      expect(await everywhere(words)).toEqual([]);
      expect(await inRevealedLog(words)).toEqual([]);
      expect(await eraseSeller(request, world.ports)).toBe("was_erased");
      const told = await world.db.orm
        .select()
        .from(events)
        .where(and(eq(events.sellerId, sellerId), eq(events.eventType, "seller.erased")));
      expect(told).toHaveLength(1);
      expect(await findErasedSellers(world.db)).toContain(sellerId);
    },
  );

  test.each(["keys", "blobs"] as const)(
    "waits for the %s, and goes on where it was",
    async (away) => {
      const { sellerId, words } = await plantSeller(world);
      const gone = () => Promise.reject(new Error("away"));
      const ports = {
        ...world.ports,
        ...(away === "keys"
          ? { keys: { destroy: gone } }
          : { blobs: { removeAll: gone, remove: gone } }),
      };
      const request = { sellerId, erasedBy: "test" };
      await expect(eraseSeller(request, ports)).rejects.toThrow("away");
      const [seller] = await world.db.orm.select().from(sellers).where(eq(sellers.id, sellerId));
      expect(seller?.status).toBe("erased");
      expect(await eraseSeller(request, world.ports)).toBe("erased");
      expect(await everywhere(words)).toEqual([]);
    },
  );

  test("of nobody is refused", async () => {
    const request = { sellerId: randomUUID(), erasedBy: "test" };
    await expect(eraseSeller(request, world.ports)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("redacts what was logged before anything was sealed", async () => {
    const { sellerId, words } = await plantSeller(world);
    const [row] = await world.db.orm.select().from(events).where(eq(events.sellerId, sellerId));
    const [revealed] = await world.db.personal.reveal(row === undefined ? [] : [row]);
    if (revealed === undefined) throw new Error("no event");
    const { eventId, metadata, payload } = revealed;
    await world.db.orm.update(events).set({ metadata, payload }).where(eq(events.eventId, eventId));
    expect(await inLog(words)).not.toEqual([]);
    await eraseSeller({ sellerId, erasedBy: "test" }, world.ports);
    expect(await inLog(words)).toEqual([]);
  });
});

describe("what is under way when a seller is erased", () => {
  test("is answered 200 erased, once for all", async () => {
    const seller = await plantSeller(world);
    const known = world.given.length;
    await letEverythingHappen(seller);
    const sealed = world.given.slice(known).filter(({ body }) => body.includes(seller.sellerId));
    expect(sealed.length).toBeGreaterThan(0);
    await eraseSeller({ sellerId: seller.sellerId, erasedBy: "test" }, world.ports);
    await world.db.orm.delete(inbox);
    // In production this is a process that has not used her key for a minute.
    const { privacy } = world;
    privacy.forgetKeys();
    for (const { url, body } of sealed) {
      const key = world.config.currentSigningKey;
      const headers = { "upstash-signature": signDelivery({ url, body, key }) };
      const response = await world.open(new Request(url, { method: "POST", headers, body }));
      expect(response.status).toBe(200);
      const line = world.recorded.log.findLast(({ event }) => event === "worker.handled");
      expect(line?.fields).toMatchObject({ outcome: "erased", status: 200 });
      const { metadata } = JSON.parse(body) as { metadata: { eventId: string } };
      expect(await world.handledOf(metadata.eventId)).not.toEqual([]);
    }
  });

  test("leaves nothing behind, though it began before and ends after", async () => {
    const seller = await plantSeller(world);
    const begun = Promise.withResolvers<void>();
    const erased = Promise.withResolvers<void>();
    world.gate.beforePictures = () => {
      begun.resolve();
      return erased.promise;
    };
    await world.relay();
    await begun.promise;
    await eraseSeller({ sellerId: seller.sellerId, erasedBy: "test" }, world.ports);
    erased.resolve();
    world.gate.beforePictures = () => Promise.resolve();
    await waitFor("its deliveries have ended", async () => {
      await world.relay();
      const handled = await world.db.orm
        .select({ eventId: inbox.eventId })
        .from(inbox)
        .innerJoin(events, eq(events.eventId, inbox.eventId))
        .where(
          and(eq(events.sellerId, seller.sellerId), eq(inbox.consumer, "thumbnail-generator")),
        );
      return handled.length === 2;
    });
    await sweepErasures(later(20 * MINUTE_MS));
    expect(await everywhere(seller.words)).toEqual([]);
    expect(await world.ports.blobs.removeAll(picturesFolder(seller.sellerId))).toBe(0);
  });

  test("is handled when somebody runs her dead letters again", async () => {
    const seller = await plantSeller(world);
    const letter = await letEverythingHappen(seller);
    await eraseSeller({ sellerId: seller.sellerId, erasedBy: "test" }, world.ports);
    world.privacy.forgetKeys();
    const ports = { ...world.recorded.ports, wait: () => Promise.resolve() };
    const report = await redrive({ ids: [letter.id] }, ports, { perSecond: 100, limit: 10 });
    expect(report.sent).toBe(1);
    await waitFor("the consumer has put it aside for good", async () =>
      (await world.handledOf(letter.eventId)).some(({ consumer }) => consumer === "auto-tagger"),
    );
  });
});

test("a seller who comes back gets a shop, a key and a log of her own", async () => {
  const seller = await plantSeller(world);
  await eraseSeller({ sellerId: seller.sellerId, erasedBy: "test" }, world.ports);

  const shop = { handle: seller.handle, phone: "+256772123456", country: "UG", name: "Again" };
  const opened = await openShop(shop, { db: world.db, clock: systemClock, newId: randomUUID });
  expect(opened.kind).toBe("opened");
  expect(opened.sellerId).not.toBe(seller.sellerId);
  const rows = await world.db.orm.select().from(events).where(eq(events.sellerId, opened.sellerId));
  expect((await world.db.personal.reveal(rows)).map(({ erased }) => erased)).toEqual([false]);
});

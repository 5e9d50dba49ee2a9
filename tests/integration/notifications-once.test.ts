import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inbox, messages, sellers } from "#db/schema/index.ts";
import { RetryLaterError } from "#lib/errors.ts";
import type { AnyEvent } from "#lib/events/event.ts";
import type { Messenger } from "#lib/notifications/messenger.ts";
import { eraseRows } from "#lib/privacy/erase-rows.ts";
import { openMessenger } from "#lib/vendors/whatsapp.ts";
import { registry } from "#workers/registry.ts";
import { waitFor } from "#tests/contracts/qstash-support/wait-for.ts";
import { orderPlaced } from "#tests/support/message-events.ts";
import { freePort } from "#tests/support/free-port.ts";
import { type MessageWorld, openMessageWorld } from "#tests/support/message-world.ts";
import { DRIVERS } from "#tests/support/open-test-database.ts";

const REDELIVERIES = 20;

let world: MessageWorld;
beforeAll(async () => {
  world = await openMessageWorld();
});
afterAll(() => world.close());

const stateOf = async (sellerId: string) => (await world.messagesOf(sellerId))[0]?.state;

/** The service takes the message, and the process ends before it hears so. */
const crashAfterSending = (): Messenger => ({
  async send(message) {
    await world.messenger.send(message);
    throw new Error("the process ends here");
  },
});

describe.each(DRIVERS)("an event over %s", (driver) => {
  let own: MessageWorld;
  beforeAll(async () => {
    own = await openMessageWorld({ driver });
  });
  afterAll(() => own.close());

  test("is one message under 20 deliveries side by side, and under all that come later", async () => {
    const seller = await own.seller();
    const event = orderPlaced(seller.id);
    const deliverAll = () =>
      Promise.allSettled(Array.from({ length: REDELIVERIES }, () => own.deliver(event)));
    const first = await deliverAll();
    expect(first.filter((one) => one.status === "fulfilled" && one.value === "done")).toHaveLength(
      1,
    );
    const reasons = first.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(reasons.filter((reason) => !(reason instanceof RetryLaterError))).toEqual([]);
    own.pass(60);
    const second = await deliverAll();
    expect(second.map((one) => one.status === "fulfilled" && one.value)).toEqual(
      Array(REDELIVERIES).fill("duplicate"),
    );
    expect(await own.sentTo(seller.phone)).toHaveLength(1);
    expect(await own.messagesOf(seller.id)).toMatchObject([{ state: "accepted", claims: 1 }]);
  });
});

test("a redrive of what was handled sends nothing, even with the inbox forgotten", async () => {
  const seller = await world.seller();
  const event = orderPlaced(seller.id);
  await world.deliver(event);
  await world.db.orm.delete(inbox).where(eq(inbox.eventId, event.metadata.eventId));
  world.pass(24 * 60);
  expect(await world.deliver(event)).toBe("unchanged");
  expect(await world.sentTo(seller.phone)).toHaveLength(1);
});

test("a replay is refused", () => {
  expect(registry["notification-service"].replay.kind).toBe("refused");
});

describe("a crash between the call and its record", () => {
  async function crash(): Promise<{ seller: { id: string; phone: string }; event: AnyEvent }> {
    const seller = await world.seller();
    const event = orderPlaced(seller.id);
    const messenger = crashAfterSending();
    await expect(world.deliver(event, { messenger })).rejects.toMatchObject({
      name: "RetryLaterError",
      retryAfterSeconds: 15 * 60,
    });
    expect(await world.sentTo(seller.phone)).toHaveLength(1);
    return { seller, event };
  }

  test("leaves a claim that nobody else can send on for 15 minutes", async () => {
    const { seller, event } = await crash();
    await expect(world.deliver(event)).rejects.toMatchObject({ retryAfterSeconds: 15 });
    world.pass(14);
    await expect(world.deliver(event)).rejects.toMatchObject({ retryAfterSeconds: 60 });
    expect(await world.sentTo(seller.phone)).toHaveLength(1);
    expect(await stateOf(seller.id)).toBe("claimed");
  });

  test("is settled by any state that the service tells meanwhile", async () => {
    await world.registerWebhook();
    const { seller, event } = await crash();
    await waitFor("the message is read", async () => (await stateOf(seller.id)) === "read");
    world.pass(60);
    expect(await world.deliver(event)).toBe("unchanged");
    expect(await world.deliver(event)).toBe("duplicate");
    expect(await world.sentTo(seller.phone)).toHaveLength(1);
    const [message] = await world.messagesOf(seller.id);
    expect(message).toMatchObject({ claims: 1, claimedUntil: null, acceptedAt: null });
    expect(message?.providerId).toMatch(/^wamid\./);
  });

  test("sends again after 15 minutes in which nothing was heard of it, and by one alone", async () => {
    await fetch(`${world.whatsapp.url}/_webhook`, { method: "PUT", body: '{"url":null}' });
    const { seller, event } = await crash();
    world.pass(15);
    const again = await Promise.allSettled(
      Array.from({ length: REDELIVERIES }, () => world.deliver(event)),
    );
    expect(again.filter((one) => one.status === "fulfilled" && one.value === "done")).toHaveLength(
      1,
    );
    expect(await world.sentTo(seller.phone)).toHaveLength(2);
    expect(await world.messagesOf(seller.id)).toMatchObject([{ state: "accepted", claims: 2 }]);
  });

  test("before the call costs the wait and no message", async () => {
    const seller = await world.seller();
    const event = orderPlaced(seller.id);
    const messenger: Messenger = { send: () => Promise.reject(new Error("the process ends here")) };
    await expect(world.deliver(event, { messenger })).rejects.toBeInstanceOf(RetryLaterError);
    world.pass(15);
    expect(await world.deliver(event)).toBe("done");
    expect(await world.sentTo(seller.phone)).toHaveLength(1);
  });

  test("of the database after the call leaves the claim as well", async () => {
    const seller = await world.seller();
    const event = orderPlaced(seller.id);
    const effect = await registry["notification-service"].handle(event, world.ports);
    const failing = world.db.transaction(async (tx) => {
      await effect(tx);
      throw new Error("the database goes away");
    });
    await expect(failing).rejects.toThrow("goes away");
    await expect(world.deliver(event)).rejects.toBeInstanceOf(RetryLaterError);
    expect(await world.sentTo(seller.phone)).toHaveLength(1);
  });
});

test("an answer that comes after the states it led to does not take them back", async () => {
  await world.registerWebhook();
  const seller = await world.seller();
  const messenger: Messenger = {
    async send(message) {
      const outcome = await world.messenger.send(message);
      await waitFor("it is read", async () => (await stateOf(seller.id)) === "read");
      return outcome;
    },
  };
  expect(await world.deliver(orderPlaced(seller.id), { messenger })).toBe("done");
  const [message] = await world.messagesOf(seller.id);
  expect(message).toMatchObject({ state: "read" });
  expect(message?.acceptedAt).toBeInstanceOf(Date);
});

describe("a message that the service does not take", () => {
  test("while it is away is sent once it is back, and once", async () => {
    const seller = await world.seller();
    const event = orderPlaced(seller.id);
    const graphUrl = `http://127.0.0.1:${await freePort()}`;
    const messenger = openMessenger({ ...world.account, graphUrl });
    for (const _attempt of [1, 2])
      await expect(world.deliver(event, { messenger })).rejects.toMatchObject({
        name: "RetryLaterError",
        retryAfterSeconds: 30,
      });
    expect(await world.deliver(event)).toBe("done");
    expect(await world.deliver(event)).toBe("duplicate");
    expect(await world.sentTo(seller.phone)).toHaveLength(1);
    expect(await world.messagesOf(seller.id)).toMatchObject([{ claims: 3 }]);
  });

  test("for good is refused, and the event is done", async () => {
    const seller = await world.seller({ phone: "+12345" });
    const event = orderPlaced(seller.id);
    expect(await world.deliver(event)).toBe("done");
    expect(await world.deliver(event)).toBe("duplicate");
    expect(await world.messagesOf(seller.id)).toMatchObject([{ state: "refused", errorCode: 100 }]);
  });

  test("because messages are switched off is recorded, and not made up for", async () => {
    const seller = await world.seller();
    const event = orderPlaced(seller.id);
    expect(await world.deliver(event, { messenger: null })).toBe("done");
    await world.db.orm.delete(inbox).where(eq(inbox.eventId, event.metadata.eventId));
    expect(await world.deliver(event)).toBe("unchanged");
    expect(await world.sentTo(seller.phone)).toEqual([]);
    expect(await stateOf(seller.id)).toBe("switched_off");
  });
});

describe("a seller who is erased", () => {
  test("is sent nothing, and leaves no message behind", async () => {
    const seller = await world.seller();
    await world.deliver(orderPlaced(seller.id));
    expect(await world.messagesOf(seller.id)).toHaveLength(1);
    const { orm } = world.db;
    await orm.update(sellers).set({ status: "erased" }).where(eq(sellers.id, seller.id));
    expect(await world.deliver(orderPlaced(seller.id))).toBe("erased");
    await eraseRows(world.db, seller.id);
    await orm.delete(sellers).where(eq(sellers.id, seller.id));
    expect(await world.deliver(orderPlaced(seller.id))).toBe("erased");
    expect(await world.messagesOf(seller.id)).toEqual([]);
    expect(await world.sentTo(seller.phone)).toHaveLength(1);
  });

  test("while her message is on its way ends the event without a row", async () => {
    const seller = await world.seller();
    const messenger: Messenger = {
      async send(message) {
        const outcome = await world.messenger.send(message);
        await world.db.orm.delete(sellers).where(eq(sellers.id, seller.id));
        return outcome;
      },
    };
    expect(await world.deliver(orderPlaced(seller.id), { messenger })).toBe("erased");
    expect(
      await world.db.orm.select().from(messages).where(eq(messages.sellerId, seller.id)),
    ).toEqual([]);
  });
});

test("who has no number, or is suspended, is sent nothing", async () => {
  const silent = await world.seller({ phone: null });
  expect(await world.deliver(orderPlaced(silent.id))).toBe("unchanged");
  const suspended = await world.seller({ status: "suspended" });
  expect(await world.deliver(orderPlaced(suspended.id))).toBe("unchanged");
  expect(await world.sentTo(suspended.phone)).toEqual([]);
});

test("no log line has a number, a text or the service's own id, which has the number in it", async () => {
  const seller = await world.seller();
  await world.registerWebhook();
  await world.deliver(orderPlaced(seller.id));
  await waitFor("it is read", async () => (await stateOf(seller.id)) === "read");
  const lines = JSON.stringify(world.log);
  expect(lines).toContain("message.answered");
  expect(lines).not.toMatch(/wamid|\+?2567|sandals|Nalu/);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { waitFor } from "#tests/contracts/qstash-support/wait-for.ts";
import { openAccountWorld } from "#tests/support/account-world.ts";
import { createSeller } from "#tests/support/factories.ts";
import { orderPlaced } from "#tests/support/message-events.ts";
import { type MessageWorld, openMessageWorld } from "#tests/support/message-world.ts";
import {
  type PostedWebhook,
  postWebhook,
  textEntry,
  webhookBody,
  WRITTEN_AT,
} from "#tests/support/whatsapp-webhooks.ts";

let world: MessageWorld;
beforeAll(async () => {
  world = await openMessageWorld();
});
afterAll(() => world.close());

const post = (body: string, posted?: PostedWebhook) => postWebhook(world, body, posted);
const bodyOf = (value: object) => webhookBody(world, value);
const theMessage = async (sellerId: string) => (await world.messagesOf(sellerId))[0];

const say = (phone: string, text: string, at?: number) =>
  post(bodyOf({ messages: [textEntry(phone, text, at)] }));

test("STOP ends messages but for codes, START brings them back, and each is confirmed", async () => {
  await world.registerWebhook();
  const seller = await world.seller();
  const now = Math.floor(Date.now() / 1_000);
  await world.write(seller.phone, "stop");
  await waitFor("she is out", async () => (await world.isOptedOut(seller.id)) === true);
  await world.replied();
  expect(await world.deliver(orderPlaced(seller.id))).toBe("done");
  expect(await world.sentTo(seller.phone)).toEqual([expect.stringMatching(/^Done: no more/)]);
  expect(await theMessage(seller.id)).toMatchObject({ state: "opted_out", providerId: null });

  await say(seller.phone, " Anza ", now + 60);
  await world.replied();
  expect(await world.deliver(orderPlaced(seller.id))).toBe("done");
  expect(await world.sentTo(seller.phone)).toEqual([
    expect.stringMatching(/^Done: no more/),
    expect.stringMatching(/^Done: messages from your shop come again/),
    expect.stringMatching(/^New order/),
  ]);
});

test("STOP of a number does not keep its sign-in codes back", async () => {
  const accounts = await openAccountWorld();
  try {
    const phone = "+256772000991";
    await createSeller({ phone }, accounts.db);
    const config = { db: accounts.db };
    await post(bodyOf({ messages: [textEntry(phone, "STOP")] }), { config });
    expect((await accounts.request(phone)).kind).toBe("sent");
    expect(accounts.inbox).toHaveLength(1);
  } finally {
    await accounts.close();
  }
});

test("counts by when it was written, and is confirmed once, however often it comes", async () => {
  const seller = await world.seller({ country: "SN" });
  const stop = bodyOf({ messages: [textEntry(seller.phone, "Arrêter", WRITTEN_AT + 10)] });
  for (const body of [stop, stop, stop]) expect((await post(body)).status).toBe(200);
  await say(seller.phone, "start", WRITTEN_AT);
  expect(await world.isOptedOut(seller.id)).toBe(true);
  await say(seller.phone, "commencer", WRITTEN_AT + 20);
  await post(stop);
  expect(await world.isOptedOut(seller.id)).toBe(false);
  await world.replied();
  expect((await world.sentTo(seller.phone)).map((text) => text.slice(0, 11))).toEqual([
    "C’est fait ",
    "C’est fait ",
  ]);
});

test("counts for every shop of the number, and for no other number", async () => {
  const seller = await world.seller();
  const second = await world.seller({ phone: seller.phone });
  const other = await world.seller();
  await say(seller.phone, "SIMAMA");
  expect(await world.isOptedOut(seller.id)).toBe(true);
  expect(await world.isOptedOut(second.id)).toBe(true);
  expect(await world.isOptedOut(other.id)).toBeUndefined();
  await world.replied();
  expect(await world.sentTo(seller.phone)).toHaveLength(1);
});

test("is heard while messages are switched off, without an answer", async () => {
  const seller = await world.seller();
  const body = bodyOf({ messages: [textEntry(seller.phone, "STOP")] });
  expect((await post(body, { config: { replier: null } })).status).toBe(200);
  expect(await world.isOptedOut(seller.id)).toBe(true);
  expect(await world.sentTo(seller.phone)).toEqual([]);
});

test("is kept also where the confirmation cannot be sent", async () => {
  const seller = await world.seller();
  const replier = { reply: () => Promise.reject(new Error("away")) };
  const body = bodyOf({ messages: [textEntry(seller.phone, "STOP")] });
  expect((await post(body, { config: { replier } })).status).toBe(200);
  await world.replied();
  expect(await world.isOptedOut(seller.id)).toBe(true);
  expect(world.log.map(({ event }) => event)).toContain("whatsapp_webhook.not_confirmed");
});

test("anything else is ignored with a line that does not quote it", async () => {
  const seller = await world.seller();
  const from = world.log.length;
  const picture = { ...textEntry(seller.phone, ""), type: "image", image: { id: "1" } };
  const { from: _, ...unnumbered } = textEntry(seller.phone, "STOP");
  const texts = [
    textEntry(seller.phone, "how much are the planted-word heels"),
    picture,
    unnumbered,
  ];
  expect((await post(bodyOf({ messages: texts }))).status).toBe(200);
  expect(await say("+256700009999", "STOP")).toMatchObject({ status: 200 });
  expect(await world.isOptedOut(seller.id)).toBeUndefined();
  const lines = JSON.stringify(world.log.slice(from));
  expect(lines).toContain("whatsapp_webhook.text_ignored");
  expect(lines).not.toMatch(/planted-word|2567/);
  expect(await world.sentTo(seller.phone)).toEqual([]);
});

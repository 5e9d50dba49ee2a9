import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messages } from "#db/schema/index.ts";
import {
  answerWhatsappChallenge,
  openWhatsappWebhookDoor,
  type WhatsappWebhookConfig,
} from "#lib/doors/whatsapp-webhook-door.ts";
import { waitFor } from "#tests/contracts/qstash-support/wait-for.ts";
import { createSeller } from "#tests/support/factories.ts";
import { orderPlaced } from "#tests/support/message-events.ts";
import { type MessageWorld, openMessageWorld } from "#tests/support/message-world.ts";
import {
  type PostedWebhook,
  postWebhook,
  signWebhook,
  stateEntry,
  type ToldState,
  WEBHOOK_URL,
  webhookBody,
  WRITTEN_AT,
} from "#tests/support/whatsapp-webhooks.ts";

let world: MessageWorld;
beforeAll(async () => {
  world = await openMessageWorld();
});
afterAll(() => world.close());

const sign = (body: string, secret?: string) => signWebhook(world, body, secret);
const post = (body: string, posted?: PostedWebhook) => postWebhook(world, body, posted);
const bodyOf = (value: object, number?: string) => webhookBody(world, value, number);

/** A message that was accepted, of a seller of its own. */
async function createMessage(): Promise<{ id: string; sellerId: string }> {
  const { id: sellerId } = await createSeller({}, world.db);
  const id = randomUUID();
  await world.db.orm.insert(messages).values({
    id,
    sellerId,
    template: "new_order",
    occasion: randomUUID(),
    state: "accepted",
    claims: 1,
    createdAt: world.time.now,
  });
  return { id, sellerId };
}

const theMessage = async (sellerId: string) => (await world.messagesOf(sellerId))[0];

describe("the challenge", () => {
  const ask = (
    query: Record<string, string>,
    config: WhatsappWebhookConfig | null = world.webhook,
  ) => answerWhatsappChallenge(new Request(`${WEBHOOK_URL}?${new URLSearchParams(query)}`), config);
  const right = () => ({
    "hub.mode": "subscribe",
    "hub.verify_token": world.webhook.verifyToken,
    "hub.challenge": "1158201444",
  });

  test("is echoed to who knows our token, as plain text", async () => {
    const answer = ask(right());
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(await answer.text()).toBe("1158201444");
  });

  test.each([
    ["another token", { "hub.verify_token": "another" }],
    ["no token", { "hub.verify_token": "" }],
    ["another mode", { "hub.mode": "unsubscribe" }],
    ["no challenge", { "hub.challenge": "" }],
    ["a page for a challenge", { "hub.challenge": "x".repeat(300) }],
  ])("is refused with %s", async (_name, bent) => {
    const answer = ask({ ...right(), ...bent });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toBe("");
  });

  test("finds no door without an account", () => {
    expect(ask(right(), null).status).toBe(404);
  });
});

describe("who gets in", () => {
  const refused: Record<string, (body: string) => string | null> = {
    "no signature": () => null,
    "an empty signature": () => "",
    "a signature under another secret": (body) => sign(body, "another"),
    "a signature under no secret": (body) => sign(body, ""),
    "a signature over JSON made again": (body) => sign(JSON.stringify(JSON.parse(body), null, 1)),
    "a bare digest": (body) => sign(body).slice("sha256=".length),
    "part of a signature": (body) => sign(body).slice(0, -1),
    "a signature in capitals": (body) => sign(body).toUpperCase(),
  };

  test.each(Object.entries(refused))("not %s: 401, and nothing changes", async (_name, signed) => {
    const { id, sellerId } = await createMessage();
    const body = bodyOf({ statuses: [stateEntry(id, "read")] });
    expect((await post(body, { signature: signed(body) })).status).toBe(401);
    expect(await theMessage(sellerId)).toMatchObject({ state: "accepted" });
  });

  test("the raw bytes are what is signed, escapes and all", async () => {
    const { id, sellerId } = await createMessage();
    const body = bodyOf({ statuses: [stateEntry(id, "sent")] }).replace(
      "whatsapp_",
      "\\u0077hatsapp_",
    );
    expect((await post(body)).status).toBe(200);
    expect(await theMessage(sellerId)).toMatchObject({ state: "sent" });
  });

  test("not what is too large, whatever its signature", async () => {
    const body = JSON.stringify({ padding: "x".repeat(3 * 1024 * 1024) });
    expect((await post(body)).status).toBe(413);
  });

  test.each(["", "[]", "{", "null", '{"object":"page","entry":[]}'])(
    "%j is answered 400 when it is signed",
    async (body) => {
      expect((await post(body)).status).toBe(400);
    },
  );

  test("nobody without an account, and the service tries again while the database is away", async () => {
    const request = new Request(WEBHOOK_URL, { method: "POST", body: "{}" });
    expect((await openWhatsappWebhookDoor(request, null)).status).toBe(404);
    const { id } = await createMessage();
    const orm = new Proxy(world.db.orm, {
      get() {
        throw new Error("connection lost");
      },
    });
    const body = bodyOf({ statuses: [stateEntry(id, "read")] });
    expect((await post(body, { config: { db: { ...world.db, orm } } })).status).toBe(503);
  });
});

/** Every order of the given. */
function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

describe("delivery states", () => {
  const ladders: [ToldState[], ToldState][] = [
    [["sent", "delivered", "read"], "read"],
    [["sent", "delivered"], "delivered"],
    [["sent", "failed"], "failed"],
    [["sent", "failed", "delivered"], "delivered"],
  ];

  test.each(ladders)("of %j end as %s in every order, each twice", async (states, last) => {
    for (const order of permutations(states)) {
      const { id, sellerId } = await createMessage();
      for (const status of [...order, ...order]) {
        const at = WRITTEN_AT + states.indexOf(status);
        expect((await post(bodyOf({ statuses: [stateEntry(id, status, { at })] }))).status).toBe(
          200,
        );
      }
      const moment = (status: ToldState) =>
        states.includes(status) ? new Date((WRITTEN_AT + states.indexOf(status)) * 1_000) : null;
      expect(await theMessage(sellerId)).toMatchObject({
        state: last,
        providerId: `wamid.${id}`,
        sentAt: moment("sent"),
        deliveredAt: moment("delivered"),
        readAt: moment("read"),
        failedAt: moment("failed"),
        errorCode: states.includes("failed") ? 131_026 : null,
      });
    }
  });

  test("side by side end at the same row", async () => {
    const { id, sellerId } = await createMessage();
    const all = (["read", "sent", "delivered"] as const).flatMap((status) =>
      Array.from({ length: 10 }, () => post(bodyOf({ statuses: [stateEntry(id, status)] }))),
    );
    expect((await Promise.all(all)).every(({ status }) => status === 200)).toBe(true);
    expect(await theMessage(sellerId)).toMatchObject({ state: "read" });
  });

  test("that nobody here knows are answered 200, with a line and without the service's id", async () => {
    const unknown = [
      stateEntry(randomUUID(), "read"),
      { ...stateEntry("x", "sent"), biz_opaque_callback_data: "of another program" },
      { ...stateEntry("y", "sent"), biz_opaque_callback_data: undefined },
      stateEntry(`code:${randomUUID()}`, "failed"),
    ];
    const from = world.log.length;
    expect((await post(bodyOf({ statuses: unknown }))).status).toBe(200);
    const lines = world.log.slice(from);
    expect(lines.map(({ event }) => event)).toEqual([
      "whatsapp_webhook.unknown_reference",
      "whatsapp_webhook.unknown_reference",
      "whatsapp_webhook.unknown_reference",
      "accounts.code_state",
      "whatsapp_webhook.handled",
    ]);
    expect(JSON.stringify(lines)).not.toContain("wamid");
  });

  test("of another number, another kind or without sense are left alone, the rest is kept", async () => {
    const { id, sellerId } = await createMessage();
    expect((await post(bodyOf({ statuses: [stateEntry(id, "read")] }, "another"))).status).toBe(
      200,
    );
    expect(await theMessage(sellerId)).toMatchObject({ state: "accepted" });
    const statuses = [
      { ...stateEntry(id, "read"), status: "played" },
      { ...stateEntry(id, "read"), timestamp: "soon" },
      null,
      stateEntry(id, "sent"),
    ];
    expect((await post(bodyOf({ statuses }))).status).toBe(200);
    expect(await theMessage(sellerId)).toMatchObject({ state: "sent" });
  });

  test("come back from the service for what the consumer sent", async () => {
    await world.registerWebhook();
    const seller = await world.seller();
    await world.deliver(orderPlaced(seller.id));
    await waitFor("it is read", async () => (await theMessage(seller.id))?.state === "read");
    const message = await theMessage(seller.id);
    for (const moment of ["acceptedAt", "sentAt", "deliveredAt", "readAt"] as const)
      expect(message?.[moment]).toBeInstanceOf(Date);
  });
});

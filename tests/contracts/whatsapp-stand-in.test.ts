import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { faultRule } from "#local/faults.ts";
import { startWhatsapp, type WhatsappOptions } from "#local/whatsapp/start-whatsapp.ts";
import { openWhatsappCallback } from "./whatsapp-callback.ts";

const CUSTOMER = "256700000002";
const FAST = { sentMs: 1, deliveredMs: 1, readMs: 1 };
let dataDir: string;
const closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "whatsapp-"));
});

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(options: Partial<WhatsappOptions> = {}) {
  const standIn = await startWhatsapp({
    port: 0,
    dataDir,
    log: () => undefined,
    pace: FAST,
    ...options,
  });
  closers.push(() => standIn.close());
  return standIn;
}

async function startWithCallback(options: Partial<WhatsappOptions> = {}) {
  const standIn = await start(options);
  const callback = await openWhatsappCallback({
    appSecret: standIn.env.WHATSAPP_APP_SECRET ?? "",
    verifyToken: standIn.env.WHATSAPP_VERIFY_TOKEN ?? "",
  });
  closers.push(() => callback.close());
  expect(await put(`${standIn.url}/_webhook`, { url: callback.url })).toBe(200);
  return { standIn, callback };
}

type Running = Awaited<ReturnType<typeof start>>;

async function send(standIn: Running, message: object): Promise<{ id: string; code?: number }> {
  const { env, url } = standIn;
  const answer = await fetch(`${url}/v26.0/${env.WHATSAPP_PHONE_NUMBER_ID}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${env.WHATSAPP_ACCESS_TOKEN}` },
    body: JSON.stringify({ messaging_product: "whatsapp", to: CUSTOMER, ...message }),
  });
  const body = (await answer.json()) as {
    messages?: { id: string }[];
    error?: { code: number };
  };
  return { id: body.messages?.[0]?.id ?? "", ...(body.error && { code: body.error.code }) };
}

function sayText(standIn: Running, body = "Hello") {
  return send(standIn, { type: "text", text: { body } });
}

async function customerWrites(standIn: Running, inbound: object = { text: "Hi" }) {
  const body = JSON.stringify({ from: CUSTOMER, ...inbound });
  expect((await fetch(`${standIn.url}/_inbound`, { method: "POST", body })).status).toBe(200);
}

async function put(url: string, body: unknown): Promise<number> {
  return (await fetch(url, { method: "PUT", body: JSON.stringify(body) })).status;
}

async function inboxOf(standIn: Running): Promise<Record<string, unknown>[]> {
  const answer = await fetch(`${standIn.url}/inbox/${CUSTOMER}.json`);
  return (await answer.json()) as Record<string, unknown>[];
}

describe("webhooks", () => {
  test("tell sent, delivered and read in this order, each signed over its raw bytes", async () => {
    const { standIn, callback } = await startWithCallback();
    await customerWrites(standIn);
    const { id } = await sayText(standIn);
    const ladder = [`${id} sent`, `${id} delivered`, `${id} read`];
    await vi.waitFor(() => expect(callback.statuses()).toEqual(ladder), 5000);
    expect(callback.received.every(({ isSigned }) => isSigned)).toBe(true);
  });

  test("bring what a customer writes, escaped as the service escapes it", async () => {
    const { standIn, callback } = await startWithCallback();
    await customerWrites(standIn, { text: "Bei gani? 😀", name: "Asha" });
    await vi.waitFor(() => expect(callback.received).toHaveLength(1), 5000);
    const [{ raw, isSigned, value } = { raw: "", isSigned: false, value: {} }] = callback.received;
    expect(isSigned).toBe(true);
    expect(raw).toContain("\\ud83d\\ude00");
    expect(value).toMatchObject({
      metadata: { phone_number_id: standIn.env.WHATSAPP_PHONE_NUMBER_ID },
      contacts: [{ profile: { name: "Asha" }, wa_id: CUSTOMER }],
      messages: [{ from: CUSTOMER, type: "text", text: { body: "Bei gani? 😀" } }],
    });
  });

  test("bring the tap on a reply button with its id and the message it answers", async () => {
    const { standIn, callback } = await startWithCallback();
    await customerWrites(standIn, { text: "Yes", replyId: "order:1:yes", context: "wamid.X" });
    await vi.waitFor(() => expect(callback.received).toHaveLength(1), 5000);
    expect(callback.received[0]?.value.messages).toMatchObject([
      {
        type: "interactive",
        context: { id: "wamid.X" },
        interactive: { type: "button_reply", button_reply: { id: "order:1:yes", title: "Yes" } },
      },
    ]);
  });

  test("are tried again until they are taken", async () => {
    const { standIn, callback } = await startWithCallback();
    callback.answers.push(500);
    await customerWrites(standIn);
    await vi.waitFor(() => expect(callback.received).toHaveLength(1), 10_000);
  }, 15_000);

  test("come twice and in another order on demand", async () => {
    const { standIn, callback } = await startWithCallback();
    await customerWrites(standIn);
    await vi.waitFor(() => expect(callback.received).toHaveLength(1), 5000);
    standIn.faults.set([
      faultRule.parse({ kind: "reorder", path: "webhook", times: 1, delayMs: 60_000 }),
      faultRule.parse({ kind: "duplicate", path: "webhook", times: 1 }),
    ]);
    const { id } = await sayText(standIn);
    await vi.waitFor(() => expect(callback.statuses().length).toBeGreaterThanOrEqual(3), 5000);
    expect(callback.statuses().indexOf(`${id} sent`)).toBeGreaterThan(
      callback.statuses().indexOf(`${id} delivered`),
    );
  });

  test("go only to an address that echoes the challenge for our token", async () => {
    const standIn = await start();
    const stranger = await openWhatsappCallback({ appSecret: "", verifyToken: "another" });
    closers.push(() => stranger.close());
    expect(await put(`${standIn.url}/_webhook`, { url: stranger.url })).toBe(400);
    await customerWrites(standIn);
    expect(await (await fetch(`${standIn.url}/_webhook`)).json()).toEqual({ url: null });
    expect(stranger.received).toEqual([]);
  });
});

describe("rules of the service", () => {
  test("free-form text fails by webhook with 131047 outside the 24 hours of a customer's message", async () => {
    let nowMs = Date.now();
    const { standIn, callback } = await startWithCallback({ now: () => nowMs });
    const before = await sayText(standIn);
    await vi.waitFor(() => expect(callback.statuses()).toEqual([`${before.id} failed`]), 5000);
    expect(callback.received[0]?.value.statuses).toMatchObject([{ errors: [{ code: 131_047 }] }]);
    await customerWrites(standIn);
    const within = await sayText(standIn);
    await vi.waitFor(() => expect(callback.statuses()).toContain(`${within.id} read`), 5000);
    nowMs += 24 * 60 * 60 * 1000;
    const after = await sayText(standIn);
    await vi.waitFor(() => expect(callback.statuses()).toContain(`${after.id} failed`), 5000);
  });

  test("a second message to one user within the pair rate is refused with 131056", async () => {
    let nowMs = Date.now();
    const standIn = await start({ pairRateMs: 6000, now: () => nowMs });
    expect((await sayText(standIn)).code).toBeUndefined();
    expect((await sayText(standIn)).code).toBe(131_056);
    nowMs += 6000;
    expect((await sayText(standIn)).code).toBeUndefined();
  });

  test("a number that cannot be reached fails with 131026", async () => {
    const { standIn, callback } = await startWithCallback({ undeliverable: [CUSTOMER] });
    await customerWrites(standIn);
    const { id } = await sayText(standIn);
    await vi.waitFor(() => expect(callback.statuses()).toEqual([`${id} failed`]), 5000);
  });
});

describe("templates", () => {
  const named = {
    name: "order_placed",
    language: "en",
    category: "UTILITY",
    components: [
      { type: "BODY", text: "{{buyer}} wants {{item}}." },
      { type: "BUTTONS", buttons: [{ type: "URL", text: "Open", url: "https://x.test/{{1}}" }] },
    ],
  };
  const message = {
    type: "template",
    template: {
      name: "order_placed",
      language: { code: "en" },
      components: [
        {
          type: "body",
          parameters: [
            { type: "text", parameter_name: "item", text: "Heels" },
            { type: "text", parameter_name: "buyer", text: "Asha" },
          ],
        },
        {
          type: "button",
          sub_type: "url",
          index: "0",
          parameters: [{ type: "text", text: "o/1" }],
        },
      ],
    },
  };

  test("put at run time are filled in by name and kept over a restart", async () => {
    const first = await start();
    expect((await send(first, message)).code).toBe(132_001);
    expect(await put(`${first.url}/_templates`, [named])).toBe(200);
    await first.close();
    const standIn = await start();
    expect((await send(standIn, message)).code).toBeUndefined();
    expect(await inboxOf(standIn)).toMatchObject([
      { text: "Asha wants Heels.", buttons: [{ text: "Open", url: "https://x.test/o/1" }] },
    ]);
  });

  test("that are paused or not approved cannot be sent", async () => {
    const standIn = await start();
    await put(`${standIn.url}/_templates`, [{ ...named, status: "PENDING" }]);
    expect((await send(standIn, message)).code).toBe(132_001);
    await put(`${standIn.url}/_templates`, [{ ...named, status: "PAUSED" }]);
    expect((await send(standIn, message)).code).toBe(132_015);
  });
});

describe("the inbox", () => {
  test("keeps messages and statuses over a restart, and drops a line that a crash cut off", async () => {
    const first = await start();
    await customerWrites(first);
    const { id } = await sayText(first);
    await vi.waitFor(
      async () => expect(await inboxOf(first)).toMatchObject([{}, { id, status: "read" }]),
      5000,
    );
    await first.close();
    await appendFile(join(dataDir, "messages.jsonl"), '{"kind":"mess');
    const second = await start();
    expect(await inboxOf(second)).toMatchObject([{ text: "Hi" }, { id, status: "read" }]);
    await sayText(second);
    await second.close();
    expect(await inboxOf(await start())).toHaveLength(3);
  });

  test("shows a conversation as a page in which nothing that was sent becomes markup", async () => {
    const standIn = await start();
    await sayText(standIn, '<script>alert("x")</script> https://shop.test/a?b=1&c=2');
    const page = await (await fetch(`${standIn.url}/inbox/${CUSTOMER}`)).text();
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toContain("<script>");
    expect(page).toContain('<a href="https://shop.test/a?b=1&amp;c=2">');
    expect(await (await fetch(standIn.url)).text()).toContain(`/inbox/${CUSTOMER}`);
  });

  test("lets a person answer as the customer from the page", async () => {
    const standIn = await start();
    const answer = await fetch(`${standIn.url}/_inbound`, {
      method: "POST",
      body: new URLSearchParams({ from: CUSTOMER, text: "Yes", back: `/inbox/${CUSTOMER}` }),
      redirect: "manual",
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/inbox/${CUSTOMER}`]);
    expect(await inboxOf(standIn)).toMatchObject([{ direction: "in", text: "Yes" }]);
  });

  test("shows reply buttons of an interactive message", async () => {
    const standIn = await start();
    const buttons = [{ type: "reply", reply: { id: "yes", title: "Yes" } }];
    await send(standIn, {
      type: "interactive",
      interactive: { type: "button", body: { text: "In stock?" }, action: { buttons } },
    });
    expect(await inboxOf(standIn)).toMatchObject([
      { text: "In stock?", buttons: [{ text: "Yes", replyId: "yes" }] },
    ]);
    const page = await (await fetch(`${standIn.url}/inbox/${CUSTOMER}`)).text();
    expect(page).toContain('name="replyId" value="yes"');
  });
});

test("logs ids and never a phone number", async () => {
  const lines: string[] = [];
  const standIn = await start({
    log: (text, fields) => lines.push(`${text} ${JSON.stringify(fields)}`),
  });
  await customerWrites(standIn);
  const { id } = await sayText(standIn);
  await vi.waitFor(
    () => expect(lines.join("\n")).toContain(`{"id":"${id}","status":"read"}`),
    5000,
  );
  expect(lines.join("\n")).not.toContain(CUSTOMER);
});

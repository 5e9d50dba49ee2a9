import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import * as z from "zod";
import { messages, optOuts } from "#db/schema/index.ts";
import { handleDelivery } from "#lib/doors/handle-delivery.ts";
import type { Ports } from "#lib/doors/ports.ts";
import {
  answerWhatsappChallenge,
  openWhatsappWebhookDoor,
  type WhatsappWebhookConfig,
} from "#lib/doors/whatsapp-webhook-door.ts";
import type { AnyEvent } from "#lib/events/event.ts";
import { openMessenger } from "#lib/vendors/whatsapp.ts";
import { startWhatsapp, type WhatsappOptions } from "#local/whatsapp/start-whatsapp.ts";
import { registry } from "#workers/registry.ts";
import { createSeller, createShop } from "./factories.ts";
import { type Driver, openTestDatabase } from "./open-test-database.ts";
import { recordPorts } from "./recorded-ports.ts";

const TEMPLATES = fileURLToPath(new URL("../../lib/notifications/templates.json", import.meta.url));

const inbox = z.array(
  z.object({ id: z.string(), direction: z.enum(["in", "out"]), text: z.string() }),
);

/** A Ugandan mobile number that no other test is likely to have. */
const uniqueNumber = () => `+25675${String(randomInt(10_000_000)).padStart(7, "0")}`;

/**
 * The notification-service over a real database, the stand-in of WhatsApp with the templates that are
 * to be submitted, and a clock that is set by hand. Its webhook comes in once it is registered.
 */
export async function openMessageWorld(
  options: { driver?: Driver } & Pick<WhatsappOptions, "pace" | "pairRateMs"> = {},
) {
  const { driver = "pg", ...given } = options;
  const dataDir = await mkdtemp(path.join(tmpdir(), "messages-"));
  const database = await openTestDatabase(driver);
  const { db } = database;
  const whatsapp = await startWhatsapp({
    port: 0,
    dataDir,
    log: () => undefined,
    templates: TEMPLATES,
    pace: { sentMs: 1, deliveredMs: 1, readMs: 1 },
    ...given,
  });
  const env = (name: string) => whatsapp.env[name] ?? "";
  const account = {
    graphUrl: env("WHATSAPP_GRAPH_URL"),
    accessToken: env("WHATSAPP_ACCESS_TOKEN"),
    phoneNumberId: env("WHATSAPP_PHONE_NUMBER_ID"),
  };
  const messenger = openMessenger(account);
  const time = { now: new Date("2026-11-21T09:00:00Z") };
  const recorded = recordPorts(db, { messenger, clock: () => time.now });
  const replies: Promise<void>[] = [];
  const webhook: WhatsappWebhookConfig = {
    appSecret: env("WHATSAPP_APP_SECRET"),
    verifyToken: env("WHATSAPP_VERIFY_TOKEN"),
    phoneNumberId: account.phoneNumberId,
    db,
    replier: messenger,
    later: (work) => void replies.push(work()),
    log: recorded.ports.log,
  };
  const server = await serveWebhook(webhook);
  return {
    db,
    url: database.url,
    account,
    whatsapp,
    messenger,
    webhook,
    time,
    log: recorded.log,
    ports: recorded.ports,
    pass: (minutes: number) => void (time.now = new Date(time.now.getTime() + minutes * 60_000)),
    /** As the door does once it has let a delivery in. */
    deliver: (event: AnyEvent, overrides: Partial<Ports> = {}) =>
      handleDelivery(
        { consumer: registry["notification-service"], event },
        { ...recorded.ports, ...overrides },
      ),
    /** A seller with a shop and a number of her own. */
    async seller(overrides: Parameters<typeof createSeller>[0] = {}) {
      const seller = await createSeller({ phone: uniqueNumber(), ...overrides }, db);
      await createShop({ sellerId: seller.id, title: "Nalu Fashion" }, db);
      return { ...seller, phone: seller.phone ?? "" };
    },
    /** The texts that somebody was sent, oldest first. */
    async sentTo(phone: string): Promise<string[]> {
      const answer = await fetch(`${whatsapp.url}/inbox/${phone.slice(1)}.json`);
      const all = answer.status === 404 ? [] : inbox.parse(await answer.json());
      return all.filter(({ direction }) => direction === "out").map(({ text }) => text);
    },
    async write(phone: string, text: string): Promise<void> {
      const body = JSON.stringify({ from: phone, text });
      const answer = await fetch(`${whatsapp.url}/_inbound`, { method: "POST", body });
      if (answer.status !== 200) throw new Error(`not written: ${answer.status}`);
    },
    async registerWebhook(): Promise<void> {
      const body = JSON.stringify({ url: server.url });
      const answer = await fetch(`${whatsapp.url}/_webhook`, { method: "PUT", body });
      if (answer.status !== 200) throw new Error(`not registered: ${answer.status}`);
    },
    messagesOf: (sellerId: string) =>
      db.orm
        .select()
        .from(messages)
        .where(eq(messages.sellerId, sellerId))
        .orderBy(messages.createdAt, messages.template),
    async isOptedOut(sellerId: string): Promise<boolean | undefined> {
      const [row] = await db.orm.select().from(optOuts).where(eq(optOuts.sellerId, sellerId));
      return row?.optedOut;
    },
    replied: () => Promise.all(replies),
    async close() {
      await whatsapp.close();
      await server.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type MessageWorld = Awaited<ReturnType<typeof openMessageWorld>>;

async function serveWebhook(config: WhatsappWebhookConfig) {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
      const url = `http://${incoming.headers.host}${incoming.url}`;
      const signature = incoming.headers["x-hub-signature-256"];
      const headers: Record<string, string> =
        typeof signature === "string" ? { "x-hub-signature-256": signature } : {};
      const response =
        incoming.method === "GET"
          ? answerWhatsappChallenge(new Request(url), config)
          : await openWhatsappWebhookDoor(
              new Request(url, { method: "POST", headers, body: Buffer.concat(chunks) }),
              config,
            );
      outgoing.writeHead(response.status).end(await response.text());
    })().catch(() => outgoing.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/webhooks/whatsapp`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

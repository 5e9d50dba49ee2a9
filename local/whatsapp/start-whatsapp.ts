import { createHmac } from "node:crypto";
import { join } from "node:path";
import { keptJson } from "../kept-json.ts";
import { FaultSwitch } from "../faults.ts";
import { type LocalRequest, type LocalResponse, startHttpService } from "../http-service.ts";
import { WebhookSender } from "../webhook-sender.ts";
import type { StandIn, StandInOptions } from "../stand-in.ts";
import { newWhatsappAccount, whatsappAccount } from "./account.ts";
import { Callback } from "./callback.ts";
import { answerControl } from "./control-api.ts";
import { Delivery, type StatusPace } from "./delivery.ts";
import { answerInboxPage } from "./inbox-page.ts";
import { Inbox } from "./inbox.ts";
import { answerMessages } from "./messages-api.ts";
import { TemplateList } from "./template-list.ts";

const RETRY_FOR_MS = 7 * 24 * 60 * 60 * 1000;
const FIRST_RETRY_MS = 1000;
const DEFAULT_PACE: StatusPace = { sentMs: 50, deliveredMs: 200, readMs: 800 };

export type WhatsappOptions = StandInOptions & {
  faults?: FaultSwitch;
  /** Where signed webhooks go; `PUT /_webhook` sets it while running. */
  webhookUrl?: string;
  /** JSON file with the message templates, in the Graph API's form. */
  templates?: string;
  pace?: StatusPace;
  /** Least time between two messages to one user; about 6000 on the real service. */
  pairRateMs?: number;
  /** Numbers, digits only, that no message reaches. */
  undeliverable?: string[];
  now?: () => number;
};

/**
 * WhatsApp Cloud API for one business number, with an inbox page at `/` that plays the customers.
 * Messages are kept; a webhook that was not taken when this ends is not sent again.
 */
export async function startWhatsapp(
  options: WhatsappOptions,
): Promise<StandIn & { faults: FaultSwitch }> {
  const { dataDir, log, faults = new FaultSwitch(), now = Date.now } = options;
  const account = keptJson(join(dataDir, "account.json"), whatsappAccount, newWhatsappAccount);
  const callback = new Callback({
    dataDir,
    verifyToken: account.verifyToken,
    url: options.webhookUrl,
  });
  const inbox = new Inbox(dataDir);
  const templates = new TemplateList({ dataDir, source: options.templates });
  const sender = new WebhookSender({
    url: () => callback.url,
    isReady: (url) => callback.isReady(url),
    headersFor: (body) => ({
      "x-hub-signature-256": `sha256=${createHmac("sha256", account.appSecret).update(body).digest("hex")}`,
    }),
    faults,
    faultPath: "webhook:whatsapp",
    retryForMs: RETRY_FOR_MS,
    firstRetryMs: FIRST_RETRY_MS,
    log,
  });
  const pace = options.pace ?? DEFAULT_PACE;
  const delivery = new Delivery({ account, inbox, sender, pace, now, log });
  const messages = {
    account,
    inbox,
    delivery,
    templates: () => templates.list(),
    pairRateMs: options.pairRateMs ?? 0,
    undeliverable: new Set(options.undeliverable),
    now,
    log,
  };
  const control = {
    account,
    inbox,
    callback,
    sender,
    templates: {
      list: () => templates.list(),
      replace: (next: Parameters<TemplateList["replace"]>[0]) => templates.replace(next),
    },
    now,
    log,
  };
  const handle = async (request: LocalRequest): Promise<LocalResponse> => {
    const isMessages = /^\/v\d+\.\d+\/[^/]+\/messages$/.test(request.path);
    try {
      if (isMessages && request.method === "POST") return answerMessages(request, messages);
      const page = answerInboxPage(request, inbox) ?? (await answerControl(request, control));
      return page ?? { status: 404, body: { error: { message: "Unknown path", code: 100 } } };
    } catch (error) {
      log("failed", { error: String(error) });
      return { status: 500, body: { error: { message: "An unknown error occurred", code: 1 } } };
    }
  };
  const service = await startHttpService({ port: options.port, faults, handle });
  return {
    name: "whatsapp",
    url: service.url,
    env: {
      WHATSAPP_GRAPH_URL: service.url,
      WHATSAPP_ACCESS_TOKEN: account.accessToken,
      WHATSAPP_PHONE_NUMBER_ID: account.phoneNumberId,
      WHATSAPP_APP_SECRET: account.appSecret,
      WHATSAPP_VERIFY_TOKEN: account.verifyToken,
    },
    close: async () => {
      delivery.close();
      sender.close();
      await service.close();
    },
    faults,
  };
}

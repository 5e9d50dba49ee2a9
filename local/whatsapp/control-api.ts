import * as z from "zod";
import type { LocalRequest, LocalResponse } from "../http-service.ts";
import type { LocalLog } from "../stand-in.ts";
import type { WebhookSender } from "../webhook-sender.ts";
import type { WhatsappAccount } from "./account.ts";
import { type Callback, callbackRegistration } from "./callback.ts";
import type { Inbox, InboxMessage } from "./inbox.ts";
import { newMessageId } from "./messages-api.ts";
import { type MessageTemplate, messageTemplates } from "./template.ts";
import { inboundBody } from "./webhook-body.ts";

const phone = z
  .string()
  .transform((text) => text.replaceAll(/\D/g, ""))
  .pipe(z.string().min(7).max(15));

const inboundMessage = z.object({
  from: phone,
  name: z.string().max(100).default("Customer"),
  text: z.string().max(4096).default(""),
  /** With it, this is a tap on a reply button of the message in `context`. */
  replyId: z.string().max(256).optional(),
  context: z.string().optional(),
  /** Address to come back to, from the form of the inbox page. */
  back: z
    .string()
    .regex(/^\/inbox\/\d+$/)
    .optional(),
});

type InboundMessage = z.infer<typeof inboundMessage>;

export type ControlApi = {
  account: WhatsappAccount;
  inbox: Inbox;
  callback: Callback;
  sender: WebhookSender;
  templates: { list: () => MessageTemplate[]; replace: (templates: MessageTemplate[]) => void };
  now: () => number;
  log: LocalLog;
};

/** What the real service has a dashboard or a telephone for. */
export async function answerControl(
  request: LocalRequest,
  api: ControlApi,
): Promise<LocalResponse | undefined> {
  try {
    switch (`${request.method} ${request.path}`) {
      case "GET /_templates":
        return { status: 200, body: api.templates.list() };
      case "PUT /_templates":
        api.templates.replace(messageTemplates.parse(JSON.parse(request.body.toString())));
        return { status: 200, body: api.templates.list() };
      case "GET /_webhook":
        return { status: 200, body: { url: api.callback.url ?? null } };
      case "PUT /_webhook":
        return await registerWebhook(request, api);
      case "POST /_inbound":
        return playInbound(request, api);
      default:
        return undefined;
    }
  } catch (error) {
    if (!(error instanceof z.ZodError) && !(error instanceof SyntaxError)) throw error;
    return { status: 400, body: { error: error.message } };
  }
}

async function registerWebhook(request: LocalRequest, api: ControlApi): Promise<LocalResponse> {
  const { url } = callbackRegistration.parse(JSON.parse(request.body.toString()));
  if (await api.callback.register(url)) {
    api.log("webhook registered");
    return { status: 200, body: { url } };
  }
  return {
    status: 400,
    body: {
      error: "The callback URL could not be validated: it must answer 200 with the challenge",
    },
  };
}

function playInbound(request: LocalRequest, api: ControlApi): LocalResponse {
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const inbound = inboundMessage.parse(
    isForm
      ? Object.fromEntries(new URLSearchParams(request.body.toString()))
      : JSON.parse(request.body.toString()),
  );
  const message: InboxMessage = {
    id: newMessageId(),
    direction: "in",
    phone: inbound.from,
    type: inbound.replyId === undefined ? "text" : "interactive",
    text: inbound.text,
    buttons: [],
    payload: contentOf(inbound, api.account),
    at: new Date(api.now()).toISOString(),
    status: "delivered",
  };
  api.inbox.add(message);
  api.log("inbound", { id: message.id });
  api.sender.send(inboundBody(api.account, { message, name: inbound.name }), message.id);
  if (inbound.back !== undefined) return { status: 303, headers: { location: inbound.back } };
  return { status: 200, body: { id: message.id } };
}

function contentOf(inbound: InboundMessage, account: WhatsappAccount): object {
  const context = inbound.context !== undefined && {
    context: { from: account.displayPhoneNumber, id: inbound.context },
  };
  if (inbound.replyId === undefined) {
    return { ...context, type: "text", text: { body: inbound.text } };
  }
  const button_reply = { id: inbound.replyId, title: inbound.text };
  return { ...context, type: "interactive", interactive: { type: "button_reply", button_reply } };
}

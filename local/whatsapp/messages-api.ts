import { randomBytes } from "node:crypto";
import * as z from "zod";
import type { LocalRequest, LocalResponse } from "../http-service.ts";
import type { LocalLog } from "../stand-in.ts";
import type { WhatsappAccount } from "./account.ts";
import type { Delivery } from "./delivery.ts";
import { GraphRefusal, invalidParameter } from "./graph-refusal.ts";
import type { Inbox, InboxMessage } from "./inbox.ts";
import { outgoingMessage, type OutgoingMessage, readReceipt } from "./outgoing-message.ts";
import { findTemplate, type MessageTemplate, renderTemplate } from "./template.ts";

const WINDOW_MS = 24 * 60 * 60 * 1000;

export type MessagesApi = {
  account: WhatsappAccount;
  inbox: Inbox;
  delivery: Delivery;
  templates: () => MessageTemplate[];
  /** Least time between two messages to one user; 0 is no limit. */
  pairRateMs: number;
  undeliverable: ReadonlySet<string>;
  now: () => number;
  log: LocalLog;
};

/** `POST /v26.0/{phone-number-id}/messages`: accepted here, its fate is told by webhook. */
export function answerMessages(request: LocalRequest, api: MessagesApi): LocalResponse {
  try {
    return { status: 200, body: accept(request, api) };
  } catch (error) {
    const refusal = error instanceof z.ZodError ? invalidParameter(z.prettifyError(error)) : error;
    if (!(refusal instanceof GraphRefusal)) throw error;
    api.log("refused", { code: refusal.code });
    return refusal.toResponse();
  }
}

export function newMessageId(): string {
  return `wamid.${randomBytes(39).toString("base64")}`;
}

function accept(request: LocalRequest, api: MessagesApi): unknown {
  assertCaller(request, api.account);
  const body = parseJson(request.body);
  if (readReceipt.safeParse(body).success) return markRead(readReceipt.parse(body), api);
  const wanted = outgoingMessage.parse(body);
  const message = toInboxMessage(wanted, api);
  assertPairRate(message, api);
  api.inbox.add(message);
  api.log("accepted", { id: message.id, type: message.type });
  api.delivery.advance(message);
  return {
    messaging_product: "whatsapp",
    contacts: [{ input: inputOf(body), wa_id: message.phone }],
    messages: [
      { id: message.id, ...(message.type === "template" && { message_status: "accepted" }) },
    ],
  };
}

function assertCaller(request: LocalRequest, account: WhatsappAccount): void {
  if (request.headers.authorization !== `Bearer ${account.accessToken}`) {
    throw new GraphRefusal({
      status: 401,
      code: 190,
      title: "Invalid OAuth access token - Cannot parse access token",
      details: "The access token is missing, wrong or expired",
    });
  }
  const [, , phoneNumberId] = request.path.split("/");
  if (phoneNumberId !== account.phoneNumberId) {
    throw new GraphRefusal({
      status: 400,
      code: 100,
      title: `Unsupported post request. Object with ID '${phoneNumberId}' does not exist`,
      details: "The phone number id is not one of this account",
    });
  }
}

function toInboxMessage(wanted: OutgoingMessage, api: MessagesApi): InboxMessage {
  const failure = findFailure(wanted, api);
  return {
    id: newMessageId(),
    direction: "out",
    phone: wanted.to,
    type: wanted.type,
    ...rendered(wanted, api),
    payload: wanted,
    at: new Date(api.now()).toISOString(),
    status: "accepted",
    ...(failure !== undefined && { errorCode: failure }),
    ...(wanted.biz_opaque_callback_data !== undefined && {
      callbackData: wanted.biz_opaque_callback_data,
    }),
  };
}

function rendered(
  wanted: OutgoingMessage,
  api: MessagesApi,
): Pick<InboxMessage, "text" | "buttons"> {
  switch (wanted.type) {
    case "text":
      return { text: wanted.text.body, buttons: [] };
    case "template":
      return renderTemplate(findTemplate(api.templates(), wanted.template), wanted.template);
    case "interactive":
      return renderInteractive(wanted.interactive);
  }
}

function renderInteractive(
  interactive: Extract<OutgoingMessage, { type: "interactive" }>["interactive"],
): Pick<InboxMessage, "text" | "buttons"> {
  const parts = [interactive.header?.text, interactive.body.text, interactive.footer?.text];
  const text = parts.filter((part) => part !== undefined).join("\n\n");
  switch (interactive.type) {
    case "button":
      return {
        text,
        buttons: interactive.action.buttons.map(({ reply }) => ({
          text: reply.title,
          replyId: reply.id,
        })),
      };
    case "list":
      return {
        text,
        buttons: interactive.action.sections.flatMap(({ rows }) =>
          rows.map((row) => ({ text: row.title, replyId: row.id })),
        ),
      };
    case "cta_url": {
      const { display_text, url } = interactive.action.parameters;
      return { text, buttons: [{ text: display_text, url }] };
    }
  }
}

/** What will be told by a failed status, although the request is accepted. */
function findFailure(wanted: OutgoingMessage, api: MessagesApi): number | undefined {
  if (api.undeliverable.has(wanted.to)) return 131_026;
  if (wanted.type === "template") return undefined;
  const lastIn = api.inbox.of(wanted.to).findLast(({ direction }) => direction === "in");
  const isOpen = lastIn !== undefined && api.now() - Date.parse(lastIn.at) < WINDOW_MS;
  return isOpen ? undefined : 131_047;
}

function assertPairRate(message: InboxMessage, api: MessagesApi): void {
  const last = api.inbox.of(message.phone).findLast(({ direction }) => direction === "out");
  if (last === undefined || api.now() - Date.parse(last.at) >= api.pairRateMs) return;
  throw new GraphRefusal({
    status: 400,
    code: 131_056,
    title: "(Business Account, Consumer Account) pair rate limit hit",
    details: "Too many messages sent from this phone number to the same phone number",
  });
}

function markRead(receipt: z.infer<typeof readReceipt>, api: MessagesApi): unknown {
  const message = api.inbox.find(receipt.message_id);
  if (message?.direction !== "in") throw invalidParameter("message_id is not one that came in");
  api.inbox.markStatus(message.id, "read");
  api.log("read", { id: message.id });
  return { success: true };
}

function inputOf(body: unknown): unknown {
  return typeof body === "object" && body !== null && "to" in body ? body.to : undefined;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw invalidParameter("The body is not JSON");
  }
}

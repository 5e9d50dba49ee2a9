import { createHmac, randomUUID } from "node:crypto";
import {
  openWhatsappWebhookDoor,
  type WhatsappWebhookConfig,
} from "#lib/doors/whatsapp-webhook-door.ts";
import type { MessageWorld } from "./message-world.ts";

export const WEBHOOK_URL = "https://shop.test/api/webhooks/whatsapp";
/** Seconds since the epoch. */
export const WRITTEN_AT = 1_763_715_600;

export function signWebhook(world: MessageWorld, body: string, secret?: string): string {
  const key = secret ?? world.webhook.appSecret;
  return `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;
}

export type PostedWebhook = {
  /** Null for none; the right one unless given. */
  signature?: string | null;
  config?: Partial<WhatsappWebhookConfig>;
};

export function postWebhook(
  world: MessageWorld,
  body: string,
  { signature = signWebhook(world, body), config = {} }: PostedWebhook = {},
): Promise<Response> {
  const headers: Record<string, string> =
    signature === null ? {} : { "x-hub-signature-256": signature };
  const request = new Request(WEBHOOK_URL, { method: "POST", headers, body });
  return openWhatsappWebhookDoor(request, { ...world.webhook, ...config });
}

export function webhookBody(world: MessageWorld, value: object, phoneNumberId?: string): string {
  const metadata = {
    display_phone_number: "15550100000",
    phone_number_id: phoneNumberId ?? world.account.phoneNumberId,
  };
  const change = {
    field: "messages",
    value: { messaging_product: "whatsapp", metadata, ...value },
  };
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [change] }],
  });
}

export type ToldState = "sent" | "delivered" | "read" | "failed";

export function stateEntry(messageId: string, status: ToldState, { at = WRITTEN_AT } = {}) {
  return {
    id: `wamid.${messageId}`,
    status,
    timestamp: String(at),
    recipient_id: "256700000000",
    biz_opaque_callback_data: messageId,
    ...(status === "failed" && { errors: [{ code: 131_026, title: "Message undeliverable" }] }),
  };
}

export function textEntry(phone: string, text: string, at = WRITTEN_AT) {
  return {
    from: phone.slice(1),
    id: `wamid.${randomUUID()}`,
    timestamp: String(at),
    type: "text",
    text: { body: text },
  };
}

import type { WhatsappAccount } from "./account.ts";
import type { InboxMessage } from "./inbox.ts";

export type MessageStatus = "sent" | "delivered" | "read" | "failed";

type StatusError = { code: number; title: string; details: string };

const FAILURES: Record<number, StatusError> = {
  131_026: {
    code: 131_026,
    title: "Message undeliverable",
    details: "Message Undeliverable.",
  },
  131_047: {
    code: 131_047,
    title: "Re-engagement message",
    details:
      "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
  },
};

/** The text of a status webhook, exactly as it is to be signed and sent. */
export function statusBody(
  account: WhatsappAccount,
  { message, status, atMs }: { message: InboxMessage; status: MessageStatus; atMs: number },
): string {
  const failure = status === "failed" ? FAILURES[message.errorCode ?? 131_026] : undefined;
  const entry = {
    id: message.id,
    status,
    timestamp: toSeconds(atMs),
    recipient_id: message.phone,
    ...(status === "sent" && {
      pricing: { billable: message.type === "template", pricing_model: "PMP", category: "utility" },
    }),
    ...(failure && {
      errors: [
        {
          code: failure.code,
          title: failure.title,
          message: failure.title,
          error_data: { details: failure.details },
          href: "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        },
      ],
    }),
    ...(message.callbackData !== undefined && { biz_opaque_callback_data: message.callbackData }),
  };
  return bodyOf(account, { statuses: [entry] });
}

/** The text of the webhook for a customer's message. */
export function inboundBody(
  account: WhatsappAccount,
  { message, name }: { message: InboxMessage; name: string },
): string {
  const { phone, id, payload } = message;
  const content = typeof payload === "object" ? payload : {};
  return bodyOf(account, {
    contacts: [{ profile: { name }, wa_id: phone }],
    messages: [{ from: phone, id, timestamp: toSeconds(Date.parse(message.at)), ...content }],
  });
}

function bodyOf(account: WhatsappAccount, value: object): string {
  const change = {
    field: "messages",
    value: {
      messaging_product: "whatsapp",
      metadata: {
        display_phone_number: account.displayPhoneNumber,
        phone_number_id: account.phoneNumberId,
      },
      ...value,
    },
  };
  return escapeUnicode(
    JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: account.businessAccountId, changes: [change] }],
    }),
  );
}

/** The service escapes all but ASCII: who verifies the signature over re-made JSON fails. */
function escapeUnicode(json: string): string {
  return json.replaceAll(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function toSeconds(timeMs: number): string {
  return String(Math.floor(timeMs / 1000));
}

import { createHmac } from "node:crypto";
import * as z from "zod";
import type { ToldState } from "../notifications/record-outcome.ts";

const MS_PER_SECOND = 1_000;
const MAX_TEXT_LENGTH = 4_096;

const seconds = z
  .string()
  .regex(/^\d{1,11}$/)
  .transform((text) => new Date(Number(text) * MS_PER_SECOND));

const stateEntry = z.object({
  id: z.string().min(1).max(512),
  status: z.enum(["sent", "delivered", "read", "failed"]),
  timestamp: seconds,
  biz_opaque_callback_data: z.string().max(512).optional(),
  errors: z.array(z.object({ code: z.int() })).optional(),
});

const textEntry = z.object({
  /** Only somebody with a user name writes without showing a number. */
  from: z.string().regex(/^\d{7,15}$/),
  timestamp: seconds,
  type: z.literal("text"),
  text: z.object({ body: z.string().max(MAX_TEXT_LENGTH) }),
});

const change = z.object({
  field: z.literal("messages"),
  value: z.object({
    metadata: z.object({ phone_number_id: z.string() }),
    statuses: z.array(z.unknown()).default([]),
    messages: z.array(z.unknown()).default([]),
  }),
});

const webhook = z.object({
  object: z.literal("whatsapp_business_account"),
  entry: z.array(z.object({ changes: z.array(z.unknown()) })),
});

/** A delivery state with the reference that the message was sent with. */
export type ReferredState = Omit<ToldState, "messageId"> & { reference: string | null };

export type InboundText = {
  /** E.164. */
  phone: string;
  text: string;
  at: Date;
};

export type WebhookNews = {
  states: ReferredState[];
  texts: InboundText[];
  /** What is of another kind, of another number, or cannot be read. */
  ignored: number;
};

/** Takes a webhook's body apart; undefined for what is none of WhatsApp's. */
export function readWhatsappWebhook(
  body: unknown,
  { phoneNumberId }: { phoneNumberId: string },
): WebhookNews | undefined {
  const parsed = webhook.safeParse(body);
  if (!parsed.success) return undefined;
  const news: WebhookNews = { states: [], texts: [], ignored: 0 };
  for (const raw of parsed.data.entry.flatMap(({ changes }) => changes)) {
    const value = change.safeParse(raw).data?.value;
    if (value?.metadata.phone_number_id !== phoneNumberId) {
      news.ignored += 1;
      continue;
    }
    const states = value.statuses.flatMap(readState);
    const texts = value.messages.flatMap(readText);
    news.states.push(...states);
    news.texts.push(...texts);
    news.ignored += value.statuses.length + value.messages.length - states.length - texts.length;
  }
  return news;
}

function readState(raw: unknown): ReferredState[] {
  const entry = stateEntry.safeParse(raw).data;
  if (entry === undefined) return [];
  const { id, status, timestamp, biz_opaque_callback_data: reference = null, errors } = entry;
  const errorCode = errors?.[0]?.code ?? null;
  return [{ providerId: id, state: status, at: timestamp, reference, errorCode }];
}

function readText(raw: unknown): InboundText[] {
  const entry = textEntry.safeParse(raw).data;
  return entry ? [{ phone: `+${entry.from}`, text: entry.text.body, at: entry.timestamp }] : [];
}

/** What the header of a webhook says when its body was signed with this secret. */
export function whatsappSignature(body: string, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(body, "utf8").digest("hex")}`;
}

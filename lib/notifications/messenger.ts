import * as z from "zod";

export const LOCALES = ["en", "sw", "fr"] as const;
export const locale = z.enum(LOCALES);
/** A language that the seller's pages and messages are written in. */
export type Locale = z.infer<typeof locale>;

/** What we may write to a seller; the texts stand in `templates.json`. */
export const notice = z.discriminatedUnion("template", [
  z.object({ template: z.literal("sign_in_code"), code: z.string().regex(/^\d{6}$/) }),
  z.object({ template: z.literal("shop_ready"), shop: z.string(), link: z.url() }),
  z.object({
    template: z.literal("new_order"),
    code: z.string(),
    lines: z.string(),
    total: z.string(),
    link: z.url(),
  }),
  z.object({
    template: z.literal("low_stock"),
    product: z.string(),
    left: z.string(),
    link: z.url(),
  }),
  z.object({
    template: z.literal("needs_attention"),
    count: z.string(),
    shop: z.string(),
    link: z.url(),
  }),
]);
export type Notice = z.infer<typeof notice>;
export type NoticeTemplate = Notice["template"];

export type OutgoingMessage = {
  /** E.164. */
  phone: string;
  locale: Locale;
  notice: Notice;
  /** Comes back with every delivery state. */
  reference: string;
};

/**
 * `accepted` only promises that the service will try; how it went comes by its webhook. `refused`
 * is for good. `unavailable` was surely not taken, and may be sent again once the service, or our
 * account with it, is well. What is thrown leaves open whether the message was taken.
 */
export type SendOutcome =
  | { kind: "accepted"; messageId: string }
  | { kind: "refused"; code: number; reason: string }
  | { kind: "unavailable"; code: number; retryAfterSeconds: number };

/** Writes to people. The one port by which a message leaves this system. */
export type Messenger = { send(message: OutgoingMessage): Promise<SendOutcome> };

/** Answers somebody in words of our own, which the service allows for a day after they wrote. */
export type Replier = {
  reply(answer: { phone: string; text: string }): Promise<SendOutcome>;
};

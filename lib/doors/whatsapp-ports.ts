import { after } from "next/server";
import { getEnv } from "../env.ts";
import type { Messenger, Replier } from "../notifications/messenger.ts";
import { openMessenger } from "../vendors/whatsapp.ts";
import { getDatabase, getLog } from "./database.ts";
import { once } from "./once.ts";
import type { WhatsappWebhookConfig } from "./whatsapp-webhook-door.ts";

/** Null where no message may leave. */
export const getMessenger = once((): (Messenger & Replier) | null => {
  const { whatsapp } = getEnv();
  return whatsapp && openMessenger(whatsapp);
});

/** Null without an account. With the messages switched off, what sellers say still counts. */
export function whatsappWebhookConfig(): WhatsappWebhookConfig | null {
  const { whatsappWebhook } = getEnv();
  return (
    whatsappWebhook && {
      ...whatsappWebhook,
      db: getDatabase(),
      replier: getMessenger(),
      later: after,
      log: getLog(),
    }
  );
}

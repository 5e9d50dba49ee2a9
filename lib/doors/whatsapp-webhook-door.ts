import * as z from "zod";
import type { Database } from "#db/client.ts";
import { AppError, describeError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Replier } from "../notifications/messenger.ts";
import { OPT_OUT_ANSWERS, readOptOutWord, recordOptOut } from "../notifications/opt-out.ts";
import { recordState } from "../notifications/record-outcome.ts";
import {
  type InboundText,
  readWhatsappWebhook,
  type ReferredState,
  whatsappSignature,
} from "../vendors/whatsapp-webhook.ts";
import { readBody } from "./read-body.ts";
import { secretsMatch } from "./secrets.ts";
import { parseJson } from "./worker-door.ts";

/** The service gathers up to a thousand changes in one call, and says that none is larger. */
const MAX_WEBHOOK_BYTES = 3 * 1024 * 1024;
const MAX_CHALLENGE_LENGTH = 256;
const TEXT = { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" };

export type WhatsappWebhookConfig = {
  appSecret: string;
  verifyToken: string;
  phoneNumberId: string;
  db: Database;
  /** Null where no message may leave. */
  replier: Replier | null;
  /** Runs once the answer is out: the service waits for it, and for nothing else. */
  later: (work: () => Promise<void>) => void;
  log: Log;
};

/** Proves to the service that the address is ours, when it is entered in the dashboard. */
export function answerWhatsappChallenge(
  request: Request,
  config: WhatsappWebhookConfig | null,
): Response {
  if (config === null) return new Response(null, { status: 404 });
  const query = new URL(request.url).searchParams;
  const challenge = query.get("hub.challenge") ?? "";
  const isOurs =
    query.get("hub.mode") === "subscribe" &&
    secretsMatch(query.get("hub.verify_token"), config.verifyToken);
  if (!isOurs || challenge === "" || challenge.length > MAX_CHALLENGE_LENGTH) {
    config.log.warn("whatsapp_webhook.challenge_refused");
    return new Response(null, { status: 403 });
  }
  return new Response(challenge, { status: 200, headers: TEXT });
}

/** Delivery states and what sellers write. Anything but 200 is sent again, for up to seven days. */
export async function openWhatsappWebhookDoor(
  request: Request,
  config: WhatsappWebhookConfig | null,
): Promise<Response> {
  if (config === null) return new Response(null, { status: 404 });
  const { log } = config;
  try {
    const body = await readBody(request, MAX_WEBHOOK_BYTES);
    const signature = request.headers.get("x-hub-signature-256");
    if (!secretsMatch(signature, whatsappSignature(body, config.appSecret))) {
      log.warn("whatsapp_webhook.refused");
      return new Response(null, { status: 401 });
    }
    const news = readWhatsappWebhook(parseJson(body), config);
    if (news === undefined) {
      log.warn("whatsapp_webhook.unreadable");
      return new Response(null, { status: 400 });
    }
    let unknown = 0;
    for (const state of news.states) if (!(await keepState(state, config))) unknown += 1;
    for (const text of news.texts) await hearText(text, config);
    log.info("whatsapp_webhook.handled", {
      states: news.states.length,
      unknown,
      texts: news.texts.length,
      ignored: news.ignored,
    });
    return new Response(null, { status: 200 });
  } catch (error) {
    const status = error instanceof AppError ? error.status : 503;
    log.warn("whatsapp_webhook.failed", { status, error: describeError(error) });
    return new Response(null, { status });
  }
}

const ownReference = z.uuid();
/** Sign-in codes are sent with one of this form; what comes of them is not kept. */
const codeReference = z.string().regex(/^code:[0-9a-f-]{36}$/);

async function keepState(
  { reference, ...told }: ReferredState,
  { db, log }: WhatsappWebhookConfig,
): Promise<boolean> {
  const isOurs = reference === null || ownReference.safeParse(reference).success;
  if (isOurs && (await recordState(db, { ...told, messageId: reference }))) return true;
  const line = { state: told.state, code: told.errorCode };
  // The service's own ids are not for the log: the number stands in them.
  if (codeReference.safeParse(reference).success)
    log.info("accounts.code_state", { code_id: reference?.slice("code:".length), ...line });
  else log.info("whatsapp_webhook.unknown_reference", line);
  return false;
}

async function hearText(
  { phone, text, at }: InboundText,
  { db, replier, later, log }: WhatsappWebhookConfig,
): Promise<void> {
  const word = readOptOutWord(text);
  if (word === null) return log.info("whatsapp_webhook.text_ignored");
  const locale = await recordOptOut(db, { phone, word, at });
  log.info("whatsapp_webhook.opt_out", { word, changed: locale !== null });
  if (locale === null || replier === null) return;
  later(async () => {
    try {
      const { kind } = await replier.reply({ phone, text: OPT_OUT_ANSWERS[word][locale] });
      log.info("whatsapp_webhook.confirmed", { word, outcome: kind });
    } catch (error) {
      // Her word is kept, and she may say it again.
      log.warn("whatsapp_webhook.not_confirmed", { word, error: describeError(error) });
    }
  });
}

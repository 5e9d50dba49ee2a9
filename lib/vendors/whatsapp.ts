import * as z from "zod";
import type {
  Messenger,
  Notice,
  OutgoingMessage,
  Replier,
  SendOutcome,
} from "../notifications/messenger.ts";
import { isPassingStatus } from "../retry.ts";

export type WhatsappConfig = {
  graphUrl: string;
  accessToken: string;
  phoneNumberId: string;
};

const API_VERSION = "v26.0";
const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_PARAMETER_LENGTH = 900;
const RETRY_AFTER_SECONDS = 30;

/** Not now: outages of the service, and what it lets our number, or this pair of numbers, send. */
const PASSING_CODES = [
  1, 2, 4, 80_007, 130_429, 131_000, 131_016, 131_048, 131_056, 131_057, 133_004,
];
/** Until the operator has put our account in order: token, permission, payment, number, templates. */
const OURS_TO_REPAIR = [
  0, 3, 10, 190, 368, 131_005, 131_031, 131_042, 131_045, 132_001, 132_015, 132_016, 133_010,
];
const NOT_YET = new Set([...PASSING_CODES, ...OURS_TO_REPAIR]);
const UNTOLD_STATUSES = new Set([500, 502, 504]);

const accepted = z.looseObject({ messages: z.array(z.looseObject({ id: z.string() })).min(1) });
const refusal = z.looseObject({
  error: z.looseObject({ code: z.number(), message: z.string().default("") }),
});

/** Opens WhatsApp's Cloud API for one business number. */
export function openMessenger(config: WhatsappConfig): Messenger & Replier {
  return {
    send: (message) => post(config, templateBody(message)),
    reply: ({ phone, text }) =>
      post(config, { ...addressedTo(phone), type: "text", text: { body: text } }),
  };
}

async function post(
  { graphUrl, accessToken, phoneNumberId }: WhatsappConfig,
  message: object,
): Promise<SendOutcome> {
  let answer: Response;
  try {
    answer = await fetch(`${graphUrl}/${API_VERSION}/${phoneNumberId}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
      body: JSON.stringify(message),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    if (neverConnected(error)) return notYet(0);
    throw new Error("WhatsApp did not answer", { cause: error });
  }
  return readAnswer(answer.status, parseJson(await readCapped(answer)));
}

function readAnswer(status: number, body: unknown): SendOutcome {
  const [first] = accepted.safeParse(body).data?.messages ?? [];
  if (status === 200 && first !== undefined) return { kind: "accepted", messageId: first.id };
  const said = refusal.safeParse(body).data?.error;
  if (said === undefined) {
    // It may have been anything in between that gave up waiting for the service.
    if (status < 400 || UNTOLD_STATUSES.has(status))
      throw new Error(`WhatsApp answered ${status} and did not say what came of the message`);
    return notYet(status);
  }
  const { code, message } = said;
  if (NOT_YET.has(code) || status === 401 || isPassingStatus(status)) return notYet(code);
  return { kind: "refused", code, reason: message.slice(0, 200) };
}

function notYet(code: number): SendOutcome {
  return { kind: "unavailable", code, retryAfterSeconds: RETRY_AFTER_SECONDS };
}

const CONNECTING = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Nothing of the message had left when it failed. */
function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && CONNECTING.has(String(cause.code));
}

async function readCapped(answer: Response): Promise<string> {
  if (answer.body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new Error("WhatsApp's answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function addressedTo(phone: string) {
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: phone.replaceAll(/\D/g, ""),
  };
}

function templateBody({ phone, locale, notice, reference }: OutgoingMessage) {
  return {
    ...addressedTo(phone),
    type: "template",
    biz_opaque_callback_data: reference,
    template: {
      name: notice.template,
      language: { code: locale },
      components: componentsOf(notice),
    },
  };
}

/** A code stands in the text and behind the button that copies it; all else is named. */
function componentsOf(notice: Notice): object[] {
  if (notice.template === "sign_in_code") {
    const parameters = [{ type: "text", text: notice.code }];
    return [
      { type: "body", parameters },
      { type: "button", sub_type: "url", index: "0", parameters },
    ];
  }
  const { template: _, ...named } = notice;
  const parameters = Object.entries(named).map(([name, text]) => ({
    type: "text",
    parameter_name: name,
    text: oneLine(text),
  }));
  return [{ type: "body", parameters }];
}

/** The service refuses parameters with line breaks, tabs or more than four spaces in a row. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().slice(0, MAX_PARAMETER_LENGTH).toWellFormed();
}

import { createHash } from "node:crypto";
import type { MessageEvent } from "./event-log.ts";
import type { DeadLetter, Message, TextOrBytes } from "./stored-records.ts";
import { toBase64, toBytes } from "./text-or-bytes.ts";

/** A waiting message as `GET /v2/messages/{id}` shows it. */
export function toMessageRecord(message: Message) {
  return { messageId: message.messageId, ...sharedFields(message), ...shownBody(message) };
}

export function toDeadLetterRecord({ dlqId, message, response }: DeadLetter) {
  return {
    ...toMessageRecord(message),
    dlqId,
    responseStatus: response.status,
    responseHeader: canonicalHeaders(response.headers),
    ...(response.body.encoding === "utf8"
      ? { responseBody: response.body.text }
      : { responseBodyBase64: response.body.text }),
  };
}

/** One line of the log; bodies are base64 here. The SDK and the API documents spell one state differently. */
export function toLogRecord(event: MessageEvent, spelling: "CANCELED" | "CANCELLED") {
  const { message, response } = event;
  return {
    time: event.time,
    messageId: message.messageId,
    state: event.state === "CANCELLED" ? spelling : event.state,
    error: event.state === "ERROR" || event.state === "FAILED" ? errorText(event) : undefined,
    nextDeliveryTime: event.nextDeliveryTime,
    ...sharedFields(message),
    body: isRedacted(message, "body") ? redacted(toBytes(message.body)) : toBase64(message.body),
    timeout: message.timeoutMs,
    callbackHeaders: message.callback && shownHeaders(message, message.callback.headers),
    failureCallbackHeaders:
      message.failureCallback && shownHeaders(message, message.failureCallback.headers),
    ...(event.state === "ERROR" &&
      response && {
        responseStatus: response.status,
        responseHeaders: canonicalHeaders(response.headers),
        responseBody: toBase64(response.body),
      }),
  };
}

function errorText({ response }: MessageEvent): string | undefined {
  if (response === undefined) return undefined;
  return response.error ?? `destination answered ${response.status}`;
}

function sharedFields(message: Message) {
  return {
    url: message.url,
    topicName: message.topicName,
    endpointName: message.endpointName,
    method: message.method,
    header: shownHeaders(message, message.headers),
    maxRetries: message.maxRetries,
    retryDelayExpression: message.retryDelay,
    notBefore: message.notBefore,
    createdAt: message.createdAt,
    callback: message.callback?.url,
    failureCallback: message.failureCallback?.url,
    queueName: message.queueName,
    scheduleId: message.scheduleId,
    callerIP: message.callerIp,
    callerIp: message.callerIp,
    label: message.labels[0],
    labels: message.labels.length > 0 ? message.labels : undefined,
    flowControlKey: message.flowControl?.key,
    parallelism: message.flowControl?.parallelism,
    rate: message.flowControl?.rate,
    period: message.flowControl?.rate === undefined ? undefined : message.flowControl.periodSeconds,
  };
}

function shownBody(message: Message): { body: string } | { bodyBase64: string } {
  if (isRedacted(message, "body")) return { body: redacted(toBytes(message.body)) };
  return asBodyFields(message.body);
}

export function asBodyFields(body: TextOrBytes): { body: string } | { bodyBase64: string } {
  return body.encoding === "utf8" ? { body: body.text } : { bodyBase64: body.text };
}

function shownHeaders(message: Message, headers: Record<string, string>) {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    shown[name] = isRedacted(message, "header", name) ? redacted(Buffer.from(value)) : value;
  }
  return canonicalHeaders(shown);
}

/** Whether `Upstash-Redact-Fields` names this; the documents use both `header` and `headers`. */
function isRedacted({ redact }: Message, ...[field, name]: ["body"] | ["header", string]): boolean {
  return redact.some((entry) => {
    const [, key = "", inner] = /^(body|header)s?(?:\[(.+)\])?$/i.exec(entry) ?? [];
    if (key.toLowerCase() !== field) return false;
    return inner === undefined || inner.toLowerCase() === name?.toLowerCase();
  });
}

function redacted(bytes: Buffer): string {
  return `REDACTED:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Header names as Go writes them (`Content-Type`), each with the list of its values. */
export function canonicalHeaders(
  headers: Record<string, string | string[]>,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replace(
        /(^|-)([a-z])/g,
        (_match, dash: string, letter: string) => dash + letter.toUpperCase(),
      ),
      Array.isArray(value) ? value : [value],
    ]),
  );
}

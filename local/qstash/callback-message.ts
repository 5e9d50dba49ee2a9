import type { NewMessage } from "./message-book.ts";
import type { AttemptResponse, CallbackTarget, Message } from "./stored-records.ts";
import { canonicalHeaders } from "./message-records.ts";
import { toBase64 } from "./text-or-bytes.ts";

export type Report = {
  source: Message;
  response: AttemptResponse;
  now: number;
  /** Only in a failure callback. */
  dlqId?: string;
};

/** The message that reports an attempt of `source` to a callback address. */
export function callbackMessage(target: CallbackTarget, report: Report): NewMessage {
  const { source } = report;
  return {
    url: target.url,
    method: target.method,
    headers: target.headers,
    maxRetries: target.maxRetries,
    retryDelay: target.retryDelay,
    timeoutMs: target.timeoutMs,
    body: { encoding: "utf8", text: JSON.stringify(callbackBody(report)) },
    notBefore: report.now + target.delayMs,
    labels: source.labels,
    redact: source.redact,
    callerIp: source.callerIp,
    queueName: source.queueName,
    turn: source.turn,
  };
}

function callbackBody({ source, response, dlqId }: Report) {
  return {
    status: response.status,
    header: canonicalHeaders(response.headers),
    body: toBase64(response.body),
    retried: source.retried,
    maxRetries: source.maxRetries,
    dlqId,
    sourceMessageId: source.messageId,
    topicName: source.topicName,
    endpointName: source.endpointName,
    url: source.url,
    method: source.method,
    sourceHeader: canonicalHeaders(source.headers),
    sourceBody: toBase64(source.body),
    // Strings, unlike everywhere else: the service writes them so.
    notBefore: String(source.notBefore),
    createdAt: String(source.createdAt),
    scheduleId: source.scheduleId,
    callerIP: source.callerIp,
  };
}

import { RequestError } from "./request-error.ts";
import type { Message } from "./stored-records.ts";

/** What list and bulk calls choose by: values of one name are alternatives, names add up. */
export type RecordFilters = {
  matches(subject: {
    message: Message;
    time: number;
    dlqId?: string;
    responseStatus?: number;
    state?: string;
  }): boolean;
};

const IN_PROGRESS = ["ACTIVE", "RETRY", "ERROR"];

export function readFilters(query: URLSearchParams): RecordFilters {
  const chosen = (...names: string[]): Set<string> =>
    new Set(
      names
        .flatMap((name) => query.getAll(name))
        .flatMap((value) => value.split(","))
        .filter((value) => value !== ""),
    );
  // A URL may hold commas of its own, so it is taken both whole and in parts.
  const urls = new Set([...query.getAll("url"), ...chosen("url")]);
  const wanted = {
    messageId: chosen("messageId", "messageIds"),
    dlqId: chosen("dlqIds", "dlqId"),
    topicName: chosen("topicName"),
    scheduleId: chosen("scheduleId"),
    queueName: chosen("queueName"),
    flowControlKey: chosen("flowControlKey"),
    callerIp: chosen("callerIp"),
    label: chosen("label"),
    host: chosen("host"),
    path: chosen("path"),
    responseStatus: chosen("responseStatus"),
    state: states(chosen("state")),
  };
  const from = readTime(query, "fromDate") ?? -Infinity;
  const to = readTime(query, "toDate") ?? Infinity;
  const fits = (allowed: Set<string>, ...values: (string | undefined)[]): boolean =>
    allowed.size === 0 || values.some((value) => value !== undefined && allowed.has(value));
  return {
    matches({ message, time, dlqId, responseStatus, state }) {
      const address = new URL(message.url);
      return (
        time >= from &&
        time <= to &&
        fits(urls, message.url) &&
        fits(wanted.messageId, message.messageId) &&
        fits(wanted.dlqId, dlqId) &&
        fits(wanted.topicName, message.topicName) &&
        fits(wanted.scheduleId, message.scheduleId) &&
        fits(wanted.queueName, message.queueName) &&
        fits(wanted.flowControlKey, message.flowControl?.key) &&
        fits(wanted.callerIp, message.callerIp) &&
        fits(wanted.label, ...message.labels) &&
        fits(wanted.host, address.host, address.hostname) &&
        fits(wanted.path, address.pathname) &&
        fits(wanted.responseStatus, responseStatus?.toString()) &&
        fits(wanted.state, state)
      );
    },
  };
}

/** A positive count, at most `most`; `fallback` when the caller names none. */
export function readCount(
  query: URLSearchParams,
  { fallback, most }: { fallback: number; most: number },
): number {
  const text = query.get("count");
  if (text === null || text === "") return fallback;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new RequestError(400, `invalid count: ${text}`);
  return Math.min(count, most);
}

function states(given: Set<string>): Set<string> {
  const all = new Set(given);
  if (given.has("IN_PROGRESS")) for (const state of IN_PROGRESS) all.add(state);
  if (given.has("CANCELED")) all.add("CANCELLED");
  return all;
}

function readTime(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new RequestError(400, `invalid ${name}: ${text}`);
  return Number(text);
}

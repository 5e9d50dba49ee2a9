import * as z from "zod";
import type { LocalRequest, LocalResponse } from "../http-service.ts";
import { decodeSegment, readJson } from "./api-request.ts";
import { toOptionHeaders } from "./option-headers.ts";
import type { Accepted, Publication, Publisher } from "./publisher.ts";
import { readRawDestination } from "./raw-destination.ts";
import { RequestError } from "./request-error.ts";

/** It listens on the loopback address alone. */
export const CALLER_IP = "127.0.0.1";

const batchEntry = z.object({
  destination: z.string(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  body: z.string().nullish(),
  queue: z.string().optional(),
});

type BatchAnswer = Accepted | Accepted[] | { error: string };

export function publishOne(request: LocalRequest, publisher: Publisher): LocalResponse {
  const { destination, options } = readRawDestination(request, "/v2/publish/");
  const callerIp = CALLER_IP;
  return answer(publisher.publish({ destination, options, body: request.body, callerIp }));
}

export function enqueueOne(request: LocalRequest, publisher: Publisher): LocalResponse {
  const prefix = /^\/v2\/enqueue\/([^/]+)\//.exec(request.path);
  if (prefix?.[1] === undefined) throw new RequestError(400, "queue and destination are needed");
  const { destination, options } = readRawDestination(request, prefix[0]);
  const queueName = decodeSegment(prefix[1]);
  const { body } = request;
  return answer(publisher.publish({ destination, options, body, callerIp: CALLER_IP, queueName }));
}

/** Each entry stands alone: one that is refused does not hold up the others. */
export function publishBatch(request: LocalRequest, publisher: Publisher): LocalResponse {
  const entries = z.array(z.unknown()).safeParse(readJson(request));
  if (!entries.success) throw new RequestError(400, "a batch is a JSON array of messages");
  return { status: 200, body: entries.data.map((entry) => publishEntry(entry, publisher)) };
}

function publishEntry(entry: unknown, publisher: Publisher): BatchAnswer {
  const parsed = batchEntry.safeParse(entry);
  if (!parsed.success) return { error: z.prettifyError(parsed.error) };
  const { destination, headers, body, queue } = parsed.data;
  try {
    return publisher.publish({
      destination,
      options: toOptionHeaders(headers ?? {}),
      body: Buffer.from(body ?? ""),
      callerIp: CALLER_IP,
      queueName: queue,
    }).accepted;
  } catch (error) {
    if (error instanceof RequestError) return { error: error.message };
    throw error;
  }
}

function answer({ accepted }: Publication): LocalResponse {
  const all = [accepted].flat();
  const isRepeat = all.length > 0 && all.every(({ deduplicated }) => deduplicated);
  return { status: isRepeat ? 202 : 200, body: accepted };
}

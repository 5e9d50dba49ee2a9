import * as z from "zod";
import { EMPTY_OK, param, readJson, type ApiRequest, type Route } from "./api-request.ts";
import type { Clock } from "./clock.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { MessageBook } from "./message-book.ts";
import { RequestError } from "./request-error.ts";
import type { Queue } from "./stored-records.ts";
import type { Store } from "./store.ts";

type QueuePorts = { store: Store; book: MessageBook; clock: Clock; dispatcher: Dispatcher };

const NAME = /^[A-Za-z0-9._-]+$/;

const upsertBody = z.object({
  queueName: z.string(),
  parallelism: z.int().min(1).optional(),
  paused: z.boolean().optional(),
});

export function queueRoutes(ports: QueuePorts): Route[] {
  const setPaused = (paused: boolean) => (request: ApiRequest) => {
    changeQueue({ name: param(request, 0), paused }, ports);
    return EMPTY_OK;
  };
  return [
    { method: "POST", path: "/v2/queues", handle: (request) => upsert(request, ports) },
    { method: "GET", path: "/v2/queues", handle: () => list(ports) },
    { method: "GET", path: "/v2/queues/:", handle: (request) => show(request, ports) },
    { method: "DELETE", path: "/v2/queues/:", handle: (request) => remove(request, ports) },
    { method: "POST", path: "/v2/queues/:/pause", handle: setPaused(true) },
    { method: "POST", path: "/v2/queues/:/resume", handle: setPaused(false) },
  ];
}

/** Makes the queue if there is none: an enqueue may come before its creation. */
export function ensureQueue(
  name: string,
  { store, clock }: Pick<QueuePorts, "store" | "clock">,
): Queue {
  if (!NAME.test(name)) {
    throw new RequestError(
      400,
      "queue name can only contain alphanumeric, hyphen, period and underscore",
    );
  }
  const known = store.queues.get(name);
  if (known !== undefined) return known;
  const now = clock.now();
  const made = { name, createdAt: now, updatedAt: now, parallelism: 1, paused: false };
  store.queues.set(name, made);
  return made;
}

function changeQueue(
  change: { name: string; parallelism?: number | undefined; paused?: boolean | undefined },
  ports: QueuePorts,
): void {
  const known = ensureQueue(change.name, ports);
  ports.store.queues.set(change.name, {
    ...known,
    parallelism: change.parallelism ?? known.parallelism,
    paused: change.paused ?? known.paused,
    updatedAt: ports.clock.now(),
  });
  ports.dispatcher.queues.pump(change.name);
}

function upsert(request: ApiRequest, ports: QueuePorts) {
  const body = upsertBody.safeParse(readJson(request));
  if (!body.success) throw new RequestError(400, z.prettifyError(body.error));
  const { queueName, ...change } = body.data;
  changeQueue({ name: queueName, ...change }, ports);
  return EMPTY_OK;
}

function list({ store, book }: QueuePorts) {
  const lags = countWaiting(book);
  const body = [...store.queues.values()].map((queue) => ({
    ...queue,
    lag: lags.get(queue.name) ?? 0,
  }));
  return { status: 200, body };
}

function show(request: ApiRequest, { store, book }: QueuePorts) {
  const name = param(request, 0);
  if (!NAME.test(name)) throw new RequestError(400, `invalid queue name: ${name}`);
  const queue = store.queues.get(name);
  if (queue === undefined) throw new RequestError(404, `queue ${name} not found`);
  return { status: 200, body: { ...queue, lag: countWaiting(book).get(name) ?? 0 } };
}

function remove(request: ApiRequest, { store, book, dispatcher }: QueuePorts) {
  const name = param(request, 0);
  if (!store.queues.delete(name)) return EMPTY_OK;
  for (const message of book.inOrder()) {
    if (message.queueName !== name) continue;
    book.cancel(message);
    dispatcher.forget(message.messageId);
  }
  return EMPTY_OK;
}

/** Undelivered messages by queue; the callbacks they cause are not counted. */
function countWaiting(book: MessageBook): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { queueName, turn, messageId } of book.inOrder()) {
    if (queueName === undefined || turn !== messageId) continue;
    counts.set(queueName, (counts.get(queueName) ?? 0) + 1);
  }
  return counts;
}

import { FaultSwitch } from "../faults.ts";
import { startHttpService } from "../http-service.ts";
import type { StandIn, StandInOptions } from "../stand-in.ts";
import { openSender } from "./attempt.ts";
import { systemClock, type Clock } from "./clock.ts";
import { Courier } from "./courier.ts";
import { openCredentials, readCredentials } from "./credentials.ts";
import { deadLetterRoutes } from "./dead-letter-api.ts";
import { DeadLetters } from "./dead-letters.ts";
import { Dispatcher } from "./dispatcher.ts";
import { EventLog } from "./event-log.ts";
import { flowControlRoutes } from "./flow-control-api.ts";
import { keyRoutes } from "./key-api.ts";
import { logRoutes } from "./log-api.ts";
import { messageRoutes } from "./message-api.ts";
import { MessageBook } from "./message-book.ts";
import { CALLER_IP, enqueueOne, publishBatch, publishOne } from "./publish-api.ts";
import { Publisher } from "./publisher.ts";
import { queueRoutes } from "./queue-api.ts";
import { systemRandom, type Random } from "./random.ts";
import { readRawDestination } from "./raw-destination.ts";
import { createRouter, type RawRoute } from "./router.ts";
import { createSchedule, scheduleRoutes } from "./schedule-api.ts";
import { Scheduler } from "./scheduler.ts";
import { renderStatusPage } from "./status-page.ts";
import { openStore, type Store } from "./store.ts";
import { urlGroupRoutes } from "./url-group-api.ts";

export type QstashOptions = StandInOptions & {
  faults?: FaultSwitch;
  token?: string;
  /** Both keys or neither; without them the data folder has its own. */
  currentSigningKey?: string;
  nextSigningKey?: string;
  /** Divides the waits before retries; 1 is the service's own schedule. */
  retryScale?: number;
  /** No retry comes sooner, whatever the destination asks for. */
  minRetryDelayMs?: number;
  /** Attempts under way at once. */
  deliveryConcurrency?: number;
  clock?: Clock;
  random?: Random;
};

type Parts = ReturnType<typeof assemble>;

/** A local QStash v2 that the real SDK talks to; its state lives in the data folder. */
export async function startQstash(
  options: QstashOptions,
): Promise<StandIn & { faults: FaultSwitch }> {
  const store = await openStore(options.dataDir);
  try {
    return await startOn(store, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function startOn(store: Store, options: QstashOptions) {
  const faults = options.faults ?? new FaultSwitch();
  const sender = openSender();
  const parts = assemble({ ...options, faults, store, send: sender.send });
  const credentials = openCredentials(options, parts);
  await store.settled();
  const service = await startHttpService({ port: options.port, faults, handle: handler(parts) });
  parts.dispatcher.resume();
  parts.scheduler.resume();
  return {
    name: "qstash",
    url: service.url,
    faults,
    env: {
      QSTASH_URL: service.url,
      QSTASH_TOKEN: credentials.token,
      QSTASH_CURRENT_SIGNING_KEY: credentials.current,
      QSTASH_NEXT_SIGNING_KEY: credentials.next,
    },
    close: async () => {
      await service.close();
      parts.scheduler.stop();
      parts.courier.stop();
      sender.close();
      await parts.dispatcher.stop();
      await store.close();
    },
  };
}

type AssembleOptions = Omit<QstashOptions, "faults"> & {
  faults: FaultSwitch;
  store: Store;
  send: ReturnType<typeof openSender>["send"];
};

function assemble(options: AssembleOptions) {
  const { store, faults, log, send } = options;
  const clock = options.clock ?? systemClock;
  const random = options.random ?? systemRandom;
  const concurrency = options.deliveryConcurrency ?? 20;
  const events = new EventLog();
  const deadLetters = new DeadLetters({ store, clock });
  const book = new MessageBook({ store, events, clock, random });
  const courier: Courier = new Courier(
    {
      book,
      events,
      deadLetters,
      clock,
      random,
      faults,
      send,
      log,
      signingKey: () => readCredentials(store).current,
      onEnded: (message, result) => scheduler.noteEnd(message, result),
      retryScale: options.retryScale ?? 1,
      minRetryDelayMs: options.minRetryDelayMs ?? 0,
    },
    () => dispatcher,
  );
  const dispatcher: Dispatcher = new Dispatcher({
    store,
    book,
    clock,
    concurrency,
    perform: (job) => courier.perform(job),
  });
  const publisher = new Publisher({ store, book, clock, dispatcher });
  const scheduler: Scheduler = new Scheduler({ store, clock, publisher, log });
  return {
    store,
    clock,
    random,
    concurrency,
    events,
    deadLetters,
    book,
    courier,
    dispatcher,
    publisher,
    scheduler,
  };
}

function handler(parts: Parts) {
  const { publisher, store } = parts;
  const rawRoutes: RawRoute[] = [
    { method: "POST", prefix: "/v2/publish/", handle: (request) => publishOne(request, publisher) },
    { method: "POST", prefix: "/v2/enqueue/", handle: (request) => enqueueOne(request, publisher) },
    {
      method: "POST",
      prefix: "/v2/schedules/",
      handle: (request) => {
        const { destination, options } = readRawDestination(request, "/v2/schedules/");
        const publish = { destination, options, body: request.body, callerIp: CALLER_IP };
        return { status: 200, body: createSchedule(publish, parts) };
      },
    },
  ];
  return createRouter({
    token: () => readCredentials(store).token,
    rawRoutes,
    routes: [
      { method: "POST", path: "/v2/batch", handle: (request) => publishBatch(request, publisher) },
      ...messageRoutes(parts),
      ...queueRoutes(parts),
      ...scheduleRoutes(parts),
      ...urlGroupRoutes(parts),
      ...deadLetterRoutes(parts),
      ...flowControlRoutes(parts),
      ...keyRoutes(parts),
      ...logRoutes(parts.events),
    ],
    renderPage: () => renderStatusPage(parts),
    settled: () => store.settled(),
  });
}

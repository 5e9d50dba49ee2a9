import { EMPTY_OK, param, type ApiRequest, type Route } from "./api-request.ts";
import type { Clock } from "./clock.ts";
import { nextCronTime, parseCron } from "./cron.ts";
import { isHttpUrl, readDelayMs, readDeliverySettings } from "./delivery-options.ts";
import { asBodyFields, canonicalHeaders } from "./message-records.ts";
import { MOST_BODY_BYTES, type Publish } from "./publisher.ts";
import { randomId, type Random } from "./random.ts";
import { RequestError } from "./request-error.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Schedule } from "./stored-records.ts";
import type { Store } from "./store.ts";
import { toTextOrBytes } from "./text-or-bytes.ts";

type SchedulePorts = { store: Store; clock: Clock; random: Random; scheduler: Scheduler };

export function scheduleRoutes({ store, scheduler }: SchedulePorts): Route[] {
  const get = (request: ApiRequest): Schedule => {
    const found = store.schedules.get(param(request, 0));
    if (found === undefined) throw new RequestError(404, `schedule ${param(request, 0)} not found`);
    return found;
  };
  const setPaused = (paused: boolean) => (request: ApiRequest) => {
    const schedule = get(request);
    store.schedules.set(schedule.scheduleId, { ...schedule, paused });
    scheduler.arm(schedule.scheduleId);
    return EMPTY_OK;
  };
  const view = (schedule: Schedule) => toScheduleRecord(schedule, scheduler);
  return [
    {
      method: "GET",
      path: "/v2/schedules",
      handle: () => ({ status: 200, body: [...store.schedules.values()].map(view) }),
    },
    {
      method: "GET",
      path: "/v2/schedules/:",
      handle: (request) => ({ status: 200, body: view(get(request)) }),
    },
    {
      method: "DELETE",
      path: "/v2/schedules/:",
      handle: (request) => {
        const { scheduleId } = get(request);
        store.schedules.delete(scheduleId);
        scheduler.arm(scheduleId);
        return EMPTY_OK;
      },
    },
    // The SDK sends PATCH, the API's description says POST.
    ...["PATCH", "POST"].flatMap((method) => [
      { method, path: "/v2/schedules/:/pause", handle: setPaused(true) },
      { method, path: "/v2/schedules/:/resume", handle: setPaused(false) },
    ]),
  ];
}

/** Makes a schedule, or replaces the one of the same id. */
export function createSchedule(request: Publish, ports: SchedulePorts): { scheduleId: string } {
  const { destination, options, body, callerIp } = request;
  const { store, clock, random, scheduler } = ports;
  if (body.length > MOST_BODY_BYTES) throw new RequestError(413, "schedule body is too large");
  if (!isHttpUrl(destination) && !store.urlGroups.has(destination)) {
    throw new RequestError(404, `topic ${destination} not found`);
  }
  const cron = options["upstash-cron"];
  if (cron === undefined) throw new RequestError(400, "Upstash-Cron header is required");
  assertCron(cron, clock.now());
  readDeliverySettings(options);
  readDelayMs(options);
  const scheduleId =
    options["upstash-schedule-id"] ?? randomId(random, { prefix: "scd_", length: 28 });
  store.schedules.set(scheduleId, {
    scheduleId,
    cron,
    destination,
    publishHeaders: options,
    body: toTextOrBytes(body),
    createdAt: clock.now(),
    callerIp,
    paused: false,
    queueName: options["upstash-queue-name"],
    lastStates: {},
  });
  scheduler.arm(scheduleId);
  return { scheduleId };
}

function assertCron(expression: string, now: number): void {
  try {
    nextCronTime(parseCron(expression), now);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RequestError(400, `invalid cron expression: ${reason}`);
  }
}

function toScheduleRecord(schedule: Schedule, scheduler: Scheduler) {
  const settings = readDeliverySettings(schedule.publishHeaders);
  const delayMs = readDelayMs(schedule.publishHeaders);
  return {
    scheduleId: schedule.scheduleId,
    cron: schedule.cron,
    destination: schedule.destination,
    createdAt: schedule.createdAt,
    method: settings.method,
    header: canonicalHeaders(settings.headers),
    ...asBodyFields(schedule.body),
    retries: settings.maxRetries,
    delay: delayMs === 0 ? undefined : delayMs / 1000,
    callback: settings.callback?.url,
    failureCallback: settings.failureCallback?.url,
    callerIp: schedule.callerIp,
    callerIP: schedule.callerIp,
    isPaused: schedule.paused,
    queueName: schedule.queueName,
    flowControlKey: settings.flowControl?.key,
    parallelism: settings.flowControl?.parallelism,
    rate: settings.flowControl?.rate,
    period: settings.flowControl?.periodSeconds,
    retryDelayExpression: settings.retryDelay,
    label: settings.labels[0],
    labels: settings.labels.length > 0 ? settings.labels : undefined,
    lastScheduleTime: schedule.lastScheduleTime,
    nextScheduleTime: scheduler.nextTime(schedule.scheduleId),
    lastScheduleStates: schedule.lastStates,
  };
}

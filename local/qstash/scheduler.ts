import type { LocalLog } from "../stand-in.ts";
import type { Clock } from "./clock.ts";
import { nextCronTime, parseCron } from "./cron.ts";
import type { Publisher } from "./publisher.ts";
import type { Message, Schedule } from "./stored-records.ts";
import type { Store } from "./store.ts";
import { toBytes } from "./text-or-bytes.ts";

type SchedulerPorts = { store: Store; clock: Clock; publisher: Publisher; log: LocalLog };

/** Publishes each schedule's message when its cron comes due; ticks missed while down are not made up. */
export class Scheduler {
  readonly #ports: SchedulerPorts;
  readonly #timers = new Map<string, { dueAt: number; cancel: () => void }>();

  constructor(ports: SchedulerPorts) {
    this.#ports = ports;
  }

  resume(): void {
    for (const { scheduleId } of this.#ports.store.schedules.values()) this.arm(scheduleId);
  }

  /** Sets the schedule's timer anew, or takes it away when it is paused or gone. */
  arm(scheduleId: string): void {
    this.#timers.get(scheduleId)?.cancel();
    this.#timers.delete(scheduleId);
    const schedule = this.#ports.store.schedules.get(scheduleId);
    if (schedule === undefined || schedule.paused) return;
    const { clock } = this.#ports;
    const dueAt = nextCronTime(parseCron(schedule.cron), clock.now());
    const cancel = clock.at(dueAt, () => this.#tick(scheduleId, dueAt));
    this.#timers.set(scheduleId, { dueAt, cancel });
  }

  nextTime(scheduleId: string): number | undefined {
    return this.#timers.get(scheduleId)?.dueAt;
  }

  /** Notes on its schedule what became of a message. */
  noteEnd({ scheduleId, messageId }: Message, result: "SUCCESS" | "FAIL"): void {
    const { schedules } = this.#ports.store;
    const schedule = scheduleId === undefined ? undefined : schedules.get(scheduleId);
    if (schedule?.lastStates[messageId] === undefined) return;
    const lastStates = { ...schedule.lastStates, [messageId]: result };
    schedules.set(schedule.scheduleId, { ...schedule, lastStates });
  }

  stop(): void {
    for (const { cancel } of this.#timers.values()) cancel();
  }

  #tick(scheduleId: string, dueAt: number): void {
    const schedule = this.#ports.store.schedules.get(scheduleId);
    if (schedule === undefined) return;
    const messageIds = this.#publish(schedule);
    this.#ports.store.schedules.set(scheduleId, {
      ...schedule,
      lastScheduleTime: dueAt,
      lastStates: Object.fromEntries(messageIds.map((id) => [id, "IN_PROGRESS"])),
    });
    this.arm(scheduleId);
  }

  #publish(schedule: Schedule): string[] {
    try {
      const { accepted } = this.#ports.publisher.publish({
        destination: schedule.destination,
        options: schedule.publishHeaders,
        body: toBytes(schedule.body),
        callerIp: schedule.callerIp,
        queueName: schedule.queueName,
        scheduleId: schedule.scheduleId,
      });
      return [accepted].flat().map(({ messageId }) => messageId);
    } catch (error) {
      // Its URL group may be gone by now; the next tick tries again.
      const reason = error instanceof Error ? error.message : String(error);
      this.#ports.log("schedule failed", { scheduleId: schedule.scheduleId, reason });
      return [];
    }
  }
}

import type { Clock } from "./clock.ts";
import type { FlowKeyState, FlowSetting, Message } from "./stored-records.ts";
import type { Store } from "./store.ts";

type Lane = {
  active: number;
  periodStart: number;
  periodCount: number;
  waiting: Message[];
  cancelWake: (() => void) | undefined;
};

type FlowPorts = { store: Store; clock: Clock; start: (message: Message) => void };

/** Flow control: messages over a key's rate or parallelism wait, none is refused. */
export class FlowLanes {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #start: (message: Message) => void;
  readonly #lanes = new Map<string, Lane>();

  constructor({ store, clock, start }: FlowPorts) {
    this.#store = store;
    this.#clock = clock;
    this.#start = start;
  }

  /** The newest message of a key sets its limits, save those that are pinned. */
  learn({ key, parallelism, rate, periodSeconds }: FlowSetting): void {
    const known = this.#store.flowKeys.get(key) ?? freshState(key);
    const next = { ...known };
    if (!known.pinnedParallelism) next.parallelism = parallelism;
    if (!known.pinnedRate) {
      next.rate = rate;
      next.periodSeconds = periodSeconds;
    }
    this.change(next);
  }

  /** Stores new limits of a key and starts what they allow. */
  change(state: FlowKeyState): void {
    const known = this.#store.flowKeys.get(state.key);
    if (JSON.stringify(known) !== JSON.stringify(state)) this.#store.flowKeys.set(state.key, state);
    this.#pump(state.key);
  }

  resetRate(key: string): void {
    const lane = this.#lane(key);
    lane.periodStart = this.#clock.now();
    lane.periodCount = 0;
    this.#pump(key);
  }

  enter(message: Message): void {
    const key = message.flowControl?.key;
    if (key === undefined) return this.#start(message);
    this.#lane(key).waiting.push(message);
    this.#pump(key);
  }

  /** An attempt of the key has ended. */
  release({ flowControl }: Message): void {
    if (flowControl === undefined) return;
    this.#lane(flowControl.key).active -= 1;
    this.#pump(flowControl.key);
  }

  usage(key: string) {
    const { active, periodStart, periodCount, waiting } = this.#lane(key);
    const alive = waiting.filter(({ messageId }) => this.#store.messages.has(messageId));
    return { active, periodStart, periodCount, waitListSize: alive.length };
  }

  #pump(key: string): void {
    const lane = this.#lane(key);
    const limits = this.#store.flowKeys.get(key) ?? freshState(key);
    while (lane.waiting.length > 0) {
      if (limits.paused || lane.active >= (limits.parallelism ?? Infinity)) return;
      if (this.#rateUsedUp(lane, limits)) return this.#wakeAtPeriodEnd(lane, limits);
      const next = lane.waiting.shift();
      if (next === undefined || !this.#store.messages.has(next.messageId)) continue;
      lane.active += 1;
      lane.periodCount += 1;
      this.#start(next);
    }
  }

  #rateUsedUp(lane: Lane, { rate, periodSeconds }: FlowKeyState): boolean {
    const now = this.#clock.now();
    if (now >= lane.periodStart + periodSeconds * 1000) {
      lane.periodStart = now;
      lane.periodCount = 0;
    }
    return lane.periodCount >= (rate ?? Infinity);
  }

  #wakeAtPeriodEnd(lane: Lane, { key, periodSeconds }: FlowKeyState): void {
    lane.cancelWake?.();
    lane.cancelWake = this.#clock.at(lane.periodStart + periodSeconds * 1000, () => {
      lane.cancelWake = undefined;
      this.#pump(key);
    });
  }

  #lane(key: string): Lane {
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    const made = {
      active: 0,
      periodStart: this.#clock.now(),
      periodCount: 0,
      waiting: [],
      cancelWake: undefined,
    };
    this.#lanes.set(key, made);
    return made;
  }

  stop(): void {
    for (const lane of this.#lanes.values()) lane.cancelWake?.();
  }
}

export function freshState(key: string): FlowKeyState {
  return { key, periodSeconds: 1, paused: false, pinnedParallelism: false, pinnedRate: false };
}

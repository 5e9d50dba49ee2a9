import type { Clock } from "./clock.ts";
import { FlowLanes } from "./flow-lanes.ts";
import type { MessageBook } from "./message-book.ts";
import { QueueLanes } from "./queue-lanes.ts";
import type { Message } from "./stored-records.ts";
import type { Store } from "./store.ts";

/** One attempt to be made; a copy is the second delivery of a `duplicate` fault. */
export type Job = { message: Message; isCopy: boolean };

type DispatcherPorts = {
  store: Store;
  book: MessageBook;
  clock: Clock;
  concurrency: number;
  perform: (job: Job) => Promise<void>;
};

/** Brings each message to its attempt: due time, then queue turn, then flow control, then a free place. */
export class Dispatcher {
  readonly queues: QueueLanes;
  readonly flows: FlowLanes;
  readonly #ports: DispatcherPorts;
  readonly #timers = new Map<string, () => void>();
  readonly #ready: Job[] = [];
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(ports: DispatcherPorts) {
    this.#ports = ports;
    const { store, clock } = ports;
    this.flows = new FlowLanes({
      store,
      clock,
      start: (message) => this.#enqueue({ message, isCopy: false }),
    });
    this.queues = new QueueLanes({ store, start: (message) => this.flows.enter(message) });
    ports.book.onTurnEnded = (turn, queueName) => this.queues.release(turn, queueName);
  }

  get activeCount(): number {
    return this.#running.size;
  }

  /** Takes up what the last run left undelivered. */
  resume(): void {
    const left = this.#ports.book.inOrder();
    for (const message of left) {
      const begun = message.retried > 0 || message.turn !== message.messageId;
      if (begun) this.queues.restore(message);
    }
    for (const message of left) this.schedule(message);
  }

  /** Makes the next attempt of a message when its time has come. */
  schedule(message: Message): void {
    if (message.notBefore <= this.#ports.clock.now()) return this.queues.enter(message);
    this.#at(message.notBefore, message);
  }

  /** Lets others pass first: the message comes back to its flow lane later. */
  holdUntil(timeMs: number, message: Message): void {
    this.flows.release(message);
    this.#at(timeMs, message);
  }

  deliverCopy(message: Message): void {
    this.#enqueue({ message, isCopy: true });
  }

  forget(messageId: string): void {
    this.#timers.get(messageId)?.();
    this.#timers.delete(messageId);
  }

  /** Starts nothing more and waits for the attempts that are under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const cancel of this.#timers.values()) cancel();
    this.flows.stop();
    await Promise.allSettled(this.#running);
  }

  #at(timeMs: number, message: Message): void {
    this.forget(message.messageId);
    const cancel = this.#ports.clock.at(timeMs, () => {
      this.#timers.delete(message.messageId);
      const current = this.#ports.book.find(message.messageId);
      if (current !== undefined) this.queues.enter(current);
    });
    this.#timers.set(message.messageId, cancel);
  }

  #enqueue(job: Job): void {
    this.#ready.push(job);
    this.#pump();
  }

  #pump(): void {
    while (!this.#stopped && this.#running.size < this.#ports.concurrency) {
      const job = this.#ready.shift();
      if (job === undefined) return;
      const run = this.#ports.perform(job).finally(() => {
        this.#running.delete(run);
        this.#pump();
      });
      this.#running.add(run);
    }
  }
}

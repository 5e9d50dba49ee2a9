import type { Message } from "./stored-records.ts";
import type { Store } from "./store.ts";

type Lane = { turns: Set<string>; waiting: Message[] };

/** Queues: a message starts when it has one of its queue's turns, first come, first served. */
export class QueueLanes {
  readonly #store: Store;
  readonly #lanes = new Map<string, Lane>();
  readonly #start: (message: Message) => void;

  constructor({ store, start }: { store: Store; start: (message: Message) => void }) {
    this.#store = store;
    this.#start = start;
  }

  /** Gives a message that had begun before a restart its turn back, over the limit if need be. */
  restore({ queueName, turn }: Message): void {
    if (queueName !== undefined && turn !== undefined) this.#lane(queueName).turns.add(turn);
  }

  enter(message: Message): void {
    const { queueName, turn } = message;
    if (queueName === undefined || turn === undefined) return this.#start(message);
    const lane = this.#lane(queueName);
    if (lane.turns.has(turn)) return this.#start(message);
    lane.waiting.push(message);
    this.pump(queueName);
  }

  release(turn: string, queueName: string): void {
    if (this.#lane(queueName).turns.delete(turn)) this.pump(queueName);
  }

  /** Starts what may start now; also after a resume or a wider limit. */
  pump(queueName: string): void {
    const lane = this.#lane(queueName);
    const queue = this.#store.queues.get(queueName);
    const limit = queue?.parallelism ?? 1;
    if (queue?.paused) return;
    while (lane.turns.size < limit) {
      const next = lane.waiting.shift();
      if (next === undefined) return;
      const alive = this.#store.messages.has(next.messageId);
      if (!alive || next.turn === undefined) continue;
      lane.turns.add(next.turn);
      this.#start(next);
    }
  }

  #lane(queueName: string): Lane {
    const known = this.#lanes.get(queueName);
    if (known !== undefined) return known;
    const made: Lane = { turns: new Set(), waiting: [] };
    this.#lanes.set(queueName, made);
    return made;
  }
}

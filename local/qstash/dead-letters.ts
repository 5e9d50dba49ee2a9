import type { Clock } from "./clock.ts";
import type { AttemptResponse, DeadLetter, Message } from "./stored-records.ts";
import type { Store } from "./store.ts";

/** As the pay-as-you-go plan keeps them. */
const RETENTION_MS = 7 * 86_400_000;

/** Messages that were given up, until they are retried, deleted or too old. */
export class DeadLetters {
  readonly #store: Store;
  readonly #clock: Clock;
  #lastTime = 0;
  #index = 0;

  constructor({ store, clock }: { store: Store; clock: Clock }) {
    this.#store = store;
    this.#clock = clock;
  }

  add(message: Message, response: AttemptResponse): string {
    const failedAt = this.#clock.now();
    const dlqId = this.#nextId(failedAt);
    this.#store.deadLetters.set(dlqId, { dlqId, failedAt, message, response });
    return dlqId;
  }

  find(dlqId: string): DeadLetter | undefined {
    this.#dropExpired();
    return this.#store.deadLetters.get(dlqId);
  }

  newestFirst(): DeadLetter[] {
    this.#dropExpired();
    return [...this.#store.deadLetters.values()].reverse();
  }

  remove(dlqId: string): boolean {
    return this.#store.deadLetters.delete(dlqId);
  }

  #nextId(time: number): string {
    this.#index = time === this.#lastTime ? this.#index + 1 : 0;
    this.#lastTime = time;
    const dlqId = `${Math.trunc(time)}-${this.#index}`;
    return this.#store.deadLetters.has(dlqId) ? this.#nextId(time) : dlqId;
  }

  #dropExpired(): void {
    const oldest = this.#clock.now() - RETENTION_MS;
    for (const { dlqId, failedAt } of this.#store.deadLetters.values()) {
      if (failedAt >= oldest) return;
      this.#store.deadLetters.delete(dlqId);
    }
  }
}

import type { Clock } from "./clock.ts";
import type { EventLog } from "./event-log.ts";
import { randomId, type Random } from "./random.ts";
import type { Message } from "./stored-records.ts";
import type { Store } from "./store.ts";

export type NewMessage = Omit<Message, "messageId" | "sequence" | "createdAt" | "retried">;

type BookPorts = { store: Store; events: EventLog; clock: Clock; random: Random };

/** The messages that still wait for their end, and who waits for that end. */
export class MessageBook {
  readonly #store: Store;
  readonly #events: EventLog;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #turns = new Map<string, number>();
  #sequence = 0;
  /** Called when the last message of a queue's turn has ended. */
  onTurnEnded: (turn: string, queueName: string) => void = () => undefined;

  constructor({ store, events, clock, random }: BookPorts) {
    this.#store = store;
    this.#events = events;
    this.#clock = clock;
    this.#random = random;
    for (const message of store.messages.values()) {
      this.#sequence = Math.max(this.#sequence, message.sequence);
      this.#countTurn(message);
    }
  }

  newMessageId(): string {
    return randomId(this.#random, { prefix: "msg_", length: 48 });
  }

  /** Accepts a message; it holds its own turn in a queue unless it belongs to another's. */
  add(draft: NewMessage, messageId = this.newMessageId()): Message {
    this.#sequence += 1;
    const message: Message = {
      ...draft,
      messageId,
      turn: draft.queueName === undefined ? undefined : (draft.turn ?? messageId),
      sequence: this.#sequence,
      createdAt: this.#clock.now(),
      retried: 0,
    };
    this.#store.messages.set(messageId, message);
    this.#countTurn(message);
    this.#events.add({ time: message.createdAt, state: "CREATED", message });
    return message;
  }

  update(message: Message): void {
    this.#store.messages.set(message.messageId, message);
  }

  find(messageId: string): Message | undefined {
    return this.#store.messages.get(messageId);
  }

  inOrder(): Message[] {
    return [...this.#store.messages.values()].sort((a, b) => a.sequence - b.sequence);
  }

  /** The message needs no more attempts; after this its turn may pass on. */
  end(message: Message): boolean {
    if (!this.#store.messages.delete(message.messageId)) return false;
    const { turn, queueName } = message;
    if (turn === undefined || queueName === undefined) return true;
    const left = (this.#turns.get(turn) ?? 1) - 1;
    if (left > 0) this.#turns.set(turn, left);
    else {
      this.#turns.delete(turn);
      this.onTurnEnded(turn, queueName);
    }
    return true;
  }

  cancel(message: Message): boolean {
    const time = this.#clock.now();
    if (!this.end(message)) return false;
    this.#events.add({ time, state: "CANCEL_REQUESTED", message });
    this.#events.add({ time, state: "CANCELLED", message });
    return true;
  }

  #countTurn({ turn }: Message): void {
    if (turn !== undefined) this.#turns.set(turn, (this.#turns.get(turn) ?? 0) + 1);
  }
}

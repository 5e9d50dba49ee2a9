import type { AttemptResponse, Message } from "./stored-records.ts";

export type MessageState =
  | "CREATED"
  | "ACTIVE"
  | "RETRY"
  | "ERROR"
  | "DELIVERED"
  | "FAILED"
  | "CANCEL_REQUESTED"
  | "CANCELLED";

export type MessageEvent = {
  sequence: number;
  time: number;
  state: MessageState;
  message: Message;
  response?: AttemptResponse | undefined;
  nextDeliveryTime?: number | undefined;
};

const MOST_EVENTS = 20_000;
const MOST_BODY_CHARACTERS = 64 * 1024 * 1024;

/** What happened to which message, newest kept; gone with the process, as a log past retention is. */
export class EventLog {
  readonly #events = new Map<number, MessageEvent>();
  #sequence = 0;
  #bodyCharacters = 0;

  add(event: Omit<MessageEvent, "sequence">): void {
    this.#sequence += 1;
    this.#events.set(this.#sequence, { ...event, sequence: this.#sequence });
    this.#bodyCharacters += weight(event);
    while (this.#events.size > MOST_EVENTS || this.#bodyCharacters > MOST_BODY_CHARACTERS) {
      if (!this.#dropOldest()) return;
    }
  }

  newestFirst(): MessageEvent[] {
    return [...this.#events.values()].reverse();
  }

  #dropOldest(): boolean {
    const oldest = this.#events.values().next().value;
    if (oldest === undefined || oldest.sequence === this.#sequence) return false;
    this.#events.delete(oldest.sequence);
    this.#bodyCharacters -= weight(oldest);
    return true;
  }
}

function weight({ message, response }: Omit<MessageEvent, "sequence">): number {
  return message.body.text.length + (response?.body.text.length ?? 0);
}

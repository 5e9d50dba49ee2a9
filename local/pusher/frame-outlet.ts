import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import type { FaultSwitch } from "../faults.ts";

const DEFAULT_HOLD_MS = 50;

export type OutFrame = {
  event: string;
  channel?: string;
  /** Text of JSON: what the service sends is encoded twice. */
  data?: string;
  user_id?: string;
};

/** The way out to one socket: in order, unless a fault says otherwise. */
export class FrameOutlet {
  readonly #socket: WebSocket;
  readonly #faults: FaultSwitch;
  #queue: Promise<void> = Promise.resolve();
  #held: string[] = [];

  constructor(socket: WebSocket, faults: FaultSwitch) {
    this.#socket = socket;
    this.#faults = faults;
  }

  send(frame: OutFrame): void {
    const path = `frame:${frame.channel ?? ""}`;
    const text = JSON.stringify(frame);
    if (this.#faults.take("drop", path)) return;
    const delay = this.#faults.take("delay", path);
    const copies = this.#faults.take("duplicate", path) ? [text, text] : [text];
    const reorder = this.#faults.take("reorder", path);
    this.#queue = this.#inTurn(async () => {
      if (delay) await sleep(delay.delayMs);
      if (reorder) return this.#holdBack(text, reorder.delayMs || DEFAULT_HOLD_MS);
      for (const copy of copies) this.#write(copy);
      for (const late of this.#held.splice(0)) this.#write(late);
    });
  }

  /** Runs after every frame that was sent before. */
  flushed(): Promise<void> {
    return this.#queue;
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    await this.#queue;
    await work();
  }

  /** The frame leaves after the next one, or after the time when none comes. */
  #holdBack(text: string, holdMs: number): void {
    this.#held.push(text);
    setTimeout(() => {
      const index = this.#held.indexOf(text);
      if (index === -1) return;
      this.#held.splice(index, 1);
      this.#write(text);
    }, holdMs).unref();
  }

  #write(text: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
  }
}

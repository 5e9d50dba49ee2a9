import type { ChannelEffect } from "./channels.ts";
import type { WebhookSender } from "../webhook-sender.ts";

const ENDING = new Map([
  ["channel_vacated", "channel_occupied"],
  ["member_removed", "member_added"],
]);

/** Tells effects by webhook; an ending waits a little, and is dropped when it is undone in time. */
export class EffectWebhooks {
  readonly #sender: WebhookSender;
  readonly #endingDelayMs: number;
  readonly #pending = new Map<string, NodeJS.Timeout>();
  #count = 0;

  constructor(sender: WebhookSender, endingDelayMs: number) {
    this.#sender = sender;
    this.#endingDelayMs = endingDelayMs;
  }

  tell(effect: ChannelEffect): void {
    const subject = `${effect.channel} ${effect.user_id ?? ""}`;
    const beginning = ENDING.get(effect.name);
    if (beginning !== undefined) {
      const key = `${beginning} ${subject}`;
      const timer = setTimeout(() => {
        this.#pending.delete(key);
        this.#send(effect);
      }, this.#endingDelayMs);
      this.#pending.set(key, timer.unref());
      return;
    }
    const key = `${effect.name} ${subject}`;
    const undone = this.#pending.get(key);
    clearTimeout(undone);
    if (!this.#pending.delete(key)) this.#send(effect);
  }

  close(): void {
    for (const timer of this.#pending.values()) clearTimeout(timer);
    this.#sender.close();
  }

  #send(effect: ChannelEffect): void {
    this.#count += 1;
    const body = JSON.stringify({ time_ms: Date.now(), events: [effect] });
    this.#sender.send(body, `${effect.name}-${this.#count}`);
  }
}

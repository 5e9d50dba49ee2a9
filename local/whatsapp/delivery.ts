import type { LocalLog } from "../stand-in.ts";
import type { WebhookSender } from "../webhook-sender.ts";
import type { WhatsappAccount } from "./account.ts";
import type { Inbox, InboxMessage } from "./inbox.ts";
import { type MessageStatus, statusBody } from "./webhook-body.ts";

const LADDER = ["accepted", "sent", "delivered", "read"] as const;

/** Time from one status of a message to the next. */
export type StatusPace = { sentMs: number; deliveredMs: number; readMs: number };

export type DeliveryOptions = {
  account: WhatsappAccount;
  inbox: Inbox;
  sender: WebhookSender;
  pace: StatusPace;
  now: () => number;
  log: LocalLog;
};

/** Takes every message up the ladder sent, delivered, read, or to failed, and tells each step. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: DeliveryOptions) {
    this.#options = options;
    for (const message of options.inbox.all()) {
      if (message.direction === "out") this.advance(message);
    }
  }

  /** Schedules the next step of the message, if it has one. */
  advance(message: InboxMessage): void {
    const { pace, inbox, account, sender, now, log } = this.#options;
    const next = nextStatus(message);
    if (next === undefined) return;
    const waitMs = {
      sent: pace.sentMs,
      delivered: pace.deliveredMs,
      read: pace.readMs,
      failed: pace.sentMs,
    };
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      inbox.markStatus(message.id, next);
      log("status", { id: message.id, status: next });
      sender.send(
        statusBody(account, { message, status: next, atMs: now() }),
        `${message.id} ${next}`,
      );
      this.advance(message);
    }, waitMs[next]);
    this.#timers.add(timer.unref());
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

function nextStatus(message: InboxMessage): MessageStatus | undefined {
  if (message.status === "failed" || message.status === "read") return undefined;
  if (message.errorCode !== undefined) return "failed";
  const [, ...above] = LADDER.slice(LADDER.indexOf(message.status));
  return above[0] === "accepted" ? undefined : above[0];
}

import type { EventType } from "./catalogue/catalogue.ts";
import type { QstashConsumer } from "./routing.ts";

export type OutgoingEvent = {
  eventId: string;
  eventType: EventType;
  /** The envelope as JSON text. */
  body: string;
  /** The same id within the broker's window is accepted but not sent again. */
  deduplicationId: string;
};

export type PublishResult = { kind: "accepted" } | { kind: "refused"; reason: string };

/** The queue as the app sees it. */
export type Queue = {
  /** Publishes each event to its URL group; one result per event, in order. Throws when nothing was taken. */
  publish(events: readonly OutgoingEvent[]): Promise<PublishResult[]>;
  /** Sends one event to one consumer alone. */
  redeliver(event: OutgoingEvent, consumer: QstashConsumer): Promise<void>;
};

import type { Transaction } from "#db/client.ts";
import type { EventType } from "../events/catalogue/catalogue.ts";
import type { AnyEvent, EventOf } from "../events/event.ts";
import type { Consumer } from "../events/routing.ts";
import type { Ports } from "./ports.ts";

/**
 * What came of an event: `done` changed something, `unchanged` found it done or overtaken,
 * `erased` found that what it is about is gone.
 */
export type HandlingOutcome = "done" | "unchanged" | "erased";

/** The short part that runs inside the transaction of the inbox row; it waits for nothing but the database. */
export type Effect = (tx: Transaction) => Promise<HandlingOutcome>;

/** A consumer: the slow work, with no transaction open, returns the effect to commit. */
export type ConsumerDefinition<Type extends EventType = EventType> = {
  name: Consumer;
  eventTypes: readonly Type[];
  handle(event: EventOf<Type>, ports: Ports): Promise<Effect>;
};

/** A consumer as the door sees it: it accepts any event and says whether it takes it. */
export type RegisteredConsumer = {
  name: Consumer;
  takes(event: AnyEvent): boolean;
  handle(event: AnyEvent, ports: Ports): Promise<Effect>;
};

export function register<Type extends EventType>(
  definition: ConsumerDefinition<Type>,
): RegisteredConsumer {
  const accepted: readonly string[] = definition.eventTypes;
  const takes = (event: AnyEvent) => accepted.includes(event.metadata.eventType);
  return {
    name: definition.name,
    takes,
    handle(event, ports) {
      if (!takes(event)) throw new Error(`${definition.name} takes no ${event.metadata.eventType}`);
      // `takes` has just compared the type with the definition's own list.
      return definition.handle(event as unknown as EventOf<Type>, ports);
    },
  };
}

export type Registry = Readonly<Record<Consumer, RegisteredConsumer>>;

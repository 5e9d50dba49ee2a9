import type { Transaction } from "#db/client.ts";
import type { EventType } from "../events/catalogue/catalogue.ts";
import type { AnyEvent, EventOf } from "../events/event.ts";
import type { LogProjection } from "../events/handle-entries.ts";
import type { LogConsumer, QstashConsumer } from "../events/routing.ts";
import type { LogEntry } from "../events/stored-event.ts";
import type { Ports } from "./ports.ts";

/**
 * What came of an event: `done` changed something, `unchanged` found it done or overtaken,
 * `erased` found that what it is about is gone.
 */
export type HandlingOutcome = "done" | "unchanged" | "erased";

/** The short part that runs inside the transaction of the inbox row; it waits for nothing but the database. */
export type Effect = (tx: Transaction) => Promise<HandlingOutcome>;

/**
 * What a replay lends a consumer. Nothing here costs money, reaches a person or tells an open page, so a
 * consumer that can be replayed has no way to do so, in a replay or out of it.
 */
export type ReplayPorts = Pick<Ports, "db" | "clock" | "log">;

type Consuming<Type extends EventType> = { name: QstashConsumer; eventTypes: readonly Type[] };

type Handling<Type extends EventType, Lent> = (
  event: EventOf<Type>,
  ports: Lent,
) => Promise<Effect>;

/** A consumer: the slow work, with no transaction open, returns the effect to commit. */
export type ConsumerDefinition<Type extends EventType = EventType> = Consuming<Type> &
  (
    | { replay: "projection"; handle: Handling<Type, ReplayPorts> }
    /** Past events must not reach it once more: the sentence says why, and what to do instead. */
    | { replay: "refused"; refusal: string; handle: Handling<Type, Ports> }
  );

type AnyHandling<Lent> = (event: AnyEvent, ports: Lent) => Promise<Effect>;

/** A consumer as the door sees it: it accepts any event and says whether it takes it. */
export type RegisteredConsumer = {
  name: QstashConsumer;
  takes(event: AnyEvent): boolean;
  handle: AnyHandling<Ports>;
  /** How past events are handled once more, or why they are not. */
  replay:
    { kind: "projection"; handle: AnyHandling<ReplayPorts> } | { kind: "refused"; reason: string };
};

export function register<Type extends EventType>(
  definition: ConsumerDefinition<Type>,
): RegisteredConsumer {
  const accepted: readonly string[] = definition.eventTypes;
  const takes = (event: AnyEvent) => accepted.includes(event.metadata.eventType);
  const handling =
    <Lent>(handle: Handling<Type, Lent>): AnyHandling<Lent> =>
    (event, ports) => {
      if (!takes(event)) throw new Error(`${definition.name} takes no ${event.metadata.eventType}`);
      // `takes` has just compared the type with the definition's own list.
      return handle(event as unknown as EventOf<Type>, ports);
    };
  const { name } = definition;
  if (definition.replay === "refused") {
    const replay = { kind: "refused", reason: definition.refusal } as const;
    return { name, takes, handle: handling(definition.handle), replay };
  }
  const handle = handling(definition.handle);
  return { name, takes, handle, replay: { kind: "projection", handle } };
}

export type Registry = Readonly<Record<QstashConsumer, RegisteredConsumer>>;

/**
 * A consumer of the log: a projection that makes its read model of events alone, so that a replay of the
 * same events makes the same rows. No clock, no chance, no port: the transaction is all that it gets.
 */
export type LogConsumerDefinition<Type extends EventType = EventType> = {
  name: LogConsumer;
  eventTypes: readonly Type[];
  /** See `LogProjection`. */
  needsNothingPersonal?: boolean;
  /**
   * Events in the order of the log, none of them given before; all of it commits or none. Between two
   * transactions that order is the one in which they began to write, not that of their effects.
   */
  project(tx: Transaction, entries: readonly LogEntry<Type>[]): Promise<void>;
};

/** A consumer of the log as its reader sees it: it accepts any event and says whether it takes it. */
export type RegisteredLogConsumer = LogProjection & { takes(event: AnyEvent): boolean };

export function registerLogConsumer<Type extends EventType>(
  definition: LogConsumerDefinition<Type>,
): RegisteredLogConsumer {
  const accepted: readonly string[] = definition.eventTypes;
  const takes = (event: AnyEvent) => accepted.includes(event.metadata.eventType);
  // `takes` compares the type with the definition's own list.
  const isTaken = (entry: LogEntry): entry is LogEntry<Type> => takes(entry.event);
  return {
    name: definition.name,
    needsNothingPersonal: definition.needsNothingPersonal ?? false,
    takes,
    project: (tx, entries) => definition.project(tx, entries.filter(isTaken)),
  };
}

export type LogRegistry = Readonly<Record<LogConsumer, RegisteredLogConsumer>>;

import type { LogRegistry, RegisteredConsumer, Registry, ReplayPorts } from "../doors/consumer.ts";
import type { EventType } from "../events/catalogue/catalogue.ts";
import type { LogProjection } from "../events/handle-entries.ts";
import { type Consumer, isLogConsumer, SUBSCRIPTIONS } from "../events/routing.ts";

type Projecting = Extract<RegisteredConsumer["replay"], { kind: "projection" }>;

/** A consumer that past events may be given to once more. */
export type ReplayTarget = { name: Consumer; types: readonly EventType[] } & (
  { kind: "log"; projection: LogProjection } | { kind: "delivery"; handle: Projecting["handle"] }
);

/** A sentence for who asked for what must not be replayed. */
export class ReplayRefusedError extends Error {
  override readonly name = "ReplayRefusedError";
}

/** Throws a ReplayRefusedError with the consumer's own reason. */
export function findReplayTarget(
  name: Consumer,
  { registry, logRegistry }: { registry: Registry; logRegistry: LogRegistry },
): ReplayTarget {
  const types = SUBSCRIPTIONS.filter(({ consumer }) => consumer === name).flatMap(
    ({ eventTypes }) => eventTypes,
  );
  if (isLogConsumer(name)) return { kind: "log", name, types, projection: logRegistry[name] };
  const { replay } = registry[name];
  if (replay.kind === "refused")
    throw new ReplayRefusedError(`${name} is not replayed. ${replay.reason}`);
  return { kind: "delivery", name, types, handle: replay.handle };
}

export type { ReplayPorts };

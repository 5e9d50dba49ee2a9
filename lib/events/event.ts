import type { Clock } from "../clock.ts";
import { CATALOGUE, type EventType, type PayloadOf } from "./catalogue/catalogue.ts";
import { createEventMetadata, type MetadataOf } from "./metadata.ts";

/** An event of one type: the envelope and exactly that type's payload. */
export type EventOf<Type extends EventType> = {
  metadata: MetadataOf<Type>;
  payload: PayloadOf<Type>;
};

export type AnyEvent = { [Type in EventType]: EventOf<Type> }[EventType];

/** What is known of an event beside its type and payload; without an id it gets a random one. */
export type EventOrigin = {
  source: string;
  correlationId: string;
  eventId?: string;
  causationId?: string;
  userId?: string;
  sessionId?: string;
};

/** Makes an event of the type's current version. Throws a ZodError on a payload that breaks it. */
export function createEvent<Type extends EventType>(
  type: Type,
  payload: PayloadOf<Type>,
  { source, ...options }: EventOrigin & { clock: Clock },
): EventOf<Type> {
  return {
    metadata: createEventMetadata(type, source, options),
    // The catalogue pairs each type with its own schema; the compiler cannot follow it through the key.
    payload: CATALOGUE[type].payload.parse(payload) as PayloadOf<Type>,
  };
}

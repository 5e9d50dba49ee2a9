import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Clock } from "../clock.ts";
import { CATALOGUE, type EventType, isEventType, type PayloadOf } from "./catalogue/catalogue.ts";
import { eventMetadata, type EventMetadata } from "./metadata.ts";

/** An event of one type: the envelope and exactly that type's payload. */
export type EventOf<Type extends EventType> = {
  metadata: EventMetadata & { eventType: Type };
  payload: PayloadOf<Type>;
};

export type AnyEvent = { [Type in EventType]: EventOf<Type> }[EventType];

export type VideoPostedEvent = EventOf<"video.posted">;
export type CaptionParsedEvent = EventOf<"caption.parsed">;
export type ThumbnailGeneratedEvent = EventOf<"thumbnail.generated">;
export type TagsGeneratedEvent = EventOf<"tags.generated">;
export type ProductProcessedEvent = EventOf<"product.processed">;
export type ShopLinkGeneratedEvent = EventOf<"shop_link.generated">;

/** What is known of an event beside its type and payload; without an id it gets a random one. */
export type EventOrigin = {
  source: string;
  correlationId: string;
  eventId?: string;
  causationId?: string;
  userId?: string;
};

/** Makes an event of the type's current version. Throws a ZodError on a payload that breaks it. */
export function createEvent<Type extends EventType>(
  type: Type,
  payload: PayloadOf<Type>,
  { clock, ...origin }: EventOrigin & { clock: Clock },
): EventOf<Type> {
  const definition = CATALOGUE[type];
  return {
    metadata: {
      ...origin,
      eventId: origin.eventId ?? randomUUID(),
      eventType: type,
      eventVersion: definition.version,
      timestamp: clock().toISOString(),
    },
    // The catalogue pairs each type with its own schema; the compiler cannot follow it through the key.
    payload: definition.payload.parse(payload) as PayloadOf<Type>,
  };
}

const envelope = z.object({ metadata: eventMetadata, payload: z.unknown() });

export type ReadEventResult =
  { kind: "event"; event: AnyEvent } | { kind: "invalid"; reason: string };

/** Reads an event off the wire; says in one line why it is none. */
export function readEvent(input: unknown): ReadEventResult {
  const outer = envelope.safeParse(input);
  if (!outer.success) return { kind: "invalid", reason: firstIssue(outer.error) };
  const { metadata, payload } = outer.data;
  if (!isEventType(metadata.eventType))
    return { kind: "invalid", reason: `unknown event type ${metadata.eventType}` };
  const definition = CATALOGUE[metadata.eventType];
  if (majorOf(metadata.eventVersion) !== majorOf(definition.version))
    return {
      kind: "invalid",
      reason: `${metadata.eventType} ${metadata.eventVersion} is unknown; known is ${definition.version}`,
    };
  const inner = definition.payload.safeParse(payload);
  if (!inner.success) return { kind: "invalid", reason: firstIssue(inner.error) };
  // The payload was just parsed by the schema of exactly this type.
  return { kind: "event", event: { metadata, payload: inner.data } as AnyEvent };
}

/** Where and what, never the value: it may be personal data. */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join(".") || "body"}: ${issue.message}` : "not an event";
}

function majorOf(version: string): string {
  return version.split(".", 1)[0] ?? "";
}

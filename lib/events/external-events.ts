import { CATALOGUE, EVENT_TYPES, type EventType } from "./catalogue/catalogue.ts";
import type { Topic } from "./catalogue/topics.ts";
import type { AnyEvent, EventOf } from "./event.ts";

/** The types of which another system's word counts here, and what becomes of them. */
export const EXTERNAL_EVENTS = {
  "caption.parsed": "The caption part of the video's assembly: title, price, sizes, tags.",
  "thumbnail.generated":
    "The picture part of the video's assembly. The pictures are fetched, checked and stored anew.",
  "tags.generated": "The tags part of the video's assembly: tags and category.",
} as const satisfies Partial<Record<EventType, string>>;

export type ExternalEventType = keyof typeof EXTERNAL_EVENTS;
export type ExternalEvent = { [Type in ExternalEventType]: EventOf<Type> }[ExternalEventType];

export function isExternalEvent(event: AnyEvent): event is ExternalEvent {
  return Object.hasOwn(EXTERNAL_EVENTS, event.metadata.eventType);
}

/** The types as a list. */
export const EXTERNAL_EVENT_TYPES = Object.keys(EXTERNAL_EVENTS) as readonly ExternalEventType[];

/** Nobody but this app can say that somebody was erased. */
const NEVER_FROM_OUTSIDE: readonly EventType[] = ["seller.erased"];

/** All that the event door takes: of a type without an effect it keeps the sender's word in the log. */
export const SENDABLE_TYPES: readonly EventType[] = EVENT_TYPES.filter(
  (type) => !NEVER_FROM_OUTSIDE.includes(type),
);

export function isSendable(type: EventType): boolean {
  return SENDABLE_TYPES.includes(type);
}

/** Topics that hold a type from outside. */
export const SENDABLE_TOPICS: readonly Topic[] = [
  ...new Set(SENDABLE_TYPES.map((type) => CATALOGUE[type].topic)),
];

import { CATALOGUE } from "../events/catalogue/catalogue.ts";
import type { AnyEvent } from "../events/event.ts";
import { SENDABLE_TOPICS, SENDABLE_TYPES } from "../events/external-events.ts";

/** Every scope that a key can have: a topic, or one event type of it. */
export const SCOPES: readonly string[] = [
  ...SENDABLE_TOPICS,
  ...SENDABLE_TYPES.map((type) => `${CATALOGUE[type].topic}:${type}`),
];

/** Whether one of the scopes holds this event's type. */
export function allowsEvent(
  scopes: readonly string[],
  type: AnyEvent["metadata"]["eventType"],
): boolean {
  const { topic } = CATALOGUE[type];
  return scopes.includes(topic) || scopes.includes(`${topic}:${type}`);
}

import { definitionOf, EVENT_TYPES, type EventType, isEventType } from "./catalogue/catalogue.ts";

/** All names under which a type is accepted: its own, the TypeScript one with and without its ending, the constant. */
export function namesOf(type: EventType): string[] {
  const { name, aliases = [] } = definitionOf(type);
  return [type, name, name.replace(/Event$/, ""), constantOf(type), ...aliases];
}

const TYPE_BY_NAME: ReadonlyMap<string, EventType> = new Map(
  EVENT_TYPES.flatMap((type) => namesOf(type).map((name) => [name, type] as const)),
);

export function findEventType(name: string): EventType | undefined {
  return isEventType(name) ? name : TYPE_BY_NAME.get(name);
}

function constantOf(type: EventType): string {
  return type.replace(".", "_").toUpperCase();
}

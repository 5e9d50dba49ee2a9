import { derivedId } from "../ids.ts";
import { definitionOf, type EventType } from "./catalogue/catalogue.ts";
import { findPayloadSchema } from "./known-versions.ts";

/** One event of a type and version that never changes, for documents and golden files. */
export function exampleEvent(type: EventType, version = definitionOf(type).version) {
  const definition = definitionOf(type);
  const payload = findPayloadSchema(definition, version);
  if (payload === undefined) throw new TypeError(`${type} has no version ${version}`);
  return {
    metadata: {
      eventId: derivedId("example", type),
      eventType: type,
      eventVersion: version,
      timestamp: "2026-03-01T08:00:00.000Z",
      source: "example",
      correlationId: derivedId("example"),
    },
    // The example is of the current version; the schema drops what an earlier one did not have.
    payload: payload.parse(definition.example),
  };
}

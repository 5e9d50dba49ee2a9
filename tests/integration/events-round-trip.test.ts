import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findJsonSchema, listJsonSchemas } from "#lib/events/json-schema.ts";
import { contentHash } from "#lib/ids.ts";
import { readEvent } from "#lib/events/read-event.ts";
import {
  deserializeEvent,
  deserializeEventFromBuffer,
  serializeEvent,
  serializeEventToBuffer,
} from "#lib/events/serialize-event.ts";
import { arbitraryEvent } from "#tests/events/arbitrary-event.ts";

const SEED = 4381;
const RUNS = 60;

describe.each(listJsonSchemas())("$type $version over the wire", ({ type, version }) => {
  const schema = findJsonSchema(type, version);
  if (schema === undefined) throw new Error(`${type} ${version}`);
  const events = arbitraryEvent(schema);

  test("loses nothing, known or unknown, as text or bytes", () => {
    fc.assert(
      fc.property(events, (sent) => {
        const text = JSON.stringify(sent);
        const event = deserializeEvent(text);
        expect(serializeEvent(event)).toBe(text);
        expect(deserializeEventFromBuffer(serializeEventToBuffer(event))).toEqual(sent);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test("loses nothing in the form with data", () => {
    fc.assert(
      fc.property(events, ({ metadata, payload }) => {
        // An event's schema asks for both to be objects.
        const {
          eventVersion,
          request,
          original: _,
          ...named
        } = metadata as Record<string, unknown>;
        const sent = { ...named, version: eventVersion, metadata: request, data: payload };
        const read = readEvent(JSON.parse(JSON.stringify(sent)));
        expect(read).toMatchObject({ kind: "event", event: { metadata: named } });
        const lifted = read.kind === "event" ? read.event.payload : undefined;
        expect(contentHash(lifted)).toBe(contentHash(payload));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});

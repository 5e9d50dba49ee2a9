import { Parser } from "@asyncapi/parser";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EVENT_TYPES } from "#lib/events/catalogue/catalogue.ts";
import { asyncApiDocument } from "#lib/events/asyncapi.ts";
import { findEventSchema } from "#lib/events/event-schema.ts";
import { exampleEvent } from "#lib/events/example-event.ts";
import { findJsonSchema, listJsonSchemas } from "#lib/events/json-schema.ts";
import { readEvent } from "#lib/events/read-event.ts";
import { arbitraryEvent, mutated } from "#tests/events/arbitrary-event.ts";

const SEED = 4380;
const RUNS = 120;

function schemasOf({ type, version }: (typeof listed)[number]) {
  const zodSchema = findEventSchema(type, version);
  const jsonSchema = findJsonSchema(type, version);
  if (zodSchema === undefined || jsonSchema === undefined) throw new Error(`${type} ${version}`);
  const ajv = new Ajv2020({ strict: true });
  addFormats.default(ajv);
  return { zodSchema, jsonSchema, validate: ajv.compile(jsonSchema) };
}

const listed = listJsonSchemas();

/** Errors (0) and warnings (1) of the parser; 2 is advice. */
const isGrave = ({ severity }: { severity: number }) => severity <= 1;

describe.each(listed)("schema of $type $version", (named) => {
  const { zodSchema, jsonSchema, validate } = schemasOf(named);
  const valid = arbitraryEvent(jsonSchema);

  test("a strict validator takes the example", () => {
    validate(exampleEvent(named.type, named.version));
    expect(validate.errors).toBeNull();
  });

  test("a strict validator, zod and the reader take the same valid events", () => {
    fc.assert(
      fc.property(valid, (event) => {
        validate(event);
        expect(validate.errors).toBeNull();
        expect(zodSchema.safeParse(event).error).toBeUndefined();
        expect(readEvent(event)).toMatchObject({ kind: "event" });
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test("a strict validator and zod agree on mutated events", () => {
    const verdicts = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(mutated(valid), (event) => {
        const isValid = zodSchema.safeParse(event).success;
        verdicts[isValid ? "taken" : "refused"] += 1;
        expect({ event, isValid: validate(event) }).toEqual({ event, isValid });
      }),
      { seed: SEED, numRuns: RUNS * 2 },
    );
    expect(verdicts.taken).toBeGreaterThan(RUNS / 10);
    expect(verdicts.refused).toBeGreaterThan(RUNS / 10);
  });
});

describe("AsyncAPI document", () => {
  const document = asyncApiDocument({ origin: "https://shop.test", version: "1.2.3" });

  test("the official parser finds nothing to complain of", async () => {
    const { document: parsed, diagnostics } = await new Parser().parse(JSON.stringify(document));
    expect(diagnostics.filter(isGrave)).toEqual([]);
    const messages = parsed?.allMessages().all() ?? [];
    expect(new Set(messages.map((message) => message.name()))).toEqual(new Set(EVENT_TYPES));
  });

  test("the official parser refuses a schema of no type and a message that is nowhere", async () => {
    const broken = structuredClone(document);
    Object.assign(broken.components.schemas.metadata, { type: "text" });
    Object.assign(broken.channels["order-events"]?.messages ?? {}, {
      "order.lost": { $ref: "#/components/messages/order.lost" },
    });
    const { diagnostics } = await new Parser().parse(JSON.stringify(broken));
    const codes = diagnostics.filter(isGrave).map(({ code }) => code);
    expect(codes).toContain("asyncapi-document-resolved");
    expect(codes).toContain("invalid-ref");
  });
});

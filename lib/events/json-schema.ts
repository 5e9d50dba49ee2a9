import * as z from "zod";
import { definitionOf, EVENT_TYPES, type EventType } from "./catalogue/catalogue.ts";
import { findEventSchema } from "./event-schema.ts";
import { findPayloadSchema, knownVersions } from "./known-versions.ts";
import { eventMetadata } from "./metadata.ts";

export type JsonSchema = z.core.JSONSchema.JSONSchema;

export const PERSONAL_COMMENT = "can hold personal data";

/** Where the schema of a type and version is served. */
export const schemaPath = (type: EventType, version: string): string =>
  `/api/schemas/${type}/${version}`;

/** The JSON Schema (draft 2020-12) of a whole event. Undefined for a version that the type never had. */
export function findJsonSchema(type: EventType, version: string): JsonSchema | undefined {
  const schema = findEventSchema(type, version);
  if (schema === undefined) return undefined;
  const { name, summary } = definitionOf(type);
  const { $schema, ...rest } = toJsonSchema(schema, "draft-2020-12");
  return {
    ...($schema === undefined ? {} : { $schema }),
    $id: schemaPath(type, version),
    title: `${name} ${version}`,
    description: summary,
    ...rest,
  };
}

/** The payload alone, as draft 7: what every AsyncAPI tool reads. */
export function payloadJsonSchema(type: EventType, version: string): JsonSchema {
  const schema = findPayloadSchema(definitionOf(type), version);
  if (schema === undefined) throw new TypeError(`${type} has no version ${version}`);
  const { $schema: _, ...rest } = toJsonSchema(schema, "draft-7");
  return rest;
}

/** The envelope's part that every event has, as draft 7. */
export function metadataJsonSchema(): JsonSchema {
  const { $schema: _, ...rest } = toJsonSchema(eventMetadata, "draft-7");
  return rest;
}

/** Every schema there is, type by type, oldest version first. */
export function listJsonSchemas(): { type: EventType; version: string; path: string }[] {
  return EVENT_TYPES.flatMap((type) =>
    knownVersions(definitionOf(type)).map((version) => ({
      type,
      version,
      path: schemaPath(type, version),
    })),
  );
}

function toJsonSchema(schema: z.ZodType, target: "draft-2020-12" | "draft-7"): JsonSchema {
  return strict(z.toJSONSchema(schema, { io: "input", target }));
}

type Member = z.core.JSONSchema._JSONSchema;

/** What strict validators refuse, said in their words: no keyword of our own, one type per schema. */
function strict(schema: JsonSchema): JsonSchema {
  const { personal, type, properties, additionalProperties, items, anyOf, ...rest } = schema;
  const comment = personal === true ? { $comment: PERSONAL_COMMENT } : {};
  // Zod writes a plain nullable value as a list of types.
  if (Array.isArray(type))
    return { ...comment, anyOf: type.map((one: string) => ofType(one, rest)) };
  const members = Object.entries(properties ?? {}).map(([key, member]) => [
    key,
    strictMember(member),
  ]);
  return {
    ...(type === undefined ? {} : { type }),
    ...comment,
    ...rest,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(members) }),
    ...(additionalProperties === undefined
      ? {}
      : { additionalProperties: strictMember(additionalProperties) }),
    ...(items === undefined || Array.isArray(items) ? {} : { items: strictMember(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map((one) => strict(one)) }),
  };
}

const strictMember = (member: Member): Member =>
  typeof member === "boolean" ? member : strict(member);

const ofType = (type: string, constraints: JsonSchema): JsonSchema =>
  // The name comes out of a schema's own list of types.
  type === "null" ? { type } : ({ ...constraints, type } as JsonSchema);

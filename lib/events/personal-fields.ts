import * as z from "zod";
import { definitionOf, type EventType } from "./catalogue/catalogue.ts";
import { findEventSchema } from "./event-schema.ts";
import { findBaseVersion } from "./known-versions.ts";

/** A step of a path that stands for every key of a record or place of an array. */
export const ANY_KEY = "*";

const cache = new Map<string, readonly (readonly string[])[]>();

/**
 * Paths in an event of this type that can hold personal data, such as `["payload", "phone"]`;
 * a marked object is personal as a whole. Of the current version unless another one is given.
 */
export function personalFieldsOf(
  type: EventType,
  version?: string,
): readonly (readonly string[])[] {
  const definition = definitionOf(type);
  const base = version === undefined ? undefined : findBaseVersion(definition, version);
  const wanted = base ?? definition.version;
  const key = `${type} ${wanted}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const schema = findEventSchema(type, wanted);
  const paths = schema === undefined ? [] : findPersonal(schema);
  cache.set(key, paths);
  return paths;
}

/** Paths of everything in a schema that is marked as personal. */
export function findPersonal(schema: z.ZodType): readonly (readonly string[])[] {
  return markedPaths(z.toJSONSchema(schema, { io: "input" }));
}

type Schema = z.core.JSONSchema._JSONSchema;

function markedPaths(schema: Schema, at: readonly string[] = []): (readonly string[])[] {
  if (typeof schema === "boolean") return [];
  if (schema["personal"] === true) return [at];
  const { properties = {}, additionalProperties, items, anyOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([key, member]) => markedPaths(member, [...at, key])),
    ...(additionalProperties === undefined
      ? []
      : markedPaths(additionalProperties, [...at, ANY_KEY])),
    ...(items === undefined || Array.isArray(items) ? [] : markedPaths(items, [...at, ANY_KEY])),
    ...anyOf.flatMap((member) => markedPaths(member, at)),
  ];
}

import * as z from "zod";
import { typeOfRow } from "./append-events.ts";
import { definitionOf, isEventType } from "./catalogue/catalogue.ts";
import { findBaseVersion, findPayloadSchema } from "./known-versions.ts";

const PERSONAL = "(personal)";
const UNKNOWN = "(not in the schema)";

type Schema = z.core.JSONSchema._JSONSchema;
type Stored = {
  eventType: string;
  eventVersion: string;
  metadata: Record<string, unknown>;
  payload: Record<string, unknown>;
};

/**
 * An event for people who need not know whom it is about: fields that can hold personal data are
 * hidden, and so is whatever this version's schema has no word for.
 */
export function hidePersonal({ eventType, eventVersion, metadata, payload }: Stored): {
  metadata: Record<string, unknown>;
  payload: unknown;
} {
  const { request, original, ...shown } = metadata;
  const schema = findSchema(typeOfRow(eventType), eventVersion);
  return {
    metadata: {
      ...shown,
      ...(request === undefined ? {} : { request: PERSONAL }),
      ...(original === undefined ? {} : { original: PERSONAL }),
    },
    payload: schema === undefined ? UNKNOWN : hide(payload, schema),
  };
}

function findSchema(eventType: string, eventVersion: string): Schema | undefined {
  if (!isEventType(eventType)) return undefined;
  const definition = definitionOf(eventType);
  const base = findBaseVersion(definition, eventVersion);
  const schema = base === undefined ? undefined : findPayloadSchema(definition, base);
  return schema && z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
}

function hide(value: unknown, schema: Schema): unknown {
  if (typeof schema === "boolean") return value;
  if (schema["personal"] === true) return PERSONAL;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return hideByChoice(value, choices);
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined || Array.isArray(items)
      ? value
      : value.map((item) => hide(item, items));
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, hideMember(schema, { key, member })]),
  );
}

function hideMember(
  { properties, additionalProperties }: Exclude<Schema, boolean>,
  { key, member }: { key: string; member: unknown },
): unknown {
  const known = properties !== undefined && Object.hasOwn(properties, key) && properties[key];
  if (known) return hide(member, known);
  return typeof additionalProperties === "object" ? hide(member, additionalProperties) : UNKNOWN;
}

/** Of several forms that a value may have, one that is personal hides it; a plain null hides nothing. */
function hideByChoice(value: unknown, choices: readonly Schema[]): unknown {
  if (value === null) return null;
  return choices
    .filter((choice) => typeof choice === "boolean" || choice["type"] !== "null")
    .reduce(hide, value);
}

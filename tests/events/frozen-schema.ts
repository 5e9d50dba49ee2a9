import type { EventType } from "#lib/events/catalogue/catalogue.ts";
import { metadataJsonSchema, payloadJsonSchema } from "#lib/events/json-schema.ts";

/** The shape of a version's payload as it may never change again. */
export function frozenSchema(type: EventType, version: string): unknown {
  return shapeOf(payloadJsonSchema(type, version));
}

export function frozenMetadataSchema(): unknown {
  return shapeOf(metadataJsonSchema());
}

/**
 * A schema without what is no shape. Beside a format stands the validator's own expression for it,
 * which its next release may write otherwise; a comment says what can be personal, and marks may grow.
 */
export function shapeOf(schema: object): unknown {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    const { pattern, $comment: _, ...rest } = value as { pattern?: unknown; $comment?: unknown };
    return pattern === undefined || "format" in value ? rest : { pattern, ...rest };
  });
}

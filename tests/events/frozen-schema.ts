import type { EventType } from "#lib/events/catalogue/catalogue.ts";
import { metadataJsonSchema, payloadJsonSchema } from "#lib/events/json-schema.ts";

/** The shape of a version's payload as it may never change again. */
export function frozenSchema(type: EventType, version: string): unknown {
  return withoutOwnPatterns(payloadJsonSchema(type, version));
}

export function frozenMetadataSchema(): unknown {
  return withoutOwnPatterns(metadataJsonSchema());
}

/** Beside a format stands the validator's own expression for it, which its next release may write otherwise. */
function withoutOwnPatterns(schema: object): unknown {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => {
    if (value === null || typeof value !== "object" || !("format" in value)) return value;
    const { pattern: _, ...rest } = value as { pattern?: unknown };
    return rest;
  });
}

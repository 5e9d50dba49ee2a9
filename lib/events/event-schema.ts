import * as z from "zod";
import { definitionOf, type EventType } from "./catalogue/catalogue.ts";
import { findPayloadSchema } from "./known-versions.ts";
import { eventMetadata } from "./metadata.ts";
import { MAX_VERSION_LENGTH, SEMVER } from "./versions.ts";

const ANY_MAJOR = "^(0|[1-9]\\d*)";

/**
 * The schema of a whole event, envelope and payload. It takes any version of the same major: later
 * ones only add optional fields. Undefined for a version that the type never had.
 */
export function findEventSchema(type: EventType, version: string): z.ZodType | undefined {
  const payload = findPayloadSchema(definitionOf(type), version);
  if (payload === undefined) return undefined;
  const [major = ""] = version.split(".");
  const sameMajor = new RegExp(SEMVER.source.replace(ANY_MAJOR, `^${major}`));
  return z.object({
    metadata: eventMetadata.extend({
      eventType: z.literal(type),
      eventVersion: z
        .string()
        .max(MAX_VERSION_LENGTH)
        .regex(sameMajor, `a version of the form ${major}.x.x`),
    }),
    payload,
  });
}

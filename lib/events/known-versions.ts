import type * as z from "zod";
import type { EventDefinition } from "./catalogue/definition.ts";
import { compareVersions, isCompatibleVersion } from "./versions.ts";

/** All versions of a type, oldest first. */
export function knownVersions({ earlier, version }: EventDefinition): readonly string[] {
  if (earlier === undefined) return [version];
  return [...Object.keys(earlier), version].toSorted(compareVersions);
}

/** The payload's schema of exactly this version, if there was one. */
export function findPayloadSchema(
  { earlier, payload, version }: EventDefinition,
  wanted: string,
): z.ZodType | undefined {
  if (wanted === version) return payload;
  return earlier !== undefined && Object.hasOwn(earlier, wanted) ? earlier[wanted] : undefined;
}

/**
 * The version whose schema an event is held to: the latest one of its major that is not above it.
 * Undefined for a major that nobody here has heard of.
 */
export function findBaseVersion(definition: EventDefinition, version: string): string | undefined {
  const sameMajor = knownVersions(definition).filter((known) =>
    isCompatibleVersion(known, version),
  );
  return sameMajor.findLast((known) => compareVersions(known, version) <= 0) ?? sameMajor[0];
}

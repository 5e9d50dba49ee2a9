import { definitionOf } from "./catalogue/catalogue.ts";
import type { EventDefinition, MigrationStep } from "./catalogue/definition.ts";
import { findEventType } from "./event-names.ts";
import { findBaseVersion, findPayloadSchema, knownVersions } from "./known-versions.ts";
import type { EventMetadata } from "./metadata.ts";
import { EventVersionError, isSameMinor } from "./versions.ts";

/** An event of any version, so that its payload has no one type. */
export type VersionedEvent = { metadata: EventMetadata; payload: object };

/**
 * The same event in another version of its type, over every step between the two.
 * Throws an EventVersionError where a version is unknown or no step leads there.
 */
export function migrateEvent(event: VersionedEvent, target: string): VersionedEvent {
  const { eventType, eventVersion } = event.metadata;
  if (eventVersion === target) return event;
  const type = findEventType(eventType);
  if (type === undefined) throw new TypeError("an event of an unknown type");
  const definition = definitionOf(type);
  const payload = migratePayload(
    { eventType: type, definition },
    { from: eventVersion, to: target, payload: event.payload },
  );
  return { ...event, metadata: { ...event.metadata, eventVersion: target }, payload };
}

type Migration = { from: string; to: string; payload: object };

/** As `migrateEvent`, for the payload alone. The result is held to the target's schema. */
export function migratePayload(
  { eventType, definition }: { eventType: string; definition: EventDefinition },
  { from, to, payload }: Migration,
): object {
  const known = knownVersions(definition);
  const refuse = (version: string, reason?: string) =>
    new EventVersionError({ eventType, version, known }, reason);
  const schema = findPayloadSchema(definition, to);
  if (schema === undefined) throw refuse(to);
  const base = findBaseVersion(definition, from);
  if (base === undefined) throw refuse(from);
  const start = known.indexOf(base);
  const end = known.indexOf(to);
  // Nobody here knows which fields a minor above the known ones has added, so none can be taken away.
  if (end <= start && !isSameMinor(base, from)) throw refuse(from, `has no step to ${to}`);
  let current: Record<string, unknown> = { ...payload };
  for (let at = start; at !== end; at += end > start ? 1 : -1) {
    const next = end > start ? at + 1 : at - 1;
    const lower = known[Math.min(at, next)];
    const upper = known[Math.max(at, next)];
    const step = definition.steps?.find((known) => known.from === lower && known.to === upper);
    const change = end > start ? step?.up : step?.down;
    if (change === undefined) throw refuse(from, `has no step to ${to}`);
    current = change(current);
  }
  schema.parse(current);
  return current;
}

/** Neighbouring versions that no step joins; none in a sound catalogue. */
export function missingSteps(definition: EventDefinition): string[] {
  const joins = (step: MigrationStep, from: string, to: string) =>
    step.from === from && step.to === to;
  return knownVersions(definition).flatMap((from, index, versions) => {
    const to = versions[index + 1];
    const isJoined =
      to === undefined || (definition.steps ?? []).some((step) => joins(step, from, to));
    return isJoined ? [] : [`${from} to ${to}`];
  });
}

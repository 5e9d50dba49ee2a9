import type { FieldProblem } from "../errors.ts";
import { definitionOf, type EventType } from "./catalogue/catalogue.ts";
import type { EventDefinition } from "./catalogue/definition.ts";
import type { AnyEvent } from "./event.ts";
import { findEventType } from "./event-names.ts";
import { pointerTo, toProblems } from "./event-problems.ts";
import { findHazard } from "./hazard.ts";
import { findBaseVersion, findPayloadSchema, knownVersions } from "./known-versions.ts";
import { eventMetadata } from "./metadata.ts";
import { migratePayload } from "./migrate-event.ts";
import { isObject, liftForm, type ReadHint, type WireForm } from "./older-forms.ts";
import { EventVersionError, isCompatibleVersion } from "./versions.ts";

export type UnreadableEvent = {
  kind: "invalid";
  code: "malformed" | "unknown_type" | "unknown_version" | "invalid_fields";
  /** For a log line; like the problems it quotes no value of a payload. */
  reason: string;
  problems: FieldProblem[];
};

export type ReadEventResult = { kind: "event"; event: AnyEvent } | UnreadableEvent;

/**
 * Reads an event off the wire, in the envelope or one of the older forms. Fields that this version
 * does not know are kept. An older major comes out in the current version.
 */
export function readEvent(input: unknown, hint: ReadHint = {}): ReadEventResult {
  if (!isObject(input)) return malformed({ field: "", message: "Invalid input: not an object" });
  const hazard = findHazard(input);
  if (hazard !== undefined)
    return malformed({ field: pointerTo(hazard.path), message: hazard.message });
  const lifted = liftForm(input, hint);
  if (lifted === undefined)
    return malformed({ field: "", message: "Invalid input: none of the forms of an event" });
  const { form, event } = lifted;
  const { eventType } = event.metadata;
  const type = typeof eventType === "string" ? findEventType(eventType) : undefined;
  if (typeof eventType === "string" && type === undefined) return unknownType(eventType, form);
  const outer = eventMetadata.safeParse(event.metadata);
  if (!outer.success || type === undefined)
    return invalidFields(prefixed("metadata", outer.error?.issues ?? []), form);
  const inner = readPayload(
    { eventType: type, definition: definitionOf(type) },
    { version: outer.data.eventVersion, payload: event.payload, form },
  );
  if (inner.kind === "invalid") return inner;
  // Metadata and payload have passed the schemas of exactly this type; the object itself is kept for its unknown fields.
  if (inner.version === outer.data.eventVersion) return { kind: "event", event: event as AnyEvent };
  const metadata = { ...event.metadata, eventVersion: inner.version };
  return { kind: "event", event: { ...event, metadata, payload: inner.payload } as AnyEvent };
}

type ReadPayload = { kind: "payload"; version: string; payload: unknown } | UnreadableEvent;

/** Holds a payload to its version's schema; one of an older major is brought to the current version. */
export function readPayload(
  about: { eventType: string; definition: EventDefinition },
  { version, payload, form = "envelope" }: { version: string; payload: unknown; form?: WireForm },
): ReadPayload {
  const { eventType, definition } = about;
  const base = findBaseVersion(definition, version);
  const schema = base === undefined ? undefined : findPayloadSchema(definition, base);
  if (schema === undefined) {
    const known = knownVersions(definition);
    const { message } = new EventVersionError({ eventType, version, known });
    const field = pointerTo(["metadata", "eventVersion"], form);
    const problems = [{ field, message: `Unknown version; known are ${known.join(", ")}` }];
    return { kind: "invalid", code: "unknown_version", reason: message, problems };
  }
  const parsed = schema.safeParse(payload);
  if (!parsed.success) return invalidFields(prefixed("payload", parsed.error.issues), form);
  if (isCompatibleVersion(version, definition.version) || !isObject(payload))
    return { kind: "payload", version, payload };
  return {
    kind: "payload",
    version: definition.version,
    payload: migratePayload(about, { from: version, to: definition.version, payload }),
  };
}

type Issues = Parameters<typeof toProblems>[0];

const prefixed = (part: "metadata" | "payload", issues: Issues): Issues =>
  issues.map((issue) => ({ ...issue, path: [part, ...issue.path] }));

function invalidFields(issues: Issues, form: WireForm): UnreadableEvent {
  const problems = toProblems(issues, form);
  const reason = problems.map(({ field, message }) => `${field || "body"}: ${message}`).join("; ");
  return { kind: "invalid", code: "invalid_fields", reason: reason.slice(0, 500), problems };
}

function malformed(problem: FieldProblem): UnreadableEvent {
  const reason = `${problem.field || "body"}: ${problem.message}`;
  return { kind: "invalid", code: "malformed", reason, problems: [problem] };
}

const QUOTABLE_NAME = /^[\w.-]{1,64}$/;

function unknownType(name: string, form: WireForm): UnreadableEvent {
  const field = pointerTo(["metadata", "eventType"], form);
  const shown = QUOTABLE_NAME.test(name) ? ` ${name}` : "";
  return {
    kind: "invalid",
    code: "unknown_type",
    reason: `unknown event type${shown}`,
    problems: [{ field, message: "Unknown event type" }],
  };
}

/** Whether a type stands in a reading's result, for callers that want one type alone. */
export function isEventOf<Type extends EventType>(
  event: AnyEvent,
  type: Type,
): event is Extract<AnyEvent, { metadata: { eventType: Type } }> {
  return event.metadata.eventType === type;
}

import { randomUUID } from "node:crypto";
import * as z from "zod";
import { type Clock, systemClock } from "../clock.ts";
import { derivedId } from "../ids.ts";
import { definitionOf, type EventType } from "./catalogue/catalogue.ts";
import { filled, personal, timestamp, uuid } from "./catalogue/fields.ts";
import { MAX_VERSION_LENGTH, SEMVER } from "./versions.ts";

/** Who caused an event at the edge; personal data, so never logged. */
export const requestInfo = z.object({
  userAgent: personal(z.string()).optional(),
  ipAddress: personal(z.string()).optional(),
  requestId: z.string().optional(),
});

const ID_FIELDS = ["correlationId", "causationId", "userId", "sessionId"] as const;
type IdField = (typeof ID_FIELDS)[number];

const foreignId = z.string().max(200).optional();

/** What an older form or another system said where the envelope must say it otherwise. */
const original = z.object({
  form: z.enum(["flat", "data"]).optional(),
  eventType: foreignId,
  correlationId: foreignId,
  causationId: foreignId,
  // Elsewhere a user's id can be an e-mail address.
  userId: personal(z.string().max(200)).optional(),
  sessionId: foreignId,
});

export type OriginalNames = z.infer<typeof original>;

/** The envelope that every event carries, whatever its type. */
export const eventMetadata = z.object({
  eventId: uuid,
  eventType: filled,
  eventVersion: z.string().max(MAX_VERSION_LENGTH).regex(SEMVER, "a semantic version"),
  timestamp,
  source: filled,
  correlationId: uuid,
  causationId: uuid.optional(),
  userId: uuid.optional(),
  sessionId: uuid.optional(),
  request: requestInfo.optional(),
  original: original.optional(),
});

export type EventMetadata = z.infer<typeof eventMetadata>;
export type MetadataOf<Type extends EventType> = EventMetadata & { eventType: Type };

export type MetadataOptions = {
  /** The event's own id where there is no earlier event that it belongs to. */
  correlationId?: string | undefined;
  /** Random if absent. */
  eventId?: string | undefined;
  causationId?: string | undefined;
  userId?: string | undefined;
  sessionId?: string | undefined;
  /** The type's current version if absent. */
  eventVersion?: string | undefined;
  request?: z.infer<typeof requestInfo> | undefined;
  clock?: Clock;
};

/** The envelope of a new event. A foreign id becomes a UUID, always the same, and is kept beside it. */
export function createEventMetadata<Type extends EventType>(
  type: Type,
  source: string,
  {
    clock = systemClock,
    eventId = randomUUID(),
    eventVersion,
    request,
    ...ids
  }: MetadataOptions = {},
): MetadataOf<Type> {
  const { given, kept } = toUuids(ids);
  return {
    ...given,
    eventId,
    eventType: type,
    eventVersion: eventVersion ?? definitionOf(type).version,
    timestamp: clock().toISOString(),
    source,
    correlationId: given.correlationId ?? eventId,
    ...(request === undefined ? {} : { request }),
    ...(Object.keys(kept).length === 0 ? {} : { original: kept }),
  };
}

type Ids = { [Field in IdField]?: string | undefined };

/** Splits ids into UUIDs, derived where needed, and what was said instead of one. */
export function toUuids(ids: Ids): {
  given: { [Field in IdField]?: string };
  kept: { [Field in IdField]?: string };
} {
  const given: { [Field in IdField]?: string } = {};
  const kept: { [Field in IdField]?: string } = {};
  for (const field of ID_FIELDS) {
    const value = ids[field];
    if (value === undefined) continue;
    const isUuid = uuid.safeParse(value).success;
    given[field] = isUuid ? value : derivedId(KIND_OF_ID[field], value);
    if (!isUuid) kept[field] = value;
  }
  return { given, kept };
}

const KIND_OF_ID: Record<IdField, string> = {
  causationId: "event",
  correlationId: "correlation",
  userId: "user",
  sessionId: "session",
};

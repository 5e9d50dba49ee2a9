import { captionPart, type Part, tagsPart, thumbnailPart } from "../assembly/part.ts";
import { partEventId } from "../assembly/part-events.ts";
import type { AnyEvent, EventOf } from "../events/event.ts";
import type { LogEntry } from "../events/stored-event.ts";

const PART_OF = {
  "caption.parsed": "caption",
  "thumbnail.generated": "thumbnail",
  "content.metadata_updated": "thumbnail",
  "tags.generated": "tags",
} as const;

export type PartEvent = EventOf<keyof typeof PART_OF>;
export const PART_EVENT_TYPES = Object.keys(PART_OF) as readonly (keyof typeof PART_OF)[];

/** `gap`: the assembly took a part then, but the event is from before the log kept what was taken. */
export type LoggedPart =
  { kind: "part"; part: Part; at: Date } | { kind: "none" } | { kind: "gap" };

export function isPartEvent(event: AnyEvent): event is Extract<AnyEvent, PartEvent> {
  return Object.hasOwn(PART_OF, event.metadata.eventType);
}

/** The part that an assembly took when this event was written, if it took one. */
export function partOfEvent(entry: LogEntry): LoggedPart {
  const { event } = entry;
  if (!isPartEvent(event)) return { kind: "none" };
  const { part: value, accepted_at: acceptedAt } = event.payload;
  const standing = standingOf(entry);
  if (standing === undefined) return { kind: "none" };
  if (value === undefined) return { kind: "gap" };
  const at = new Date(acceptedAt ?? event.metadata.timestamp);
  return { kind: "part", part: toPart(event.metadata.eventType, { ...standing, value }), at };
}

type Standing = { rank: 1 | 2; sourceVersion: number };

function toPart(type: keyof typeof PART_OF, read: Standing & { value: unknown }): Part {
  const { rank, sourceVersion, value } = read;
  const name = PART_OF[type];
  if (name === "caption") return { name, rank, sourceVersion, value: captionPart.parse(value) };
  if (name === "tags") return { name, rank, sourceVersion, value: tagsPart.parse(value) };
  return { name, rank, sourceVersion, value: thumbnailPart.parse(value) };
}

/** Captions are edited seldom, and only events of the first version have to be searched for. */
const MAX_SOURCE_VERSION = 100;

/**
 * Rank and caption version of the part. Events of the first version have neither, but our own ones
 * have ids that were made of them. Undefined for an event that changed no assembly.
 */
function standingOf({ event, sellerId, videoId }: LogEntry): Standing | undefined {
  if (!isPartEvent(event) || sellerId === null || videoId === null) return undefined;
  const { rank, source_version: sourceVersion } = event.payload;
  if (rank !== undefined && sourceVersion !== undefined) return { rank, sourceVersion };
  const { eventId, eventType } = event.metadata;
  for (let version = 1; version <= MAX_SOURCE_VERSION; version += 1)
    for (const tried of [1, 2] as const) {
      const of = { sellerId, videoId, sourceVersion: version, rank: tried };
      if (partEventId(eventType, of) === eventId) return { rank: tried, sourceVersion: version };
    }
  return undefined;
}

import { type Clock, systemClock } from "../clock.ts";
import { contentHash, derivedId, videoCorrelationId } from "../ids.ts";
import { definitionOf, type EventType } from "./catalogue/catalogue.ts";
import type { Topic } from "./catalogue/topics.ts";
import { findEventType } from "./event-names.ts";
import { type OriginalNames, toUuids } from "./metadata.ts";
import { CURRENT_EVENT_VERSION } from "./versions.ts";

/** `envelope` has metadata and payload, `data` keeps its payload under that name, `flat` is a bare payload. */
export type WireForm = "envelope" | "data" | "flat";

/** What is known of an event beside its body; a flat one does not name its type. */
export type ReadHint = {
  topic?: Topic;
  type?: EventType;
  /** Who sent it, for a form that does not say. */
  source?: string;
  /** When it came, for a form that does not say. */
  clock?: Clock;
};

type JsonObject = Record<string, unknown>;

export type LiftedEvent = { form: WireForm; event: { metadata: JsonObject; payload: unknown } };

const UNNAMED_SOURCE = "external";
const MAX_FOREIGN_ID_LENGTH = 200;

/**
 * Brings any of the wire forms into the envelope, checking nothing yet. The same body always gets
 * the same ids. Undefined for what is none of the forms.
 */
export function liftForm(input: JsonObject, hint: ReadHint = {}): LiftedEvent | undefined {
  if (isObject(input["metadata"]) && "payload" in input) {
    const metadata = settleNames(input["metadata"], { input, payload: input["payload"] });
    const event = metadata === input["metadata"] ? input : { ...input, metadata };
    // Both members were just seen or made.
    return { form: "envelope", event: event as LiftedEvent["event"] };
  }
  if ("data" in input && "eventType" in input) return { form: "data", event: liftData(input) };
  const type = hint.type ?? findFlatType(input, hint.topic);
  return type && { form: "flat", event: liftFlat(input, { ...hint, type }) };
}

function liftData(input: JsonObject): LiftedEvent["event"] {
  const { data, version, metadata: request, ...named } = input;
  const metadata = {
    ...named,
    eventVersion: version,
    ...(request === undefined ? {} : { request }),
  };
  return {
    metadata: settleNames(metadata, { input, payload: data, form: "data" }),
    payload: data,
  };
}

function liftFlat(
  input: JsonObject,
  { type, source = UNNAMED_SOURCE, clock = systemClock }: ReadHint & { type: EventType },
): LiftedEvent["event"] {
  const { version = CURRENT_EVENT_VERSION, correlationId, ...payload } = input;
  const metadata = {
    eventType: type,
    eventVersion: version,
    timestamp: payload["timestamp"] ?? payload["created_at"] ?? clock().toISOString(),
    source,
    ...(correlationId === undefined ? {} : { correlationId }),
  };
  return { metadata: settleNames(metadata, { input, payload, form: "flat" }), payload };
}

type Setting = { input: JsonObject; payload: unknown; form?: "flat" | "data" };

/**
 * Gives type and ids the shape that the envelope wants; the same object if they had it. Only the
 * event's own id must be one already, where a form has it: it says what a repeat is.
 */
function settleNames(metadata: JsonObject, { input, payload, form }: Setting): JsonObject {
  const kept: OriginalNames = form === undefined ? {} : { form };
  const settled: JsonObject = {};
  const stated = metadata["eventType"];
  const type = typeof stated === "string" ? findEventType(stated) : undefined;
  if (type !== undefined && type !== stated) {
    settled["eventType"] = type;
    kept.eventType = String(stated);
  }
  if (form === "flat") settled["eventId"] = derivedId("event", contentHash(input));
  const eventId = textOf(settled["eventId"] ?? metadata["eventId"]);
  const ids = {
    correlationId: textOf(metadata["correlationId"]) ?? correlationOf(payload) ?? eventId,
    causationId: textOf(metadata["causationId"]),
    userId: textOf(metadata["userId"]),
    sessionId: textOf(metadata["sessionId"]),
  };
  const { given, kept: keptIds } = toUuids(ids);
  for (const [field, id] of Object.entries(given)) {
    const before = metadata[field];
    // A value of another kind stays for the schema to refuse.
    if (before !== id && (before === undefined || textOf(before) !== undefined))
      settled[field] = id;
  }
  for (const [field, id] of Object.entries(keptIds))
    if (metadata[field] !== undefined) Object.assign(kept, { [field]: id });
  if (Object.keys(settled).length === 0 && form === undefined) return metadata;
  const known = isObject(metadata["original"]) ? metadata["original"] : {};
  const original = { ...known, ...kept };
  return {
    ...metadata,
    ...settled,
    ...(Object.keys(original).length === 0 ? {} : { original }),
  };
}

function correlationOf(payload: unknown): string | undefined {
  const videoId = isObject(payload) ? textOf(payload["video_id"]) : undefined;
  return videoId && videoCorrelationId(videoId);
}

/** By which members a bare payload is told, the surest first. */
const FLAT_MARKS: readonly (readonly [EventType, ...string[]])[] = [
  ["product.processed", "product_data"],
  ["thumbnail.generated", "primary_thumbnail"],
  ["shop_link.generated", "shop_link"],
  ["video.posted", "video_url"],
  ["caption.parsed", "title", "price"],
  ["tags.generated", "tags", "category"],
];

/** Types whose bare payload is taken for granted on a topic when no mark is there, so that the errors name its fields. */
const TYPE_OF_TOPIC: Partial<Record<Topic, EventType>> = {
  "new-video-posted": "video.posted",
  "product-processed": "product.processed",
  "shop-link-generated": "shop_link.generated",
};

function findFlatType(input: JsonObject, topic: Topic | undefined): EventType | undefined {
  const marked = FLAT_MARKS.find(
    ([type, ...marks]) =>
      (topic === undefined || definitionOf(type).topic === topic) &&
      marks.every((mark) => mark in input),
  );
  return marked?.[0] ?? (topic && TYPE_OF_TOPIC[topic]);
}

export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.length > 0 && value.length <= MAX_FOREIGN_ID_LENGTH
    ? value
    : undefined;
}

import { describe, expect, expectTypeOf, test } from "vitest";
import { createEvent } from "./event.ts";
import type { ContentCreatedEvent, IngestCompletedEvent } from "./documented-events.ts";
import { ContentEventType } from "./event-types.ts";
import { createEventMetadata } from "./metadata.ts";
import {
  deserializeEvent,
  deserializeEventFromBuffer,
  EventFormatError,
  serializeEvent,
  serializeEventToBuffer,
  validateEvent,
} from "./serialize-event.ts";

const clock = () => new Date("2026-03-01T08:00:00.000Z");

const created: ContentCreatedEvent = {
  metadata: createEventMetadata(ContentEventType.CONTENT_CREATED, "cms-service", {
    correlationId: "req-123",
    userId: "user-456",
    eventVersion: "1.0.0",
    clock,
  }),
  payload: { contentId: "7301", contentType: "video", title: "Sandals 👠", createdBy: "user-456" },
};

describe("createEventMetadata", () => {
  test("fills in all that the caller does not name", () => {
    const metadata = createEventMetadata("product.created", "catalogue", { clock });
    expect(metadata).toEqual({
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      eventType: "product.created",
      eventVersion: "1.1.0",
      timestamp: "2026-03-01T08:00:00.000Z",
      source: "catalogue",
      correlationId: metadata.eventId,
    });
  });

  test("makes an event that is valid as it stands", () => {
    expect(created.metadata.original).toEqual({ correlationId: "req-123", userId: "user-456" });
    expect(validateEvent(created)).toBe(true);
  });
});

describe("createEvent", () => {
  test("drops what the payload's type does not have and throws on what breaks it", () => {
    const origin = { source: "test", correlationId: created.metadata.correlationId, clock };
    const payload = { ...created.payload, planted: true };
    expect(createEvent("content.created", payload, origin).payload).toEqual(created.payload);
    expect(() =>
      createEvent("content.created", { ...created.payload, contentId: "" }, origin),
    ).toThrow("contentId");
  });
});

describe("deserializeEvent", () => {
  test("gives back what was serialised, as text and as bytes", () => {
    const text = deserializeEvent<ContentCreatedEvent>(serializeEvent(created));
    const bytes = deserializeEventFromBuffer<ContentCreatedEvent>(serializeEventToBuffer(created));
    expect(text).toEqual(created);
    expect(bytes).toEqual(created);
    expectTypeOf(text.payload.title).toEqualTypeOf<string>();
  });

  test("refuses another type than the expected one", () => {
    expect(() =>
      deserializeEvent<IngestCompletedEvent>(serializeEvent(created), { type: "ingest.completed" }),
    ).toThrow("is content.created, expected ingest.completed");
  });

  test.each([
    ["not JSON", Buffer.from("{not json: +256700}")],
    ["not UTF-8", Buffer.from([0x7b, 0xff, 0x7d])],
    ["not JSON", Buffer.from("\ufeff{}")],
  ])("says %s without quoting it", (reason, bytes) => {
    expect(() => deserializeEventFromBuffer(bytes)).toThrow(new EventFormatError(reason));
  });

  test("carries each problem of an event that breaks its schema", () => {
    const broken = { ...created, payload: { ...created.payload, title: 7 } };
    let caught: unknown;
    try {
      deserializeEvent(JSON.stringify(broken));
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({
      name: "EventFormatError",
      problems: [{ field: "/payload/title" }],
    });
  });
});

describe("validateEvent", () => {
  test("refuses older forms, other names of a type, and broken payloads", () => {
    const { metadata, payload } = created;
    const renamed = { metadata: { ...metadata, eventType: "CONTENT_CREATED" }, payload };
    expect(validateEvent(renamed)).toBe(false);
    expect(validateEvent({ ...created, payload: {} })).toBe(false);
    expect(validateEvent({ handle: "a", phone: "", shop_link: "", created_at: "" })).toBe(false);
    expect(validateEvent(null)).toBe(false);
  });
});

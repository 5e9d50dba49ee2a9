import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { derivedId, videoCorrelationId } from "../ids.ts";
import { exampleEvent } from "./example-event.ts";
import type { ReadHint } from "./older-forms.ts";
import { readEvent } from "./read-event.ts";

const FORMS = path.resolve(import.meta.dirname, "../../tests/events/forms");
const form = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(FORMS, `${name}.json`), "utf8"));

function accepted(input: unknown, hint?: ReadHint) {
  const read = readEvent(input, hint);
  if (read.kind === "invalid") throw new Error(read.reason);
  return read.event;
}

function refused(input: unknown, hint?: ReadHint) {
  const read = readEvent(input, hint);
  if (read.kind === "event") throw new Error("was accepted");
  return read;
}

const clock = () => new Date("2026-11-21T08:00:00.000Z");

const inData = {
  eventId: "550e8400-e29b-41d4-a716-446655440000",
  eventType: "ProductCreated",
  version: "1.0.0",
  timestamp: "2025-07-15T10:30:00Z",
  correlationId: "11111111-1111-1111-1111-111111111111",
  source: "product-service",
  userId: "22222222-2222-2222-2222-222222222222",
  sessionId: "33333333-3333-3333-3333-333333333333",
  metadata: { userAgent: "Mozilla/5.0", ipAddress: "192.0.2.1", requestId: "req-1" },
  data: {
    productId: "44444444-4444-4444-4444-444444444444",
    name: "Heels",
    description: "",
    price: 5500,
    quantity: 3,
    category: "clothing",
    sellerId: "55555555-5555-5555-5555-555555555555",
    createdAt: "2025-07-15T10:30:00Z",
  },
};

const inEnvelope = {
  metadata: {
    eventId: "550e8400-e29b-41d4-a716-446655440000",
    eventType: "content.created",
    eventVersion: "1.0.0",
    timestamp: "2025-07-15T10:30:00Z",
    source: "cms-service",
    correlationId: "req-123",
    userId: "user-456",
  },
  payload: {
    contentId: "p1",
    contentType: "PROGRAM",
    title: "Evening news",
    createdBy: "user-456",
    program: { id: "p1", language: "sw" },
  },
};

describe("flat form", () => {
  test.each([
    ["video-posted", "video.posted", "2025-07-15T10:30:00Z"],
    ["product-processed", "product.processed", "2025-07-15T10:35:00Z"],
    ["shop-link-generated", "shop_link.generated", "2025-07-15T09:00:00Z"],
  ])("%s becomes %s with its payload untouched", (name, eventType, timestamp) => {
    const event = accepted(form(name));
    expect(event.payload).toEqual(form(name));
    expect(event.metadata).toMatchObject({ eventType, eventVersion: "1.0.0", timestamp });
  });

  test("a repeat is the same event, whatever the order of its keys", () => {
    const posted = form("video-posted");
    const turned = Object.fromEntries(Object.entries(posted).toReversed());
    expect(accepted(turned)).toEqual(accepted(posted));
    const other = accepted({ ...posted, caption: "Another #TRACK" });
    expect(other.metadata.eventId).not.toBe(accepted(posted).metadata.eventId);
  });

  test("version and correlation id go into the envelope, other fields stay", () => {
    const event = accepted({
      ...form("video-posted"),
      version: "1.3.0",
      correlationId: "req-9",
      sound: "original",
    });
    expect(event.metadata).toMatchObject({
      eventVersion: "1.3.0",
      correlationId: derivedId("correlation", "req-9"),
      original: { form: "flat", correlationId: "req-9" },
    });
    expect(event.payload).toEqual({ ...form("video-posted"), sound: "original" });
  });

  test("all about one video has that video's correlation id", () => {
    expect(accepted(form("video-posted")).metadata.correlationId).toBe(
      videoCorrelationId("abc123"),
    );
  });

  test("a form without a time gets the time it came", () => {
    const { timestamp: _, ...posted } = form("video-posted");
    expect(accepted(posted, { clock }).metadata.timestamp).toBe("2026-11-21T08:00:00.000Z");
  });

  test.each([
    ["caption.parsed", "new-video-posted"],
    ["thumbnail.generated", "new-video-posted"],
    ["tags.generated", "new-video-posted"],
  ] as const)("tells %s by its shape", (type, topic) => {
    const { payload } = exampleEvent(type);
    expect(accepted(payload).metadata.eventType).toBe(type);
    expect(accepted(payload, { topic }).metadata.eventType).toBe(type);
  });

  test("a topic or type that it came with decides what it is held to", () => {
    const { video_url: _, ...posted } = form("video-posted");
    expect(refused(posted, { topic: "new-video-posted" }).problems).toEqual([
      { field: "/video_url", message: "Invalid input: expected string, received undefined" },
    ]);
    expect(refused(form("video-posted"), { type: "caption.parsed" }).problems).toContainEqual({
      field: "/title",
      message: "Invalid input: expected string, received undefined",
    });
    expect(refused(posted).code).toBe("malformed");
  });
});

describe("form with data", () => {
  test("is lifted member by member", () => {
    const { data, metadata: request, version, eventType, ...named } = inData;
    expect(accepted(inData)).toEqual({
      metadata: {
        ...named,
        eventType: "product.created",
        eventVersion: version,
        request,
        original: { form: "data", eventType },
      },
      payload: data,
    });
  });

  test("keeps members that nobody knows", () => {
    const event = accepted({ ...inData, tenant: "a", data: { ...inData.data, colour: "red" } });
    expect(event.metadata).toMatchObject({ tenant: "a" });
    expect(event.payload).toMatchObject({ colour: "red" });
  });

  test("errors point into the body as it was sent", () => {
    const { code, problems } = refused({
      ...inData,
      data: { ...inData.data, name: "", price: -1, category: "shoes" },
    });
    expect(code).toBe("invalid_fields");
    expect(problems.map(({ field }) => field)).toEqual([
      "/data/name",
      "/data/price",
      "/data/category",
    ]);
    const envelope = refused({ ...inData, version: "one", metadata: { userAgent: 1 } });
    expect(envelope.problems.map(({ field }) => field)).toEqual([
      "/version",
      "/metadata/userAgent",
    ]);
  });
});

describe("form with metadata and payload", () => {
  test("has its foreign ids made UUIDs, always the same, and kept", () => {
    const event = accepted(inEnvelope);
    expect(event.metadata).toMatchObject({
      correlationId: derivedId("correlation", "req-123"),
      userId: derivedId("user", "user-456"),
      original: { correlationId: "req-123", userId: "user-456" },
    });
    expect(event.payload).toEqual(inEnvelope.payload);
  });

  test("without a correlation id begins a story of its own", () => {
    const { correlationId: _, ...metadata } = inEnvelope.metadata;
    expect(accepted({ ...inEnvelope, metadata }).metadata.correlationId).toBe(metadata.eventId);
  });

  test("takes the constant and the TypeScript name for the type", () => {
    for (const eventType of ["CONTENT_CREATED", "ContentCreatedEvent", "ContentCreated"]) {
      const metadata = { ...inEnvelope.metadata, eventType };
      expect(accepted({ ...inEnvelope, metadata }).metadata.eventType).toBe("content.created");
    }
  });

  test("in the envelope as it is today is handed back as it is", () => {
    const event = exampleEvent("order.placed");
    expect(accepted(event)).toBe(event);
  });

  test("once lifted is lifted no further", () => {
    for (const input of [inEnvelope, inData, form("video-posted")]) {
      const event = accepted(input);
      expect(accepted(event)).toBe(event);
    }
  });
});

describe("versions", () => {
  const at = (eventVersion: string, more: object = {}) => {
    const event = exampleEvent("product.created");
    const payload = Object.assign({}, event.payload, more);
    return { metadata: { ...event.metadata, eventVersion }, payload };
  };

  test("a later minor is read, with its version and unknown fields", () => {
    const event = at("1.9.0", { weight: { grams: 300 } });
    expect(accepted(event)).toEqual(event);
  });

  test("an earlier version is held to its own schema", () => {
    expect(accepted(at("1.0.0", { currency: 7 })).metadata.eventVersion).toBe("1.0.0");
    expect(refused(at("1.1.0", { currency: 7 })).problems[0]?.field).toBe("/payload/currency");
  });

  test.each(["0.9.0", "2.0.0", "2.0.0-rc.1"])("unknown major %s is refused by name", (version) => {
    expect(refused(at(version))).toEqual({
      kind: "invalid",
      code: "unknown_version",
      reason: `product.created ${version} is unknown; known are 1.0.0, 1.1.0`,
      problems: [
        { field: "/metadata/eventVersion", message: "Unknown version; known are 1.0.0, 1.1.0" },
      ],
    });
  });
});

describe("what is no event", () => {
  const event = exampleEvent("video.posted");

  test.each([null, 7, "{}", [], {}, { metadata: {} }, { metadata: [], payload: {} }])(
    "refuses %j as malformed",
    (input) => {
      expect(refused(input).code).toBe("malformed");
    },
  );

  test("names an unknown type, unless it is no name", () => {
    const typed = (eventType: unknown) => ({
      ...event,
      metadata: { ...event.metadata, eventType },
    });
    expect(refused(typed("video.lost"))).toMatchObject({
      code: "unknown_type",
      reason: "unknown event type video.lost",
      problems: [{ field: "/metadata/eventType" }],
    });
    expect(refused(typed("call +256 700")).reason).toBe("unknown event type");
    expect(refused(typed(7)).code).toBe("invalid_fields");
    expect(refused(typed("__proto__")).code).toBe("unknown_type");
  });

  test("an id of its own that is no UUID is refused, not guessed", () => {
    const bent = { ...event, metadata: { ...event.metadata, eventId: "42" } };
    expect(refused(bent).problems).toEqual([
      { field: "/metadata/eventId", message: "Invalid GUID" },
    ]);
  });

  test("says where and why, never what", () => {
    const secret = "+256700123456";
    const payload = {
      video_id: { phone: secret },
      caption: [secret],
      seller_handle: secret.repeat(20),
      video_url: 5,
      timestamp: secret,
      metadata: { likes_count: secret },
    };
    const { reason, problems } = refused({ ...event, payload });
    expect(problems).toHaveLength(6);
    expect(JSON.stringify({ reason, problems })).not.toContain("256700");
  });

  test.each([
    ["text with NUL", { note: "a\u0000b" }],
    ["half a surrogate pair", { note: "\ud800" }],
    ["a key that reaches for the prototype", JSON.parse('{"a/b":[{"__proto__":{"x":1}}]}')],
    ["nesting without end", JSON.parse(`${'{"n":'.repeat(5_000)}1${"}".repeat(5_000)}`)],
  ])("refuses %s anywhere", (_what, more) => {
    const payload = Object.assign({}, event.payload, { more });
    const { code, problems } = refused({ ...event, payload });
    expect(code).toBe("malformed");
    expect(problems[0]?.field).toMatch(/^\/payload\/more/);
  });

  test("points to the place with escaped names", () => {
    const payload = Object.assign({}, event.payload, { "a/b~": { note: "\u0000" } });
    expect(refused({ ...event, payload }).problems[0]?.field).toBe("/payload/a~1b~0/note");
  });
});

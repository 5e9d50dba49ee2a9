import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { assemblies, events, receivedEvents } from "#db/schema/index.ts";
import { MAX_SENT_EVENT_BYTES, otherMethodRoute } from "#lib/doors/event-door.ts";
import { RetryLaterError } from "#lib/errors.ts";
import { derivedId } from "#lib/ids.ts";
import {
  createSender,
  EVENTS_URL,
  sentCaption,
  sentPictures,
  sentTags,
} from "#tests/support/event-sender.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import {
  expectRefused,
  problemOf,
  sellerWithVideo,
  written,
} from "#tests/support/refused-event.ts";

let database: OpenTestDatabase;
let db: Database;

beforeAll(async () => {
  database = await openTestDatabase("pg");
  ({ db } = database);
});
afterAll(() => database.close());

describe("event door: what comes in", () => {
  test("a new event is accepted, and the same again is a duplicate that changes nothing", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const sent = sentCaption(video, handle);
    const first = await sender.post(sent);
    expect(first.status).toBe(202);
    const answer = {
      eventId: sent.metadata.eventId,
      eventType: "caption.parsed",
      outcome: "merged",
      correlationId: sent.metadata.correlationId,
    };
    expect(await first.json()).toEqual({ ...answer, status: "accepted" });
    const before = await written(db);
    const again = await sender.post(JSON.stringify(sent, null, 2));
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ ...answer, status: "duplicate" });
    expect(await written(db)).toEqual(before);
    expect(sender.relays()).toBe(1);
  });

  test("a repeat is known again after the key of the hashes was changed, and only then", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const [before, after] = [Buffer.from("before"), Buffer.from("after")];
    const sent = sentTags(video, handle);
    const at = async (...hashKeys: Buffer[]) =>
      (await (await createSender(db, { ports: { hashKeys } })).post(sent)).status;
    expect(await at(before)).toBe(202);
    expect(await at(after, before)).toBe(200);
    expect(await at(after)).toBe(409);
  });

  test("twenty of the same at once are accepted once", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const sent = sentCaption(video, handle);
    const responses = await Promise.all(Array.from({ length: 20 }, () => sender.post(sent)));
    const accepted = responses.filter(({ status }) => status === 202);
    const repeated = responses.filter(({ status }) => status === 200);
    expect([accepted.length, repeated.length]).toEqual([1, 19]);
    const { eventId } = sent.metadata;
    expect(await db.orm.$count(events, eq(events.eventId, eventId))).toBe(1);
    expect(await db.orm.$count(receivedEvents, eq(receivedEvents.eventId, eventId))).toBe(1);
    expect(await db.orm.$count(events, eq(events.videoId, video.videoId))).toBe(1);
  });

  test("a part that a better one stands before is outranked, logged, and changes nothing", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const strong = await createSender(db, { rank: 2 });
    const weak = await createSender(db, { rank: 1 });
    await strong.post(sentTags(video, handle));
    const sent = sentTags(video, handle, { payload: { tags: ["other"] } });
    const response = await weak.post(sent);
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ outcome: "outranked" });
    const [assembly] = await db.orm
      .select()
      .from(assemblies)
      .where(eq(assemblies.videoId, video.videoId));
    expect(assembly?.tagsValue).toMatchObject({ tags: ["party", "red"] });
    const { eventId } = sent.metadata;
    expect(await db.orm.$count(events, eq(events.eventId, eventId))).toBe(1);
  });

  test("the older forms are lifted, and have ids of their own", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const flat = sentTags(video, handle).payload;
    const first = await sender.post({ ...flat, version: "1.0.0" });
    expect(first.status).toBe(202);
    const { eventId } = await first.json();
    const [row] = await db.orm.select().from(events).where(eq(events.eventId, eventId));
    expect(row).toMatchObject({ source: sender.name, eventType: "tags.generated" });
    expect((await sender.post({ ...flat, version: "1.0.0" })).status).toBe(200);
    const { metadata, payload } = sentCaption(video, handle);
    const data = await sender.post({
      eventId: metadata.eventId,
      eventType: "CaptionParsedEvent",
      version: "1.0.0",
      timestamp: metadata.timestamp,
      correlationId: "order-77",
      source: "old-worker",
      userId: "user-1",
      data: payload,
    });
    expect(data.status).toBe(202);
    expect(await data.json()).toMatchObject({ eventId: metadata.eventId, outcome: "merged" });
  });

  test("media types may carry parameters, and correlation ids come back", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const correlationId = randomUUID();
    const response = await sender.post(sentCaption(video, handle), {
      "content-type": "Application/JSON ; charset=utf-8",
      "x-correlation-id": correlationId,
    });
    expect(response.status).toBe(202);
    expect(response.headers.get("x-correlation-id")).toBe(correlationId);
  });

  test("one log line says what became of an event, and none holds its words", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const sent = sentCaption(video, handle, { payload: { title: "Canary title" } });
    await sender.post(sent);
    await sender.post({ ...sent, payload: { ...sent.payload, price: "Canary price" } });
    expect(sender.log.map(({ fields }) => fields["outcome"])).toEqual(["merged", "invalid"]);
    expect(sender.log[0]?.fields).toMatchObject({
      api_key_id: sender.id,
      event_id: sent.metadata.eventId,
      event_type: "caption.parsed",
      correlation_id: sent.metadata.correlationId,
    });
    expect(JSON.stringify(sender.log)).not.toContain("Canary");
    expect(JSON.stringify(sender.log)).not.toContain(sender.key);
  });
});

describe("event door: bad input", () => {
  const wrongBodies: [string, string, number][] = [
    ["malformed JSON", '{"metadata": {', 400],
    ["bytes that are no UTF-8 JSON", "\u0000", 400],
    ["nothing", "", 400],
    ["an array", "[]", 422],
    ["null", "null", 422],
    ["a text", '"caption.parsed"', 422],
    ["an object of no known form", '{"hello": 1}', 422],
    ["a body over 64 KiB", JSON.stringify({ filler: "x".repeat(MAX_SENT_EVENT_BYTES) }), 413],
  ];
  test.each(wrongBodies)("answers %s with its status", async (_name, body, status) => {
    const sender = await createSender(db);
    await expectRefused(db, () => sender.post(body), status);
  });

  test.each([undefined, "text/plain", "application/jsonx", "application/x-www-form-urlencoded"])(
    "answers 415 to content of type %s",
    async (type) => {
      const { video, handle } = await sellerWithVideo(db);
      const sender = await createSender(db);
      const headers = { "content-type": type };
      await expectRefused(db, () => sender.post(sentCaption(video, handle), headers), 415);
    },
  );

  test("answers 422 with a pointer to each wrong field, as it was sent", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const sent = sentCaption(video, handle, {
      metadata: { correlationId: 7 },
      payload: { price: "cheap", tags: [1] },
    });
    const { problem } = await expectRefused(db, () => sender.post(sent), 422);
    expect(problem.code).toBe("INVALID");
    expect(problem.errors?.map(({ field }) => field)).toEqual(["/metadata/correlationId"]);
    const inner = sentCaption(video, handle, { payload: { price: "cheap", tags: [1], sizes: 3 } });
    const { problem: second } = await expectRefused(db, () => sender.post(inner), 422);
    const pointers = second.errors?.map(({ field }) => field);
    expect(pointers).toEqual(["/payload/price", "/payload/sizes", "/payload/tags/0"]);
    const { eventId, timestamp, source, correlationId } = inner.metadata;
    const asData = {
      ...{ eventId, timestamp, source, correlationId, userId: "u" },
      ...{ eventType: "CaptionParsed", version: "1.0.0", data: inner.payload },
    };
    const { problem: third } = await expectRefused(db, () => sender.post(asData), 422);
    expect(third.errors?.map(({ field }) => field)).toEqual([
      "/data/price",
      "/data/sizes",
      "/data/tags/0",
    ]);
    expect(JSON.stringify([problem, second, third])).not.toContain("cheap");
  });

  const wrongNames: [string, object, string][] = [
    ["an unknown type", { eventType: "video.lost" }, "/metadata/eventType"],
    ["an unknown major version", { eventVersion: "2.0.0" }, "/metadata/eventVersion"],
    ["an id of version 5", { eventId: derivedId("some", "fact") }, "/metadata/eventId"],
    [
      "an id of version 5 that claims to be of a flat form",
      { eventId: derivedId("some", "fact"), original: { form: "flat" } },
      "/eventId",
    ],
    ["an id that is none", { eventId: "1" }, "/metadata/eventId"],
    ["a time in the year 0", { timestamp: "0000-01-01T00:00:00Z" }, "/metadata/timestamp"],
  ];
  test.each(wrongNames)("answers 422 to %s", async (_name, metadata, field) => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const sent = sentCaption(video, handle, { metadata });
    const { problem } = await expectRefused(db, () => sender.post(sent), 422);
    expect(problem.errors?.map((error) => error.field)).toEqual([field]);
  });

  const unusable: [string, object, string][] = [
    ["a video of nobody", { video_id: "1" }, "/payload/video_id"],
    ["another seller's handle", { seller_handle: "someone-else" }, "/payload/seller_handle"],
    ["a title that is only a link", { title: "https://evil.example/x" }, "/payload/title"],
    ["a price below the smallest unit", { price: 55_000.5 }, "/payload/price"],
    ["a price beyond all money", { price: 1e300 }, "/payload/price"],
    ["sizes that are none", { sizes: "<>, @@" }, "/payload/sizes"],
  ];
  test.each(unusable)("answers 422 to %s", async (_name, payload, field) => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const sent = sentCaption(video, handle, { payload });
    const { problem } = await expectRefused(db, () => sender.post(sent), 422);
    expect(problem.errors?.map((error) => error.field)).toEqual([field]);
  });

  test("answers 422 to tags without words and to a category of another shop", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const wrong = [{ tags: ["###", ""] }, { category: "spaceships" }];
    for (const payload of wrong) {
      const sent = sentTags(video, handle, { payload });
      const { problem } = await expectRefused(db, () => sender.post(sent), 422);
      expect(problem.errors?.[0]?.field).toBe(`/payload/${Object.keys(payload)[0]}`);
    }
  });

  test("answers 409 to the same eventId with another body, and to an id of our own event", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const sender = await createSender(db);
    const sent = sentCaption(video, handle);
    await sender.post(sent);
    const other = { ...sent, payload: { ...sent.payload, price: 61_000 } };
    const { problem } = await expectRefused(db, () => sender.post(other), 409);
    expect(problem.errors?.[0]?.field).toBe("/metadata/eventId");
    const eventId = randomUUID();
    await db.orm.insert(events).values({
      eventId,
      ...{ eventType: "product.created", eventVersion: "1.0.0", topic: "product-events" },
      ...{ source: "assembly", occurredAt: new Date(), correlationId: eventId },
      ...{ metadata: {}, payload: {}, publishedAt: new Date() },
    });
    const taken = sentCaption(video, handle, { metadata: { eventId } });
    await expectRefused(db, () => sender.post(taken), 409);
  });

  test("answers 503 with a time to come back while a picture is out of reach", async () => {
    const { video, handle } = await sellerWithVideo(db);
    const make = () => Promise.reject(new RetryLaterError("slideshow: status-503", 60));
    const sender = await createSender(db, { ports: { pictures: { make } } });
    const sent = sentPictures(video, handle);
    const { response } = await expectRefused(db, () => sender.post(sent), 503);
    expect(response.headers.get("retry-after")).toBe("60");
  });

  test("answers 405 with the method that is meant", async () => {
    const route = otherMethodRoute(() => ({
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    }));
    const request = new Request(EVENTS_URL, { method: "PUT", body: "{}" });
    const response = await route(request, { params: Promise.resolve({}) });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toContain("POST");
    await problemOf(response);
  });
});

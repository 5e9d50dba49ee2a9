import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { assemblies, events, inbox, products } from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import type { Ports } from "#lib/doors/ports.ts";
import { MAX_EVENT_BYTES, openWorkerDoor } from "#lib/doors/worker-door.ts";
import { PermanentError, RetryLaterError } from "#lib/errors.ts";
import { createEvent, type EventOf } from "#lib/events/event.ts";
import { type Consumer, workerUrl } from "#lib/events/routing.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import { openSignatureVerifier } from "#lib/vendors/qstash.ts";
import { createVideo } from "#tests/support/factories.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { recordPorts } from "#tests/support/recorded-ports.ts";
import { signDelivery } from "#tests/support/sign-delivery.ts";
import { registry } from "#workers/registry.ts";

const ORIGIN = "https://shop.test";
const currentKey = `sig_${randomBytes(16).toString("hex")}`;
const nextKey = `sig_${randomBytes(16).toString("hex")}`;
const verifySignature = openSignatureVerifier({
  url: "http://unused.test",
  token: "unused",
  currentSigningKey: currentKey,
  nextSigningKey: nextKey,
});

let database: OpenTestDatabase;
let db: Database;

beforeAll(async () => {
  database = await openTestDatabase("pg");
  ({ db } = database);
});
afterAll(() => database.close());

async function postedEvent(): Promise<EventOf<"video.posted">> {
  const video = await createVideo({}, db);
  return createEvent(
    "video.posted",
    {
      video_id: video.videoId,
      caption: video.caption,
      seller_handle: "any",
      video_url: video.videoUrl,
    },
    {
      source: "ingestion",
      correlationId: videoCorrelationId(video.videoId),
      clock: systemClock,
    },
  );
}

type Sent = {
  consumer?: Consumer | "nobody";
  body: string;
  signature?: string | null;
  overrides?: Partial<Ports>;
};

async function deliver({ consumer = "caption-parser", body, signature, overrides }: Sent) {
  const url = `${ORIGIN}/api/workers/${consumer}`;
  const signed = signature === undefined ? signDelivery({ url, body, key: currentKey }) : signature;
  const recorded = recordPorts(db, overrides);
  const response = await openWorkerDoor(
    new Request(url, {
      method: "POST",
      body,
      headers: {
        "upstash-message-id": "msg_test",
        "upstash-retried": "1",
        ...(signed === null ? {} : { "upstash-signature": signed }),
      },
    }),
    {
      consumerName: consumer,
      config: {
        origin: ORIGIN,
        registry,
        verifySignature,
        ports: recorded.ports,
        relayLater: () => undefined,
      },
    },
  );
  return { response, line: recorded.log.at(-1), recorded };
}

const handledRows = (eventId: string) =>
  db.orm.select().from(inbox).where(eq(inbox.eventId, eventId));

describe("worker door: who gets in", () => {
  const url = workerUrl(ORIGIN, "caption-parser");
  const now = () => Math.floor(Date.now() / 1000);
  const refused: Record<string, (body: string) => string | null> = {
    "no signature": () => null,
    "an empty signature": () => "",
    "a forged signature": (body) => signDelivery({ url, body, key: "sig_forged_forged_forged" }),
    "an unsigned token": (body) =>
      signDelivery({ url, body, key: currentKey }, { algorithm: "none" }),
    "a signature that has expired": (body) =>
      signDelivery({ url, body, key: currentKey }, { claims: { exp: now() - 61 } }),
    "a signature that is not valid yet": (body) =>
      signDelivery({ url, body, key: currentKey }, { claims: { nbf: now() + 120 } }),
    "a signature for another worker": (body) =>
      signDelivery({ url: workerUrl(ORIGIN, "auto-tagger"), body, key: currentKey }),
    "a signature for another host": (body) =>
      signDelivery({ url: url.replace("shop.test", "evil.test"), body, key: currentKey }),
    "a signature of another issuer": (body) =>
      signDelivery({ url, body, key: currentKey }, { claims: { iss: "Someone" } }),
    "a signature over a body that differs in one byte": (body) =>
      signDelivery({ url, body: body.replace("}", " }"), key: currentKey }),
    "part of a signature": (body) => signDelivery({ url, body, key: currentKey }).slice(0, -4),
  };

  test.each(Object.entries(refused))("answers 401 to %s and does nothing", async (_name, sign) => {
    const event = await postedEvent();
    const body = JSON.stringify(event);
    const { response } = await deliver({ body, signature: sign(body) });
    expect(response.status).toBe(401);
    expect(await response.text()).toBe("");
    expect(await handledRows(event.metadata.eventId)).toEqual([]);
  });

  test("accepts the next signing key, so that keys can be rolled", async () => {
    const body = JSON.stringify(await postedEvent());
    const signature = signDelivery({ url, body, key: nextKey });
    expect((await deliver({ body, signature })).response.status).toBe(200);
  });

  test("answers 413 to a body over the cap before looking at its signature", async () => {
    const body = "x".repeat(MAX_EVENT_BYTES + 1);
    expect((await deliver({ body, signature: "anything" })).response.status).toBe(413);
  });

  test("answers 404 for a consumer that does not exist", async () => {
    expect((await deliver({ consumer: "nobody", body: "{}" })).response.status).toBe(404);
  });
});

describe("worker door: what it refuses for good", () => {
  const wrong: Record<string, (event: EventOf<"video.posted">) => unknown> = {
    "text that is no JSON": () => undefined,
    "an unknown type": (event) => ({
      ...event,
      metadata: { ...event.metadata, eventType: "video.imagined" },
    }),
    "an unknown major version": (event) => ({
      ...event,
      metadata: { ...event.metadata, eventVersion: "9.0.0" },
    }),
    "a payload that breaks its schema": (event) => ({ ...event, payload: { video_id: 7 } }),
    "an event id that is no UUID": (event) => ({
      ...event,
      metadata: { ...event.metadata, eventId: "1" },
    }),
    "an event that the consumer does not take": (event) => ({
      metadata: { ...event.metadata, eventType: "search.indexed" },
      payload: {
        contentId: "1",
        contentType: "product",
        indexName: "x",
        indexedAt: event.metadata.timestamp,
      },
    }),
  };

  test.each(Object.entries(wrong))("answers 489 to %s", async (_name, bend) => {
    const event = await postedEvent();
    const body = JSON.stringify(bend(event)) ?? "{not json";
    const { response } = await deliver({ body });
    expect(response.status).toBe(489);
    expect(response.headers.get("upstash-nonretryable-error")).toBe("true");
    expect(await handledRows(event.metadata.eventId)).toEqual([]);
  });
});

describe("worker door: what came of a delivery", () => {
  test("commits the inbox row, the part and its event together", async () => {
    const event = await postedEvent();
    const { response, line } = await deliver({ body: JSON.stringify(event) });
    expect(response.status).toBe(200);
    expect(line?.fields).toMatchObject({
      consumer: "caption-parser",
      event_id: event.metadata.eventId,
      message_id: "msg_test",
      attempt: 2,
      outcome: "done",
      correlation_id: event.metadata.correlationId,
    });
    expect(await handledRows(event.metadata.eventId)).toHaveLength(1);
    const [assembly] = await db.orm
      .select()
      .from(assemblies)
      .where(eq(assemblies.videoId, event.payload.video_id));
    expect(assembly?.captionRank).toBe(1);
    const logged = await db.orm
      .select({ eventType: events.eventType })
      .from(events)
      .where(eq(events.videoId, event.payload.video_id));
    expect(logged).toEqual([{ eventType: "caption.parsed" }]);
  });

  test("handles a hundred deliveries of one event once", async () => {
    const event = await postedEvent();
    const body = JSON.stringify(event);
    const answers = await Promise.all(Array.from({ length: 100 }, () => deliver({ body })));
    expect(answers.map(({ response }) => response.status)).toEqual(answers.map(() => 200));
    const done = answers.filter(({ line }) => line?.fields["outcome"] === "done");
    expect(done).toHaveLength(1);
    expect(await handledRows(event.metadata.eventId)).toHaveLength(1);
  });

  test("never writes captions into the log", async () => {
    const event = await postedEvent();
    const { recorded } = await deliver({ body: JSON.stringify(event) });
    expect(JSON.stringify(recorded.log)).not.toContain("heels");
  });

  test("answers 200 when the video was erased meanwhile", async () => {
    const event = await postedEvent();
    event.payload.video_id = "0";
    const { response, line } = await deliver({ body: JSON.stringify(event) });
    expect(response.status).toBe(200);
    expect(line?.fields["outcome"]).toBe("erased");
  });

  const failures = [
    {
      answer: "489 for what can never work",
      error: new PermanentError("no"),
      status: 489,
      headers: { "upstash-nonretryable-error": "true" },
    },
    {
      answer: "503 with the wait that a provider asked for",
      error: new RetryLaterError("busy", 900),
      status: 503,
      headers: { "retry-after": "900" },
    },
    {
      answer: "503 with the broker's own wait, where the asked one would burn its retries",
      error: new RetryLaterError("busy", 17),
      status: 503,
      headers: { "retry-after": "148" },
    },
    {
      answer: "503 when the database is away",
      error: Object.assign(new Error("away"), { code: "ECONNREFUSED" }),
      status: 503,
      headers: { "retry-after": "148" },
    },
    { answer: "500 for anything else", error: new Error("bug"), status: 500, headers: {} },
  ];

  test.each(failures)(
    "answers $answer and leaves nothing behind",
    async ({ error, status, headers }) => {
      const event = await postedEvent();
      const { response } = await deliver({
        consumer: "thumbnail-generator",
        body: JSON.stringify(event),
        overrides: { pictures: { make: () => Promise.reject(error) } },
      });
      expect(response.status).toBe(status);
      for (const [name, value] of Object.entries(headers))
        expect(response.headers.get(name)).toBe(value);
      expect(await handledRows(event.metadata.eventId)).toEqual([]);
    },
  );
});

describe("worker door: the three consumers of one video", () => {
  const consumers: Consumer[] = ["caption-parser", "thumbnail-generator", "auto-tagger"];

  test("make one product, and the invalidator tells its pages and its shop", async () => {
    const posted = await postedEvent();
    const body = JSON.stringify(posted);
    for (const consumer of [...consumers, ...consumers]) await deliver({ consumer, body });
    const [product] = await db.orm
      .select()
      .from(products)
      .where(eq(products.videoId, posted.payload.video_id));
    expect(product).toMatchObject({ priceMinor: 55_000, currency: "UGX", visibility: "live" });
    const [processed] = await db.orm
      .select({ metadata: events.metadata, payload: events.payload })
      .from(events)
      .where(eq(events.eventType, "product.processed"));
    const { recorded } = await deliver({
      consumer: "shop-cache-invalidator",
      body: JSON.stringify(processed),
    });
    expect(recorded.expired).toContain(`shop:${product?.handle}`);
    expect(recorded.pushed).toEqual([
      {
        channel: `shop-${product?.handle}`,
        event: "new_product",
        data: expect.objectContaining({ video_id: posted.payload.video_id }),
      },
    ]);
  });
});

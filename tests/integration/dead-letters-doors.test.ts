import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { events, inbox } from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import { openFailureDoor } from "#lib/doors/failure-door.ts";
import type { Ports } from "#lib/doors/ports.ts";
import { openWorkerDoor } from "#lib/doors/worker-door.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { createEvent } from "#lib/events/event.ts";
import { findDeadLetters } from "#lib/events/list-dead-letters.ts";
import type { OutgoingEvent } from "#lib/events/queue.ts";
import { redrive } from "#lib/events/redrive.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import { openSignatureVerifier } from "#lib/vendors/qstash.ts";
import { createVideo } from "#tests/support/factories.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { recordPorts } from "#tests/support/recorded-ports.ts";
import { signDelivery } from "#tests/support/sign-delivery.ts";
import { registry } from "#workers/registry.ts";

const ORIGIN = "https://shop.test";
const CONSUMER = "thumbnail-generator";
const key = `sig_${randomBytes(16).toString("hex")}`;
const verifySignature = openSignatureVerifier({
  url: "http://unused.test",
  token: "unused",
  currentSigningKey: key,
  nextSigningKey: key,
});

let database: OpenTestDatabase;
let db: Database;

beforeAll(async () => {
  database = await openTestDatabase("pg");
  ({ db } = database);
});
afterAll(() => database.close());

function deliver(body: string, ports: Ports): Promise<Response> {
  const url = `${ORIGIN}/api/workers/${CONSUMER}`;
  const headers = { "upstash-signature": signDelivery({ url, body, key }) };
  return openWorkerDoor(new Request(url, { method: "POST", body, headers }), {
    consumerName: CONSUMER,
    config: { origin: ORIGIN, registry, verifySignature, ports, relayLater: () => undefined },
  });
}

function reportFailure(eventId: string, status: number): Promise<Response> {
  const url = `${ORIGIN}/api/workers/failed?event_id=${eventId}`;
  const body = JSON.stringify({
    status,
    url: `${ORIGIN}/api/workers/${CONSUMER}`,
    retried: 4,
    sourceMessageId: "msg_source",
  });
  const headers = { "upstash-signature": signDelivery({ url, body, key }) };
  return openFailureDoor(new Request(url, { method: "POST", body, headers }), {
    origin: ORIGIN,
    verifySignature,
    db,
    log: recordPorts(db).ports.log,
  });
}

test("a failed delivery says why, and redriven twice, delivered four times, its work is done once", async () => {
  const video = await createVideo({}, db);
  const event = createEvent(
    "video.posted",
    { video_id: video.videoId, caption: "", seller_handle: "any", video_url: video.videoUrl },
    { source: "test", correlationId: videoCorrelationId(video.videoId), clock: systemClock },
  );
  const { eventId } = event.metadata;
  await db.transaction((tx) => appendEvent(tx, event));

  const broken = recordPorts(db, {
    pictures: { make: () => Promise.reject(new Error("decoder fell over")) },
  });
  for (let attempt = 0; attempt < 5; attempt++)
    expect((await deliver(JSON.stringify(event), broken.ports)).status).toBe(500);
  expect((await reportFailure(eventId, 500)).status).toBe(200);
  expect(await findDeadLetters(db, [eventId])).toEqual([
    expect.objectContaining({
      state: "open",
      attempts: 5,
      firstError: "decoder fell over",
      error: "decoder fell over",
    }),
  ]);

  const sent: OutgoingEvent[] = [];
  const mended = recordPorts(db, {
    queue: {
      publish: () => Promise.reject(new Error("not asked for")),
      redeliver: (outgoing) => Promise.resolve(void sent.push(outgoing)),
    },
  });
  const ports = { ...mended.ports, wait: () => Promise.resolve() };
  for (let round = 0; round < 2; round++)
    await redrive({ ids: [eventId] }, ports, { perSecond: 100, limit: 10 });
  expect(sent).toHaveLength(2);
  for (const { body } of [...sent, ...sent])
    expect((await deliver(body, mended.ports)).status).toBe(200);
  expect(await db.orm.select().from(inbox).where(eq(inbox.eventId, eventId))).toHaveLength(1);
  const made = await db.orm
    .select()
    .from(events)
    .where(eq(events.eventType, "thumbnail.generated"));
  expect(made).toHaveLength(1);
  expect((await findDeadLetters(db, [eventId]))[0]?.state).toBe("handled");
});

test("a delivery that cannot even be read says so in its dead letter, without its words", async () => {
  const video = await createVideo({}, db);
  const event = createEvent(
    "video.posted",
    {
      video_id: video.videoId,
      caption: "heels",
      seller_handle: "any",
      video_url: "https://v.test",
    },
    { source: "test", correlationId: videoCorrelationId(video.videoId), clock: systemClock },
  );
  const { eventId } = event.metadata;
  await db.transaction((tx) => appendEvent(tx, event));
  const body = JSON.stringify({ ...event, metadata: { ...event.metadata, eventVersion: "9.0.0" } });
  expect((await deliver(body, recordPorts(db).ports)).status).toBe(489);
  await reportFailure(eventId, 489);
  const [letter] = await findDeadLetters(db, [eventId]);
  expect(letter).toMatchObject({ reason: "permanent" });
  expect(letter?.error).toMatch(/9\.0\.0/);
  expect(JSON.stringify(letter)).not.toContain("heels");
});

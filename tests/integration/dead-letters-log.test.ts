import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { inbox } from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { recordDeadLetter } from "#lib/events/dead-letters.ts";
import { noteFailedAttempt } from "#lib/events/delivery-failures.ts";
import { createEvent } from "#lib/events/event.ts";
import { readTimeline } from "#lib/events/event-timeline.ts";
import { hidePersonal } from "#lib/events/hide-personal.ts";
import { findLoggedEvent, findSellerId, listEvents } from "#lib/events/read-log.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import { createSeller, uniqueVideoId } from "#tests/support/factories.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";

let database: OpenTestDatabase;
let db: Database;

beforeAll(async () => {
  database = await openTestDatabase("pg");
  ({ db } = database);
});
afterAll(() => database.close());

async function posted({ caption = "", sellerId }: { caption?: string; sellerId?: string } = {}) {
  const videoId = uniqueVideoId();
  const event = createEvent(
    "video.posted",
    { video_id: videoId, caption, seller_handle: "any", video_url: "https://video.test" },
    { source: "test", correlationId: videoCorrelationId(videoId), clock: systemClock },
  );
  const subject = { videoId, ...(sellerId === undefined ? {} : { sellerId }) };
  await db.transaction((tx) => appendEvent(tx, event, subject));
  return { eventId: event.metadata.eventId, videoId };
}

describe("the log", () => {
  test("tells of every delivery how far it came", async () => {
    const { eventId, videoId } = await posted();
    await db.orm.insert(inbox).values({ consumer: "auto-tagger", eventId });
    await recordDeadLetter(db, {
      consumer: "caption-parser",
      eventId,
      messageId: "msg_1",
      status: 500,
      attempts: 5,
    });
    await noteFailedAttempt(db, {
      consumer: "thumbnail-generator",
      eventId,
      status: 503,
      error: "media away",
    });
    const [entry] = await readTimeline(db, videoCorrelationId(videoId));
    const states = new Map(entry?.deliveries.map(({ consumer, ...rest }) => [consumer, rest]));
    expect(states.get("auto-tagger")).toMatchObject({ state: "handled", error: null });
    expect(states.get("caption-parser")).toMatchObject({ state: "failed", attempts: 5 });
    expect(states.get("thumbnail-generator")).toMatchObject({
      state: "trying",
      error: "media away",
      deadLetterId: null,
    });
    expect(await listEvents(db, { filter: { videoId }, limit: 10 })).toEqual([
      expect.objectContaining({ eventId, handled: 1, dead: 1 }),
    ]);
  });

  test("is listed by seller, story, type and time, the latest last", async () => {
    const seller = await createSeller({}, db);
    const first = await posted({ sellerId: seller.id });
    const second = await posted({ sellerId: seller.id });
    await posted();
    const sellerId = await findSellerId(db, seller.handle);
    const ids = async (filter: Parameters<typeof listEvents>[1]["filter"], limit = 10) =>
      (await listEvents(db, { filter, limit })).map(({ eventId }) => eventId);
    expect(await ids({ sellerId })).toEqual([first.eventId, second.eventId]);
    expect(await ids({ sellerId }, 1)).toEqual([second.eventId]);
    const correlationId = videoCorrelationId(first.videoId);
    expect(await ids({ correlationId })).toEqual([first.eventId]);
    expect(await ids({ sellerId, type: "product.created" })).toEqual([]);
    const anHourAgo = new Date(Date.now() - 3_600_000);
    expect(await ids({ sellerId, since: anHourAgo })).toHaveLength(2);
    expect(await ids({ sellerId, until: anHourAgo })).toEqual([]);
  });

  test("shows an event without what can be personal, or what no schema knows", async () => {
    const { eventId } = await posted({ caption: "Call 0772123456" });
    const event = await findLoggedEvent(db, eventId);
    if (event === undefined) throw new Error("not stored");
    const shown = hidePersonal({
      ...event,
      metadata: { ...event.metadata, request: { ipAddress: "203.0.113.7" } },
      payload: { ...event.payload, whatsapp: "+256772123456" },
    });
    const text = JSON.stringify(shown);
    for (const secret of ["0772123456", "256772123456", "203.0.113.7"])
      expect(text).not.toContain(secret);
    expect(shown.payload).toMatchObject({ seller_handle: "(personal)", caption: "(personal)" });
  });

  test("shows nothing of a payload whose version it does not know", async () => {
    const { eventId } = await posted({ caption: "Call 0772123456" });
    const event = await findLoggedEvent(db, eventId);
    if (event === undefined) throw new Error("not stored");
    const shown = hidePersonal({ ...event, eventVersion: "9.0.0" });
    expect(JSON.stringify(shown)).not.toContain("0772123456");
  });
});

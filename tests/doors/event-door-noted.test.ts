import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import type { Database } from "#db/client.ts";
import { events, productAi } from "#db/schema/index.ts";
import { SCOPES } from "#lib/api-keys/scopes.ts";
import { consumeLog } from "#lib/events/consume-log.ts";
import { exampleEvent } from "#lib/events/example-event.ts";
import { SENDABLE_TYPES, EXTERNAL_EVENT_TYPES } from "#lib/events/external-events.ts";
import { findOpenDeliveries } from "#lib/events/open-deliveries.ts";
import { readEvent } from "#lib/events/read-event.ts";
import { relayEvents } from "#lib/events/relay-events.ts";
import { createSender, type Sender } from "#tests/support/event-sender.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { recordPorts } from "#tests/support/recorded-ports.ts";
import { sellerWithVideo } from "#tests/support/refused-event.ts";
import { logRegistry } from "#workers/registry.ts";

const FORMS = path.resolve(import.meta.dirname, "../events/forms");
const noted = SENDABLE_TYPES.filter((type) => !EXTERNAL_EVENT_TYPES.some((own) => own === type));

let database: OpenTestDatabase;
let db: Database;
let sender: Sender;

beforeAll(async () => {
  database = await openTestDatabase("pg");
  ({ db } = database);
  sender = await createSender(db, { scopes: [...SCOPES] });
});
afterAll(() => database.close());

const deafQueue = {
  publish: () => Promise.reject(new Error("there was something to publish")),
  redeliver: () => Promise.reject(new Error("there was something to send again")),
};

async function loggedAs(eventId: string) {
  const rows = await db.orm.select().from(events).where(eq(events.eventId, eventId));
  const [row] = await db.personal.reveal(rows);
  return row;
}

describe("an event of a fact that is made here", () => {
  test.each(readdirSync(FORMS))("is taken in the older form of %s and lifted", async (file) => {
    const sent: unknown = JSON.parse(readFileSync(path.join(FORMS, file), "utf8"));
    const response = await sender.post(sent);
    expect(response.status).toBe(202);
    const { eventId, outcome } = (await response.json()) as { eventId: string; outcome: string };
    expect(outcome).toBe("noted");
    const read = readEvent(sent, { source: sender.name });
    if (read.kind !== "event") throw new Error(read.reason);
    expect(await loggedAs(eventId)).toMatchObject({ payload: read.event.payload });
    expect((await sender.post(sent)).status).toBe(200);
  });

  test.each(noted)("%s is kept as it was told, and nobody acts upon it", async (type) => {
    const { metadata, payload } = exampleEvent(type);
    const eventId = randomUUID();
    const response = await sender.post({ metadata: { ...metadata, eventId }, payload });
    expect(response.status).toBe(202);
    expect(await loggedAs(eventId)).toMatchObject({
      eventType: `received:${type}`,
      sellerId: null,
      metadata: { eventType: type },
      payload,
    });
  });

  test("reaches no consumer, whether by the queue, by the log or by being looked for", async () => {
    const { ports } = recordPorts(db, { queue: deafQueue });
    expect(await relayEvents(ports, { budgetMs: 5_000 })).toEqual({ published: 0, refused: 0 });
    const log = logRegistry["analytics-service"];
    expect((await consumeLog(log, ports, { budgetMs: 5_000 })).handled).toBe(0);
    await db.orm.execute(sql`update events set published_at = now() - interval '2 hours'`);
    expect(await findOpenDeliveries(db, { publishedMinutesAgo: 1, limit: 10 })).toEqual([]);
    expect(await db.orm.$count(productAi)).toBe(0);
  });

  test("does not hide a product that it names", async () => {
    const { video } = await sellerWithVideo(db);
    const { metadata, payload } = exampleEvent("content.archived");
    const told = { ...z.record(z.string(), z.unknown()).parse(payload), contentId: video.videoId };
    const sent = { metadata: { ...metadata, eventId: randomUUID() }, payload: told };
    expect((await sender.post(sent)).status).toBe(202);
    const { rows } = await db.orm.execute(
      sql`select tracked, availability from videos where video_id = ${video.videoId}`,
    );
    expect(rows).toEqual([{ tracked: true, availability: "public" }]);
  });
});

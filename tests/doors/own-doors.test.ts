import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { deadLetters } from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import { openCronDoor } from "#lib/doors/cron-door.ts";
import { openFailureDoor } from "#lib/doors/failure-door.ts";
import { openScraperWebhookDoor } from "#lib/doors/scraper-webhook-door.ts";
import { MAX_EVENT_BYTES } from "#lib/doors/worker-door.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { createEvent } from "#lib/events/event.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import { openSignatureVerifier } from "#lib/vendors/qstash.ts";
import { uniqueVideoId } from "#tests/support/factories.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { signDelivery } from "#tests/support/sign-delivery.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const secret = randomBytes(24).toString("hex");

describe("cron door", () => {
  const call = (headers: Record<string, string>, task = "ingest") => {
    const ran: string[] = [];
    const answer = openCronDoor(new Request("https://shop.test/api/cron/ingest", { headers }), {
      task,
      tasks: { ingest: () => Promise.resolve({ runs: ran.push("ingest") }) },
      cronSecret: secret,
      log,
    });
    return answer.then((response) => ({ response, ran }));
  };

  test.each([
    ["no header", {}],
    ["an empty secret", { authorization: "Bearer " }],
    ["the word undefined", { authorization: "Bearer undefined" }],
    ["a wrong secret", { authorization: `Bearer ${secret}x` }],
    ["part of the secret", { authorization: `Bearer ${secret.slice(0, -1)}` }],
    ["the secret without a scheme", { authorization: secret }],
    ["the secret under another scheme", { authorization: `Basic ${secret}` }],
  ])("answers 401 to %s and runs nothing", async (_name, headers) => {
    const { response, ran } = await call(headers);
    expect(response.status).toBe(401);
    expect(ran).toEqual([]);
  });

  test("runs the task for the bearer of the secret", async () => {
    const { response, ran } = await call({ authorization: `Bearer ${secret}` });
    expect(response.status).toBe(200);
    expect(ran).toEqual(["ingest"]);
  });

  test.each(["nothing", "constructor", "__proto__"])("answers 404 to the task %s", async (task) => {
    const { response } = await call({ authorization: `Bearer ${secret}` }, task);
    expect(response.status).toBe(404);
  });
});

describe("scraper webhook door", () => {
  const call = async (headers: Record<string, string>, body = '{"id":"run_1"}') => {
    const drained: string[] = [];
    const response = await openScraperWebhookDoor(
      new Request("https://shop.test/api/webhooks/apify", { method: "POST", headers, body }),
      {
        secret,
        read: ({ body: read }) =>
          read === undefined ? undefined : { scraperRunId: (read as { id: string }).id },
        drain: ({ scraperRunId }) => {
          drained.push(scraperRunId);
          return Promise.resolve("completed");
        },
        log,
      },
    );
    return { response, drained };
  };

  test.each([[{}], [{ "x-webhook-secret": "" }], [{ "x-webhook-secret": `${secret}x` }]])(
    "answers 401 without the secret: %o",
    async (headers) => {
      const { response, drained } = await call(headers);
      expect(response.status).toBe(401);
      expect(drained).toEqual([]);
    },
  );

  test("drains the run that the notice names", async () => {
    const { response, drained } = await call({ "x-webhook-secret": secret });
    expect(response.status).toBe(200);
    expect(drained).toEqual(["run_1"]);
  });

  test("answers 400 to a notice that names no run", async () => {
    const { response } = await call({ "x-webhook-secret": secret }, "not json");
    expect(response.status).toBe(400);
  });
});

describe("failure door", () => {
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

  async function storedEventId(): Promise<string> {
    const videoId = uniqueVideoId();
    const event = createEvent(
      "video.posted",
      { video_id: videoId, caption: "", seller_handle: "any", video_url: "https://video.test" },
      { source: "test", correlationId: videoCorrelationId(videoId), clock: systemClock },
    );
    await db.transaction((tx) => appendEvent(tx, event));
    return event.metadata.eventId;
  }

  async function report(
    eventId: string,
    bent: { status?: number; signedFor?: string; sourceBody?: string } = {},
  ) {
    const url = `https://shop.test/api/workers/failed?event_id=${eventId}`;
    const body = JSON.stringify({
      status: bent.status ?? 500,
      url: "https://shop.test/api/workers/caption-parser",
      retried: 4,
      sourceMessageId: "msg_source",
      sourceBody: bent.sourceBody,
    });
    const signature = signDelivery({ url: bent.signedFor ?? url, body, key });
    const response = await openFailureDoor(
      new Request(url, { method: "POST", body, headers: { "upstash-signature": signature } }),
      { origin: "https://shop.test", verifySignature, db, log },
    );
    const rows = await db.orm.select().from(deadLetters).where(eq(deadLetters.eventId, eventId));
    return { response, rows };
  }

  test("keeps the delivery that was given up", async () => {
    const { response, rows } = await report(await storedEventId());
    expect(response.status).toBe(200);
    expect(rows).toEqual([
      expect.objectContaining({ consumer: "caption-parser", reason: "exhausted", attempts: 5 }),
    ]);
  });

  test("tells what could never work from what ran out of tries", async () => {
    const { rows } = await report(await storedEventId(), { status: 489 });
    expect(rows).toEqual([expect.objectContaining({ reason: "permanent" })]);
  });

  test("takes a report that carries the largest event and its answer", async () => {
    const sourceBody = Buffer.alloc(MAX_EVENT_BYTES).toString("base64");
    const { response, rows } = await report(await storedEventId(), { sourceBody });
    expect(response.status).toBe(200);
    expect(rows).toHaveLength(1);
  });

  test("answers 413 to a report of more than 256 KiB", async () => {
    const sourceBody = "x".repeat(256 * 1024);
    const { response, rows } = await report(await storedEventId(), { sourceBody });
    expect(response.status).toBe(413);
    expect(rows).toEqual([]);
  });

  test("answers 401 to a report that was signed for another event", async () => {
    const other = await storedEventId();
    const { response, rows } = await report(await storedEventId(), {
      signedFor: `https://shop.test/api/workers/failed?event_id=${other}`,
    });
    expect(response.status).toBe(401);
    expect(rows).toEqual([]);
  });

  test("answers 404 to an address without an event", async () => {
    const response = await openFailureDoor(
      new Request("https://shop.test/api/workers/failed", { method: "POST", body: "{}" }),
      { origin: "https://shop.test", verifySignature, db, log },
    );
    expect(response.status).toBe(404);
  });
});

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { deadLetters } from "#db/schema/index.ts";
import { redriveAction, setAsideAction } from "#lib/doors/admin-dead-letters.ts";
import { type AdminAction, openAdminDoor } from "#lib/doors/admin-door.ts";
import { createSession, SESSION_COOKIE } from "#lib/doors/admin-session.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { recordDeadLetter } from "#lib/events/dead-letters.ts";
import { createEvent } from "#lib/events/event.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import { uniqueVideoId } from "#tests/support/factories.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";

const ORIGIN = "https://shop.test";
const operatorToken = randomBytes(24).toString("hex");
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const now = new Date("2026-11-21T08:00:00Z");
const session = createSession(operatorToken, now);

describe("what an operator's forms do", () => {
  let database: OpenTestDatabase;
  let db: Database;

  beforeAll(async () => {
    database = await openTestDatabase("pg");
    ({ db } = database);
  });
  afterAll(() => database.close());

  const sent: string[] = [];
  const ports = () => ({
    db,
    log: quiet,
    wait: () => Promise.resolve(),
    queue: {
      publish: () => Promise.reject(new Error("not asked for")),
      redeliver: ({ eventId }: { eventId: string }) => Promise.resolve(void sent.push(eventId)),
    },
  });

  async function deadLetter() {
    const videoId = uniqueVideoId();
    const event = createEvent(
      "video.posted",
      { video_id: videoId, caption: "", seller_handle: "any", video_url: "https://video.test" },
      { source: "test", correlationId: videoCorrelationId(videoId), clock: () => now },
    );
    const { eventId } = event.metadata;
    await db.transaction((tx) => appendEvent(tx, event));
    await recordDeadLetter(db, {
      consumer: "auto-tagger",
      eventId,
      messageId: `msg_${videoId}`,
      status: 500,
      attempts: 5,
    });
    const rows = await db.orm.select().from(deadLetters);
    return { eventId, id: rows.find((row) => row.eventId === eventId)?.id ?? "" };
  }

  const submit = (form: string[][], act: AdminAction) =>
    openAdminDoor(
      new Request(`${ORIGIN}/admin/anything`, {
        method: "POST",
        body: new URLSearchParams(form).toString(),
        headers: { origin: ORIGIN, cookie: `${SESSION_COOKIE}=${session}` },
      }),
      { config: { origin: ORIGIN, operatorToken, clock: () => now, log: quiet }, act },
    );

  test("run the one whose button was pressed, not the ticked ones", async () => {
    const [one, other] = [await deadLetter(), await deadLetter()];
    sent.length = 0;
    const back = "/admin/dead-letters?state=open&sent=9";
    const response = await submit(
      [
        ["back", back],
        ["id", other.id],
        ["only", one.id],
      ],
      redriveAction(ports()),
    );
    expect(sent).toEqual([one.eventId]);
    expect(response.headers.get("location")).toBe(
      "/admin/dead-letters?state=open&sent=1&closed=0&failed=0",
    );
  });

  test("run the ticked ones, or all that match", async () => {
    const [one, other, third] = [await deadLetter(), await deadLetter(), await deadLetter()];
    sent.length = 0;
    await submit(
      [
        ["id", one.id],
        ["id", other.id],
      ],
      redriveAction(ports()),
    );
    expect(sent.toSorted()).toEqual([one.eventId, other.eventId].toSorted());
    sent.length = 0;
    await submit(
      [
        ["matching", "1"],
        ["consumer", "caption-parser"],
      ],
      redriveAction(ports()),
    );
    expect(sent).toEqual([]);
    await submit(
      [
        ["matching", "1"],
        ["consumer", "auto-tagger"],
      ],
      redriveAction(ports()),
    );
    expect(sent).toContain(third.eventId);
  });

  test.each(["https://evil.test/admin/dead-letters", "//evil.test", "/shop/x", "\\\\evil.test"])(
    "never lead off the operator's pages: %s",
    async (back) => {
      const response = await submit([["back", back]], redriveAction(ports()));
      expect(response.headers.get("location")).toMatch(/^\/admin\/dead-letters(\?|$)/);
    },
  );

  test.each([[[["id", "x"]]], [[["only", "1 or 1=1"]]], [[["publish", "'"]]]])(
    "answer 422 to ids that are none: %o",
    async (form) => {
      expect((await submit(form, redriveAction(ports()))).status).toBe(422);
    },
  );

  test("set aside with a reason, and not without one", async () => {
    const { id } = await deadLetter();
    const setAside = setAsideAction(ports());
    expect(
      (
        await submit(
          [
            ["id", id],
            ["reason", "  "],
          ],
          setAside,
        )
      ).status,
    ).toBe(422);
    expect(
      (
        await submit(
          [
            ["id", id],
            ["reason", "<b>gone</b>"],
          ],
          setAside,
        )
      ).status,
    ).toBe(303);
    const rows = await db.orm.select().from(deadLetters);
    expect(rows.find((row) => row.id === id)?.setAsideReason).toBe("<b>gone</b>");
  });
});

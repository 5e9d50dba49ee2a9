import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { events, inbox } from "#db/schema/index.ts";
import { openWorkerDoor } from "#lib/doors/worker-door.ts";
import { RetryLaterError } from "#lib/errors.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { createEvent } from "#lib/events/event.ts";
import { openPrivacy, type Privacy } from "#lib/privacy/open-privacy.ts";
import { forgetDays, rewrapKeys } from "#lib/privacy/renew-keys.ts";
import { newKey } from "#lib/privacy/seal.ts";
import { openSignatureVerifier } from "#lib/vendors/qstash.ts";
import { createVideo } from "#tests/support/factories.ts";
import { freePort } from "#tests/support/free-port.ts";
import { openKeysTestDatabase } from "#tests/support/open-keys-database.ts";
import {
  DRIVERS,
  openTestDatabase,
  type OpenTestDatabase,
} from "#tests/support/open-test-database.ts";
import { recordPorts } from "#tests/support/recorded-ports.ts";
import { signDelivery } from "#tests/support/sign-delivery.ts";
import { registry } from "#workers/registry.ts";

const clock = () => new Date("2026-11-20T12:00:00Z");
const CAPTION = "New heels only 55k, call 0772123456";
const [former, current] = [newKey(), newKey()];

let keysDatabase: Awaited<ReturnType<typeof openKeysTestDatabase>>;
const opened: Privacy[] = [];
beforeAll(async () => {
  keysDatabase = await openKeysTestDatabase();
});
afterAll(async () => {
  for (const privacy of opened) await privacy.close();
  await keysDatabase.drop();
});

/** A process of its own: what it has in memory, no other has. */
function openKeys(masterKeys: readonly Buffer[] = [former], keysDatabaseUrl = keysDatabase.url) {
  const privacy = openPrivacy({ keysDatabaseUrl, masterKeys }, () => undefined);
  opened.push(privacy);
  return privacy;
}

function posted(videoId = "7412000000000000001") {
  const payload = { video_id: videoId, caption: CAPTION, seller_handle: "any", video_url: "x" };
  const origin = { source: "test", correlationId: randomUUID(), clock };
  return createEvent("video.posted", payload, origin);
}

function toRow(sellerId: string | null = randomUUID()) {
  const { metadata, payload } = posted();
  const { eventId, eventType, eventVersion } = metadata;
  return { eventId, eventType, eventVersion, sellerId, metadata, payload };
}

async function sealBy({ personal }: Privacy, row = toRow()) {
  const [sealed] = await personal.protect([row]);
  if (sealed === undefined) throw new Error("no row came back");
  return { row, sealed };
}

const readBy = async ({ personal }: Privacy, sealed: ReturnType<typeof toRow>) =>
  (await personal.reveal([sealed]))[0];

describe("the database of keys", () => {
  test("gives every process the same key, however many make it at once", async () => {
    const processes = Array.from({ length: 6 }, () => openKeys());
    const row = toRow();
    const sealed = await Promise.all(processes.map((each) => sealBy(each, row)));
    for (const each of sealed)
      expect((await readBy(openKeys(), each.sealed))?.payload.caption).toBe(CAPTION);
  });

  test("keeps nothing that opens anything without the master key", async () => {
    const { sealed } = await sealBy(openKeys());
    await expect(readBy(openKeys([randomBytes(32)]), sealed)).rejects.toThrow("master key");
  });

  test("makes no second key for who had hers destroyed", async () => {
    const { row, sealed } = await sealBy(openKeys());
    const { store } = openKeys().keys;
    await store.destroy(String(row.sellerId));
    await store.destroy(String(row.sellerId));
    await store.add([{ subject: String(row.sellerId), wrapped: "another" }]);
    expect(await store.find([String(row.sellerId)])).toEqual([
      { subject: row.sellerId, wrapped: null },
    ]);
    expect(await readBy(openKeys(), sealed)).toMatchObject({ erased: true });
    const late = await sealBy(openKeys(), row);
    expect(JSON.stringify(late.sealed)).not.toContain("0772123456");
    expect(await readBy(openKeys(), late.sealed)).toMatchObject({ erased: true });
  });

  test("destroys the keys of days that are long past, and of no seller", async () => {
    const privacy = openKeys();
    const [ofDay, ofSeller] = [await sealBy(privacy, toRow(null)), await sealBy(privacy)];
    const { store } = privacy.keys;
    const in300Days = () => new Date(Date.now() + 300 * 86_400_000);
    expect(await forgetDays(store, in300Days)).toBe(0);
    const in401Days = () => new Date(Date.now() + 401 * 86_400_000);
    expect(await forgetDays(store, in401Days)).toBe(1);
    expect(await readBy(openKeys(), ofDay.sealed)).toMatchObject({ erased: true });
    expect(await readBy(openKeys(), ofSeller.sealed)).toMatchObject({ erased: false });
  });

  test("changes its master key without a moment in which anything cannot be read", async () => {
    const { row, sealed } = await sealBy(openKeys([former]));
    const between = openKeys([current, former]);
    expect(await readBy(between, sealed)).toMatchObject({ payload: row.payload });
    const fresh = await sealBy(between);
    while ((await rewrapKeys(between.keys, { limit: 5 })) > 0);
    const after = openKeys([current]);
    expect(await readBy(after, sealed)).toMatchObject({ payload: row.payload });
    expect(await readBy(after, fresh.sealed)).toMatchObject({ payload: fresh.row.payload });
    expect(await rewrapKeys(after.keys, { limit: 5 })).toBe(0);
  });
});

describe.each(DRIVERS)("the log on %s", (driver) => {
  let database: OpenTestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(driver, openKeys([current]).personal);
  });
  afterAll(() => database.close());

  test("holds what is personal sealed, and gives it back", async () => {
    const { db } = database;
    const event = posted();
    await db.transaction((tx) => appendEvent(tx, event, { sellerId: randomUUID() }));
    const rows = await db.orm.select().from(events);
    expect(JSON.stringify(rows)).not.toContain("0772123456");
    const [revealed] = await db.personal.reveal(rows);
    expect(revealed).toMatchObject({ payload: event.payload, erased: false });
  });
});

describe("while the keys are out of reach", () => {
  let database: OpenTestDatabase;
  let away: Privacy;
  beforeAll(async () => {
    away = openKeys([current], `postgres://nobody@127.0.0.1:${await freePort()}/keys`);
    database = await openTestDatabase("pg", away.personal);
  });
  afterAll(() => database.close());

  test("nothing is written, and the caller is told to come again", async () => {
    const { db } = database;
    const writing = db.transaction(async (tx) => {
      await createVideo({}, tx);
      await appendEvent(tx, posted(), { sellerId: randomUUID() });
    });
    await expect(writing).rejects.toThrow(RetryLaterError);
    expect(await db.orm.select().from(events)).toEqual([]);
  });

  test("the door answers 503 with the time of the next try, and hands nothing on", async () => {
    const { sealed } = await sealBy(openKeys([current]));
    const response = await deliver(sealed, database);
    expect(response.status).toBe(503);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await database.db.orm.select().from(inbox)).toEqual([]);
  });
});

test("the door takes no sealed text that was tampered with, and wants no second try", async () => {
  const personal = openKeys([current]);
  const database = await openTestDatabase("pg", personal.personal);
  const { sealed } = await sealBy(personal);
  const $enc = String(Reflect.get(sealed.payload, "$enc")).replace(/\.([\w-])([\w-]+)$/, ".$2$1");
  const bent = { ...sealed, payload: { ...sealed.payload, $enc } };
  const elsewhere = { ...sealed, metadata: { ...sealed.metadata, eventId: randomUUID() } };
  for (const wrong of [bent, elsewhere]) {
    const response = await deliver(wrong, database);
    expect(response.status).toBe(489);
    expect(response.headers.get("upstash-nonretryable-error")).toBe("true");
  }
  await database.close();
});

/** To the caption parser, as the broker would. */
function deliver(
  { metadata, payload }: Pick<ReturnType<typeof toRow>, "metadata" | "payload">,
  { db }: OpenTestDatabase,
): Promise<Response> {
  const key = `sig_${randomBytes(16).toString("hex")}`;
  const keys = { currentSigningKey: key, nextSigningKey: key };
  const origin = "https://shop.test";
  const url = `${origin}/api/workers/caption-parser`;
  const body = JSON.stringify({ metadata, payload });
  const headers = { "upstash-signature": signDelivery({ url, body, key }) };
  return openWorkerDoor(new Request(url, { method: "POST", headers, body }), {
    consumerName: "caption-parser",
    config: {
      origin,
      registry,
      verifySignature: openSignatureVerifier({ url: "http://unused.test", token: "x", ...keys }),
      ports: recordPorts(db).ports,
      relayLater: () => undefined,
    },
  });
}

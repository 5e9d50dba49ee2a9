import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import type { Queries } from "#db/client.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { productDtoSchema } from "#lib/catalogue/product-dto.ts";
import { preflight } from "#lib/doors/api-door.ts";
import { productRoute, productsRoute } from "#lib/doors/products-api.ts";
import type { Log, LogFields } from "#lib/log.ts";
import {
  createProduct,
  createSeller,
  createShop,
  createThumbnails,
  createVideo,
} from "#tests/support/factories.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { captionPart, thumbnailPart } from "#tests/support/parts.ts";

const ORIGIN = "https://shop.example";
const NOW = new Date("2026-11-21T10:00:00.000Z");
const A_MINUTE_AGO = "2026-11-21T09:59:00.000Z";

const answerSchema = z.strictObject({
  products: z.array(productDtoSchema.strict()),
  pagination: z.strictObject({
    hasMore: z.boolean(),
    lastEvaluatedKey: z.string().nullable(),
    count: z.number(),
  }),
  removed: z.array(z.strictObject({ video_id: z.string(), version: z.number() })).optional(),
  metadata: z.strictObject({
    sellerHandle: z.string(),
    since: z.string().nullable(),
    timestamp: z.iso.datetime(),
  }),
});

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  correlationId: z.uuid(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

let opened: OpenTestDatabase;
let logged: { event: string; fields: LogFields | undefined }[] = [];
const log: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (event, fields) => logged.push({ event, fields }),
};
const ports = () => ({ db: opened.db, origin: ORIGIN, clock: () => NOW, log });

beforeAll(async () => {
  opened = await openTestDatabase("pg");
});
afterAll(() => opened.close());
beforeEach(() => {
  logged = [];
});

const list = productsRoute(ports);
const one = productRoute(ports);

const getList = (handle: string, query = "", headers: HeadersInit = {}) =>
  list(new Request(`${ORIGIN}/api/v1/shop/${handle}/products${query}`, { headers }), {
    params: Promise.resolve({ handle }),
  });

const getOne = (handle: string, videoId: string) =>
  one(new Request(`${ORIGIN}/api/v1/shop/${handle}/products/${videoId}`), {
    params: Promise.resolve({ handle, videoId }),
  });

const keyQuery = (key: object) => `?lastKey=${encodeURIComponent(JSON.stringify(key))}`;

async function shopWith(count: number) {
  const { id: sellerId, handle } = await createSeller({}, opened.db);
  await createShop({ sellerId }, opened.db);
  const videoIds: string[] = [];
  for (let minute = 0; minute < count; minute += 1) {
    const createdAt = new Date(Date.UTC(2026, 10, 20, 8, minute));
    const { videoId } = await createProduct({ sellerId, createdAt }, opened.db);
    await createThumbnails({ sellerId, videoId }, opened.db);
    videoIds.push(videoId);
  }
  return { sellerId, handle, videoIds };
}

async function problemOf(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.correlationId).toBe(response.headers.get("x-correlation-id"));
  return problem;
}

describe("GET /api/v1/shop/{handle}/products", () => {
  test("answers in the documented shape, with nothing undocumented in it", async () => {
    const { handle, videoIds } = await shopWith(1);
    const response = await getList(handle);
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const { products, pagination, metadata } = answerSchema.parse(await response.json());
    expect(pagination).toEqual({ hasMore: false, lastEvaluatedKey: null, count: 1 });
    expect(metadata).toMatchObject({ sellerHandle: handle, since: null });
    expect(products[0]).toMatchObject({
      seller_handle: handle,
      video_id: videoIds[0],
      price: 55_000,
      currency: "UGX",
      sizes: "37, 38, 39, 40, 41",
      sizes_list: ["37", "38", "39", "40", "41"],
      product_url: `${ORIGIN}/shop/${handle}/${videoIds[0]}`,
    });
    expect(products[0]?.thumbnails).toHaveLength(5);
    expect(products[0]?.primary_thumbnail).toEqual(products[0]?.thumbnails[0]);
  });

  test("shows prices in major units of currencies with cents", async () => {
    const { id: sellerId, handle } = await createSeller({ country: "KE" }, opened.db);
    await createShop({ sellerId, currency: "KES" }, opened.db);
    await createProduct({ sellerId, priceMinor: 125_050, currency: "KES" }, opened.db);
    const { products } = answerSchema.parse(await (await getList(handle)).json());
    expect(products[0]).toMatchObject({ price: 1250.5, currency: "KES" });
  });

  test("gives 20 products when no limit is asked for", async () => {
    const { handle } = await shopWith(21);
    const { pagination } = answerSchema.parse(await (await getList(handle)).json());
    expect(pagination).toMatchObject({ hasMore: true, count: 20 });
  });

  test("pages by the key of the page before, plain or encoded twice", async () => {
    const { handle, videoIds } = await shopWith(3);
    const first = answerSchema.parse(await (await getList(handle, "?limit=2")).json());
    const key = first.pagination.lastEvaluatedKey ?? "";
    for (const written of [
      key,
      encodeURIComponent(key),
      encodeURIComponent(encodeURIComponent(key)),
    ]) {
      const second = answerSchema.parse(
        await (await getList(handle, `?limit=2&lastKey=${written}`)).json(),
      );
      expect(second.products.map(({ video_id }) => video_id)).toEqual([videoIds[0]]);
    }
  });

  test("answers since with what changed and what left", async () => {
    const { handle, videoIds } = await shopWith(3);
    const answer = answerSchema.parse(
      await (await getList(handle, "?since=2026-11-20T08:01:00Z")).json(),
    );
    expect(answer.products.map(({ video_id }) => video_id)).toEqual(videoIds.slice(1));
    expect(answer.removed).toEqual([]);
    expect(answer.metadata.since).toBe("2026-11-20T08:01:00Z");
  });

  test("gives a time to ask since that is earlier than what may still be written", async () => {
    const { handle } = await shopWith(1);
    for (const query of ["", "?since=2026-11-20T08:01:00Z"]) {
      const { metadata } = answerSchema.parse(await (await getList(handle, query)).json());
      expect(metadata.timestamp).toBe(A_MINUTE_AGO);
    }
  });

  test("tells how the pictures were made, as the worker told it", async () => {
    const { id: sellerId, handle } = await createSeller({}, opened.db);
    await createShop({ sellerId }, opened.db);
    const { videoId } = await createVideo({ sellerId }, opened.db);
    const origin = { sellerId, videoId, handle, causationId: randomUUID() };
    for (const part of [captionPart(), thumbnailPart()])
      await opened.db.transaction((tx) => recordPart(tx, { origin, part, clock: () => NOW }));
    const { products } = answerSchema.parse(await (await getList(handle)).json());
    expect(products[0]?.processing_metadata).toEqual({
      video_duration: 15,
      frames_analyzed: 8,
      thumbnails_generated: 5,
      processing_time_ms: 300,
    });
  });

  test("answers 304 to the ETag of an answer that is still right, and 200 after a change", async () => {
    const { sellerId, handle } = await shopWith(1);
    const etag = (await getList(handle)).headers.get("etag") ?? "";
    const headers = { "if-none-match": `"other", ${etag}` };
    const unchanged = await getList(handle, "", headers);
    expect(unchanged.status).toBe(304);
    expect(await unchanged.text()).toBe("");
    await createProduct({ sellerId }, opened.db);
    expect((await getList(handle, "", headers)).status).toBe(200);
  });

  test.each([
    ["limit", "?limit=0"],
    ["limit", "?limit=51"],
    ["limit", "?limit=x"],
    ["limit", "?limit=-1"],
    ["limit", "?limit=1e9"],
    ["limit", "?limit="],
    ["lastKey", "?lastKey=garbage"],
    ["lastKey", "?lastKey=%7B%22video_id%22%3A1%7D"],
    ["lastKey", "?lastKey="],
    ["since", "?since=yesterday"],
    ["since", "?since=2026-13-45T00:00:00Z"],
    ["since", "?since="],
    ["since", "?since=0000-01-01T00:00:00Z"],
    ["since", `?since=${encodeURIComponent("0001-01-01T00:00:00+14:00")}`],
    ["since", "?since=2100-01-01T00:00:00Z"],
    ["lastKey", keyQuery({ created_at: "2026-02-30T00:00:00Z", video_id: "7412" })],
    ["lastKey", keyQuery({ created_at: "2026-11-20T08:00:00Z", video_id: "74\u000012" })],
    ["lastKey", keyQuery({ created_at: "0000-01-01T00:00:00Z", video_id: "7412" })],
    ["lastKey", keyQuery({ created_at: `2026-11-20T08:00:00.${"1".repeat(200)}Z`, video_id: "7" })],
  ])("names the field %s for %s", async (field, query) => {
    const { handle } = await shopWith(0);
    const response = await getList(handle, query);
    expect(response.status).toBe(422);
    const { errors } = await problemOf(response);
    expect(errors?.map((error) => error.field)).toEqual([field]);
  });

  test("names every field that is wrong at once", async () => {
    const { handle } = await shopWith(0);
    const { errors } = await problemOf(await getList(handle, "?limit=0&since=x"));
    expect(errors?.map(({ field }) => field)).toEqual(["limit", "since"]);
  });

  test("answers 404 for a handle without a shop", async () => {
    const response = await getList("nobody-at-all");
    expect(response.status).toBe(404);
    await problemOf(response);
    expect(logged).toEqual([]);
  });

  test("keeps the caller's correlation id if it is one, and makes one if not", async () => {
    const correlationId = randomUUID();
    const kept = await getList("nobody-at-all", "", { "x-correlation-id": correlationId });
    expect((await problemOf(kept)).correlationId).toBe(correlationId);
    const made = await getList("nobody-at-all", "", { "x-correlation-id": "not an id" });
    expect((await problemOf(made)).correlationId).not.toBe("not an id");
  });

  test("answers a failure to open its ports as any failure of ours", async () => {
    const route = productsRoute(() => {
      throw new Error("secret host");
    });
    const response = await route(new Request(`${ORIGIN}/api/v1/shop/any-shop/products`), {
      params: Promise.resolve({ handle: "any-shop" }),
    });
    expect(response.status).toBe(500);
    expect(JSON.stringify(await problemOf(response))).not.toContain("secret host");
  });

  test("takes any time since the epoch", async () => {
    const { handle } = await shopWith(1);
    const answer = await getList(handle, "?since=1970-01-01T00:00:00Z");
    expect(answerSchema.parse(await answer.json()).products).toHaveLength(1);
  });

  test("tells a caller nothing of a failure of ours, and the log its cause", async () => {
    // A query runner that always fails, as when the database is away.
    const broken = {
      prepared: () => ({ execute: () => Promise.reject(new Error("secret host")) }),
    };
    const route = productsRoute(() => ({ ...ports(), db: broken as unknown as Queries }));
    const response = await route(new Request(`${ORIGIN}/api/v1/shop/any-shop/products`), {
      params: Promise.resolve({ handle: "any-shop" }),
    });
    expect(response.status).toBe(500);
    const problem = await problemOf(response);
    expect(JSON.stringify(problem)).not.toContain("secret host");
    expect(logged[0]?.fields).toMatchObject({
      correlation_id: problem.correlationId,
      error: "secret host",
    });
  });
});

describe("GET /api/v1/shop/{handle}/products/{videoId}", () => {
  test("answers one product in the documented shape", async () => {
    const { handle, videoIds } = await shopWith(1);
    const response = await getOne(handle, videoIds[0] ?? "");
    expect(productDtoSchema.strict().parse(await response.json()).video_id).toBe(videoIds[0]);
    expect(response.headers.get("etag")).toMatch(/^W\/"/);
  });

  test.each([
    "7412",
    "",
    "../..",
    "'; drop table videos; --",
    "\u0000",
    "7412\u0000",
    "7".repeat(65),
  ])("answers 404 for the video %j", async (videoId) => {
    const { handle } = await shopWith(0);
    const response = await getOne(handle, videoId);
    expect(response.status).toBe(404);
    await problemOf(response);
  });
});

test("tells browsers of other sites that they may read", () => {
  const response = preflight();
  expect(response.status).toBe(204);
  expect(response.headers.get("access-control-allow-methods")).toContain("GET");
});

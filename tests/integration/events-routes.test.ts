import { describe, expect, test } from "vitest";
import { eventsDocsRoute, schemaRoute, schemasRoute } from "#lib/doors/events-api.ts";
import { EVENT_TYPES } from "#lib/events/catalogue/catalogue.ts";

const ORIGIN = "https://shop.test";
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const open = () => ({ origin: ORIGIN, version: "1.2.3", log: quiet });

const get = (path: string, headers: Record<string, string> = {}) =>
  new Request(`${ORIGIN}${path}`, { headers });

function getSchema(type: string, version: string, headers: Record<string, string> = {}) {
  return schemaRoute(open)(get(`/api/schemas/${type}/${version}`, headers), {
    params: Promise.resolve({ type, version }),
  });
}

const noParams = { params: Promise.resolve({}) };

describe("schema routes", () => {
  test("the index leads to the schema of every type and version", async () => {
    const response = await schemasRoute(open)(get("/api/schemas"), noParams);
    const { schemas } = await response.json();
    expect(new Set(schemas.map(({ type }: { type: string }) => type))).toEqual(
      new Set(EVENT_TYPES),
    );
    for (const { type, version, url } of schemas) {
      expect(url).toBe(`${ORIGIN}/api/schemas/${type}/${version}`);
      const schema = await (await getSchema(type, version)).json();
      expect(schema).toMatchObject({
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $id: `/api/schemas/${type}/${version}`,
      });
    }
  });

  test("a schema can be kept and is answered with 304 when it is known", async () => {
    const first = await getSchema("video.posted", "1.0.0");
    expect(first.headers.get("cache-control")).toMatch(/max-age=\d{3}/);
    const etag = first.headers.get("etag") ?? "";
    const again = await getSchema("video.posted", "1.0.0", { "if-none-match": etag });
    expect(again.status).toBe(304);
  });

  test("a type is found by its other names", async () => {
    const schema = await (await getSchema("LowStockWarning", "1.0.0")).json();
    expect(schema.$id).toBe("/api/schemas/stock.low/1.0.0");
  });

  test.each([
    ["video.lost", "1.0.0", "There is no event of this type."],
    ["constructor", "1.0.0", "There is no event of this type."],
    ["product.created", "2.0.0", "product.created has no such version; known are 1.0.0, 1.1.0."],
    ["product.created", "toString", "product.created has no such version; known are 1.0.0, 1.1.0."],
  ])("answers %s %s with a problem", async (type, version, detail) => {
    const response = await getSchema(type, version);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 404, code: "NOT_FOUND", detail });
  });
});

describe("documentation of events", () => {
  const docs = (path: string, accept?: string) =>
    eventsDocsRoute(open)(get(path, accept === undefined ? {} : { accept }), noParams);

  test("is an AsyncAPI document for programs and a page for browsers", async () => {
    const browser = "text/html,application/xhtml+xml,*/*;q=0.8";
    const kinds: [string, string | undefined, string][] = [
      ["/api/docs/events", undefined, "application/json"],
      ["/api/docs/events", "application/json", "application/json"],
      ["/api/docs/events", browser, "text/html; charset=utf-8"],
      ["/api/docs/events?format=html", "application/json", "text/html; charset=utf-8"],
      ["/api/docs/events?format=json", browser, "application/json"],
    ];
    for (const [path, accept, type] of kinds) {
      const response = await docs(path, accept);
      expect(response.headers.get("content-type")).toBe(type);
      expect(response.headers.get("vary")).toBe("accept");
    }
  });

  test("the document names the app's own address and version", async () => {
    const document = await (await docs("/api/docs/events")).json();
    expect(document.info.version).toBe("1.2.3");
    expect(document.components.messages["video.posted"].externalDocs.url).toBe(
      `${ORIGIN}/api/schemas/video.posted/1.0.0`,
    );
  });

  test("the document says where and what other systems may send", async () => {
    const { servers, operations } = await (await docs("/api/docs/events")).json();
    expect(servers.door).toMatchObject({ host: "shop.test", pathname: "/api/v1/events" });
    expect(operations).not.toHaveProperty("door-receives-seller-events");
    const taken = operations["door-receives-new-video-posted"].messages;
    expect(taken.map(({ $ref }: { $ref: string }) => $ref.split("/").at(-1))).toEqual([
      "video.posted",
      "caption.parsed",
      "thumbnail.generated",
      "tags.generated",
    ]);
  });

  test("the page shows every type with its fields, versions and consumers", async () => {
    const page = await (await docs("/api/docs/events?format=html")).text();
    for (const type of EVENT_TYPES) expect(page).toContain(`id="${type}"`);
    expect(page).toContain("<code>processing_results.auto_tagger.result.tags</code>");
    expect(page).toContain("<code>items[].quantity</code>");
    expect(page).toContain("<code>changes.*.oldValue</code>");
    expect(page).toContain('<a href="/api/schemas/product.created/1.0.0">1.0.0</a>');
    expect(page).toContain("taken by caption-parser, thumbnail-generator, auto-tagger");
    expect(page).toContain("<code>new-video-posted:caption.parsed</code>");
    for (const code of ["unauthorized", "conflict", "invalid", "too-many-requests"])
      expect(page).toContain(`id="problem-${code}"`);
    expect(page).not.toMatch(/<script|https?:\/\/(?!pictures\.example|www\.tiktok\.com)/);
  });
});

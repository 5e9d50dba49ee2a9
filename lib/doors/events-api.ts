import { AppError } from "#lib/errors.ts";
import { asyncApiDocument, type Published } from "#lib/events/asyncapi.ts";
import { eventsPage } from "#lib/events/events-page.ts";
import { findEventType } from "#lib/events/event-names.ts";
import { findJsonSchema, listJsonSchemas } from "#lib/events/json-schema.ts";
import type { Log } from "#lib/log.ts";
import { apiDoor, type ApiCall, type ApiContext } from "./api-door.ts";

/** Changes only with a deployment, which empties the shared caches. */
const CACHED = "public, max-age=300, s-maxage=86400, stale-while-revalidate=86400";

/** Two bodies live at one address, which a shared cache that ignores Vary would mix up. */
const CACHED_BY_CLIENT = "public, max-age=300";

type EventsApiPorts = Published & { log: Log };

/** GET the list of every event schema. */
export function schemasRoute(open: () => EventsApiPorts) {
  return apiDoor(open, async (_call: ApiCall<unknown>, { origin }) => {
    const schemas = listJsonSchemas().map(({ type, version, path }) => ({
      type,
      version,
      url: origin + path,
    }));
    const body = { schemas };
    return { body, etagOf: body, cacheControl: CACHED };
  });
}

type SchemaParams = { type: string; version: string };

/** GET the JSON Schema of one version of an event. */
export function schemaRoute(open: () => EventsApiPorts) {
  return apiDoor(open, async ({ params }: ApiCall<SchemaParams>) => {
    const type = findEventType(params.type);
    const body = type && findJsonSchema(type, params.version);
    if (type === undefined) throw new AppError("NOT_FOUND", "There is no event of this type.");
    if (body === undefined) {
      const known = listJsonSchemas().filter((schema) => schema.type === type);
      const versions = known.map(({ version }) => version).join(", ");
      throw new AppError("NOT_FOUND", `${type} has no such version; known are ${versions}.`);
    }
    return { body, etagOf: body, cacheControl: CACHED };
  });
}

/** GET the events as an AsyncAPI document or, for a browser or with `format=html`, as a page. */
export function eventsDocsRoute(open: () => EventsApiPorts) {
  const asDocument = apiDoor(open, async (_call: ApiCall<unknown>, { origin, version }) => {
    const body = asyncApiDocument({ origin, version });
    return { body, etagOf: body, cacheControl: CACHED_BY_CLIENT };
  });
  return async (request: Request, context: ApiContext<unknown>): Promise<Response> => {
    const answer = wantsPage(request)
      ? new Response(eventsPage(), {
          headers: {
            "content-type": "text/html; charset=utf-8",
            "cache-control": CACHED_BY_CLIENT,
          },
        })
      : await asDocument(request, context);
    answer.headers.append("vary", "accept");
    return answer;
  };
}

function wantsPage(request: Request): boolean {
  const format = new URL(request.url).searchParams.get("format");
  if (format !== null) return format === "html";
  return request.headers.get("accept")?.includes("text/html") ?? false;
}

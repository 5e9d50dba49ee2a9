import * as z from "zod";
import { EMPTY_OK, param, readJson, type ApiRequest, type Route } from "./api-request.ts";
import type { Clock } from "./clock.ts";
import { isHttpUrl, readDeliverySettings } from "./delivery-options.ts";
import { canonicalHeaders } from "./message-records.ts";
import { toOptionHeaders } from "./option-headers.ts";
import { RequestError } from "./request-error.ts";
import { groupEndpoint, type GroupEndpoint, type UrlGroup } from "./stored-records.ts";
import type { Store } from "./store.ts";

type GroupPorts = { store: Store; clock: Clock };

const NAME = /^[A-Za-z0-9._-]+$/;
const MOST_ENDPOINTS = 100;

const addedEndpoints = z.object({
  endpoints: z
    .array(
      groupEndpoint.extend({
        url: z.string().refine(isHttpUrl, "endpoint url must be http:// or https://"),
      }),
    )
    .min(1),
});

const removedEndpoints = z.object({
  endpoints: z.array(z.object({ name: z.string().optional(), url: z.string().optional() })).min(1),
});

const groupSettings = z.object({
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

export function urlGroupRoutes(ports: GroupPorts): Route[] {
  const { store } = ports;
  return [
    {
      method: "GET",
      path: "/v2/topics",
      handle: () => ({ status: 200, body: [...store.urlGroups.values()].map(toGroupRecord) }),
    },
    {
      method: "GET",
      path: "/v2/topics/:",
      handle: (request) => ({ status: 200, body: toGroupRecord(get(request, store)) }),
    },
    {
      method: "DELETE",
      path: "/v2/topics/:",
      handle: (request) => {
        store.urlGroups.delete(get(request, store).name);
        return EMPTY_OK;
      },
    },
    { method: "PATCH", path: "/v2/topics/:", handle: (request) => setHeaders(request, ports) },
    { method: "POST", path: "/v2/topics/:/endpoints", handle: (request) => add(request, ports) },
    {
      method: "DELETE",
      path: "/v2/topics/:/endpoints",
      handle: (request) => remove(request, ports),
    },
  ];
}

function get(request: ApiRequest, store: Store): UrlGroup {
  const name = param(request, 0);
  const found = store.urlGroups.get(name);
  if (found === undefined) throw new RequestError(404, `topic ${name} not found`);
  return found;
}

function add(request: ApiRequest, { store, clock }: GroupPorts) {
  const name = param(request, 0);
  if (!NAME.test(name)) throw new RequestError(400, `invalid topic name: ${name}`);
  const { endpoints } = parse(addedEndpoints, request);
  const now = clock.now();
  const known = store.urlGroups.get(name) ?? {
    name,
    createdAt: now,
    updatedAt: now,
    endpoints: [],
    headers: {},
  };
  const merged = endpoints.reduce(withEndpoint, known.endpoints);
  if (merged.length > MOST_ENDPOINTS) {
    throw new RequestError(412, `a topic has at most ${MOST_ENDPOINTS} endpoints`);
  }
  store.urlGroups.set(name, { ...known, endpoints: merged, updatedAt: now });
  return EMPTY_OK;
}

/** An endpoint of the same name or the same URL is replaced where it stands. */
function withEndpoint(endpoints: GroupEndpoint[], added: GroupEndpoint): GroupEndpoint[] {
  const same = endpoints.findIndex(
    ({ name, url }) => url === added.url || (name !== undefined && name === added.name),
  );
  return same === -1 ? [...endpoints, added] : endpoints.with(same, added);
}

/** A group without endpoints is gone. */
function remove(request: ApiRequest, { store, clock }: GroupPorts) {
  const group = get(request, store);
  const removed = parse(removedEndpoints, request).endpoints;
  const endpoints = group.endpoints.filter(
    ({ name, url }) =>
      !removed.some(
        (one) => (one.url !== undefined && one.url === url) || (!!one.name && one.name === name),
      ),
  );
  if (endpoints.length === 0) store.urlGroups.delete(group.name);
  else store.urlGroups.set(group.name, { ...group, endpoints, updatedAt: clock.now() });
  return EMPTY_OK;
}

function setHeaders(request: ApiRequest, { store, clock }: GroupPorts) {
  const group = get(request, store);
  const headers = toOptionHeaders(parse(groupSettings, request).headers);
  readDeliverySettings(headers);
  store.urlGroups.set(group.name, { ...group, headers, updatedAt: clock.now() });
  return EMPTY_OK;
}

function toGroupRecord({ name, createdAt, updatedAt, endpoints, headers }: UrlGroup) {
  return { name, createdAt, updatedAt, endpoints, headers: canonicalOrNone(headers) };
}

function canonicalOrNone(headers: Record<string, string>) {
  return Object.keys(headers).length === 0 ? undefined : canonicalHeaders(headers);
}

function parse<Body>(schema: z.ZodType<Body>, request: ApiRequest): Body {
  const parsed = schema.safeParse(readJson(request));
  if (!parsed.success) throw new RequestError(400, z.prettifyError(parsed.error));
  return parsed.data;
}

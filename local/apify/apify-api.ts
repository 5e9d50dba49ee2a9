import { timingSafeEqual } from "node:crypto";
import * as z from "zod";
import type { LocalHandler, LocalRequest, LocalResponse } from "../http-service.ts";
import { ApiError, notFound } from "./api-error.ts";
import { pageOfItems } from "./dataset-items.ts";
import { findMediaFile } from "./feed.ts";
import { serveMediaFile } from "./media-record.ts";
import type { RunMachine } from "./run-machine.ts";
import {
  forcedOutcomeSchema,
  isTerminal,
  toPublicRun,
  USER_ID,
  type RunRecord,
} from "./run-record.ts";
import { parseRunRequest } from "./run-request.ts";
import type { RunStore } from "./run-store.ts";

/** The real service holds a request this long at most. */
const MAX_WAIT_SECONDS = 60;
const MAX_SYNC_MS = 300_000;

/** Both names of each actor are accepted, as the API does. */
const ACTORS = [
  { id: "GdWCkxBtKWOsKjdch", username: "clockworks", name: "tiktok-scraper" },
  { id: "OtzYfK1ndEGdwWFKQ", username: "clockworks", name: "free-tiktok-scraper" },
];
type Actor = (typeof ACTORS)[number];

export type ApiContext = {
  token: string;
  feedDir: string;
  store: RunStore;
  machine: RunMachine;
  /** This server's own address, once it listens. */
  url(): string;
};

type Call = ApiContext & { request: LocalRequest };
type Route = { method: string; path: RegExp; open?: true; answer: Answer };
type Answer = (call: Call, parts: string[]) => Promise<LocalResponse> | LocalResponse;

const RUN = String.raw`/v2/actor-runs/([^/]+)`;
const ACTOR = String.raw`/v2/act(?:or)?s/([^/]+)`;
const DATASET = String.raw`/v2/datasets/([^/]+)`;
const STORE = String.raw`/v2/key-value-stores/([^/]+)`;

const route = (method: string, path: string, answer: Answer): Route => ({
  method,
  path: new RegExp(`^${path}$`),
  answer,
});

const ROUTES: Route[] = [
  route("GET", "/v2/users/me", () => data({ id: USER_ID, username: "stand-in", isPaying: true })),
  route("POST", `${ACTOR}/runs`, startRun),
  route("GET", `${ACTOR}/runs`, (call, [name = ""]) => {
    const { id } = findActor(name);
    return listRuns(call, (run) => run.actId === id);
  }),
  route("GET", `${ACTOR}/runs/last`, (call, [name = ""]) => {
    const { id } = findActor(name);
    const last = call.store.list().findLast((run) => run.actId === id);
    if (last === undefined) throw notFound("Actor run");
    return data(toPublicRun(last));
  }),
  route("POST", `${ACTOR}/run-sync-get-dataset-items`, runSync),
  route("GET", ACTOR, (_call, [name = ""]) => data({ ...findActor(name), isPublic: true })),
  route("GET", "/v2/actor-runs", (call) => listRuns(call, () => true)),
  route("GET", RUN, getRun),
  route("POST", `${RUN}/abort`, async (call, [id = ""]) =>
    data(toPublicRun(await call.machine.abort(findRun(call, id)))),
  ),
  route("GET", `${RUN}/log`, getLog),
  route("GET", "/v2/logs/([^/]+)", getLog),
  route("GET", `${RUN}/dataset/items`, (call, [id = ""]) => getItems(call, findRun(call, id))),
  route("GET", `${DATASET}/items`, (call, [id = ""]) => getItems(call, findByDataset(call, id))),
  route("GET", DATASET, (call, [id = ""]) => data(toDataset(findByDataset(call, id)))),
  route("GET", `${STORE}/keys`, listKeys),
  { ...route("GET", `${STORE}/records/([^/]+)`, getRecord), open: true },
  { ...route("HEAD", `${STORE}/records/([^/]+)`, getRecord), open: true },
  route("GET", STORE, (call, [id = ""]) => data(toKeyValueStore(findByStore(call, id)))),
];

const outcomesSchema = z.union([
  forcedOutcomeSchema.transform((outcome) => [outcome]),
  z.array(forcedOutcomeSchema).max(1000),
]);

const bioSchema = z.strictObject({ handle: z.string().min(1), bio: z.string().max(1_000) });

/** Everything the client library asks of the Apify API, over one feed folder. */
export function createApifyApi(context: ApiContext): LocalHandler {
  return async (request) => {
    try {
      if (request.path === "/_outcome" && request.method === "PUT") {
        return forceOutcome({ ...context, request });
      }
      if (request.path === "/_bio" && request.method === "PUT") {
        return setBio({ ...context, request });
      }
      return await dispatch({ ...context, request });
    } catch (error) {
      if (error instanceof ApiError) return error.toResponse();
      throw error;
    }
  };
}

async function dispatch(call: Call): Promise<LocalResponse> {
  const { method, path } = call.request;
  const known = ROUTES.filter((candidate) => candidate.path.test(path));
  const match = known.find((candidate) => candidate.method === method);
  if (match?.open !== true) authorize(call);
  if (known.length === 0) {
    throw new ApiError(404, "page-not-found", "We have bad news: there is no API endpoint here.");
  }
  if (match === undefined) {
    throw new ApiError(405, "method-not-allowed", `Method ${method} is not allowed here`);
  }
  const parts = match.path.exec(path)?.slice(1) ?? [];
  return await match.answer(call, parts.map(decodePart));
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw notFound("Resource");
  }
}

function authorize({ request, token }: Call): void {
  const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  const given = header ?? request.query.get("token");
  if (given === null) {
    throw new ApiError(401, "token-not-provided", "Authentication token was not provided");
  }
  const bytes = Buffer.from(given);
  const expected = Buffer.from(token);
  if (bytes.length !== expected.length || !timingSafeEqual(bytes, expected)) {
    throw new ApiError(
      401,
      "user-or-token-not-found",
      "User was not found or authentication token is not valid",
    );
  }
}

async function startRun(call: Call, [name = ""]: string[]): Promise<LocalResponse> {
  const run = await call.machine.start(parseRunRequest(call.request, findActor(name).id));
  await call.machine.waitForEnd(run.id, waitMs(call));
  return data(toPublicRun(findRun(call, run.id)), 201);
}

async function runSync(call: Call, [name = ""]: string[]): Promise<LocalResponse> {
  const started = await call.machine.start(parseRunRequest(call.request, findActor(name).id));
  await call.machine.waitForEnd(started.id, MAX_SYNC_MS);
  const run = findRun(call, started.id);
  if (!isTerminal(run.status)) {
    throw new ApiError(408, "run-timeout-exceeded", `Actor run ${run.id} exceeded the timeout`);
  }
  if (run.status !== "SUCCEEDED") {
    throw new ApiError(400, "run-failed", `Actor run ${run.id} ended with status ${run.status}`);
  }
  return { ...(await getItems(call, run)), status: 201 };
}

async function getRun(call: Call, [id = ""]: string[]): Promise<LocalResponse> {
  findRun(call, id);
  await call.machine.waitForEnd(id, waitMs(call));
  return data(toPublicRun(findRun(call, id)));
}

async function getLog(call: Call, [id = ""]: string[]): Promise<LocalResponse> {
  findRun(call, id);
  const follows = ["1", "true"].includes(call.request.query.get("stream") ?? "");
  if (follows) await call.machine.waitForEnd(id, MAX_WAIT_SECONDS * 1000);
  const run = findRun(call, id);
  const lines = [`${run.startedAt} ACTOR: Starting container.`];
  if (run.finishedAt !== null) {
    lines.push(`${run.finishedAt} INFO  ${run.status}: ${run.statusMessage ?? ""}`);
  }
  return {
    status: 200,
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: `${lines.join("\n")}\n`,
  };
}

async function getItems(call: Call, run: RunRecord): Promise<LocalResponse> {
  const rows = await call.store.readRows(run);
  return pageOfItems(rows, { query: call.request.query, url: call.url() });
}

async function getRecord(call: Call, [id = "", key = ""]: string[]): Promise<LocalResponse> {
  const run = findByStore(call, id);
  if (key === "INPUT") return { status: 200, body: run.input };
  const name = Object.entries(run.media).find(([candidate]) => candidate === key)?.[1];
  const file = name === undefined ? undefined : await findMediaFile(call.feedDir, name);
  if (file === undefined) throw notFound("Record");
  return await serveMediaFile(file, call.request);
}

function listKeys(call: Call, [id = ""]: string[]): LocalResponse {
  const keys = ["INPUT", ...Object.keys(findByStore(call, id).media)].toSorted();
  const items = keys.map((key) => ({ key }));
  return data({ items, count: items.length, limit: 1000, isTruncated: false });
}

function listRuns({ store, request }: Call, keeps: (run: RunRecord) => boolean): LocalResponse {
  const { query } = request;
  const status = query.get("status");
  const runs = store.list().filter((run) => keeps(run) && (status ?? run.status) === run.status);
  const desc = ["1", "true"].includes(query.get("desc") ?? "");
  const offset = Number(query.get("offset")) || 0;
  const limit = Math.min(Number(query.get("limit")) || 1000, 1000);
  const items = (desc ? runs.toReversed() : runs).slice(offset, offset + limit).map(toPublicRun);
  return data({ total: runs.length, count: items.length, offset, limit, desc, items });
}

function forceOutcome({ request, machine }: Call): LocalResponse {
  try {
    machine.force(outcomesSchema.parse(JSON.parse(request.body.toString())));
  } catch (cause) {
    throw new ApiError(400, "invalid-value", String(cause));
  }
  return { status: 204 };
}

function setBio({ request, machine }: Call): LocalResponse {
  const given = bioSchema.safeParse(parseJson(request.body));
  if (!given.success) throw new ApiError(400, "invalid-value", given.error.message);
  machine.setBio(given.data.handle, given.data.bio);
  return { status: 204 };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    throw new ApiError(400, "invalid-value", String(cause));
  }
}

function findActor(name: string): Actor {
  const actor = ACTORS.find(
    ({ id, username, name: own }) => name === id || name === `${username}~${own}`,
  );
  if (actor === undefined) throw notFound("Actor");
  return actor;
}

function findRun({ store }: Call, id: string): RunRecord {
  const run = store.find(id);
  if (run === undefined) throw notFound("Actor run");
  return run;
}

function findByDataset({ store }: Call, id: string): RunRecord {
  const run = store.findByDataset(id);
  if (run === undefined) throw notFound("Dataset");
  return run;
}

function findByStore({ store }: Call, id: string): RunRecord {
  const run = store.findByKeyValueStore(id);
  if (run === undefined) throw notFound("Key-value store");
  return run;
}

function toDataset(run: RunRecord): Record<string, unknown> {
  return {
    ...toStorage(run, run.defaultDatasetId),
    itemCount: run.rowCount,
    cleanItemCount: run.rowCount,
  };
}

function toKeyValueStore(run: RunRecord): Record<string, unknown> {
  return toStorage(run, run.defaultKeyValueStoreId);
}

function toStorage(run: RunRecord, id: string): Record<string, unknown> {
  const modifiedAt = run.finishedAt ?? run.startedAt;
  const origin = { actId: run.actId, actRunId: run.id };
  return {
    id,
    userId: USER_ID,
    createdAt: run.startedAt,
    modifiedAt,
    accessedAt: modifiedAt,
    ...origin,
  };
}

function waitMs({ request }: Call): number {
  const seconds = Number(request.query.get("waitForFinish"));
  return Math.min(Number.isFinite(seconds) ? seconds : 0, MAX_WAIT_SECONDS) * 1000;
}

function data(value: unknown, status = 200): LocalResponse {
  return { status, body: { data: value } };
}

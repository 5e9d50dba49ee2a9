import * as z from "zod";
import type { LocalRequest, LocalResponse } from "../http-service.ts";
import type { LocalLog } from "../stand-in.ts";
import { cacheControlOf, decodePath, dispositionOf, PUBLIC_PREFIX } from "./blob-public.ts";
import { badRequest, BlobRefusal, notFound, preconditionFailed } from "./blob-refusal.ts";
import type { BlobRecord, BlobStore, BlobWrite } from "./blob-store.ts";
import { contentTypeOf } from "./content-type.ts";
import { completedParts, type MultipartUploads } from "./multipart-uploads.ts";

export const API_PREFIX = "/api/blob";

const MAX_PATHNAME_LENGTH = 950;
const MAX_LIST_LIMIT = 1000;
const MONTH_SECONDS = 30 * 24 * 60 * 60;
const MIN_CACHE_SECONDS = 60;
const ALREADY_EXISTS =
  "This blob already exists, use `allowOverwrite: true` if you want to overwrite it. " +
  "Or `addRandomSuffix: true` to generate a unique filename.";

const deleteBody = z.object({ urls: z.array(z.string()).min(1).max(1000) });

export type BlobApi = {
  store: BlobStore;
  uploads: MultipartUploads;
  token: string;
  log: LocalLog;
  /** Where this service answers, known once it listens. */
  origin: () => string;
};

/** The management API that the SDK calls: put, copy, rename, head, list, delete, multipart. */
export async function answerBlobApi(request: LocalRequest, api: BlobApi): Promise<LocalResponse> {
  try {
    if (request.headers.authorization !== `Bearer ${api.token}`) {
      throw new BlobRefusal(403, "forbidden", "Access denied");
    }
    return { status: 200, body: await route(request, api) };
  } catch (error) {
    const refusal = error instanceof z.ZodError ? badRequest(z.prettifyError(error)) : error;
    if (!(refusal instanceof BlobRefusal)) throw error;
    api.log("refused", { method: request.method, code: refusal.code });
    const { status, code, message } = refusal;
    return { status, body: { error: { code, message } } };
  }
}

async function route(request: LocalRequest, api: BlobApi): Promise<unknown> {
  const path = request.path.slice(API_PREFIX.length).replace(/^\/$/, "");
  switch (`${request.method} ${path}`) {
    case "PUT ":
      return request.query.has("fromUrl") ? copy(request, api) : put(request, api);
    case "GET ":
      return request.query.has("url") ? head(request, api) : list(request, api);
    case "POST /delete":
      return remove(request, api);
    case "POST /rename":
      return moveBlob(request, api);
    case "POST /mpu":
      return multipart(request, api);
    default:
      throw badRequest("Unknown route of the blob API");
  }
}

async function put(request: LocalRequest, api: BlobApi): Promise<unknown> {
  return toPutResult(await write(wantedWrite(request), request.body, api), api);
}

async function copy(request: LocalRequest, api: BlobApi): Promise<unknown> {
  const source = findByUrl(request.query.get("fromUrl") ?? "", api);
  const wanted = wantedWrite(request);
  if (request.headers["x-content-type"] === undefined) wanted.contentType = source.contentType;
  return toPutResult(await write(wanted, await api.store.read(source), api), api);
}

async function moveBlob(request: LocalRequest, api: BlobApi): Promise<unknown> {
  const source = findByUrl(request.query.get("fromUrl") ?? "", api);
  const result = await copy(request, api);
  if (source.pathname !== request.query.get("pathname")) api.store.delete(source.pathname);
  return result;
}

function head(request: LocalRequest, api: BlobApi): unknown {
  const record = findByUrl(request.query.get("url") ?? "", api);
  api.log("head", { pathname: record.pathname });
  return {
    ...toPutResult(record, api),
    size: record.size,
    cacheControl: cacheControlOf(record),
    uploadedAt: record.uploadedAt,
  };
}

function list(request: LocalRequest, api: BlobApi): unknown {
  const prefix = request.query.get("prefix") ?? "";
  const limit = Math.min(Number(request.query.get("limit") ?? MAX_LIST_LIMIT), MAX_LIST_LIMIT);
  if (!Number.isInteger(limit) || limit < 1) throw badRequest("Invalid limit");
  const after = Buffer.from(request.query.get("cursor") ?? "", "base64url");
  const entries = new Map<string, BlobRecord | null>();
  for (const record of api.store.list(prefix)) {
    const slash = record.pathname.indexOf("/", prefix.length);
    const isInFolder = request.query.get("mode") === "folded" && slash !== -1;
    if (isInFolder) entries.set(record.pathname.slice(0, slash + 1), null);
    else entries.set(record.pathname, record);
  }
  const rest = [...entries].filter(([name]) => Buffer.compare(Buffer.from(name), after) > 0);
  const page = rest.slice(0, limit);
  const hasMore = rest.length > page.length;
  api.log("list", { prefix, count: page.length });
  return {
    blobs: page.flatMap(([, record]) => (record ? [toListed(record, api)] : [])),
    folders: page.flatMap(([name, record]) => (record ? [] : [name])),
    hasMore,
    ...(hasMore && { cursor: Buffer.from(page.at(-1)?.[0] ?? "").toString("base64url") }),
  };
}

function remove(request: LocalRequest, api: BlobApi): unknown {
  const { urls } = deleteBody.parse(parseJson(request.body));
  const ifMatch = headerOf(request, "x-if-match");
  for (const url of urls) {
    const pathname = toPathname(url, api);
    if (pathname === undefined) continue;
    if (!api.store.delete(pathname, ifMatch)) throw preconditionFailed();
    api.log("delete", { pathname });
  }
  return null;
}

async function multipart(request: LocalRequest, api: BlobApi): Promise<unknown> {
  const wanted = wantedWrite(request);
  const action = headerOf(request, "x-mpu-action");
  if (action === "create") {
    api.log("multipart create", { pathname: wanted.pathname });
    return api.uploads.create(wanted.pathname);
  }
  const upload = {
    uploadId: headerOf(request, "x-mpu-upload-id") ?? "",
    key: decodePath(headerOf(request, "x-mpu-key") ?? ""),
  };
  if (action === "upload") {
    const partNumber = Number(headerOf(request, "x-mpu-part-number"));
    api.log("multipart part", { pathname: wanted.pathname, partNumber });
    return api.uploads.addPart({ ...upload, partNumber }, request.body);
  }
  if (action !== "complete") throw badRequest("Unknown multipart action");
  const parts = completedParts.parse(parseJson(request.body));
  const record = await write(wanted, await api.uploads.join(upload, parts), api);
  await api.uploads.forget(upload.uploadId);
  return toPutResult(record, api);
}

async function write(wanted: BlobWrite, bytes: Buffer, api: BlobApi): Promise<BlobRecord> {
  const outcome = await api.store.write(wanted, bytes);
  if (outcome.kind === "exists") throw badRequest(ALREADY_EXISTS);
  if (outcome.kind === "mismatch") throw preconditionFailed();
  api.log("put", { pathname: outcome.record.pathname, size: outcome.record.size });
  return outcome.record;
}

function wantedWrite(request: LocalRequest): BlobWrite {
  const pathname = (request.query.get("pathname") ?? "").replace(/^\//, "");
  if (pathname === "" || pathname.length > MAX_PATHNAME_LENGTH || pathname.includes("//")) {
    throw badRequest("Invalid pathname");
  }
  const access = headerOf(request, "x-vercel-blob-access") ?? "public";
  if (access !== "public") throw badRequest("Cannot use private access on a public store");
  const maxAge = Number(headerOf(request, "x-cache-control-max-age") ?? MONTH_SECONDS);
  if (!Number.isFinite(maxAge)) throw badRequest("Invalid cacheControlMaxAge");
  return {
    pathname,
    contentType: headerOf(request, "x-content-type") ?? contentTypeOf(pathname),
    cacheMaxAgeSeconds: Math.max(MIN_CACHE_SECONDS, Math.trunc(maxAge)),
    randomSuffix: headerOf(request, "x-add-random-suffix") === "1",
    overwrite: headerOf(request, "x-allow-overwrite") === "1",
    ifMatch: headerOf(request, "x-if-match"),
  };
}

function findByUrl(urlOrPathname: string, api: BlobApi): BlobRecord {
  const pathname = toPathname(urlOrPathname, api);
  const record = pathname === undefined ? undefined : api.store.find(pathname);
  if (record === undefined) throw notFound();
  return record;
}

/** A pathname as it is, or that of an address of this store; undefined for any other address. */
function toPathname(urlOrPathname: string, api: BlobApi): string | undefined {
  if (!/^https?:\/\//.test(urlOrPathname)) return urlOrPathname.replace(/^\//, "");
  const url = URL.parse(urlOrPathname);
  if (url?.origin !== api.origin() || !url.pathname.startsWith(PUBLIC_PREFIX)) return undefined;
  return decodePath(url.pathname.slice(PUBLIC_PREFIX.length));
}

function toListed(record: BlobRecord, api: BlobApi) {
  const { url, downloadUrl, pathname, etag } = toPutResult(record, api);
  return { url, downloadUrl, pathname, size: record.size, uploadedAt: record.uploadedAt, etag };
}

function toPutResult(record: BlobRecord, api: BlobApi) {
  const path = record.pathname.split("/").map(encodeURIComponent).join("/");
  const url = `${api.origin()}${PUBLIC_PREFIX}${path}`;
  return {
    url,
    downloadUrl: `${url}?download=1`,
    pathname: record.pathname,
    contentType: record.contentType,
    contentDisposition: dispositionOf(record),
    etag: record.etag,
  };
}

function headerOf(request: LocalRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw Object.assign(badRequest("The body is not JSON"), { cause: error });
  }
}

import type { LocalRequest, LocalResponse } from "../http-service.ts";
import type { BlobRecord, BlobStore } from "./blob-store.ts";

export const PUBLIC_PREFIX = "/public/";

type ByteRange = { start: number; end: number };

/** What a browser gets from a blob's address: whole, a part, unchanged, or 404. */
export async function readPublicBlob(
  request: LocalRequest,
  store: BlobStore,
): Promise<LocalResponse> {
  if (request.method !== "GET" && request.method !== "HEAD") return { status: 405 };
  const record = store.find(decodePath(request.path.slice(PUBLIC_PREFIX.length)));
  if (record === undefined) {
    return { status: 404, headers: { "content-type": "text/plain" }, body: "Blob not found" };
  }
  const headers = headersOf(record, request.query.get("download") === "1");
  if (isUnchanged(record, request.headers)) return { status: 304, headers };
  const range = wantedRange(record, request.headers);
  if (range === "unsatisfiable") {
    return { status: 416, headers: { ...headers, "content-range": `bytes */${record.size}` } };
  }
  const bytes = await store.read(record);
  const part = range === undefined ? bytes : bytes.subarray(range.start, range.end + 1);
  headers["content-length"] = String(part.length);
  if (range === undefined) return { status: 200, headers, body: part };
  headers["content-range"] = `bytes ${range.start}-${range.end}/${record.size}`;
  return { status: 206, headers, body: part };
}

export function cacheControlOf(record: BlobRecord): string {
  return `public, max-age=${record.cacheMaxAgeSeconds}`;
}

/** HTML would run as the store's own page, so it is always a download. */
export function dispositionOf(record: BlobRecord, download = false): string {
  const name = record.pathname.slice(record.pathname.lastIndexOf("/") + 1).replaceAll('"', "");
  const kind = download || record.contentType.startsWith("text/html") ? "attachment" : "inline";
  return `${kind}; filename="${encodeURI(name)}"`;
}

/** The decoded text, empty where the encoding is broken: no blob has an empty pathname. */
export function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function headersOf(record: BlobRecord, download: boolean): Record<string, string> {
  return {
    "content-type": record.contentType,
    "content-disposition": dispositionOf(record, download),
    "cache-control": cacheControlOf(record),
    etag: record.etag,
    "last-modified": new Date(record.uploadedAt).toUTCString(),
    "accept-ranges": "bytes",
    "access-control-allow-origin": "*",
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  };
}

function isUnchanged(record: BlobRecord, headers: LocalRequest["headers"]): boolean {
  const noneMatch = headers["if-none-match"];
  if (noneMatch !== undefined) {
    return noneMatch
      .split(",")
      .map((tag) => tag.trim().replace(/^W\//, ""))
      .some((tag) => tag === "*" || tag === record.etag);
  }
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return !Number.isNaN(since) && toSeconds(record.uploadedAt) <= Math.floor(since / 1000);
}

function wantedRange(
  record: BlobRecord,
  headers: LocalRequest["headers"],
): ByteRange | "unsatisfiable" | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? "") ?? [];
  if (first === undefined || last === undefined || first + last === "") return undefined;
  const condition = headers["if-range"];
  if (condition !== undefined && condition !== record.etag) return undefined;
  const { size } = record;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || (first === "" && Number(last) === 0)) return "unsatisfiable";
  return end < start ? undefined : { start, end };
}

function toSeconds(isoTime: string): number {
  return Math.floor(Date.parse(isoTime) / 1000);
}

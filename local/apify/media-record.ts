import { open } from "node:fs/promises";
import { extname } from "node:path";
import type { LocalRequest, LocalResponse } from "../http-service.ts";

const CONTENT_TYPES: Record<string, string> = {
  ".mp4": "video/mp4",
  ".mov": "video/quicktime",
  ".webm": "video/webm",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".vtt": "text/vtt; charset=utf-8",
  ".srt": "text/plain; charset=utf-8",
  ".json": "application/json; charset=utf-8",
};

/** A media file, whole or the one byte range that was asked for. */
export async function serveMediaFile(file: string, request: LocalRequest): Promise<LocalResponse> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const range = parseRange(request.headers.range, size);
    const headers = {
      "content-type": CONTENT_TYPES[extname(file).toLowerCase()] ?? "application/octet-stream",
      "accept-ranges": "bytes",
    };
    if (range === "unsatisfiable") {
      return { status: 416, headers: { ...headers, "content-range": `bytes */${size}` } };
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    const length = end - start + 1;
    const body = Buffer.alloc(request.method === "HEAD" ? 0 : length);
    if (body.length > 0) await handle.read(body, 0, length, start);
    return {
      status: range === null ? 200 : 206,
      headers: {
        ...headers,
        "content-length": String(length),
        ...(range === null ? {} : { "content-range": `bytes ${start}-${end}/${size}` }),
      },
      body,
    };
  } finally {
    await handle.close();
  }
}

/** Null where there is no range, or one in a form that a server may leave unread. */
function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | "unsatisfiable" | null {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (parts === null || (parts[1] === "" && parts[2] === "")) return null;
  const [, first = "", last = ""] = parts;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? "unsatisfiable" : { start, end };
}

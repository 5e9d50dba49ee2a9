import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import * as z from "zod";
import type { LocalRequest } from "../http-service.ts";
import { ApiError } from "./api-error.ts";

const MAX_BYTES = 64 * 1024 * 1024;

const objectSchema = z.record(z.string(), z.unknown());

const DECODERS: Record<string, (body: Buffer) => Buffer> = {
  identity: (body) => body,
  br: (body) => brotliDecompressSync(body, { maxOutputLength: MAX_BYTES }),
  gzip: (body) => gunzipSync(body, { maxOutputLength: MAX_BYTES }),
  deflate: (body) => inflateSync(body, { maxOutputLength: MAX_BYTES }),
};

/** The JSON object in a request's body, unpacked; an empty body is an empty object. */
export function decodeJsonBody(request: LocalRequest): Record<string, unknown> {
  const decode = DECODERS[request.headers["content-encoding"] ?? "identity"];
  try {
    if (decode === undefined) throw new Error("unknown content encoding");
    const text = decode(request.body).toString();
    return objectSchema.parse(text === "" ? {} : JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ApiError(400, "invalid-request-body", `The request body is not usable: ${reason}`);
  }
}

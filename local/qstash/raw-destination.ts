import { decodeSegment } from "./api-request.ts";
import { toOptionHeaders, type OptionHeaders } from "./option-headers.ts";
import type { LocalRequest } from "../http-service.ts";

/**
 * The destination that follows `prefix` in the request target, exactly as it was written, and the
 * options of the request. Its query is the destination's own, save the options named in it.
 */
export function readRawDestination(
  request: LocalRequest,
  prefix: string,
): { destination: string; options: OptionHeaders } {
  const raw = request.target.slice(prefix.length);
  const mark = raw.indexOf("?");
  const path = mark === -1 ? raw : raw.slice(0, mark);
  const options: OptionHeaders = {};
  const own: string[] = [];
  for (const pair of mark === -1 ? [] : raw.slice(mark + 1).split("&")) {
    const [[name, value] = ["", ""]] = new URLSearchParams(pair);
    const lower = name.toLowerCase();
    if (lower.startsWith("upstash-")) options[lower] = value;
    else if (lower !== "qstash_token") own.push(pair);
  }
  const address = /^https?:\/\//i.test(path) ? path : decodeSegment(path);
  const query = own.length > 0 ? `?${own.join("&")}` : "";
  // The token let the request in; nothing after this needs it.
  const { authorization: _token, ...headers } = request.headers;
  return {
    destination: /^https?:\/\//i.test(address) ? `${address}${query}` : address,
    options: { ...options, ...toOptionHeaders(headers) },
  };
}

import type { IncomingHttpHeaders } from "node:http";

/** Headers of a publish by lower-case name; several values are joined by a comma. */
export type OptionHeaders = Record<string, string>;

/** Headers of one connection, which are made anew for the next. */
const NOT_FORWARDED = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
]);

export function toOptionHeaders(
  headers: IncomingHttpHeaders | Record<string, string | string[]>,
): OptionHeaders {
  const result: OptionHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    result[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return result;
}

/** What the destination gets of a publish's headers: its content type and the forwarded ones. */
export function deliveredHeaders(options: OptionHeaders): Record<string, string> {
  const delivered: Record<string, string> = {};
  const forwardAll = options["upstash-header-forward"] === "true";
  for (const [name, value] of Object.entries(options)) {
    const forwarded = forwardedName(name, forwardAll);
    if (forwarded !== undefined && !NOT_FORWARDED.has(forwarded)) delivered[forwarded] = value;
  }
  return delivered;
}

function forwardedName(name: string, forwardAll: boolean): string | undefined {
  if (name.startsWith("upstash-forward-")) return name.slice("upstash-forward-".length);
  if (name === "content-type") return name;
  // The bearer token of the publish is no business of the destination.
  const isOwn = name === "authorization" || name.startsWith("upstash-");
  return forwardAll && !isOwn ? name : undefined;
}

/** The options of a callback, renamed as if they were those of the publish itself. */
export function callbackOptions(options: OptionHeaders, prefix: string): OptionHeaders {
  const renamed: OptionHeaders = {};
  for (const [name, value] of Object.entries(options)) {
    if (name.startsWith(`${prefix}-`)) renamed[`upstash-${name.slice(prefix.length + 1)}`] = value;
  }
  return renamed;
}

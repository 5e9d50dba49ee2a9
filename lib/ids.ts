import { createHash } from "node:crypto";

/** Namespace of this project's derived ids; drawn once, never to change. */
const NAMESPACE = "6f6b1d1e-3c0a-5b58-9b6e-0e3c5f0f7a41";

/**
 * UUID version 5 of a kind and its natural key: the same fact always gets the same id,
 * so that a repeated scrape, sweep or replay cannot make a second event of it.
 */
export function derivedId(kind: string, ...naturalKey: (string | number)[]): string {
  const name = [kind, ...naturalKey].map(String).join("|");
  const hash = createHash("sha1")
    .update(Buffer.from(NAMESPACE.replaceAll("-", ""), "hex"))
    .update(name)
    .digest()
    .subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/** The id that ties together everything that ever happens to one video. */
export function videoCorrelationId(videoId: string): string {
  return derivedId("correlation", videoId);
}

/** SHA-256 of a value's canonical JSON (keys sorted), in hex. */
export function contentHash(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** JSON with sorted keys: the same text for the same value, however it was written. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([left], [right]) => (left < right ? -1 : 1));
    return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

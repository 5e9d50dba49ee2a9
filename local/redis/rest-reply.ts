import type { Reply } from "./resp-parser.ts";

export type RestReply = { result: unknown } | { error: string };

export function toRestReply(reply: Reply, encoding: BufferEncoding): RestReply {
  if (reply.kind === "error") return { error: reply.text };
  // The service leaves this one answer readable; the SDK counts on it.
  if (reply.kind === "status" && reply.text === "OK") return { result: "OK" };
  return { result: toJson(reply, encoding) };
}

function toJson(reply: Reply, encoding: BufferEncoding): unknown {
  switch (reply.kind) {
    case "integer":
      return reply.value;
    case "bulk":
      return reply.bytes === null ? null : reply.bytes.toString(encoding);
    case "array":
      return reply.items === null ? null : reply.items.map((item) => toJson(item, encoding));
    case "status":
    case "error":
      return Buffer.from(reply.text).toString(encoding);
  }
}

import type { ServerResponse } from "node:http";
import type { LocalResponse } from "../http-service.ts";
import type { RespConnection } from "./resp-connection.ts";
import type { Reply } from "./resp-parser.ts";

const OUTAGE_CHECK_MS = 100;

type SubscribeApi = {
  connect: () => Promise<RespConnection>;
  isOut: () => boolean;
  log: (message: string, fields?: Record<string, unknown>) => void;
};

/** Messages of channels or patterns as server-sent events, until the client goes away. */
export async function streamSubscription(
  wanted: { verb: "subscribe" | "psubscribe"; names: string[] },
  api: SubscribeApi,
): Promise<LocalResponse> {
  const connection = await api.connect();
  api.log(wanted.verb, { channels: wanted.names.length });
  return {
    status: 200,
    headers: { "content-type": "text/event-stream", "cache-control": "no-cache" },
    stream: (response) => {
      connection.onPush = (reply) => write(response, reply);
      connection.onClose = () => response.end();
      connection.start([wanted.verb.toUpperCase(), ...wanted.names]);
      const watch = setInterval(() => {
        if (api.isOut()) response.destroy();
      }, OUTAGE_CHECK_MS).unref();
      response.on("close", () => {
        clearInterval(watch);
        connection.close();
      });
    },
  };
}

function write(response: ServerResponse, reply: Reply): void {
  if (reply.kind !== "array") return;
  const text = (reply.items ?? []).map(toText).join(",");
  response.write(
    `${text
      .split("\n")
      .map((line) => `data: ${line}`)
      .join("\n")}\n\n`,
  );
}

function toText(reply: Reply): string {
  if (reply.kind === "bulk") return reply.bytes?.toString() ?? "";
  return reply.kind === "integer" ? String(reply.value) : "";
}

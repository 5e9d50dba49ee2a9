import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { faultRules, type FaultSwitch } from "./faults.ts";

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** A request with its body read. `path` is the raw, undecoded path without the query. */
export type LocalRequest = {
  method: string;
  /** Raw request target, exactly as it came over the wire. */
  target: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: Buffer;
};

export type LocalResponse = {
  status: number;
  headers?: Record<string, string | string[]>;
  /** A string or buffer goes out as it is, anything else as JSON; undefined is an empty body. */
  body?: unknown;
  /** Takes the answer over once its head is out, for one that goes on; `body` is then unused. */
  stream?: (response: ServerResponse) => void;
};

export type LocalHandler = (request: LocalRequest) => Promise<LocalResponse> | LocalResponse;

export type HttpService = { server: Server; port: number; url: string; close(): Promise<void> };

/**
 * Serves one handler on 127.0.0.1, with the service's faults applied around it and its fault
 * switch at `/_faults` (GET reads, PUT replaces, DELETE clears).
 */
export async function startHttpService(options: {
  port: number;
  faults: FaultSwitch;
  handle: LocalHandler;
}): Promise<HttpService> {
  const server = createServer((message, response) => {
    answer(message, response, options).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  // A listening TCP server always has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  { faults, handle }: { faults: FaultSwitch; handle: LocalHandler },
): Promise<void> {
  const request = await readRequest(message);
  if (request.path === "/_faults") return send(response, controlFaults(request, faults));
  if (faults.take("outage", request.path) || faults.take("drop", request.path)) {
    response.destroy();
    return;
  }
  const delay = faults.take("delay", request.path);
  if (delay) await sleep(delay.delayMs);
  const refusal = faults.take("status", request.path);
  if (refusal) return send(response, { status: refusal.status, body: { error: "fault switch" } });
  const result = await handle(request);
  if (faults.take("lose_answer", request.path)) {
    response.destroy();
    return;
  }
  send(response, result);
}

async function readRequest(message: IncomingMessage): Promise<LocalRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    const buffer = Buffer.from(chunk as Uint8Array);
    bytes += buffer.length;
    if (bytes > MAX_BODY_BYTES) throw new Error("request body over the stand-in's cap");
    chunks.push(buffer);
  }
  const target = message.url ?? "/";
  const mark = target.indexOf("?");
  return {
    method: message.method ?? "GET",
    target,
    path: mark === -1 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark === -1 ? "" : target.slice(mark + 1)),
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

function controlFaults(request: LocalRequest, faults: FaultSwitch): LocalResponse {
  if (request.method === "PUT") {
    const parsed = faultRules.safeParse(JSON.parse(request.body.toString() || "[]"));
    if (!parsed.success) return { status: 400, body: { error: parsed.error.message } };
    faults.set(parsed.data);
  }
  if (request.method === "DELETE") faults.set([]);
  return { status: 200, body: faults.list() };
}

function send(response: ServerResponse, result: LocalResponse): void {
  const raw = typeof result.body === "string" || Buffer.isBuffer(result.body);
  const headers = { ...result.headers };
  if (!raw && result.body !== undefined) headers["content-type"] ??= "application/json";
  response.writeHead(result.status, headers);
  if (result.stream) return result.stream(response);
  if (result.body === undefined) response.end();
  else response.end(raw ? result.body : JSON.stringify(result.body));
}

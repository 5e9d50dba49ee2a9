import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocketServer, type RawData, type WebSocket } from "ws";
import type { FaultSwitch } from "../faults.ts";
import { startHttpService, type HttpService } from "../http-service.ts";
import { createSqlEndpoint, type Upstream } from "./sql-endpoint.ts";

const HIGH_WATER_BYTES = 1024 * 1024;
const MAX_FRAME_BYTES = 64 * 1024 * 1024;
const COMMIT_TAG = Buffer.from("COMMIT\0");

/**
 * The two doors of the serverless driver on one port: a WebSocket at `/v1` or `/v2` that carries
 * one raw Postgres connection, and HTTP at `/sql`. Whatever address the driver names, the
 * connection goes to `upstream`. Fault `lose_answer` on `/v1` cuts the connection instead of
 * delivering the answer to a COMMIT.
 */
export async function startNeonProxy(options: {
  port: number;
  upstream: Upstream;
  faults: FaultSwitch;
}): Promise<HttpService> {
  const { port, upstream, faults } = options;
  const sql = createSqlEndpoint(upstream);
  const service = await startHttpService({
    port,
    faults,
    handle: (request) =>
      request.path === "/sql" && request.method === "POST"
        ? sql.handle(request)
        : { status: 404, body: { message: "no such door" } },
  });
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
  });
  service.server.on("upgrade", (request, socket, head) => {
    accept(request, socket, head).catch(() => socket.destroy());
  });

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on("error", () => socket.destroy());
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const refused = faults.take("outage", path) ?? faults.take("drop", path);
    if (refused !== undefined || !/^\/v[12]$/.test(path)) {
      socket.destroy();
      return;
    }
    const delay = faults.take("delay", path);
    if (delay !== undefined) await sleep(delay.delayMs);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const loses = (chunk: Buffer): boolean =>
        chunk.includes(COMMIT_TAG) && faults.take("lose_answer", path) !== undefined;
      bridge(webSocket, { upstream, loses });
    });
  }

  return {
    ...service,
    async close() {
      for (const webSocket of sockets.clients) webSocket.terminate();
      await service.close();
      await sql.close();
    },
  };
}

/** Copies bytes both ways until either side ends; neither side can run ahead of the other. */
function bridge(
  webSocket: WebSocket,
  { upstream, loses }: { upstream: Upstream; loses: (chunk: Buffer) => boolean },
): void {
  const socket = connect({ ...upstream, noDelay: true });
  webSocket.on("message", (data: RawData) => {
    if (socket.write(toBuffer(data))) return;
    webSocket.pause();
    socket.once("drain", () => webSocket.resume());
  });
  webSocket.on("close", () => socket.destroy());
  webSocket.on("error", () => socket.destroy());
  socket.on("data", (chunk: Buffer) => {
    if (loses(chunk)) {
      webSocket.terminate();
      return;
    }
    webSocket.send(chunk, () => {
      if (socket.isPaused()) socket.resume();
    });
    if (webSocket.bufferedAmount > HIGH_WATER_BYTES) socket.pause();
  });
  socket.on("error", () => webSocket.terminate());
  socket.on("close", () => webSocket.close());
}

function toBuffer(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}

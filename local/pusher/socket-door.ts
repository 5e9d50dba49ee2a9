import type { IncomingMessage, Server } from "node:http";
import { WebSocketServer, type RawData, type WebSocket } from "ws";
import type { FaultSwitch } from "../faults.ts";
import { Connection, type ConnectionContext } from "./connection.ts";
import { FrameOutlet } from "./frame-outlet.ts";

const MAX_FRAME_BYTES = 100 * 1024;
const WATCH_MS = 100;

export type SocketDoorOptions = {
  faults: FaultSwitch;
  context: ConnectionContext;
  /** Those that are open now, kept up to date here. */
  connections: Set<Connection>;
};

/** Lets WebSocket clients in at `/app/{key}`; during an outage it cuts those that are open. */
export function openSocketDoor(server: Server, options: SocketDoorOptions): { close(): void } {
  const { faults, context, connections } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  server.on("upgrade", (request: IncomingMessage, socket, head) => {
    const target = request.url ?? "";
    if (faults.take("outage", target) || faults.take("drop", target)) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => admit(client, target, options));
  });
  const watch = setInterval(() => {
    const now = Date.now();
    const isOut = faults
      .list()
      .some((rule) => rule.kind === "outage" && `/app/${context.app.key}`.includes(rule.path));
    for (const connection of connections) {
      if (isOut) connection.cut();
      else connection.watch(now);
    }
  }, WATCH_MS).unref();
  return {
    close: () => {
      clearInterval(watch);
      for (const connection of connections) connection.cut();
    },
  };
}

function admit(socket: WebSocket, target: string, options: SocketDoorOptions): void {
  const { faults, context, connections } = options;
  const connection = new Connection(socket, new FrameOutlet(socket, faults), context);
  socket.on("error", () => socket.terminate());
  const refusal = findHandshakeFlaw(target, context.app.key);
  if (refusal) {
    context.log("refused", { code: refusal.code });
    void connection.refuse(refusal.code, refusal.message);
    return;
  }
  connections.add(connection);
  socket.on("message", (data: RawData) => connection.hear(toText(data)));
  socket.on("close", (code) => {
    connections.delete(connection);
    context.channels.leaveAll(connection);
    context.log("disconnect", { socket_id: connection.socketId, code });
  });
  connection.greet();
  context.log("connect", { socket_id: connection.socketId });
}

function findHandshakeFlaw(target: string, key: string) {
  const url = new URL(target, "http://localhost");
  const [, room, wantedKey, ...rest] = url.pathname.split("/");
  if (room !== "app" || wantedKey === undefined || rest.join("") !== "") {
    return { code: 4005, message: "Path not found" };
  }
  if (wantedKey !== key) return { code: 4001, message: `App key ${wantedKey} not in this cluster` };
  const protocol = url.searchParams.get("protocol");
  if (protocol === null) return { code: 4008, message: "No protocol version supplied" };
  if (!/^\d+$/.test(protocol)) return { code: 4006, message: "Invalid version string format" };
  if (Number(protocol) < 5 || Number(protocol) > 7) {
    return { code: 4007, message: "Unsupported protocol version" };
  }
  return undefined;
}

function toText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return (Buffer.isBuffer(data) ? data : Buffer.from(data)).toString();
}

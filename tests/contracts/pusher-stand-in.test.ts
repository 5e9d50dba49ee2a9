import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Pusher from "pusher";
import type { Channel } from "pusher-js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { faultRule } from "#local/faults.ts";
import { type PusherOptions, startPusher } from "#local/pusher/start-pusher.ts";
import { pusherServiceAt } from "./pusher-service.ts";

let dataDir: string;
const closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "pusher-"));
});

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(options: Partial<PusherOptions> = {}) {
  const standIn = await startPusher({ port: 0, dataDir, log: () => undefined, ...options });
  const service = pusherServiceAt({ env: standIn.env, stop: () => standIn.close() });
  closers.push(() => service.close());
  return { standIn, service };
}

async function recordEvents(channel: Channel): Promise<string[]> {
  const seen: string[] = [];
  channel.bind_global((event: string) => {
    if (!event.startsWith("pusher")) seen.push(event);
  });
  await vi.waitFor(() => expect(channel.subscribed).toBe(true), 5000);
  return seen;
}

test("keeps its credentials over a restart", async () => {
  const first = await start();
  await first.standIn.close();
  const { standIn } = await start();
  const { PUSHER_PORT: _before, ...before } = first.standIn.env;
  expect(standIn.env).toMatchObject(before);
});

test("drops, doubles and swaps frames of one channel on demand", async () => {
  const { standIn, service } = await start();
  const seen = await recordEvents(service.connect().subscribe("shop-a"));
  const path = "frame:shop-a";
  standIn.faults.set([faultRule.parse({ kind: "drop", path, times: 1 })]);
  await service.server.trigger("shop-a", "lost", {});
  standIn.faults.set([faultRule.parse({ kind: "duplicate", path, times: 1 })]);
  await service.server.trigger("shop-a", "twice", {});
  const swap = faultRule.parse({ kind: "reorder", path, times: 1, delayMs: 60_000 });
  standIn.faults.set([swap]);
  await service.server.trigger("shop-a", "late", {});
  await service.server.trigger("shop-a", "early", {});
  await vi.waitFor(() => expect(seen).toEqual(["twice", "twice", "early", "late"]), 5000);
});

test("cuts open sockets during an outage, and clients come back after it", async () => {
  const { standIn, service } = await start();
  const client = service.connect();
  const channel = client.subscribe("shop-b");
  await recordEvents(channel);
  const firstSocket = client.connection.socket_id;
  const cut = vi.fn<() => void>();
  client.connection.bind("connecting", cut);
  // Over before the client tries again: after a failed try the SDK waits fifteen seconds.
  standIn.faults.set([faultRule.parse({ kind: "outage", forMs: 400 })]);
  await expect(service.server.trigger("shop-b", "e", {})).rejects.toThrow("Request failed");
  await vi.waitFor(() => expect(cut).toHaveBeenCalled(), 5000);
  await vi.waitFor(() => expect(client.connection.state).toBe("connected"), 5000);
  expect(client.connection.socket_id).not.toBe(firstSocket);
}, 15_000);

test("tells occupied and vacated by webhooks that the SDK accepts", async () => {
  const told: string[] = [];
  const app = { appId: "1", key: "", secret: "" };
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const rawBody = Buffer.concat(chunks).toString();
      const webhook = new Pusher({ ...app, cluster: "local" }).webhook({ headers, rawBody });
      if (webhook.isValid()) {
        told.push(...webhook.getEvents().map((event) => `${event.name} ${event.channel}`));
      }
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise((resolve) => receiver.close(() => resolve())));
  // A listening TCP server always has an address object.
  const { port } = receiver.address() as AddressInfo;
  const { standIn, service } = await start({
    webhookUrl: `http://127.0.0.1:${port}/`,
    vacatedDelayMs: 0,
  });
  app.key = standIn.env.PUSHER_KEY ?? "";
  app.secret = standIn.env.PUSHER_SECRET ?? "";
  const client = service.connect();
  await recordEvents(client.subscribe("shop-c"));
  client.disconnect();
  const expected = ["channel_occupied shop-c", "channel_vacated shop-c"];
  await vi.waitFor(() => expect(told).toEqual(expected), 5000);
});

test("pings a client that has gone silent", async () => {
  const { standIn } = await start({ activityTimeoutSeconds: 0.2 });
  const { PUSHER_KEY: key } = standIn.env;
  const socket = new WebSocket(`${standIn.url.replace("http", "ws")}/app/${key}?protocol=7`);
  const events: string[] = [];
  socket.on("message", (data: Buffer) => {
    events.push((JSON.parse(data.toString()) as { event: string }).event);
  });
  await vi.waitFor(() => expect(events).toContain("pusher:ping"), 5000);
  expect(events[0]).toBe("pusher:connection_established");
});

test("closes with the code of what is wrong with the address", async () => {
  const { standIn } = await start();
  const base = standIn.url.replace("http", "ws");
  const { PUSHER_KEY: key } = standIn.env;
  const codes = await Promise.all(
    ["/other", "/app/unknown?protocol=7", `/app/${key}`, `/app/${key}?protocol=99`].map(
      (path) =>
        new Promise((resolve) => {
          new WebSocket(base + path).on("close", resolve);
        }),
    ),
  );
  expect(codes).toEqual([4005, 4001, 4008, 4007]);
});

test("refuses client events above ten per second and where they are switched off", async () => {
  const { service } = await start();
  const client = service.connect();
  const errors: unknown[] = [];
  client.connection.bind("error", (error: unknown) => errors.push(error));
  const channel = client.subscribe("private-burst");
  await recordEvents(channel);
  const seen = await recordEvents(service.connect().subscribe("private-burst"));
  for (let sent = 0; sent < 12; sent += 1) channel.trigger("client-burst", {});
  await vi.waitFor(() => expect(errors.length + seen.length).toBe(12), 5000);
  expect(errors.length).toBeGreaterThanOrEqual(1);
  const { service: muted } = await start({ clientEvents: false });
  const refusals: unknown[] = [];
  const mutedClient = muted.connect();
  mutedClient.connection.bind("error", (error: unknown) => refusals.push(error));
  const mutedChannel = mutedClient.subscribe("private-muted");
  await recordEvents(mutedChannel);
  mutedChannel.trigger("client-x", {});
  await vi.waitFor(() => expect(refusals).toHaveLength(1), 5000);
}, 15_000);

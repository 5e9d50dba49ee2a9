import { createHash, createHmac, randomUUID } from "node:crypto";
import Pusher from "pusher";
import type { default as PusherClient, Channel, PresenceChannel } from "pusher-js";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openPusherService, type PusherService } from "./pusher-service.ts";

let service: PusherService;

beforeAll(async () => {
  service = await openPusherService();
});

afterAll(() => service.close());

function newName(prefix = "shop-"): string {
  return `${prefix}${randomUUID()}`;
}

async function subscribe(client: PusherClient, name: string): Promise<Channel> {
  const channel = client.subscribe(name);
  await new Promise<void>((resolve, reject) => {
    channel.bind("pusher:subscription_succeeded", () => resolve());
    channel.bind("pusher:subscription_error", reject);
  });
  return channel;
}

function record(channel: Channel): unknown[] {
  const seen: unknown[] = [];
  channel.bind_global((event: string, data: unknown) => {
    if (!event.startsWith("pusher")) seen.push([event, data]);
  });
  return seen;
}

describe("events", () => {
  test("reach every subscriber of their channels and nobody else, decoded and in order", async () => {
    const [first, second, other] = [newName(), newName(), newName()];
    const client = service.connect();
    const seen = record(await subscribe(client, first));
    const seenBySecond = record(await subscribe(service.connect(), second));
    const seenByOther = record(await subscribe(client, other));
    await service.server.trigger([first, second], "new_product", { video_id: "7", version: 1 });
    await service.server.trigger(first, "note", "plain text");
    const product = ["new_product", { video_id: "7", version: 1 }];
    await vi.waitFor(() => expect(seen).toEqual([product, ["note", "plain text"]]));
    await vi.waitFor(() => expect(seenBySecond).toEqual([product]));
    expect(seenByOther).toEqual([]);
  });

  test("skip the socket that caused them", async () => {
    const name = newName();
    const author = service.connect();
    const seenByAuthor = record(await subscribe(author, name));
    const seenByReader = record(await subscribe(service.connect(), name));
    const socket_id = author.connection.socket_id;
    await service.server.trigger(name, "mine", {}, { socket_id });
    await service.server.trigger(name, "last", {});
    await vi.waitFor(() => expect(seenByAuthor).toEqual([["last", {}]]));
    await vi.waitFor(() => expect(seenByReader).toHaveLength(2));
  });

  test("go out in batches of at most ten", async () => {
    const name = newName();
    const seen = record(await subscribe(service.connect(), name));
    const batch = Array.from({ length: 10 }, (_, at) => ({ channel: name, name: "e", data: at }));
    await service.server.triggerBatch(batch);
    await vi.waitFor(() => expect(seen).toEqual(batch.map((event, at) => [event.name, at])));
    const eleven = [...batch, { channel: name, name: "e", data: 11 }];
    await expect(service.server.triggerBatch(eleven)).rejects.toMatchObject({ status: 400 });
  });

  test("over ten kilobytes are refused with 413", async () => {
    const data = "x".repeat(10 * 1024 + 1);
    await expect(service.server.trigger(newName(), "big", data)).rejects.toMatchObject({
      status: 413,
    });
  });

  test("stop after unsubscribing", async () => {
    const name = newName();
    const client = service.connect();
    const seen = record(await subscribe(client, name));
    const marker = newName();
    const seenMarker = record(await subscribe(client, marker));
    client.unsubscribe(name);
    await untilOccupied(name, false);
    await service.server.trigger([name, marker], "after", {});
    await vi.waitFor(() => expect(seenMarker).toHaveLength(1));
    expect(seen).toEqual([]);
  });
});

describe("signatures", () => {
  test("of another secret are refused with 401", async () => {
    const { appId, key, apiUrl } = service;
    const { hostname, port } = new URL(apiUrl);
    const useTLS = apiUrl.startsWith("https");
    const forged = new Pusher({ appId, key, secret: "0".repeat(20), host: hostname, port, useTLS });
    await expect(forged.trigger(newName(), "e", {})).rejects.toMatchObject({ status: 401 });
  });

  test("cover the body, the time and the query", async () => {
    const body = JSON.stringify({ name: "e", data: "{}", channel: newName() });
    const now = Math.floor(Date.now() / 1000);
    const good = signedUrl(body, now);
    expect((await post(good, body)).status).toBe(200);
    expect((await post(good, body.replace('"e"', '"f"'))).status).toBe(401);
    expect((await post(`${good}&extra=1`, body)).status).toBe(401);
    expect((await post(signedUrl(body, now - 700), body)).status).toBe(401);
  });

  test("an unknown app key ends the connection for good", async () => {
    const stranger = service.connect({ key: "f".repeat(20) });
    const errors: unknown[] = [];
    stranger.connection.bind("error", (error: unknown) => errors.push(error));
    await vi.waitFor(() => expect(stranger.connection.state).toBe("disconnected"), 5000);
    expect(errors).toMatchObject([{ error: { data: { code: 4001 } } }]);
  });
});

describe("private channels", () => {
  test("let in who the app has signed in, and nobody with another signature", async () => {
    const name = newName("private-");
    const seen = record(await subscribe(service.connect(), name));
    const stranger = service.connect({ secret: "0".repeat(20) });
    const errors: unknown[] = [];
    stranger.connection.bind("error", (error: unknown) => errors.push(error));
    const refused = record(stranger.subscribe(name));
    await vi.waitFor(() => expect(errors).toHaveLength(1), 5000);
    await service.server.trigger(name, "secret", {});
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    expect(refused).toEqual([]);
    expect(stranger.connection.state).toBe("connected");
  });

  test("relay client events to the others, not to the sender", async () => {
    const name = newName("private-");
    const sender = await subscribe(service.connect(), name);
    const seenBySender = record(sender);
    const seen = record(await subscribe(service.connect(), name));
    expect(sender.trigger("client-typing", { by: 1 })).toBe(true);
    await vi.waitFor(() => expect(seen).toEqual([["client-typing", { by: 1 }]]));
    expect(seenBySender).toEqual([]);
  });
});

describe("presence channels", () => {
  test("tell who is there, who comes and who goes, once per user", async () => {
    const name = newName("presence-");
    const here = service.connect({ id: "ann", user_info: { name: "Ann" } });
    // Presence channels are what the SDK makes of names with this prefix.
    const channel = (await subscribe(here, name)) as PresenceChannel;
    const moves: unknown[] = [];
    channel.bind("pusher:member_added", (member: { id: string }) => moves.push(["in", member.id]));
    channel.bind("pusher:member_removed", (member: { id: string }) =>
      moves.push(["out", member.id]),
    );
    const guest = service.connect({ id: "bob" });
    await subscribe(guest, name);
    const secondTab = service.connect({ id: "bob" });
    const seenByTab = (await subscribe(secondTab, name)) as PresenceChannel;
    expect(seenByTab.members.count).toBe(2);
    expect(seenByTab.members.get("ann")).toEqual({ id: "ann", info: { name: "Ann" } });
    expect(await get(`/channels/${name}/users`)).toEqual({ users: [{ id: "ann" }, { id: "bob" }] });
    expect(await get(`/channels/${name}`, { info: "user_count" })).toMatchObject({
      occupied: true,
      user_count: 2,
    });
    const marker = newName();
    await subscribe(guest, marker);
    guest.disconnect();
    await untilOccupied(marker, false);
    expect(await get(`/channels/${name}/users`)).toEqual({ users: [{ id: "ann" }, { id: "bob" }] });
    expect(moves).toEqual([["in", "bob"]]);
    secondTab.disconnect();
    await vi.waitFor(
      () =>
        expect(moves).toEqual([
          ["in", "bob"],
          ["out", "bob"],
        ]),
      5000,
    );
  });
});

describe("cache channels", () => {
  test("give the last event to who comes later, and a miss when there was none", async () => {
    const name = newName("cache-");
    const misses: unknown[] = [];
    const early = service.connect().subscribe(name);
    early.bind("pusher:cache_miss", () => misses.push(name));
    await vi.waitFor(() => expect(misses).toHaveLength(1), 5000);
    await service.server.trigger(name, "first", { at: 1 });
    await service.server.trigger(name, "second", { at: 2 });
    const seen = record(service.connect().subscribe(name));
    await vi.waitFor(() => expect(seen).toEqual([["second", { at: 2 }]]), 5000);
  });
});

describe("users", () => {
  test("get what is sent to them after signing in, until they are cut off", async () => {
    const id = randomUUID();
    const client = service.connect({ id });
    const seen: unknown[] = [];
    client.user.bind("order", (data: unknown) => seen.push(data));
    client.signin();
    await vi.waitFor(async () => {
      await service.server.sendToUser(id, "order", { id: 1 });
      expect(seen.length).toBeGreaterThan(0);
    }, 5000);
    expect(seen[0]).toEqual({ id: 1 });
    await service.server.terminateUserConnections(id);
    await vi.waitFor(() => expect(client.connection.state).not.toBe("connected"), 5000);
  });
});

describe("questions", () => {
  test("list occupied channels by prefix, with counts where they exist", async () => {
    const prefix = `presence-${randomUUID()}`;
    await subscribe(service.connect({ id: "1" }), `${prefix}-a`);
    await subscribe(service.connect({ id: "2" }), `${prefix}-b`);
    const query = { filter_by_prefix: prefix, info: "user_count" };
    expect(await get("/channels", query)).toEqual({
      channels: { [`${prefix}-a`]: { user_count: 1 }, [`${prefix}-b`]: { user_count: 1 } },
    });
    expect(await get(`/channels/${newName()}`)).toMatchObject({ occupied: false });
  });

  test("that make no sense are refused with 400", async () => {
    const name = newName();
    await expect(get(`/channels/${name}/users`)).rejects.toMatchObject({ status: 400 });
    await expect(get(`/channels/${name}`, { info: "user_count" })).rejects.toMatchObject({
      status: 400,
    });
  });
});

async function get(path: string, params: Record<string, string> = {}): Promise<unknown> {
  return (await service.server.get({ path, params })).json();
}

async function untilOccupied(name: string, occupied: boolean): Promise<void> {
  await vi.waitFor(
    async () => expect(await get(`/channels/${name}`)).toMatchObject({ occupied }),
    5000,
  );
}

function signedUrl(body: string, timestampSeconds: number): string {
  const path = `/apps/${service.appId}/events`;
  const md5 = createHash("md5").update(body).digest("hex");
  const query = `auth_key=${service.key}&auth_timestamp=${timestampSeconds}&auth_version=1.0&body_md5=${md5}`;
  const signature = createHmac("sha256", service.secret)
    .update(`POST\n${path}\n${query}`)
    .digest("hex");
  return `${service.apiUrl}${path}?${query}&auth_signature=${signature}`;
}

function post(url: string, body: string): Promise<Response> {
  return fetch(url, { method: "POST", body, headers: { "content-type": "application/json" } });
}

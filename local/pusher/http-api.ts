import * as z from "zod";
import type { LocalRequest, LocalResponse } from "../http-service.ts";
import type { LocalLog } from "../stand-in.ts";
import type { AppCredentials } from "./app-credentials.ts";
import { isCached, isChannelName, isEncrypted, isPresence } from "./channel-name.ts";
import type { Channels } from "./channels.ts";
import { findRequestFlaw } from "./signatures.ts";

const MAX_EVENT_BYTES = 10 * 1024;

const channelName = z.string().refine(isChannelName, "Invalid channel name");
const socketId = z.string().regex(/^\d+\.\d+$/, "Invalid socket id");
const eventFields = {
  name: z.string().min(1).max(200),
  data: z.string(),
  socket_id: socketId.optional(),
  info: z.string().optional(),
};
const eventBody = z.object({
  ...eventFields,
  channel: channelName.optional(),
  channels: z.array(channelName).max(100).optional(),
});
const batchBody = z.object({
  batch: z
    .array(z.object({ ...eventFields, channel: channelName }))
    .min(1)
    .max(10),
});

type Trigger = Pick<z.infer<typeof eventBody>, "name" | "data" | "socket_id" | "info">;

export type HttpApi = {
  app: AppCredentials;
  channels: Channels;
  log: LocalLog;
  tellsCounts: boolean;
  /** Closes every connection that is signed in as this user. */
  terminateUser: (userId: string) => void;
};

/** Answered as plain text, as the service does. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The server-side API: events out, questions about channels and users. */
export function answerHttpApi(request: LocalRequest, api: HttpApi): LocalResponse {
  try {
    return { status: 200, body: route(request, api) };
  } catch (error) {
    const refusal = toRefusal(error);
    if (refusal === undefined) {
      api.log("failed", { error: String(error) });
      return { status: 500, body: "Internal error\n" };
    }
    api.log("refused", { path: request.path, status: refusal.status });
    const headers = { "content-type": "text/plain" };
    return { status: refusal.status, headers, body: `${refusal.message}\n` };
  }
}

function toRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof z.ZodError) return new Refusal(400, z.prettifyError(error));
  if (error instanceof SyntaxError) return new Refusal(400, "The body is not JSON");
  if (error instanceof URIError) return new Refusal(400, "The path is not encoded well");
  return undefined;
}

function route(request: LocalRequest, api: HttpApi): unknown {
  const [, apps, appId, kind, name, verb, ...rest] = request.path.split("/");
  if (apps !== "apps" || appId !== api.app.appId || rest.length > 0) {
    throw new Refusal(404, "Unknown app or path");
  }
  const flaw = findRequestFlaw(request, api.app, Date.now());
  if (flaw !== undefined) throw new Refusal(401, flaw);
  const operation = [kind, name === undefined ? "" : "*", verb ?? ""].join("/").replace(/\/+$/, "");
  switch (`${request.method} ${operation}`) {
    case "POST events":
      return triggerEvent(request, api);
    case "POST batch_events":
      return triggerBatch(request, api);
    case "GET channels":
      return listChannels(request, api);
    case "GET channels/*":
      return tellChannel(nameFrom(name), infoOf(request.query.get("info"), api), api);
    case "GET channels/*/users":
      return listUsers(nameFrom(name), api);
    case "POST users/*/terminate_connections":
      api.terminateUser(decodeURIComponent(name ?? ""));
      return {};
    default:
      throw new Refusal(404, "Unknown path");
  }
}

function triggerEvent(request: LocalRequest, api: HttpApi): unknown {
  const event = eventBody.parse(JSON.parse(request.body.toString()));
  const names = event.channels ?? (event.channel === undefined ? [] : [event.channel]);
  if (names.length === 0) throw new Refusal(400, "Missing required parameter: channels");
  if (names.length > 1 && names.some(isEncrypted)) {
    throw new Refusal(400, "An event to an encrypted channel goes to that channel alone");
  }
  const info = infoOf(event.info, api);
  if (info.has("user_count") && !names.every(isPresence)) throw userCountRefusal();
  for (const name of names) publish(name, event, api);
  if (event.info === undefined) return {};
  return {
    channels: Object.fromEntries(names.map((name) => [name, attributesOf(name, info, api)])),
  };
}

function triggerBatch(request: LocalRequest, api: HttpApi): unknown {
  const { batch } = batchBody.parse(JSON.parse(request.body.toString()));
  for (const event of batch) assertSize(event.data);
  for (const event of batch) publish(event.channel, event, api);
  if (batch.every((event) => event.info === undefined)) return {};
  return {
    batch: batch.map((event) => attributesOf(event.channel, infoOf(event.info, api), api)),
  };
}

function publish(channel: string, trigger: Trigger, api: HttpApi): void {
  assertSize(trigger.data);
  const event = { event: trigger.name, data: trigger.data };
  const sockets = api.channels.publish(channel, event, trigger.socket_id);
  api.log("event", { channel, event: trigger.name, sockets });
}

function assertSize(data: string): void {
  if (Buffer.byteLength(data) > MAX_EVENT_BYTES) {
    throw new Refusal(
      413,
      "The data content of this event exceeds the allowed maximum (10240 bytes)",
    );
  }
}

function listChannels(request: LocalRequest, api: HttpApi): unknown {
  const prefix = request.query.get("filter_by_prefix") ?? "";
  const info = infoOf(request.query.get("info"), api);
  if (info.has("user_count") && !isPresence(prefix)) throw userCountRefusal();
  const names = api.channels.names(prefix);
  return {
    channels: Object.fromEntries(names.map((name) => [name, attributesOf(name, info, api)])),
  };
}

function tellChannel(name: string, info: Set<string>, api: HttpApi): unknown {
  if (info.has("user_count") && !isPresence(name)) throw userCountRefusal();
  return {
    occupied: api.channels.subscriptionCount(name) > 0,
    ...attributesOf(name, info, api),
  };
}

function listUsers(name: string, api: HttpApi): unknown {
  if (!isPresence(name))
    throw new Refusal(400, "Users can only be retrieved for presence channels");
  return { users: api.channels.members(name).map((member) => ({ id: member.userId })) };
}

function attributesOf(name: string, info: Set<string>, api: HttpApi): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  if (info.has("user_count")) attributes.user_count = api.channels.members(name).length;
  if (info.has("subscription_count") && !isPresence(name)) {
    attributes.subscription_count = api.channels.subscriptionCount(name);
  }
  const cached = info.has("cache") && isCached(name) ? api.channels.cached(name) : undefined;
  if (cached) attributes.cache = { data: cached.data, ttl: cached.ttlSeconds };
  return attributes;
}

function infoOf(text: string | null | undefined, api: HttpApi): Set<string> {
  const info = new Set((text ?? "").split(",").filter((word) => word !== ""));
  if (info.has("subscription_count") && !api.tellsCounts) {
    throw new Refusal(
      400,
      "Cannot retrieve subscription counts unless enabled in the app settings",
    );
  }
  return info;
}

function nameFrom(segment: string | undefined): string {
  return channelName.parse(decodeURIComponent(segment ?? ""));
}

function userCountRefusal(): Refusal {
  return new Refusal(400, "user_count may only be requested for presence channels");
}

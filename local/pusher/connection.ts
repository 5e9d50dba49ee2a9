import { randomInt } from "node:crypto";
import type { WebSocket } from "ws";
import * as z from "zod";
import type { LocalLog } from "../stand-in.ts";
import type { AppCredentials } from "./app-credentials.ts";
import {
  isChannelName,
  isEncrypted,
  isPresence,
  needsAuth,
  userOfChannel,
} from "./channel-name.ts";
import type { Channels, Member, Subscriber } from "./channels.ts";
import type { FrameOutlet, OutFrame } from "./frame-outlet.ts";
import { findAuthFlaw } from "./signatures.ts";

const CLIENT_EVENTS_PER_SECOND = 10;
const MAX_EVENT_BYTES = 10 * 1024;
const MAX_USER_BYTES = 1024;
const PONG_MS = 30_000;

const incomingFrame = z.object({
  event: z.string().max(200),
  channel: z.string().optional(),
  data: z.unknown(),
});
const subscribeData = z.object({
  channel: z.string(),
  auth: z.string().optional(),
  channel_data: z.string().optional(),
});
const unsubscribeData = z.object({ channel: z.string() });
const signinData = z.object({ auth: z.string(), user_data: z.string().max(MAX_USER_BYTES) });
const userId = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(128));
const presenceData = z.object({ user_id: userId, user_info: z.unknown() });
const userData = z.object({ id: userId, user_info: z.unknown() });

type IncomingFrame = z.infer<typeof incomingFrame>;

export type ConnectionContext = {
  app: AppCredentials;
  channels: Channels;
  clientEvents: boolean;
  activityTimeoutSeconds: number;
  log: LocalLog;
};

/** One client on protocol 7: what it asks for, what it is refused, when it is gone. */
export class Connection implements Subscriber {
  readonly socketId = `${randomInt(1, 1_000_000)}.${randomInt(1, 1_000_000_000)}`;
  readonly #socket: WebSocket;
  readonly #outlet: FrameOutlet;
  readonly #context: ConnectionContext;
  #user: { id: string; info: unknown } | undefined;
  #heardAtMs = Date.now();
  #pingedAtMs: number | undefined;
  #clientEventsAtMs: number[] = [];

  constructor(socket: WebSocket, outlet: FrameOutlet, context: ConnectionContext) {
    this.#socket = socket;
    this.#outlet = outlet;
    this.#context = context;
  }

  get userId(): string | undefined {
    return this.#user?.id;
  }

  send(frame: OutFrame): void {
    this.#outlet.send(frame);
  }

  greet(): void {
    const data = JSON.stringify({
      socket_id: this.socketId,
      activity_timeout: this.#context.activityTimeoutSeconds,
    });
    this.send({ event: "pusher:connection_established", data });
  }

  /** Tells why, then closes with the code, by which clients decide whether to come back. */
  async refuse(code: number, message: string): Promise<void> {
    this.#sendError(code, message);
    await this.#outlet.flushed();
    this.#socket.close(code, message);
  }

  /** As a broken network would. */
  cut(): void {
    this.#socket.terminate();
  }

  hear(text: string): void {
    this.#heardAtMs = Date.now();
    this.#pingedAtMs = undefined;
    const frame = parseJson(incomingFrame, text);
    if (frame === undefined) return this.#sendError(null, "Invalid event");
    switch (frame.event) {
      case "pusher:ping":
        return this.send({ event: "pusher:pong", data: "{}" });
      case "pusher:pong":
        return;
      case "pusher:subscribe":
        return this.#subscribe(frame);
      case "pusher:unsubscribe":
        return this.#unsubscribe(frame);
      case "pusher:signin":
        return this.#signIn(frame);
      default:
        return this.#relay(frame);
    }
  }

  /** Pings a silent client, and gives up one that stays silent. */
  watch(nowMs: number): void {
    const silentMs = nowMs - this.#heardAtMs;
    if (this.#pingedAtMs !== undefined) {
      if (nowMs - this.#pingedAtMs < PONG_MS) return;
      void this.refuse(4201, "Pong reply not received in time");
      this.#pingedAtMs = nowMs;
    } else if (silentMs >= this.#context.activityTimeoutSeconds * 1000) {
      this.#pingedAtMs = nowMs;
      this.send({ event: "pusher:ping", data: "{}" });
    }
  }

  #subscribe(frame: IncomingFrame): void {
    const wanted = parseData(subscribeData, frame.data);
    if (wanted === undefined) return this.#sendError(null, "Invalid subscribe request");
    const { channel, auth = "", channel_data: channelData } = wanted;
    if (!isChannelName(channel)) {
      return this.#sendError(null, `Invalid channel name ${channel}`, channel);
    }
    const owner = userOfChannel(channel);
    if (owner !== undefined && owner !== this.userId) {
      return this.#sendError(null, `Not signed in as the user of ${channel}`, channel);
    }
    if (needsAuth(channel)) {
      const parts = [this.socketId, channel, ...(channelData === undefined ? [] : [channelData])];
      const flaw = findAuthFlaw(auth, parts.join(":"), this.#context.app);
      if (flaw !== undefined) return this.#sendError(null, flaw, channel);
    }
    let member: Member | undefined;
    if (isPresence(channel)) {
      member = this.#toMember(channelData);
      if (member === undefined) {
        return this.#sendError(null, "Invalid channel_data: a user_id is needed", channel);
      }
    }
    const outcome = this.#context.channels.join(this, channel, member);
    if (outcome === "already") {
      return this.#sendError(null, `Existing subscription to channel ${channel}`, channel);
    }
    if (outcome === "full") {
      return this.#sendError(4100, `Over the member limit of ${channel}`, channel);
    }
    this.#context.log("subscribe", { socket_id: this.socketId, channel });
  }

  #toMember(channelData: string | undefined): Member | undefined {
    if (channelData === undefined) {
      return this.#user && { userId: this.#user.id, userInfo: this.#user.info };
    }
    const parsed = parseJson(presenceData, channelData);
    return parsed && { userId: parsed.user_id, userInfo: parsed.user_info };
  }

  #unsubscribe(frame: IncomingFrame): void {
    const wanted = parseData(unsubscribeData, frame.data);
    if (wanted === undefined) return this.#sendError(null, "Invalid unsubscribe request");
    this.#context.channels.leave(this, wanted.channel);
    this.#context.log("unsubscribe", { socket_id: this.socketId, channel: wanted.channel });
  }

  #signIn(frame: IncomingFrame): void {
    const wanted = parseData(signinData, frame.data);
    const user = wanted && parseJson(userData, wanted.user_data);
    if (!wanted || !user) return this.#sendError(4009, "Invalid user data");
    const text = `${this.socketId}::user::${wanted.user_data}`;
    const flaw = findAuthFlaw(wanted.auth, text, this.#context.app);
    if (flaw !== undefined) {
      void this.refuse(4009, "Invalid signature of the user data");
      return;
    }
    this.#user = { id: user.id, info: user.user_info };
    const data = JSON.stringify({ user_data: wanted.user_data });
    this.send({ event: "pusher:signin_success", data });
    this.#context.log("signin", { socket_id: this.socketId, user_id: user.id });
  }

  #relay({ event, channel, data }: IncomingFrame): void {
    if (!event.startsWith("client-") || channel === undefined) {
      return this.#sendError(null, `Unknown event ${event}`);
    }
    const refusal = this.#findRelayFlaw(channel);
    if (refusal !== undefined) return this.#sendError(4301, refusal, channel);
    const text = typeof data === "string" ? data : JSON.stringify(data ?? null);
    if (Buffer.byteLength(text) > MAX_EVENT_BYTES) {
      return this.#sendError(4301, "The data of the client event is too large", channel);
    }
    if (!this.#context.channels.relay(this, channel, { event, data: text })) {
      return this.#sendError(4301, `Not subscribed to ${channel}`, channel);
    }
    this.#context.log("client event", { socket_id: this.socketId, channel, event });
  }

  #findRelayFlaw(channel: string): string | undefined {
    if (!this.#context.clientEvents) return "To send client events, enable them for the app";
    if (!needsAuth(channel) || isEncrypted(channel)) {
      return "Client events are only for private and presence channels";
    }
    const now = Date.now();
    this.#clientEventsAtMs = this.#clientEventsAtMs.filter((atMs) => now - atMs < 1000);
    if (this.#clientEventsAtMs.length >= CLIENT_EVENTS_PER_SECOND) {
      return "Client event rejected, over the rate limit";
    }
    this.#clientEventsAtMs.push(now);
    return undefined;
  }

  /** Belongs to the connection, not to the channel: the service names none in its errors. */
  #sendError(code: number | null, message: string, channel?: string): void {
    this.#context.log("refused", { socket_id: this.socketId, code, ...(channel && { channel }) });
    this.send({ event: "pusher:error", data: JSON.stringify({ code, message }) });
  }
}

function parseJson<Value>(schema: z.ZodType<Value>, text: string): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Clients send an object; text of JSON is accepted too. */
function parseData<Value>(schema: z.ZodType<Value>, data: unknown): Value | undefined {
  return typeof data === "string" ? parseJson(schema, data) : schema.safeParse(data).data;
}

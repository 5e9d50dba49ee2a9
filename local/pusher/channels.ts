import { isCached, isPresence } from "./channel-name.ts";
import type { OutFrame } from "./frame-outlet.ts";

const CACHED_EVENT_MS = 30 * 60 * 1000;
const MAX_MEMBERS = 100;

export type Member = { userId: string; userInfo: unknown };

/** One open socket, as far as channels are concerned. */
export type Subscriber = { socketId: string; send(frame: OutFrame): void };

export type ChannelEffect = {
  name: string;
  channel: string;
  user_id?: string;
} & Record<string, unknown>;

type Channel = { subscribers: Map<Subscriber, Member | undefined> };
type CachedEvent = { event: string; data: string; untilMs: number };

/** Who is subscribed to what. Effects are what the service's webhooks would tell. */
export class Channels {
  readonly #channels = new Map<string, Channel>();
  readonly #cache = new Map<string, CachedEvent>();
  readonly #onEffect: (effect: ChannelEffect) => void;
  readonly #tellsCounts: boolean;

  constructor(options: { onEffect: (effect: ChannelEffect) => void; tellsCounts: boolean }) {
    this.#onEffect = options.onEffect;
    this.#tellsCounts = options.tellsCounts;
  }

  join(subscriber: Subscriber, name: string, member?: Member): "joined" | "already" | "full" {
    const channel = this.#channels.get(name) ?? { subscribers: new Map() };
    if (channel.subscribers.has(subscriber)) return "already";
    const isNewMember = member !== undefined && !this.#isMember(channel, member.userId);
    if (isNewMember && this.members(name).length >= MAX_MEMBERS) return "full";
    this.#channels.set(name, channel);
    channel.subscribers.set(subscriber, member);
    if (channel.subscribers.size === 1) this.#onEffect({ name: "channel_occupied", channel: name });
    if (member && isNewMember) {
      this.#onEffect({ name: "member_added", channel: name, user_id: member.userId });
    }
    this.#greet(subscriber, name);
    if (member && isNewMember) {
      const data = JSON.stringify({ user_id: member.userId, user_info: member.userInfo });
      this.#sendTo(name, { event: "pusher_internal:member_added", data }, subscriber.socketId);
    }
    this.#tellCount(name);
    return "joined";
  }

  leave(subscriber: Subscriber, name: string): void {
    const channel = this.#channels.get(name);
    if (!channel?.subscribers.has(subscriber)) return;
    const member = channel.subscribers.get(subscriber);
    channel.subscribers.delete(subscriber);
    if (member && !this.#isMember(channel, member.userId)) {
      const data = JSON.stringify({ user_id: member.userId });
      this.#sendTo(name, { event: "pusher_internal:member_removed", data });
      this.#onEffect({ name: "member_removed", channel: name, user_id: member.userId });
    }
    if (channel.subscribers.size > 0) return this.#tellCount(name);
    this.#channels.delete(name);
    this.#onEffect({ name: "channel_vacated", channel: name });
  }

  leaveAll(subscriber: Subscriber): void {
    for (const [name, channel] of this.#channels) {
      if (channel.subscribers.has(subscriber)) this.leave(subscriber, name);
    }
  }

  /** Sends the event to all but the named socket; the number of sockets it went to. */
  publish(name: string, event: { event: string; data: string }, exceptSocketId?: string): number {
    if (isCached(name)) {
      this.#cache.set(name, { ...event, untilMs: Date.now() + CACHED_EVENT_MS });
    }
    return this.#sendTo(name, event, exceptSocketId);
  }

  /** An event from one subscriber to the others; false when it is not subscribed itself. */
  relay(from: Subscriber, name: string, event: { event: string; data: string }): boolean {
    const channel = this.#channels.get(name);
    if (!channel?.subscribers.has(from)) return false;
    const userId = channel.subscribers.get(from)?.userId;
    const author = userId === undefined ? {} : { user_id: userId };
    this.#sendTo(name, { ...event, ...author }, from.socketId);
    this.#onEffect({ name: "client_event", channel: name, ...event, ...author });
    return true;
  }

  names(prefix: string): string[] {
    return [...this.#channels.keys()].filter((name) => name.startsWith(prefix)).toSorted();
  }

  subscriptionCount(name: string): number {
    return this.#channels.get(name)?.subscribers.size ?? 0;
  }

  members(name: string): Member[] {
    const members = new Map<string, Member>();
    for (const member of this.#channels.get(name)?.subscribers.values() ?? []) {
      if (member) members.set(member.userId, members.get(member.userId) ?? member);
    }
    return [...members.values()];
  }

  cached(name: string): { event: string; data: string; ttlSeconds: number } | undefined {
    const cached = this.#cache.get(name);
    if (cached === undefined || cached.untilMs <= Date.now()) return undefined;
    const ttlSeconds = Math.ceil((cached.untilMs - Date.now()) / 1000);
    return { event: cached.event, data: cached.data, ttlSeconds };
  }

  #greet(subscriber: Subscriber, name: string): void {
    const members = this.members(name);
    const presence = {
      count: members.length,
      ids: members.map((member) => member.userId),
      hash: Object.fromEntries(members.map((member) => [member.userId, member.userInfo ?? null])),
    };
    const data = JSON.stringify(isPresence(name) ? { presence } : {});
    subscriber.send({ event: "pusher_internal:subscription_succeeded", channel: name, data });
    if (!isCached(name)) return;
    const cached = this.cached(name);
    if (cached) return subscriber.send({ event: cached.event, channel: name, data: cached.data });
    subscriber.send({ event: "pusher:cache_miss", channel: name });
    this.#onEffect({ name: "cache_miss", channel: name });
  }

  #tellCount(name: string): void {
    if (!this.#tellsCounts || isPresence(name)) return;
    const subscription_count = this.subscriptionCount(name);
    const data = JSON.stringify({ subscription_count });
    this.#sendTo(name, { event: "pusher_internal:subscription_count", data });
    this.#onEffect({ name: "subscription_count", channel: name, subscription_count });
  }

  #sendTo(name: string, frame: OutFrame, exceptSocketId?: string): number {
    let sent = 0;
    for (const subscriber of this.#channels.get(name)?.subscribers.keys() ?? []) {
      if (subscriber.socketId === exceptSocketId) continue;
      subscriber.send({ ...frame, channel: name });
      sent += 1;
    }
    return sent;
  }

  #isMember(channel: Channel, userId: string): boolean {
    return [...channel.subscribers.values()].some((member) => member?.userId === userId);
  }
}

import Pusher from "pusher";
import * as z from "zod";
import { shopChannel } from "../realtime/channels.ts";
import type { Push } from "../realtime/push.ts";
import { retry } from "../retry.ts";

export type PusherConfig = {
  appId: string;
  key: string;
  secret: string;
  cluster: string;
  endpoint: { host: string; port: number } | null;
};

const REQUEST_TIMEOUT_MS = 5_000;
/** A push is a hint that open pages also find by polling: it must not keep a delivery waiting for long. */
const SEND_BUDGET_MS = 8_000;

const channelList = z.object({
  channels: z.record(z.string(), z.object({ subscription_count: z.number().optional() })),
});

function openClient(config: PusherConfig): Pusher {
  return new Pusher({
    appId: config.appId,
    key: config.key,
    secret: config.secret,
    timeout: REQUEST_TIMEOUT_MS,
    ...(config.endpoint
      ? { host: config.endpoint.host, port: String(config.endpoint.port), useTLS: false }
      : { cluster: config.cluster, useTLS: true }),
  });
}

/** Signs one socket's wish to listen to one private channel; whether it may is the caller's to know. */
export function openChannelAuth(
  config: PusherConfig,
): (wish: { socketId: string; channel: string }) => { auth: string } {
  const pusher = openClient(config);
  return ({ socketId, channel }) => {
    const { auth } = pusher.authorizeChannel(socketId, channel);
    return { auth };
  };
}

export function openPush(config: PusherConfig): Push {
  const pusher = openClient(config);
  return {
    async send({ channel, event, data }) {
      await retry(() => pusher.trigger(channel, event, data), { budgetMs: SEND_BUDGET_MS });
    },
    async channelCounts() {
      const params = { filter_by_prefix: shopChannel("") };
      const response = await pusher.get({ path: "/channels", params });
      const { channels } = channelList.parse(await response.json());
      return Object.fromEntries(
        Object.entries(channels).map(([name, { subscription_count }]) => [
          name,
          subscription_count ?? 1,
        ]),
      );
    },
  };
}

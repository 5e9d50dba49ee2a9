import Pusher from "pusher";
import * as z from "zod";
import { shopChannel } from "../realtime/channels.ts";
import type { Push } from "../realtime/push.ts";

export type PusherConfig = {
  appId: string;
  key: string;
  secret: string;
  cluster: string;
  endpoint: { host: string; port: number } | null;
};

const REQUEST_TIMEOUT_MS = 5_000;

const channelList = z.object({
  channels: z.record(z.string(), z.object({ subscription_count: z.number().optional() })),
});

export function openPush(config: PusherConfig): Push {
  const pusher = new Pusher({
    appId: config.appId,
    key: config.key,
    secret: config.secret,
    timeout: REQUEST_TIMEOUT_MS,
    ...(config.endpoint
      ? { host: config.endpoint.host, port: String(config.endpoint.port), useTLS: false }
      : { cluster: config.cluster, useTLS: true }),
  });
  return {
    async send({ channel, event, data }) {
      await pusher.trigger(channel, event, data);
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

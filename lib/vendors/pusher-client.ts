import { SHOP_EVENTS, type ShopEventName } from "#lib/realtime/channels.ts";

/** How a browser reaches the service; an endpoint of its own is one without TLS, on this machine. */
export type SocketSettings = {
  key: string;
  cluster: string;
  endpoint: { host: string; port: number } | null;
};

export type SocketListener = {
  onMessage(event: ShopEventName, body: unknown): void;
  /** True once the channel is subscribed, false when the connection is lost or refused. */
  onUp(up: boolean): void;
};

/** Subscribes to a channel and keeps reconnecting until the returned function is called. */
export async function openSocket(
  settings: SocketSettings,
  channel: string,
  listener: SocketListener,
): Promise<() => void> {
  const { default: Pusher } = await import("pusher-js");
  const { key, cluster, endpoint } = settings;
  const pusher = new Pusher(key, {
    cluster,
    enabledTransports: endpoint ? ["ws"] : ["ws", "wss"],
    ...(endpoint ? { wsHost: endpoint.host, wsPort: endpoint.port, forceTLS: false } : {}),
  });
  pusher.connection.bind("state_change", ({ current }: { current: string }) => {
    if (current !== "connected") listener.onUp(false);
  });
  const subscription = pusher.subscribe(channel);
  subscription.bind("pusher:subscription_succeeded", () => listener.onUp(true));
  for (const event of SHOP_EVENTS)
    subscription.bind(event, (body: unknown) => listener.onMessage(event, body));
  return () => pusher.disconnect();
}

import { INGEST_PROGRESS, SHOP_EVENTS } from "#lib/realtime/channels.ts";

/** How a browser reaches the service; an endpoint of its own is one without TLS, on this machine. */
export type SocketSettings = {
  key: string;
  cluster: string;
  endpoint: { host: string; port: number } | null;
};

type Listener = {
  onMessage(): void;
  /** True once her channel is subscribed, false when the connection is lost or refused. */
  onUp(up: boolean): void;
};

const AUTH_PATH = "/api/pusher/auth";

/** Listens to a seller's own channel and to her shop's until the returned function is called. */
export async function listenToSeller(
  settings: SocketSettings,
  channels: readonly string[],
  listener: Listener,
): Promise<() => void> {
  const { default: Pusher } = await import("pusher-js");
  const { key, cluster, endpoint } = settings;
  const pusher = new Pusher(key, {
    cluster,
    enabledTransports: endpoint ? ["ws"] : ["ws", "wss"],
    channelAuthorization: { endpoint: AUTH_PATH, transport: "ajax" },
    ...(endpoint ? { wsHost: endpoint.host, wsPort: endpoint.port, forceTLS: false } : {}),
  });
  pusher.connection.bind("state_change", ({ current }: { current: string }) => {
    if (current !== "connected") listener.onUp(false);
  });
  for (const channel of channels) {
    const subscription = pusher.subscribe(channel);
    subscription.bind("pusher:subscription_succeeded", () => listener.onUp(true));
    for (const event of [INGEST_PROGRESS, ...SHOP_EVENTS])
      subscription.bind(event, () => listener.onMessage());
  }
  return () => pusher.disconnect();
}

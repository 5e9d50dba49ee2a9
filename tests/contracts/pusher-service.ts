import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Pusher from "pusher";
import PusherClient from "pusher-js";
import { startPusher } from "#local/pusher/start-pusher.ts";

type Credentials = { appId: string; key: string; secret: string };

type Identity = { id?: string; user_info?: object; key?: string; secret?: string };

export type PusherService = Credentials & {
  apiUrl: string;
  server: Pusher;
  /** A client whose private channels and user are signed with the secret; closed with the service. */
  connect(who?: Identity): PusherClient;
  close(): Promise<void>;
};

/** The real service when its keys are in the environment, otherwise the stand-in. */
export async function openPusherService(): Promise<PusherService> {
  const { PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, PUSHER_CLUSTER } = process.env;
  if (PUSHER_APP_ID && PUSHER_KEY && PUSHER_SECRET && PUSHER_CLUSTER) {
    const app = { appId: PUSHER_APP_ID, key: PUSHER_KEY, secret: PUSHER_SECRET };
    const place = { cluster: PUSHER_CLUSTER, useTLS: true };
    const apiUrl = `https://api-${PUSHER_CLUSTER}.pusher.com`;
    return serviceOf({ app, apiUrl, place, stop: () => Promise.resolve() });
  }
  const dataDir = await mkdtemp(join(tmpdir(), "pusher-"));
  const standIn = await startPusher({ port: 0, dataDir, log: () => undefined });
  return pusherServiceAt({
    env: standIn.env,
    stop: async () => {
      await standIn.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  });
}

/** The SDKs pointed at a stand-in by the variables it gave. */
export function pusherServiceAt(standIn: {
  env: Record<string, string>;
  stop: () => Promise<void>;
}): PusherService {
  const {
    PUSHER_APP_ID: appId = "",
    PUSHER_KEY: key = "",
    PUSHER_SECRET: secret = "",
  } = standIn.env;
  const {
    PUSHER_HOST: host = "",
    PUSHER_PORT: port = "",
    PUSHER_CLUSTER: cluster = "",
  } = standIn.env;
  return serviceOf({
    app: { appId, key, secret },
    apiUrl: `http://${host}:${port}`,
    place: { cluster, host, port },
    stop: standIn.stop,
  });
}

type Place = { cluster: string; useTLS?: boolean; host?: string; port?: string };

function serviceOf(options: {
  app: Credentials;
  apiUrl: string;
  place: Place;
  stop: () => Promise<void>;
}): PusherService {
  const { app, apiUrl, place, stop } = options;
  const server = new Pusher({ ...app, ...place, host: place.host ?? "" });
  const clients: PusherClient[] = [];
  const connect: PusherService["connect"] = (who = {}) => {
    const { id = "anonymous", user_info = {}, key = app.key, secret = app.secret } = who;
    const signer = new Pusher({ ...app, secret, cluster: place.cluster });
    const client = new PusherClient(key, {
      cluster: place.cluster,
      enabledTransports: ["ws"],
      forceTLS: place.useTLS ?? false,
      ...(place.host && { wsHost: place.host, wsPort: Number(place.port) }),
      channelAuthorization: {
        endpoint: "",
        transport: "ajax",
        customHandler: ({ socketId, channelName }, callback) => {
          const member = channelName.startsWith("presence-")
            ? { user_id: id, user_info }
            : undefined;
          callback(null, signer.authorizeChannel(socketId, channelName, member));
        },
      },
      userAuthentication: {
        endpoint: "",
        transport: "ajax",
        customHandler: ({ socketId }, callback) =>
          callback(null, signer.authenticateUser(socketId, { id, user_info })),
      },
    });
    clients.push(client);
    return client;
  };
  const close = async () => {
    for (const client of clients) client.disconnect();
    await stop();
  };
  return { ...app, apiUrl, server, connect, close };
}

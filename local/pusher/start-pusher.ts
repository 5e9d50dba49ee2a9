import { join } from "node:path";
import { keptJson } from "../kept-json.ts";
import { FaultSwitch } from "../faults.ts";
import { startHttpService } from "../http-service.ts";
import type { StandIn, StandInOptions } from "../stand-in.ts";
import { appCredentials, newAppCredentials } from "./app-credentials.ts";
import { Channels } from "./channels.ts";
import type { Connection } from "./connection.ts";
import { EffectWebhooks } from "./effect-webhooks.ts";
import { answerHttpApi } from "./http-api.ts";
import { sign } from "./signatures.ts";
import { openSocketDoor } from "./socket-door.ts";
import { WebhookSender } from "../webhook-sender.ts";

const WEBHOOK_RETRY_MS = 5 * 60 * 1000;

export type PusherOptions = StandInOptions & {
  faults?: FaultSwitch;
  /** Where channel events are told by signed webhooks; without it they are not. */
  webhookUrl?: string;
  /** Wait before an emptied channel or a gone member is told. */
  vacatedDelayMs?: number;
  /** Settings of the app that its owner switches in the real dashboard. */
  clientEvents?: boolean;
  subscriptionCounts?: boolean;
  /** Silence after which a client is pinged. */
  activityTimeoutSeconds?: number;
};

/** Pusher Channels: protocol 7 over WebSocket and the HTTP API, on one port. Keeps no state. */
export async function startPusher(
  options: PusherOptions,
): Promise<StandIn & { faults: FaultSwitch }> {
  const { dataDir, log, faults = new FaultSwitch(), subscriptionCounts = false } = options;
  const app = keptJson(join(dataDir, "credentials.json"), appCredentials, newAppCredentials);
  const webhooks = new EffectWebhooks(
    new WebhookSender({
      url: () => options.webhookUrl,
      headersFor: (body) => ({
        "x-pusher-key": app.key,
        "x-pusher-signature": sign(app.secret, body),
      }),
      faults,
      faultPath: "webhook:pusher",
      retryForMs: WEBHOOK_RETRY_MS,
      firstRetryMs: 500,
      log,
    }),
    options.vacatedDelayMs ?? 3000,
  );
  const channels = new Channels({
    onEffect: (effect) => webhooks.tell(effect),
    tellsCounts: subscriptionCounts,
  });
  const connections = new Set<Connection>();
  const terminateUser = (userId: string) => {
    for (const connection of connections) {
      if (connection.userId !== userId) continue;
      void connection.refuse(4009, "You got disconnected by the application");
    }
  };
  const service = await startHttpService({
    port: options.port,
    faults,
    handle: (request) =>
      answerHttpApi(request, {
        app,
        channels,
        log,
        tellsCounts: subscriptionCounts,
        terminateUser,
      }),
  });
  const door = openSocketDoor(service.server, {
    faults,
    connections,
    context: {
      app,
      channels,
      log,
      clientEvents: options.clientEvents ?? true,
      activityTimeoutSeconds: options.activityTimeoutSeconds ?? 120,
    },
  });
  const { hostname, port } = new URL(service.url);
  return {
    name: "pusher",
    url: service.url,
    env: {
      PUSHER_APP_ID: app.appId,
      PUSHER_KEY: app.key,
      PUSHER_SECRET: app.secret,
      PUSHER_CLUSTER: "local",
      PUSHER_HOST: hostname,
      PUSHER_PORT: port,
    },
    close: async () => {
      webhooks.close();
      door.close();
      await service.close();
    },
    faults,
  };
}

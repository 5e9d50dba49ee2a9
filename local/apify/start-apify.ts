import { randomBytes } from "node:crypto";
import { join } from "node:path";
import * as z from "zod";
import { keptJson } from "../kept-json.ts";
import { FaultSwitch } from "../faults.ts";
import { startHttpService } from "../http-service.ts";
import type { StandIn, StandInOptions } from "../stand-in.ts";
import { createApifyApi } from "./apify-api.ts";
import { checkFeed } from "./feed.ts";
import { RunMachine } from "./run-machine.ts";
import { RunStore } from "./run-store.ts";
import { WebhookSender } from "./webhook-sender.ts";

const credentials = z.strictObject({ token: z.string() });

export type ApifyOptions = StandInOptions & {
  /** `<handle>/items.json` and the media files beside it. */
  feedDir: string;
  faults?: FaultSwitch;
  /** How long a run takes from start to end. */
  runDurationMs?: number;
  /** First pause before a refused webhook is sent again; the real service's is a minute. */
  webhookRetryBaseMs?: number;
};

/**
 * Apify with the TikTok scraper over a feed folder. Rejects with a FeedError if the folder cannot
 * be played. PUT `/_outcome` with `{status, message?, rows?}`, or an array of these, decides how
 * the next runs end; PUT `/_bio` with `{handle, bio}` what a profile says of itself from then on.
 */
export async function startApify(
  options: ApifyOptions,
): Promise<StandIn & { faults: FaultSwitch }> {
  const { port, dataDir, feedDir, log, faults = new FaultSwitch() } = options;
  const { runDurationMs = 300, webhookRetryBaseMs = 500 } = options;
  const feed = await checkFeed(feedDir);
  log("feed read", feed);
  const { token } = keptJson(join(dataDir, "credentials.json"), credentials, () => ({
    token: `apify_api_${randomBytes(18).toString("hex")}`,
  }));
  const store = await RunStore.open(dataDir);
  const sender = new WebhookSender({ store, faults, retryBaseMs: webhookRetryBaseMs, log });
  const machine = new RunMachine({ store, sender, feedDir, runDurationMs, log });
  const stop = (): void => {
    machine.close();
    sender.close();
  };
  let url = "";
  try {
    const handle = createApifyApi({ token, feedDir, store, machine, url: () => url });
    const service = await startHttpService({ port, faults, handle });
    url = service.url;
    return {
      name: "apify",
      url,
      faults,
      env: {
        APIFY_BASE_URL: url,
        APIFY_TOKEN: token,
        APIFY_ACTOR_ID: "clockworks~tiktok-scraper",
      },
      async close() {
        stop();
        await service.close();
        await store.settle();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

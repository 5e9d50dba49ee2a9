import { randomUUID } from "node:crypto";
import { systemClock } from "../clock.ts";
import { getEnv } from "../env.ts";
import {
  type IngestionNotice,
  type IngestionPorts,
  ingestionSettings,
} from "../ingestion/ingestion-ports.ts";
import { INGEST_PROGRESS, sellerChannel } from "../realtime/channels.ts";
import { openScraper } from "../vendors/apify.ts";
import { openPush } from "../vendors/pusher.ts";
import { getDatabase, getLog } from "./database.ts";
import { once } from "./once.ts";
import { expireShop } from "./page-cache.ts";

export const getPush = once(() => openPush(getEnv().pusher));

export const getScraper = once(() => {
  const { apify, origin, protectionBypass } = getEnv();
  const webhookUrl = `${origin}/api/webhooks/apify`;
  return openScraper({ ...apify, protectionBypass, webhookUrl });
});

export const getIngestionPorts = once((): IngestionPorts => {
  return {
    db: getDatabase(),
    scraper: getScraper(),
    clock: systemClock,
    newId: randomUUID,
    log: getLog(),
    settings: ingestionSettings({ dailyRuns: getEnv().apify.dailyRuns }),
    notice: tell,
  };
});

/** A hint to look again; the page asks what there is to see. */
async function tell(notice: IngestionNotice): Promise<void> {
  if (notice.kind === "proved") return expireShop(notice);
  for (const sellerId of notice.sellerIds)
    await getPush().send({
      channel: sellerChannel(sellerId),
      event: INGEST_PROGRESS,
      data: { run_id: notice.runId },
    });
}

import { randomUUID } from "node:crypto";
import { systemClock } from "../clock.ts";
import { getEnv } from "../env.ts";
import { parseAllowedHosts } from "../media/allowed-hosts.ts";
import { followLink } from "../media/follow-link.ts";
import { openPortraitMaker } from "../media/make-portrait.ts";
import { drawClaimCode } from "../sellers/claim-code.ts";
import { parseHandle } from "../sellers/handle.ts";
import type { SellerPorts } from "../sellers/seller-ports.ts";
import { getDatabase, getLog } from "./database.ts";
import { once } from "./once.ts";
import { getScraper } from "./open-ingestion.ts";
import { expireShop } from "./page-cache.ts";

const SHARE_HOSTS = parseAllowedHosts("tiktok.com,*.tiktok.com");

/** A page that is being rendered may not; what it has changed is shown within half a minute. */
function expirePages(shop: { handle: string; sellerId: string }): void {
  try {
    expireShop(shop);
  } catch {
    getLog().info("pages.left_to_age", { seller_id: shop.sellerId });
  }
}

/** What signing up runs on in this process; nothing is opened before the first call. */
export const sellerPorts = once((): SellerPorts => {
  const { apify, mediaAllowedHosts } = getEnv();
  return {
    db: getDatabase(),
    clock: systemClock,
    newId: randomUUID,
    log: getLog(),
    scraper: getScraper(),
    dailyRuns: apify.dailyRuns,
    makePortrait: openPortraitMaker(mediaAllowedHosts),
    followShareLink: (url) =>
      followLink(url, { hosts: SHARE_HOSTS, isGoal: (each) => parseHandle(each) !== undefined }),
    drawClaimCode,
    expirePages,
  };
});

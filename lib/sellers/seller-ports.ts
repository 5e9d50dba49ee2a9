import type { Database } from "#db/client.ts";
import type { Clock } from "../clock.ts";
import type { Scraper } from "../ingestion/scraper.ts";
import type { Log } from "../log.ts";
import type { MakePortrait } from "../media/make-portrait.ts";
import type { FollowedLink } from "../media/follow-link.ts";

/** What signing up reaches outside itself. */
export type SellerPorts = {
  db: Database;
  clock: Clock;
  newId: () => string;
  log: Log;
  scraper: Scraper;
  dailyRuns: number;
  makePortrait: MakePortrait;
  /** Where a share link of TikTok's leads to. */
  followShareLink: (url: string) => Promise<FollowedLink>;
  drawClaimCode: () => string;
  /** Pages of a shop are rendered anew. */
  expirePages: (shop: { handle: string; sellerId: string }) => void;
};

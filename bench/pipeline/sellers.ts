import { randomUUID } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { sellerCursors } from "#db/schema/index.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { systemClock } from "#lib/clock.ts";
import { openShop } from "#lib/sellers/open-shop.ts";
import { readyPictures } from "../ready-parts.ts";
import { type FeedVideo, videosOf } from "./bench-feed.ts";

export type SellersVideo = FeedVideo & { sellerId: string };

/** Opens the shops of a round, due to be read, and records the pictures of all their videos to be. */
export async function openSellers(
  db: Database,
  handles: readonly string[],
): Promise<{ sellerIds: string[]; videos: SellersVideo[] }> {
  const sellerIds: string[] = [];
  const videos: SellersVideo[] = [];
  for (const handle of handles) {
    const { sellerId } = await openShop(
      { handle, phone: "+256790000000", country: "UG", name: handle },
      { db, clock: systemClock, newId: randomUUID },
    );
    sellerIds.push(sellerId);
    const own = videosOf(handle).map((video) => ({ ...video, sellerId }));
    videos.push(...own);
    await db.transaction(async (tx) => {
      for (const video of own)
        await recordPart(tx, {
          origin: { ...video, causationId: randomUUID() },
          part: {
            name: "thumbnail",
            rank: 2,
            sourceVersion: 1,
            value: readyPictures(video.videoId),
          },
          clock: systemClock,
        });
    });
  }
  return { sellerIds, videos };
}

/** Keeps the clock from reading the profiles of sellers whose videos come in another way. */
export async function leaveUnread(db: Database, sellerIds: string[]): Promise<void> {
  await db.orm
    .update(sellerCursors)
    .set({ nextPollAt: sql`now() + interval '1 day'` })
    .where(inArray(sellerCursors.sellerId, sellerIds));
}

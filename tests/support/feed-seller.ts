import { randomUUID } from "node:crypto";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { inject } from "vitest";
import { type Database, openDatabase } from "#db/client.ts";
import { systemClock } from "#lib/clock.ts";
import { parseEnv } from "#lib/env.ts";
import { askForRead } from "#lib/ingestion/ask-for-read.ts";
import { openPrivacy } from "#lib/privacy/open-privacy.ts";
import { openShop } from "#lib/sellers/open-shop.ts";
import { vouchForShop } from "#lib/sellers/vouch-for-shop.ts";
import { uniqueHandle, uniqueVideoId } from "./factories.ts";

const SAMPLES = path.resolve(import.meta.dirname, "../../local/feed");

/** A clip of the sample feed that a test's video shows. */
export type Clip = { handle: string; file: string; cover: string };

export type FeedVideo = { videoId: string; caption: string; clip: Clip | null; postedAt: Date };

export type FeedSeller = {
  handle: string;
  /** What the profile shows at its next read; later reads show the same until it is called again. */
  posts(videos: FeedVideo[]): Promise<void>;
};

export function feedVideo(caption: string, clip: Clip | null, hoursAgo = 1): FeedVideo {
  const postedAt = new Date(Date.now() - hoursAgo * 3_600_000);
  return { videoId: uniqueVideoId(), caption, clip, postedAt };
}

/** A seller with an open, proved shop and a profile in the feed that the scraper's stand-in serves. */
export async function createFeedSeller(db: Database): Promise<FeedSeller> {
  const { feedDir } = inject("app");
  const handle = uniqueHandle();
  const folder = path.join(feedDir, handle);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "items.json"), "[]");
  await openShop(
    { handle, phone: "+256772123456", country: "UG", name: "Test shop" },
    { db, clock: systemClock, newId: randomUUID },
  );
  await db.transaction((tx) => vouchForShop(tx, { handle, vouchedBy: "test", clock: systemClock }));
  return {
    handle,
    async posts(videos) {
      for (const { clip } of videos)
        if (clip !== null)
          for (const file of [clip.file, clip.cover])
            await copyFile(path.join(SAMPLES, clip.handle, file), path.join(folder, file));
      await writeFile(path.join(folder, "items.json"), JSON.stringify(videos.map(toItem(handle))));
    },
  };
}

/** An item of the scraper's form. */
const toItem = (handle: string) => (video: FeedVideo) => {
  return {
    id: video.videoId,
    text: video.caption,
    createTime: Math.floor(video.postedAt.getTime() / 1000),
    createTimeISO: video.postedAt.toISOString(),
    authorMeta: { name: handle, nickName: "Test shop", signature: "" },
    webVideoUrl: `https://www.tiktok.com/@${handle}/video/${video.videoId}`,
    mediaUrls: video.clip === null ? [] : [video.clip.file],
    videoMeta: {
      duration: 10,
      height: 1920,
      width: 1080,
      ...(video.clip === null ? {} : { coverUrl: video.clip.cover }),
    },
    diggCount: 1,
    shareCount: 1,
    commentCount: 1,
    hashtags: [],
    isSlideshow: false,
  };
};

/** The platform's clock calls now: the profile is read, and what it leads to goes on by itself. */
export async function ingest(db: Database, handle: string): Promise<void> {
  await askForRead(db, { handle, clock: systemClock });
  const { status } = await callClock("ingest");
  if (status !== 200) throw new Error(`the ingestion route answered ${status}`);
}

/** One beat of the platform's clock. */
export function callClock(task: "ingest" | "sweep"): Promise<Response> {
  const { origin, cronSecret } = inject("app");
  return fetch(`${origin}/api/cron/${task}`, {
    headers: { authorization: `Bearer ${cronSecret}` },
  });
}

export function openAppDatabase(): Database {
  const { databaseUrl, variables } = inject("app");
  const { privacy } = parseEnv(variables);
  const { personal } = openPrivacy(privacy, () => undefined);
  return openDatabase({ driver: "pg", url: databaseUrl }, () => undefined, personal);
}

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { type FlowJob, FlowProducer } from "bullmq";
import { inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { events, videos as videoTable } from "#db/schema/index.ts";
import { systemClock } from "#lib/clock.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { type AnyEvent, createEvent } from "#lib/events/event.ts";
import { derivedId, videoCorrelationId } from "#lib/ids.ts";
import { hears, stopChild } from "../child-words.ts";
import { captionOf } from "./bench-feed.ts";
import { PARENT_QUEUE, type WorkerOptions } from "./bullmq-queues.ts";
import { untilProducts, VIDEO_CONSUMERS } from "./progress.ts";
import type { RedisServer } from "./redis-server.ts";
import type { SellersVideo } from "./sellers.ts";

const PROGRAM = join(import.meta.dirname, "bullmq-worker.ts");
const START_TIMEOUT_MS = 30_000;
const CONCURRENCY = 10;

export type BullmqFlow = {
  worker: ChildProcess;
  /** Takes the videos through three jobs each; seconds from handing them in to the last result. */
  run(round: {
    sellerIds: string[];
    videos: SellersVideo[];
    stopped: AbortSignal;
  }): Promise<number>;
  stop(): Promise<void>;
};

type Databases = Pick<WorkerOptions, "databaseUrl" | "keysDatabaseUrl" | "masterKey">;

/** A flow of three jobs per video on the consumers of the app, one process of workers beside one of Redis. */
export async function startBullmqFlow(
  redis: RedisServer,
  { db, ...databases }: Databases & { db: Database },
): Promise<BullmqFlow> {
  const worker = fork(PROGRAM, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const producer = new FlowProducer({ connection: { host: "127.0.0.1", port: redis.port } });
  const stop = async () => {
    await producer.close();
    await stopChild(worker);
  };
  try {
    await hears(worker, "up", START_TIMEOUT_MS);
    const ready = hears(worker, "ready", START_TIMEOUT_MS);
    const options: WorkerOptions = {
      redisPort: redis.port,
      ...databases,
      concurrency: CONCURRENCY,
    };
    worker.send(options);
    await ready;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    worker,
    async run({ sellerIds, videos, stopped }) {
      const posted = await storeVideos(db, videos);
      const startedAt = Date.now();
      await producer.addBulk(posted.map(toFlow));
      await untilProducts(db, { sellerIds, videos: videos.length, stopped });
      const endedAt = await lastResultAt(db, sellerIds);
      // Nobody delivers what follows from these products; left there, it would count as open work.
      await db.orm.delete(events).where(inArray(events.sellerId, sellerIds));
      return (endedAt - startedAt) / 1000;
    },
    stop,
  };
}

function toFlow(event: AnyEvent): FlowJob {
  const options = { removeOnComplete: true, removeOnFail: true };
  return {
    name: PARENT_QUEUE,
    queueName: PARENT_QUEUE,
    opts: options,
    children: VIDEO_CONSUMERS.map((name) => ({
      name,
      queueName: name,
      data: event,
      opts: { ...options, attempts: 5 },
    })),
  };
}

/** Puts videos and their events where ingestion would have left them; the events count as published. */
async function storeVideos(db: Database, videos: readonly SellersVideo[]): Promise<AnyEvent[]> {
  const now = systemClock();
  await db.orm.insert(videoTable).values(
    videos.map(({ videoId, sellerId, handle }) => ({
      videoId,
      sellerId,
      caption: captionOf(videoId),
      hashtags: ["track", "kampala"],
      tracked: true,
      videoUrl: addressOf({ videoId, handle }),
      slideshowUrls: [],
      subtitleUrls: [],
      durationSeconds: 15,
      stats: { likes: 120, comments: 9, shares: 3 },
      postedAt: now,
      firstSeenAt: now,
      lastSeenAt: now,
    })),
  );
  const posted = videos.map((video) => ({ video, event: postedEvent(video) }));
  await db.transaction(async (tx) => {
    for (const { video, event } of posted)
      await appendEvent(tx, event, { sellerId: video.sellerId, videoId: video.videoId });
  });
  await markPublished(db);
  return posted.map(({ event }) => event);
}

/** The outbox must not hand to the app's queue what goes through the jobs. */
async function markPublished(db: Database): Promise<void> {
  await db.orm
    .update(events)
    .set({ publishedAt: sql`now()` })
    .where(isNull(events.publishedAt));
}

const addressOf = ({ videoId, handle }: { videoId: string; handle: string }) =>
  `https://www.tiktok.com/@${handle}/video/${videoId}`;

function postedEvent({ videoId, handle, sellerId }: SellersVideo): AnyEvent {
  return createEvent(
    "video.posted",
    {
      video_id: videoId,
      caption: captionOf(videoId),
      seller_handle: handle,
      video_url: addressOf({ videoId, handle }),
      timestamp: systemClock().toISOString(),
      metadata: { likes_count: 120, comments_count: 9, shares_count: 3, duration: 15 },
    },
    {
      source: "ingestion",
      correlationId: videoCorrelationId(videoId),
      eventId: derivedId("video.posted", sellerId, videoId, 1),
      clock: systemClock,
    },
  );
}

async function lastResultAt(db: Database, sellerIds: string[]): Promise<number> {
  const { rows } = await db.orm.execute<{ ms: number }>(sql`
    select extract(epoch from max(handled_at))::float8 * 1000 as ms from inbox
    join events using (event_id)
    where event_type = 'video.posted' and seller_id in ${sellerIds}`);
  return rows[0]?.ms ?? Number.NaN;
}

import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import type { AiReader } from "../captions/ai/caption-model.ts";
import { requestUpgrade } from "../captions/ai/request-upgrade.ts";
import { toCaptionPart } from "../captions/caption-part.ts";
import { readCaption } from "../captions/read-caption.ts";
import type { Clock } from "../clock.ts";
import { describeError } from "../errors.ts";
import { derivedId } from "../ids.ts";
import { findVideo, type StoredVideo } from "../ingestion/find-video.ts";
import type { Log } from "../log.ts";
import type { MadePictures, PictureMaker } from "../media/picture-maker.ts";
import { recordPart } from "./record-part.ts";
import { ASSEMBLY_TTL_HOURS } from "./statements.ts";

const { assemblies, productAi, videos } = schema;
const HOUR_MS = 60 * 60 * 1000;

export type DegradePorts = {
  db: Database;
  pictures: PictureMaker;
  ai: AiReader | null;
  clock: Clock;
  log: Log;
};

/**
 * Brings live what has waited a day for a worker: missing parts come from the rules and the
 * video's cover. Later results still win by rank. Returns how many videos became products.
 */
export async function degradeOverdue(
  ports: DegradePorts,
  { limit }: { limit: number },
): Promise<number> {
  const overdue = await findOverdue(ports, limit);
  let degraded = 0;
  for (const { videoId } of overdue) {
    const video = await findVideo(ports.db, videoId);
    if (video !== undefined && (await degrade(video, ports))) degraded += 1;
  }
  return degraded;
}

/** Starts from the videos, not the assemblies: when no worker ever answered there is no assembly. */
async function findOverdue({ db, clock }: DegradePorts, limit: number) {
  const before = new Date(clock().getTime() - ASSEMBLY_TTL_HOURS * HOUR_MS);
  return db.orm
    .select({ videoId: videos.videoId })
    .from(videos)
    .leftJoin(productAi, eq(productAi.videoId, videos.videoId))
    .leftJoin(assemblies, eq(assemblies.videoId, videos.videoId))
    .where(
      and(
        eq(videos.tracked, true),
        isNull(productAi.videoId),
        lt(sql`coalesce(${assemblies.createdAt}, ${videos.firstSeenAt})`, before),
      ),
    )
    .limit(limit);
}

async function degrade(video: StoredVideo, ports: DegradePorts): Promise<boolean> {
  const { db, ai, clock, log } = ports;
  const caption = toCaptionPart(readCaption(video.caption, { country: video.country }), {
    caption: video.caption,
    shopCurrency: video.currency,
  });
  const thumbnail = await coverOf(video, ports);
  const origin = {
    sellerId: video.sellerId,
    videoId: video.videoId,
    handle: video.handle,
    causationId: derivedId("degraded", video.videoId),
  };
  const recorded = await db.transaction(async (tx) => {
    await recordPart(tx, {
      origin,
      part: { name: "caption", rank: 1, sourceVersion: video.sourceVersion, value: caption },
      clock,
    });
    if (ai !== null) await requestUpgrade(tx, { ...origin, reason: "error" });
    return recordPart(tx, {
      origin,
      part: { name: "thumbnail", sourceVersion: 1, ...thumbnail },
      clock,
    });
  });
  log.warn("assembly.degraded", { video_id: video.videoId, pictures: thumbnail.value.from });
  return recorded.productVersion !== null;
}

/** The cover alone: what made a day of attempts at the video fail would fail again. */
async function coverOf(video: StoredVideo, { pictures }: DegradePorts): Promise<MadePictures> {
  try {
    return await pictures.make({ ...video, mediaUrl: null });
  } catch (error) {
    return {
      rank: 1,
      value: {
        from: "none",
        reason: describeError(error),
        pictures: [],
        dominantColors: [],
        metadata: {
          video_duration: video.durationSeconds ?? 0,
          frames_analyzed: 0,
          thumbnails_generated: 0,
          processing_time_ms: 0,
        },
      },
    };
  }
}

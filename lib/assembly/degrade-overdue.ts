import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
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
import { readFrameWords } from "./read-frame-words.ts";
import { recordPart } from "./record-part.ts";
import { ASSEMBLY_TTL_HOURS } from "./statements.ts";

const HOUR_MS = 60 * 60 * 1000;
/** Videos looked at for each one wanted: as many may fail before those after them have to wait. */
const TRIES_PER_VIDEO = 5;
const UNANSWERED_DAYS = 30;

export type DegradePorts = {
  db: Database;
  pictures: PictureMaker;
  ai: AiReader | null;
  clock: Clock;
  log: Log;
};

/**
 * Brings live what has waited a day for a worker: missing parts come from the rules and the
 * video's cover. Later results still win by rank. Makes at most `limit` products, of those that
 * have waited longest, and returns how many.
 */
export async function degradeOverdue(
  ports: DegradePorts,
  { limit }: { limit: number },
): Promise<number> {
  const overdue = await listOverdue(ports, limit * TRIES_PER_VIDEO);
  let degraded = 0;
  for (const { video_id: videoId } of overdue) {
    if (degraded === limit) break;
    if (await degradeOrTell(videoId, ports)) degraded += 1;
  }
  return degraded;
}

/** One video that cannot be degraded must not keep back the others. */
async function degradeOrTell(videoId: string, ports: DegradePorts): Promise<boolean> {
  try {
    const video = await findVideo(ports.db, videoId);
    return video !== undefined && (await degrade(video, ports));
  } catch (error) {
    ports.log.error("assembly.degrade_failed", { video_id: videoId, error: describeError(error) });
    return false;
  }
}

type Overdue = { video_id: string };

/**
 * Those with one part wait in an assembly; where no worker ever answered there is only the video.
 * The second look goes back a month alone, so that it does not grow with all that was ever sold.
 */
async function listOverdue({ db, clock }: DegradePorts, limit: number): Promise<Overdue[]> {
  const now = clock().getTime();
  const before = new Date(now - ASSEMBLY_TTL_HOURS * HOUR_MS).toISOString();
  const after = new Date(now - UNANSWERED_DAYS * 24 * HOUR_MS).toISOString();
  const { rows } = await db.orm.execute<Overdue>(sql`
    select v.video_id, v.tracked_since
    from assemblies a
      join videos v on v.video_id = a.video_id and v.seller_id = a.seller_id
    where a.state = 'pending' and a.expires_at < ${new Date(now).toISOString()}::timestamptz
      and v.tracked and v.tracked_since < ${before}::timestamptz
    union
    select v.video_id, v.tracked_since
    from videos v
    where v.tracked and v.tracked_since < ${before}::timestamptz
      and v.tracked_since > ${after}::timestamptz
      and not exists (select 1 from product_ai p
        where p.seller_id = v.seller_id and p.video_id = v.video_id)
      and not exists (select 1 from product_overrides o
        where o.seller_id = v.seller_id and o.video_id = v.video_id and o.purged_at is not null)
    order by tracked_since
    limit ${limit}`);
  return rows;
}

async function degrade(video: StoredVideo, ports: DegradePorts): Promise<boolean> {
  const { db, ai, clock, log } = ports;
  const reading = readCaption(video.caption, { country: video.country });
  const { country, currency: shopCurrency } = video;
  const caption = toCaptionPart(reading, { caption: video.caption, shopCurrency });
  const cover = await coverOf(video, ports);
  const thumbnail = readFrameWords(cover, { caption: reading, country, shopCurrency });
  const origin = {
    sellerId: video.sellerId,
    videoId: video.videoId,
    handle: video.handle,
    causationId: derivedId("degraded", video.videoId),
    source: "sweep",
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

import { inArray, sql } from "drizzle-orm";
import { defineStatement, type Transaction } from "#db/client.ts";
import { videos } from "#db/schema/index.ts";
import type { VideoRow } from "./plan-video.ts";

const { placeholder } = sql;

const upsertVideos = defineStatement((orm) =>
  orm
    .insert(videos)
    .select(
      sql`select video_id, seller_id, caption, hashtags, tracked, tracked_since, source_version, video_url,
        media_url, cover_url, slideshow_urls, subtitle_urls, duration_seconds, stats, posted_at,
        availability, hidden_with_profile, missed_reads, first_seen_at, last_seen_at
      from jsonb_to_recordset(${placeholder("rows")}::jsonb) as r(
        video_id text, seller_id uuid, caption text, hashtags text[], tracked boolean,
        tracked_since timestamptz, source_version int, video_url text, media_url text, cover_url text, slideshow_urls text[],
        subtitle_urls text[], duration_seconds float8, stats jsonb, posted_at timestamptz,
        availability video_availability, hidden_with_profile boolean, missed_reads int, first_seen_at timestamptz,
        last_seen_at timestamptz)`,
    )
    .onConflictDoUpdate({
      target: videos.videoId,
      set: {
        caption: sql`excluded.caption`,
        hashtags: sql`excluded.hashtags`,
        tracked: sql`excluded.tracked`,
        trackedSince: sql`excluded.tracked_since`,
        sourceVersion: sql`excluded.source_version`,
        videoUrl: sql`excluded.video_url`,
        mediaUrl: sql`excluded.media_url`,
        coverUrl: sql`excluded.cover_url`,
        slideshowUrls: sql`excluded.slideshow_urls`,
        subtitleUrls: sql`excluded.subtitle_urls`,
        durationSeconds: sql`excluded.duration_seconds`,
        stats: sql`excluded.stats`,
        availability: sql`excluded.availability`,
        hiddenWithProfile: sql`excluded.hidden_with_profile`,
        missedReads: sql`excluded.missed_reads`,
        lastSeenAt: sql`excluded.last_seen_at`,
      },
      setWhere: sql`${videos.sellerId} = excluded.seller_id`,
    })
    .prepare("videos_upsert"),
);

/** Stores the rows of one page in one statement. A video never changes its seller. */
export async function storeVideos(tx: Transaction, rows: readonly VideoRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.prepared(upsertVideos).execute({ rows: JSON.stringify(rows.map(toRecord)) });
}

/** What is known of these videos, by id, whoever they belong to. */
export async function findKnownVideos(
  tx: Transaction,
  videoIds: readonly string[],
): Promise<Map<string, VideoRow>> {
  if (videoIds.length === 0) return new Map();
  const rows = await tx.orm
    .select()
    .from(videos)
    .where(inArray(videos.videoId, [...videoIds]));
  return new Map(rows.map((row) => [row.videoId, row]));
}

function toRecord(row: VideoRow) {
  return {
    video_id: row.videoId,
    seller_id: row.sellerId,
    caption: row.caption,
    hashtags: row.hashtags,
    tracked: row.tracked,
    tracked_since: row.trackedSince,
    source_version: row.sourceVersion,
    video_url: row.videoUrl,
    media_url: row.mediaUrl,
    cover_url: row.coverUrl,
    slideshow_urls: row.slideshowUrls,
    subtitle_urls: row.subtitleUrls,
    duration_seconds: row.durationSeconds,
    stats: row.stats,
    posted_at: row.postedAt,
    availability: row.availability,
    hidden_with_profile: row.hiddenWithProfile,
    missed_reads: row.missedReads,
    first_seen_at: row.firstSeenAt,
    last_seen_at: row.lastSeenAt,
  };
}

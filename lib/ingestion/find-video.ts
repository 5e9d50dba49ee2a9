import { eq, sql } from "drizzle-orm";
import { defineStatement, type Queries } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";

const { sellers, shops, videos } = schema;

const selectVideo = defineStatement((orm) =>
  orm
    .select({
      sellerId: videos.sellerId,
      videoId: videos.videoId,
      handle: sellers.handle,
      country: sellers.country,
      currency: shops.currency,
      caption: videos.caption,
      hashtags: videos.hashtags,
      sourceVersion: videos.sourceVersion,
      mediaUrl: videos.mediaUrl,
      coverUrl: videos.coverUrl,
      slideshowUrls: videos.slideshowUrls,
      subtitleUrls: videos.subtitleUrls,
      durationSeconds: videos.durationSeconds,
    })
    .from(videos)
    .innerJoin(sellers, eq(sellers.id, videos.sellerId))
    .innerJoin(shops, eq(shops.sellerId, videos.sellerId))
    .where(eq(videos.videoId, sql.placeholder("videoId")))
    .prepare("video_find"),
);

/** A stored video with what of its seller matters for reading it; undefined once she is erased. */
export async function findVideo(db: Queries, videoId: string) {
  const [video] = await db.prepared(selectVideo).execute({ videoId });
  return video;
}

export type StoredVideo = NonNullable<Awaited<ReturnType<typeof findVideo>>>;

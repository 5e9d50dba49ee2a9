import { findThumbnailRank } from "#lib/assembly/find-thumbnail-rank.ts";
import { makeThumbnailPart } from "#lib/assembly/make-thumbnail-part.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import type { ConsumerDefinition, Effect } from "#lib/doors/consumer.ts";
import { askForRead } from "#lib/ingestion/ask-for-read.ts";
import { findVideo } from "#lib/ingestion/find-video.ts";

/** TikTok lets nobody exchange a posted video's pictures, so an edited caption makes no new ones. */
const PICTURES_VERSION = 1;

/** Takes the pictures of a product out of a posted video. */
export const thumbnailGenerator: ConsumerDefinition<"video.posted"> = {
  name: "thumbnail-generator",
  eventTypes: ["video.posted"],
  replay: "refused",
  refusal:
    "It fetches videos and stores pictures; what it has made is in the log, and `rebuild` makes the products of that.",
  async handle(event, { db, clock, log, pictures, ai }) {
    const video = await findVideo(db, event.payload.video_id);
    if (video === undefined) return () => Promise.resolve("erased");
    const { sellerId, videoId, handle } = video;
    if ((await findThumbnailRank(db, { sellerId, videoId })) === 2)
      return () => Promise.resolve("unchanged");
    const { rank, value, linkExpired } = await makeThumbnailPart(video, { db, pictures, ai, log });

    const effect: Effect = async (tx) => {
      const { eventId: causationId, correlationId } = event.metadata;
      const { changed } = await recordPart(tx, {
        origin: { sellerId, videoId, handle, causationId, correlationId },
        part: { name: "thumbnail", rank, sourceVersion: PICTURES_VERSION, value },
        clock,
      });
      // Once for each video: only its first stopgap changes anything, and a read brings fresh links.
      if (changed && rank === 1 && linkExpired) await askForRead(tx, { handle, clock });
      return changed ? "done" : "unchanged";
    };
    return effect;
  },
};

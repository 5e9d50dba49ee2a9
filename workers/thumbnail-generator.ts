import type { AssemblyKey, ThumbnailPart } from "#lib/assembly/part.ts";
import { findThumbnailRank } from "#lib/assembly/find-thumbnail-rank.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import type { ConsumerDefinition, Effect } from "#lib/doors/consumer.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { createEvent, type EventOf } from "#lib/events/event.ts";
import { derivedId } from "#lib/ids.ts";
import { findVideo } from "#lib/ingestion/find-video.ts";

/** TikTok lets nobody exchange a posted video's pictures, so an edited caption makes no new ones. */
const PICTURES_VERSION = 1;

/** Takes the pictures of a product out of a posted video. */
export const thumbnailGenerator: ConsumerDefinition<"video.posted"> = {
  name: "thumbnail-generator",
  eventTypes: ["video.posted"],
  async handle(event, { db, clock, pictures }) {
    const video = await findVideo(db, event.payload.video_id);
    if (video === undefined) return () => Promise.resolve("erased");
    const { sellerId, videoId, handle } = video;
    if ((await findThumbnailRank(db, { sellerId, videoId })) === 2)
      return () => Promise.resolve("unchanged");
    const { rank, value } = await pictures.make(video);

    const effect: Effect = async (tx) => {
      const { changed } = await recordPart(tx, {
        origin: { sellerId, videoId, handle, causationId: event.metadata.eventId },
        part: { name: "thumbnail", rank, sourceVersion: PICTURES_VERSION, value },
        clock,
      });
      if (!changed) return "unchanged";
      const payload = toPayload({ sellerId, videoId, handle, value, at: clock() });
      if (payload !== null) {
        const generated = createEvent("thumbnail.generated", payload, {
          source: "thumbnail-generator",
          correlationId: event.metadata.correlationId,
          causationId: event.metadata.eventId,
          eventId: derivedId("thumbnail.generated", sellerId, videoId, PICTURES_VERSION, rank),
          clock,
        });
        await appendEvent(tx, generated, { sellerId, videoId });
      }
      return "done";
    };
    return effect;
  },
};

/** Null without a single picture: the event promises at least one. */
function toPayload({
  value,
  ...of
}: AssemblyKey & { handle: string; value: ThumbnailPart; at: Date }):
  EventOf<"thumbnail.generated">["payload"] | null {
  const thumbnails = value.pictures.map((picture) => ({
    url: picture.variants.at(-1)?.url ?? "",
    width: picture.width,
    height: picture.height,
    timestamp: picture.atSeconds,
    position: picture.position,
  }));
  const [primary] = thumbnails;
  if (primary === undefined) return null;
  return {
    video_id: of.videoId,
    seller_handle: of.handle,
    thumbnails,
    primary_thumbnail: primary,
    processing_metadata: value.metadata,
    timestamp: of.at.toISOString(),
  };
}

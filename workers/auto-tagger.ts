import { recordPart } from "#lib/assembly/record-part.ts";
import { readCaption } from "#lib/captions/read-caption.ts";
import type { ConsumerDefinition, Effect } from "#lib/doors/consumer.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { createEvent } from "#lib/events/event.ts";
import { derivedId } from "#lib/ids.ts";
import { findVideo } from "#lib/ingestion/find-video.ts";

/** Files a posted video under tags and a category. */
export const autoTagger: ConsumerDefinition<"video.posted"> = {
  name: "auto-tagger",
  eventTypes: ["video.posted"],
  async handle(event, { db, clock }) {
    const video = await findVideo(db, event.payload.video_id);
    if (video === undefined) return () => Promise.resolve("erased");
    const { sellerId, videoId, handle, sourceVersion } = video;
    const reading = readCaption(withHashtags(video), { country: video.country });
    const value = {
      tags: reading.tags.value,
      category: reading.category.value,
      confidence: reading.category.confidence,
    };

    const effect: Effect = async (tx) => {
      const { changed } = await recordPart(tx, {
        origin: { sellerId, videoId, handle, causationId: event.metadata.eventId },
        part: { name: "tags", rank: 1, sourceVersion, value },
        clock,
      });
      if (!changed) return "unchanged";
      const generated = createEvent(
        "tags.generated",
        {
          video_id: videoId,
          seller_handle: handle,
          ...value,
          timestamp: clock().toISOString(),
        },
        {
          source: "auto-tagger",
          correlationId: event.metadata.correlationId,
          causationId: event.metadata.eventId,
          eventId: derivedId("tags.generated", sellerId, videoId, sourceVersion, 1),
          clock,
        },
      );
      await appendEvent(tx, generated, { sellerId, videoId });
      return "done";
    };
    return effect;
  },
};

/** The scraper lists hashtags that TikTok cut off the caption's end. */
function withHashtags({ caption, hashtags }: { caption: string; hashtags: string[] }): string {
  const missing = hashtags.filter(
    (tag) => !caption.toLowerCase().includes(`#${tag.toLowerCase()}`),
  );
  return [caption, ...missing.map((tag) => `#${tag}`)].join(" ");
}

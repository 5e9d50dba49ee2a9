import { recordPart } from "#lib/assembly/record-part.ts";
import { toCaptionPart } from "#lib/captions/caption-part.ts";
import { readCaption } from "#lib/captions/read-caption.ts";
import type { ConsumerDefinition, Effect } from "#lib/doors/consumer.ts";
import { appendEvent } from "#lib/events/append-events.ts";
import { createEvent } from "#lib/events/event.ts";
import { derivedId } from "#lib/ids.ts";
import { findVideo } from "#lib/ingestion/find-video.ts";
import { toMajor } from "#lib/money.ts";

/** Reads title, price, sizes and kind out of a posted video's caption. */
export const captionParser: ConsumerDefinition<"video.posted"> = {
  name: "caption-parser",
  eventTypes: ["video.posted"],
  async handle(event, { db, clock }) {
    const video = await findVideo(db, event.payload.video_id);
    if (video === undefined) return () => Promise.resolve("erased");
    const reading = readCaption(video.caption, { country: video.country });
    const value = toCaptionPart(reading, { caption: video.caption, shopCurrency: video.currency });
    const { sellerId, videoId, handle, sourceVersion } = video;

    const effect: Effect = async (tx) => {
      const { changed } = await recordPart(tx, {
        origin: { sellerId, videoId, handle, causationId: event.metadata.eventId },
        part: { name: "caption", rank: 1, sourceVersion, value },
        clock,
      });
      if (!changed) return "unchanged";
      const parsed = createEvent(
        "caption.parsed",
        {
          video_id: videoId,
          seller_handle: handle,
          title: value.title,
          price:
            value.priceMinor === null || value.currency === null
              ? null
              : toMajor({ minor: value.priceMinor, currency: value.currency }),
          sizes: value.sizes.length > 0 ? value.sizes.join(", ") : null,
          tags: value.tags,
          confidence_score: value.confidence,
          timestamp: clock().toISOString(),
        },
        {
          source: "caption-parser",
          correlationId: event.metadata.correlationId,
          causationId: event.metadata.eventId,
          eventId: derivedId("caption.parsed", sellerId, videoId, sourceVersion, 1),
          clock,
        },
      );
      await appendEvent(tx, parsed, { sellerId, videoId });
      return "done";
    };
    return effect;
  },
};

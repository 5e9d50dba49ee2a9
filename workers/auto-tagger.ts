import { findWords } from "#lib/assembly/find-words.ts";
import { recordPart } from "#lib/assembly/record-part.ts";
import { readCaption } from "#lib/captions/read-caption.ts";
import type { ConsumerDefinition, Effect } from "#lib/doors/consumer.ts";
import { findVideo } from "#lib/ingestion/find-video.ts";
import { tagProduct } from "#lib/tagging/tag-product.ts";

/** Files a posted video under tags and a category. */
export const autoTagger: ConsumerDefinition<"video.posted"> = {
  name: "auto-tagger",
  eventTypes: ["video.posted"],
  replay: "refused",
  refusal:
    "It would read the captions of today; what it has found is in the log, and `rebuild` makes the products of that.",
  async handle(event, { db, clock, subtitles }) {
    const video = await findVideo(db, event.payload.video_id);
    if (video === undefined) return () => Promise.resolve("erased");
    const { sellerId, videoId, handle, sourceVersion } = video;
    const { caption, hashtags, country } = video;
    const reading = readCaption(withHashtags(video), { country });
    const kept = (await findWords(db, video)).subtitles;
    // The caption parser reads them too; a caption that names its product needs no second download.
    const said =
      kept?.text ??
      (reading.productType === null ? (await subtitles.read(video.subtitleUrls)).join(" ") : "");
    const value = tagProduct({
      caption,
      hashtags,
      subtitles: said === "" ? null : said,
      // The pictures are another worker's: their colours join the tags when the parts are merged.
      colours: null,
      country,
      reading,
    });

    const effect: Effect = async (tx) => {
      const { eventId: causationId, correlationId } = event.metadata;
      const { changed } = await recordPart(tx, {
        origin: { sellerId, videoId, handle, causationId, correlationId },
        part: { name: "tags", rank: 1, sourceVersion, value },
        clock,
      });
      return changed ? "done" : "unchanged";
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

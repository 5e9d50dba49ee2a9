import { isCaptionSettled } from "#lib/assembly/is-caption-settled.ts";
import { toMergedCaptionPart, toMergedTagsPart } from "#lib/captions/ai/caption-parts.ts";
import { readWithAi } from "#lib/captions/ai/read-with-ai.ts";
import { recordReading } from "#lib/captions/ai/record-reading.ts";
import { isUpgradeReason, requestUpgrade } from "#lib/captions/ai/request-upgrade.ts";
import { toCaptionPart } from "#lib/captions/caption-part.ts";
import { gatherWords } from "#lib/captions/gather-words.ts";
import { readCaption } from "#lib/captions/read-caption.ts";
import type { ConsumerDefinition, Effect } from "#lib/doors/consumer.ts";
import { findVideo } from "#lib/ingestion/find-video.ts";

/** Reads title, price, sizes and kind out of a posted video's caption. */
export const captionParser: ConsumerDefinition<"video.posted"> = {
  name: "caption-parser",
  eventTypes: ["video.posted"],
  replay: "refused",
  refusal:
    "It may ask a paid model; what it has read is in the log, and `rebuild` makes the products of that.",
  async handle(event, { db, clock, log, ai, subtitles }) {
    const video = await findVideo(db, event.payload.video_id);
    if (video === undefined) return () => Promise.resolve("erased");
    // A replay never pays for what stands at the highest rank.
    if (ai !== null && (await isCaptionSettled(db, video)))
      return () => Promise.resolve("unchanged");
    const rules = readCaption(video.caption, { country: video.country });
    const words = await gatherWords({ video, rules }, { db, subtitles });
    const read = await readWithAi({ video, rules, words: words.forModel }, { db, ai, log });
    const options = {
      caption: video.caption,
      shopCurrency: video.currency,
      subtitles: words.subtitles,
    };
    const parts =
      read.kind === "ai"
        ? {
            rank: 2 as const,
            caption: toMergedCaptionPart(read, options),
            tags: toMergedTagsPart(read),
          }
        : { rank: 1 as const, caption: toCaptionPart(rules, options), tags: null };
    const { sellerId, videoId, handle, sourceVersion } = video;

    const effect: Effect = async (tx) => {
      const { eventId: causationId, correlationId } = event.metadata;
      const changed = await recordReading(tx, {
        origin: { sellerId, videoId, handle, causationId, correlationId },
        sourceVersion,
        ...parts,
        clock,
      });
      if (read.kind === "rules" && isUpgradeReason(read.why))
        await requestUpgrade(tx, { sellerId, videoId, reason: read.why });
      return changed ? "done" : "unchanged";
    };
    return effect;
  },
};

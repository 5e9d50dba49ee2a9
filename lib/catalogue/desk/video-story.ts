import type { Queries } from "#db/client.ts";
import { readTimeline, type TimelineEvent } from "#lib/events/event-timeline.ts";
import { videoCorrelationId } from "#lib/ids.ts";
import type { ProductKey } from "../get-product.ts";

/** What happened to a video, as words that a page has a sentence for. */
export const STORY_LINES = [
  "posted",
  "caption_edited",
  "caption_read",
  "pictures_taken",
  "no_pictures",
  "tags_found",
  "went_live",
  "improved",
  "you_changed",
  "you_showed",
  "you_hid",
  "you_deleted",
  "shown_again",
  "video_hidden",
  "step_failed",
] as const;
export type StoryLine = { at: Date; line: (typeof STORY_LINES)[number] };

type Line = StoryLine["line"];

const LINE_OF: Readonly<Record<string, { desk: Line; workers: Line }>> = {
  "video.posted": { desk: "posted", workers: "posted" },
  "content.updated": { desk: "caption_edited", workers: "caption_edited" },
  "caption.parsed": { desk: "caption_read", workers: "caption_read" },
  "thumbnail.generated": { desk: "pictures_taken", workers: "pictures_taken" },
  "content.metadata_updated": { desk: "no_pictures", workers: "no_pictures" },
  "tags.generated": { desk: "tags_found", workers: "tags_found" },
  "product.created": { desk: "went_live", workers: "went_live" },
  "product.updated": { desk: "you_changed", workers: "improved" },
  "product.deleted": { desk: "you_deleted", workers: "you_deleted" },
  "content.published": { desk: "you_showed", workers: "shown_again" },
  "content.archived": { desk: "you_hid", workers: "video_hidden" },
};

/** The story of one video of hers, the newest line first; what only machines care about is left out. */
export async function readVideoStory(
  db: Queries,
  { sellerId, videoId }: ProductKey,
): Promise<StoryLine[]> {
  const events = await readTimeline(db, videoCorrelationId(videoId));
  return events
    .filter((event) => event.sellerId === sellerId)
    .flatMap(linesOf)
    .toReversed();
}

function linesOf(event: TimelineEvent): StoryLine[] {
  const told = LINE_OF[event.eventType];
  const failed = event.deliveries.find(({ state }) => state === "failed");
  return [
    ...(told === undefined
      ? []
      : [{ at: event.occurredAt, line: event.source === "desk" ? told.desk : told.workers }]),
    ...(failed === undefined
      ? []
      : [{ at: failed.at ?? event.occurredAt, line: "step_failed" as const }]),
  ];
}

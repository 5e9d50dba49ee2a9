import type { Clock } from "../clock.ts";
import { type AnyEvent, createEvent } from "../events/event.ts";
import { derivedId, videoCorrelationId } from "../ids.ts";
import type { VideoPlan, VideoRow } from "./plan-video.ts";

const SOURCE = "ingestion";
const MAX_TITLE_LENGTH = 80;

/** In which run a video changed; with it a repeat of the same page gives the same event ids. */
export type Change = { runId: string; handle: string; clock: Clock };

/** The events that a video's plan calls for, in the order in which they happened. */
export function eventsOfPlan(plan: VideoPlan, change: Change): AnyEvent[] {
  const { row } = plan;
  const events: AnyEvent[] = [];
  if (plan.captionBefore !== null) events.push(contentUpdated(row, plan.captionBefore, change));
  if (plan.isPosted) events.push(videoPosted(row, change));
  if (plan.lostTag) events.push(contentArchived(row, "tag removed", change));
  if (plan.isVisibleAgain) events.push(contentPublished(row, change));
  return events;
}

/** A tracked video that shoppers must not be shown any more. */
export function contentArchived(row: VideoRow, reason: string, change: Change): AnyEvent {
  return createEvent(
    "content.archived",
    {
      contentId: row.videoId,
      contentType: "video",
      archivedBy: SOURCE,
      archivedAt: change.clock().toISOString(),
      reason,
    },
    originOf("content.archived", row, change),
  );
}

/** A second try at the pictures of a video: the same event all through the UTC day of its read. */
export function videoPostedForPictures(row: VideoRow, change: Change): AnyEvent {
  return videoPosted(row, change, ["pictures", row.lastSeenAt.toISOString().slice(0, 10)]);
}

function videoPosted(row: VideoRow, change: Change, occasion: string[] = []): AnyEvent {
  const { stats } = row;
  return createEvent(
    "video.posted",
    {
      video_id: row.videoId,
      caption: row.caption,
      seller_handle: change.handle,
      video_url: row.videoUrl,
      timestamp: change.clock().toISOString(),
      metadata: {
        likes_count: stats.likes,
        comments_count: stats.comments,
        shares_count: stats.shares,
        ...(row.durationSeconds === null ? {} : { duration: row.durationSeconds }),
        ...(row.coverUrl === null ? {} : { thumbnail_url: row.coverUrl }),
      },
    },
    {
      source: SOURCE,
      correlationId: videoCorrelationId(row.videoId),
      eventId: derivedId("video.posted", row.sellerId, row.videoId, row.sourceVersion, ...occasion),
      clock: change.clock,
    },
  );
}

function contentUpdated(row: VideoRow, captionBefore: string, change: Change): AnyEvent {
  return createEvent(
    "content.updated",
    {
      contentId: row.videoId,
      contentType: "video",
      changes: { caption: { oldValue: captionBefore, newValue: row.caption } },
      updatedBy: SOURCE,
      updatedAt: change.clock().toISOString(),
    },
    originOf("content.updated", row, change),
  );
}

/** A tracked video that shoppers may be shown again. */
export function contentPublished(row: VideoRow, change: Change): AnyEvent {
  return createEvent(
    "content.published",
    {
      contentId: row.videoId,
      contentType: "video",
      title: titleOf(row.caption),
      publishedBy: SOURCE,
      publishedAt: change.clock().toISOString(),
    },
    originOf("content.published", row, change),
  );
}

function originOf(type: string, row: VideoRow, { runId, clock }: Change) {
  return {
    source: SOURCE,
    correlationId: videoCorrelationId(row.videoId),
    eventId: derivedId(type, row.sellerId, row.videoId, row.sourceVersion, runId),
    clock,
  };
}

function titleOf(caption: string): string {
  const firstLine = caption.trim().split("\n", 1)[0] ?? "";
  return firstLine.slice(0, MAX_TITLE_LENGTH).toWellFormed();
}

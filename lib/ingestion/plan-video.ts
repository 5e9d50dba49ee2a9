import type { videos } from "#db/schema/index.ts";
import { isTracked } from "../captions/tracked.ts";
import type { ScrapedVideo } from "./scraper-item.ts";

export type VideoRow = typeof videos.$inferSelect;

/** What a read of a video means for us, beside its row. */
export type VideoPlan = {
  row: VideoRow;
  isNew: boolean;
  isEdited: boolean;
  /** The three consumers must look at this caption: it is new to them and carries the tag. */
  isPosted: boolean;
  /** Not posted, and the read shows where its pictures can be had: a second try could get them. */
  bringsMedia: boolean;
  /** The caption was public with us and reads differently now. */
  captionBefore: string | null;
  /** The shop must drop it although TikTok still shows it. */
  lostTag: boolean;
  /** The shop may show again what it had hidden. */
  isVisibleAgain: boolean;
};

type Seen = { sellerId: string; readAt: Date };

/** What to store of a video that a read shows, given the row that is known of it. Pure. */
export function planVideo(
  scraped: ScrapedVideo,
  { known, seen }: { known: VideoRow | undefined; seen: Seen },
): VideoPlan {
  if (known === undefined) return planNew(scraped, seen);
  const caption = scraped.caption ?? known.caption;
  const hashtags = scraped.hashtags ?? known.hashtags;
  const tracked = isTracked(caption, hashtags);
  const captionChanged = caption !== known.caption;
  const isEdited = captionChanged || tracked !== known.tracked;
  const wasVisible = known.tracked && known.availability === "public";
  return {
    row: {
      ...known,
      ...freshFields(scraped, known),
      caption,
      hashtags,
      tracked,
      trackedSince: tracked ? (known.trackedSince ?? seen.readAt) : null,
      sourceVersion: known.sourceVersion + (isEdited ? 1 : 0),
      availability: "public",
      hiddenWithProfile: false,
      missedReads: 0,
      lastSeenAt: seen.readAt,
    },
    isNew: false,
    isEdited,
    isPosted: tracked && isEdited,
    bringsMedia: tracked && !isEdited && hasMedia(scraped),
    captionBefore: captionChanged && known.tracked ? known.caption : null,
    lostTag: wasVisible && !tracked,
    isVisibleAgain: tracked && !wasVisible,
  };
}

function planNew(scraped: ScrapedVideo, { sellerId, readAt }: Seen): VideoPlan {
  const caption = scraped.caption ?? "";
  const hashtags = scraped.hashtags ?? [];
  const tracked = isTracked(caption, hashtags);
  return {
    row: {
      videoId: scraped.videoId,
      sellerId,
      caption,
      hashtags,
      tracked,
      trackedSince: tracked ? readAt : null,
      sourceVersion: 1,
      ...freshFields(scraped),
      postedAt: scraped.postedAt,
      availability: "public",
      hiddenWithProfile: false,
      missedReads: 0,
      firstSeenAt: readAt,
      lastSeenAt: readAt,
    },
    isNew: true,
    isEdited: false,
    isPosted: tracked,
    bringsMedia: false,
    captionBefore: null,
    lostTag: false,
    isVisibleAgain: false,
  };
}

function hasMedia({ mediaUrl, slideshowUrls }: ScrapedVideo): boolean {
  return mediaUrl !== null || slideshowUrls.length > 0;
}

/** Links expire, so the newest ones are kept; a read that shows none does not take the old away. */
function freshFields(scraped: ScrapedVideo, known?: VideoRow) {
  const { slideshowUrls, subtitleUrls } = scraped;
  return {
    videoUrl: scraped.videoUrl,
    mediaUrl: scraped.mediaUrl ?? known?.mediaUrl ?? null,
    coverUrl: scraped.coverUrl ?? known?.coverUrl ?? null,
    slideshowUrls: slideshowUrls.length > 0 ? slideshowUrls : (known?.slideshowUrls ?? []),
    subtitleUrls: subtitleUrls.length > 0 ? subtitleUrls : (known?.subtitleUrls ?? []),
    durationSeconds: scraped.durationSeconds ?? known?.durationSeconds ?? null,
    stats: scraped.stats,
  };
}

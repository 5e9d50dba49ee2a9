import { type AnyEvent, createEvent } from "../events/event.ts";
import { derivedId, videoCorrelationId } from "../ids.ts";
import { toMajor } from "../money.ts";
import type { AssemblyKey, CaptionPart, Part, Rank, TagsPart, ThumbnailPart } from "./part.ts";

/** Whose result it is, and which event asked for it. */
export type PartOrigin = AssemblyKey & {
  handle: string;
  causationId: string;
  /** The story that it belongs to, where that is not the video's own. */
  correlationId?: string;
  /** Who made it, where that is not the part's usual worker. */
  source?: string;
};

const USUAL_SOURCE: Record<Part["name"], string> = {
  caption: "caption-parser",
  thumbnail: "thumbnail-generator",
  tags: "auto-tagger",
};

type Accepted<Value> = { origin: PartOrigin; standing: Standing; value: Value; at: Date };
type Standing = { source: string; rank: Rank; sourceVersion: number };

/** What the log is told of a part that the assembly has taken: all of it, so that it can be taken again. */
export function partEvent({
  origin,
  part,
  at,
}: {
  origin: PartOrigin;
  part: Part;
  at: Date;
}): AnyEvent {
  const { rank, sourceVersion } = part;
  const standing = { source: origin.source ?? USUAL_SOURCE[part.name], rank, sourceVersion };
  const accepted = { origin, standing, at };
  if (part.name === "caption") return captionParsed({ ...accepted, value: part.value });
  if (part.name === "tags") return tagsGenerated({ ...accepted, value: part.value });
  return picturesFound({ ...accepted, value: part.value });
}

function captionParsed(accepted: Accepted<CaptionPart>) {
  const { value } = accepted;
  const { priceMinor, currency } = value;
  return createEvent(
    "caption.parsed",
    {
      ...subject(accepted),
      title: value.title,
      price:
        priceMinor === null || currency === null ? null : toMajor({ minor: priceMinor, currency }),
      sizes: value.sizes.length > 0 ? value.sizes.join(", ") : null,
      tags: value.tags,
      confidence_score: value.confidence,
      timestamp: accepted.at.toISOString(),
      ...kept(accepted),
    },
    envelope("caption.parsed", accepted),
  );
}

function tagsGenerated(accepted: Accepted<TagsPart>) {
  const { tags, category, confidence } = accepted.value;
  return createEvent(
    "tags.generated",
    {
      ...subject(accepted),
      tags,
      category,
      confidence,
      timestamp: accepted.at.toISOString(),
      ...kept(accepted),
    },
    envelope("tags.generated", accepted),
  );
}

/** thumbnail.generated promises a picture, so that there is none is told as a fact about the video. */
function picturesFound(accepted: Accepted<ThumbnailPart>) {
  const { value, at, standing, origin } = accepted;
  const thumbnails = value.pictures.map((picture) => ({
    url: picture.variants.at(-1)?.url ?? "",
    width: picture.width,
    height: picture.height,
    timestamp: picture.atSeconds,
    position: picture.position,
  }));
  const [primary] = thumbnails;
  if (primary === undefined)
    return createEvent(
      "content.metadata_updated",
      {
        contentId: origin.videoId,
        contentType: "video",
        changes: { pictures: { oldValue: null, newValue: 0 } },
        updatedBy: standing.source,
        updatedAt: at.toISOString(),
        ...kept(accepted),
      },
      envelope("content.metadata_updated", accepted),
    );
  return createEvent(
    "thumbnail.generated",
    {
      ...subject(accepted),
      thumbnails,
      primary_thumbnail: primary,
      processing_metadata: value.metadata,
      timestamp: at.toISOString(),
      ...kept(accepted),
    },
    envelope("thumbnail.generated", accepted),
  );
}

const subject = ({ origin }: Accepted<unknown>) => ({
  video_id: origin.videoId,
  seller_handle: origin.handle,
});

function kept<Value>({ origin, standing, value }: Accepted<Value>) {
  return {
    seller_id: origin.sellerId,
    rank: standing.rank,
    source_version: standing.sourceVersion,
    part: value,
  };
}

/** A caption version and rank is accepted once, so they make the id. */
function envelope(type: string, { origin, standing, at }: Accepted<unknown>) {
  const { sellerId, videoId, causationId } = origin;
  return {
    source: standing.source,
    correlationId: origin.correlationId ?? videoCorrelationId(videoId),
    causationId,
    eventId: partEventId(type, { sellerId, videoId, ...standing }),
    clock: () => at,
  };
}

export function partEventId(
  type: string,
  of: AssemblyKey & { sourceVersion: number; rank: number },
): string {
  return derivedId(type, of.sellerId, of.videoId, of.sourceVersion, of.rank);
}

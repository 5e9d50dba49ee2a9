import * as z from "zod";
import type { Queries, Transaction } from "#db/client.ts";
import type { Clock } from "../clock.ts";
import { AppError } from "../errors.ts";
import { appendEvent } from "../events/append-events.ts";
import { CATALOGUE } from "../events/catalogue/catalogue.ts";
import { acceptedPart } from "../events/catalogue/parts.ts";
import type { ExternalEvent } from "../events/external-events.ts";
import { isEventOf } from "../events/read-event.ts";
import { compareVersions } from "../events/versions.ts";
import { findVideo, type StoredVideo } from "../ingestion/find-video.ts";
import type { PictureMaker } from "../media/picture-maker.ts";
import { parseHandle } from "../sellers/handle.ts";
import { isOfOtherCaption, toExternalCaption } from "./external/external-caption.ts";
import { toExternalPictures } from "./external/external-pictures.ts";
import { toExternalTags } from "./external/external-tags.ts";
import { wrongField } from "./external/wrong-field.ts";
import { findThumbnailRank } from "./find-thumbnail-rank.ts";
import type { Part, Rank } from "./part.ts";
import { recordPart } from "./record-part.ts";

/** Whose parts another system may bring, and how they stand against our own. */
export type PartSender = {
  /** Null for the videos of every seller. */
  sellerId: string | null;
  rank: Rank;
};

/** `outranked` changed nothing: the assembly held the same or a better part. */
export type PartOutcome = "merged" | "outranked";

/** A part that is ready to be recorded; null where it is known beforehand that a better one stands. */
export type PreparedPart = { event: ExternalEvent; video: StoredVideo; part: Part | null };

type Preparing = { sender: PartSender; db: Queries; pictures: PictureMaker };

/**
 * The slow half of taking a part from another system, with no transaction open. Throws INVALID with
 * the wrong field, FORBIDDEN for another seller's video, RetryLaterError for a picture out of reach.
 */
export async function preparePart(
  event: ExternalEvent,
  { sender, db, pictures }: Preparing,
): Promise<PreparedPart> {
  const { payload } = event;
  const video = await findVideo(db, payload.video_id);
  if (video === undefined)
    throw wrongField(event, { path: "video_id", message: "No video of a shop has this id" });
  if (sender.sellerId !== null && sender.sellerId !== video.sellerId)
    throw new AppError("FORBIDDEN", "This key is for the videos of another seller.");
  if (parseHandle(payload.seller_handle) !== video.handle)
    throw wrongField(event, { path: "seller_handle", message: "Not the seller of this video" });
  return { event, video, part: await toPart(event, { video, rank: sender.rank, db, pictures }) };
}

type Setting = { video: StoredVideo; rank: Rank; db: Queries; pictures: PictureMaker };

async function toPart(event: ExternalEvent, setting: Setting): Promise<Part | null> {
  const { video, rank, db, pictures } = setting;
  if (isEventOf(event, "caption.parsed"))
    return isOfOtherCaption(event, video) ? null : toExternalCaption(event, { video, rank });
  if (isEventOf(event, "tags.generated")) return toExternalTags(event, { video, rank });
  // Nothing is fetched and encoded for pictures that could not win.
  const standing = await findThumbnailRank(db, video);
  return standing >= rank ? null : toExternalPictures(event, { video, rank, pictures });
}

/**
 * Records a part of another system and logs its event, in the caller's transaction. The event is the
 * one of that part: ours would tell the same fact twice.
 */
export async function acceptPart(
  tx: Transaction,
  { prepared, clock }: { prepared: PreparedPart; clock: Clock },
): Promise<PartOutcome> {
  const { video, part } = prepared;
  const event = withoutPart(prepared.event);
  const { sellerId, videoId, handle } = video;
  const { changed } =
    part === null
      ? { changed: false }
      : await recordPart(tx, {
          origin: { sellerId, videoId, handle, causationId: event.metadata.eventId },
          part,
          toEvent: (acceptedAt) => withPart(event, { sellerId, part, acceptedAt }),
          clock,
        });
  if (!changed) await appendEvent(tx, event, { sellerId, videoId });
  return changed ? "merged" : "outranked";
}

const OURS = Object.keys(acceptedPart(z.unknown()));

/** What an event says of an accepted part is ours to say, whatever its sender wrote there. */
function withoutPart(event: ExternalEvent): ExternalEvent {
  const own = Object.entries(event.payload).filter(([key]) => !OURS.includes(key));
  // Only optional fields were taken away.
  return { ...event, payload: Object.fromEntries(own) } as ExternalEvent;
}

/** The log keeps the part as it was taken, so that it can be taken again. */
function withPart(
  { metadata, payload }: ExternalEvent,
  { sellerId, part, acceptedAt }: { sellerId: string; part: Part; acceptedAt: Date },
): ExternalEvent {
  const { version } = CATALOGUE[metadata.eventType];
  const isOlder = compareVersions(metadata.eventVersion, version) < 0;
  const accepted = {
    seller_id: sellerId,
    rank: part.rank,
    source_version: part.sourceVersion,
    accepted_at: acceptedAt.toISOString(),
    part: part.value,
  };
  // The part was made of an event of this very type.
  return {
    metadata: { ...metadata, eventVersion: isOlder ? version : metadata.eventVersion },
    payload: { ...payload, ...accepted },
  } as ExternalEvent;
}

import type { EventOf } from "../../events/event.ts";
import type { StoredVideo } from "../../ingestion/find-video.ts";
import type { PictureMaker } from "../../media/picture-maker.ts";
import type { Part, Rank } from "../part.ts";
import { wrongField } from "./wrong-field.ts";

/** TikTok lets nobody exchange a posted video's pictures, so they have one version alone. */
const PICTURES_VERSION = 1;

type ThumbnailGenerated = EventOf<"thumbnail.generated">;

/**
 * Another system's pictures as the picture part: fetched from the hosts that media may come from,
 * looked at, encoded and stored anew, so that no shopper's phone ever asks a stranger's server.
 * Throws INVALID when one of them cannot be used, RetryLaterError when one is out of reach now.
 */
export async function toExternalPictures(
  event: ThumbnailGenerated,
  { video, rank, pictures }: { video: StoredVideo; rank: Rank; pictures: PictureMaker },
): Promise<Extract<Part, { name: "thumbnail" }>> {
  const given = inOrder(event);
  const { value } = await pictures.make({
    sellerId: video.sellerId,
    videoId: video.videoId,
    mediaUrl: null,
    coverUrl: null,
    slideshowUrls: given.map(({ url }) => url),
    durationSeconds: video.durationSeconds,
  });
  if (value.pictures.length !== given.length)
    throw wrongField(event, {
      path: "thumbnails",
      message: `Not every picture can be used (${value.reason ?? "unreadable"})`,
    });
  const isFromVideo = given.every(({ timestamp }) => timestamp !== null);
  return {
    name: "thumbnail",
    rank,
    sourceVersion: PICTURES_VERSION,
    value: {
      ...value,
      from: isFromVideo ? "video" : "slideshow",
      pictures: value.pictures.map((picture, position) => ({
        ...picture,
        atSeconds: given[position]?.timestamp ?? null,
      })),
      metadata: event.payload.processing_metadata,
    },
  };
}

/** The primary picture first, then the others by their position, each address once. */
function inOrder({ payload }: ThumbnailGenerated) {
  const all = [
    payload.primary_thumbnail,
    ...payload.thumbnails.toSorted((left, right) => left.position - right.position),
  ];
  return [...new Map(all.map((picture) => [picture.url, picture])).values()].slice(0, 5);
}

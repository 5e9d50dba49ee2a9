import { createHash } from "node:crypto";
import { systemClock } from "../clock.ts";
import { RetryLaterError } from "../errors.ts";
import { DEFAULT_RETRY } from "../retry.ts";
import { parseAllowedHosts } from "./allowed-hosts.ts";
import { type BlobStore, picturesFolder } from "./blob-store.ts";
import { createFetchMedia } from "./fetch-media.ts";
import { makePictures, type PicturePorts } from "./make-pictures.ts";
import type { MadePictures, PictureMaker, PictureSources } from "./picture-maker.ts";
import type { MadePicture, PicturesOutcome } from "./picture-outcome.ts";
import { createProcessFrameSource } from "./process-frame-source.ts";
import { createProcessWordReader } from "./words/process-word-reader.ts";

const RETRY_AFTER_SECONDS = 60;

type Pictures = Extract<PicturesOutcome, { kind: "pictures" }>;

/** Makes a product's pictures with the decoders at hand and puts them where shoppers load them from. */
export function openPictureMaker(config: {
  blobs: BlobStore;
  /** Hosts that media may be fetched from, as `parseAllowedHosts` reads them. */
  allowedHosts: string;
  /** Folder that holds `lib/media` and `node_modules`, as deployed. */
  projectFolder: string;
}): PictureMaker {
  const { blobs, projectFolder } = config;
  const ports: PicturePorts = {
    fetchMedia: createFetchMedia({
      allowedHosts: parseAllowedHosts(config.allowedHosts),
      retry: DEFAULT_RETRY,
    }),
    frames: [
      createProcessFrameSource({ decoder: "native", projectFolder }),
      createProcessFrameSource({ decoder: "wasm", projectFolder }),
    ],
    words: createProcessWordReader({ projectFolder }),
    clock: systemClock,
  };
  return {
    async make(sources) {
      const outcome = await makePictures(
        {
          videoUrl: sources.mediaUrl,
          coverUrl: sources.coverUrl,
          slideshowUrls: sources.slideshowUrls,
          durationSeconds: sources.durationSeconds,
          ...(sources.pages === undefined ? {} : { pages: sources.pages }),
          glimpses: sources.glimpses ?? 0,
        },
        ports,
      );
      refuseWhatMayWorkLater(outcome);
      const linkExpired = outcome.problems.some(
        ({ source, kind }) => kind === "gone" && source !== "cover",
      );
      if (outcome.kind !== "pictures")
        return { ...withoutPictures(outcome.reason, sources), linkExpired };
      const folder = picturesFolder(sources.sellerId) + sources.videoId;
      return { ...(await store(outcome, { blobs, folder })), linkExpired };
    },
  };
}

/** What is made of less because something better was out of reach for a moment would stay for good. */
function refuseWhatMayWorkLater({ problems }: PicturesOutcome): void {
  const late = problems.find(({ kind }) => kind === "unavailable");
  if (late !== undefined)
    throw new RetryLaterError(`${late.source}: ${late.reason}`, RETRY_AFTER_SECONDS);
}

function withoutPictures(reason: string, { durationSeconds }: PictureSources): MadePictures {
  return {
    rank: 1,
    value: {
      from: "none",
      reason,
      pictures: [],
      dominantColors: [],
      metadata: {
        video_duration: durationSeconds ?? 0,
        frames_analyzed: 0,
        thumbnails_generated: 0,
        processing_time_ms: 0,
      },
    },
  };
}

async function store(
  made: Pictures,
  { blobs, folder }: { blobs: BlobStore; folder: string },
): Promise<MadePictures> {
  const preview = await put(blobs, {
    folder,
    name: "preview.jpg",
    body: made.previewJpeg,
    contentType: "image/jpeg",
  });
  const pictures = [];
  for (const picture of made.pictures)
    pictures.push({
      position: picture.position,
      width: picture.width,
      height: picture.height,
      atSeconds: picture.atSeconds,
      variants: await putVariants(picture, { blobs, folder }),
      previewUrl: picture.position === 0 ? preview : null,
      placeholder: picture.placeholder,
    });
  return {
    rank: made.source === "cover" ? 1 : 2,
    words: made.words,
    glimpses: made.glimpses,
    value: {
      from: made.source,
      reason: made.problems[0] ? `${made.problems[0].source}: ${made.problems[0].reason}` : null,
      pictures,
      dominantColors: made.colours.map(({ hex }) => hex),
      namedColours: made.colours,
      metadata: made.metadata,
    },
  };
}

function putVariants(
  picture: MadePicture,
  { blobs, folder }: { blobs: BlobStore; folder: string },
) {
  return Promise.all(
    picture.variants.map(async ({ width, height, webp }) => ({
      width,
      height,
      bytes: webp.length,
      url: await put(blobs, {
        folder,
        name: `${width}.webp`,
        body: webp,
        contentType: "image/webp",
      }),
    })),
  );
}

/** The content's hash in the path makes an address that never has to be renewed. */
async function put(
  blobs: BlobStore,
  file: { folder: string; name: string; body: Buffer; contentType: string },
): Promise<string> {
  const hash = createHash("sha256").update(file.body).digest("hex").slice(0, 20);
  const { url } = await blobs.put({
    path: `${file.folder}/${hash}-${file.name}`,
    body: file.body,
    contentType: file.contentType,
  });
  return url;
}

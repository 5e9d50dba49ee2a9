import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import { encodeGlimpse, encodePictures } from "./encode-pictures.ts";
import type { FetchMedia } from "./fetch-media.ts";
import type { FrameSource, RawPicture } from "./frame-source.ts";
import type { PicturesOutcome, PictureSource, SourceProblem } from "./picture-outcome.ts";
import { PICTURES_PER_VIDEO, readFrames } from "./read-frames.ts";
import { readStill } from "./read-still.ts";
import { writePage } from "./words/page-file.ts";
import {
  PAGES_PER_POST,
  type FrameWords,
  type Page,
  type WordReader,
} from "./words/word-reader.ts";

export type PictureInput = {
  videoUrl: string | null;
  coverUrl: string | null;
  slideshowUrls: readonly string[];
  /** As the scraper says; the file's own length wins. */
  durationSeconds: number | null;
  /** In how many pictures at most words are looked for. */
  pages?: number;
  /** How many small copies of the best pictures are wanted beside them. */
  glimpses?: number;
};

export type PicturePorts = {
  fetchMedia: FetchMedia;
  /** Ways to decode a video, in order of preference. */
  frames: readonly FrameSource[];
  /** Reads what is written in the pictures; without it nothing is. */
  words?: WordReader;
  clock: Clock;
  /** Where the folder for downloads is made; the system's by default. */
  scratchParent?: string;
};

type Found = {
  source: PictureSource;
  pictures: { atSeconds: number | null; picture: RawPicture }[];
  durationSeconds: number | null;
  framesAnalyzed: number;
  pages: { atSeconds: number | null; page: Page }[];
  /** Poor pictures give way to a cover if there is one. */
  poor: boolean;
};

type Search = { ports: PicturePorts; folder: string; pages: number; problems: SourceProblem[] };

/**
 * Pictures of one post: of its slideshow, else five frames of its video, else its cover. Whatever
 * was downloaded is gone from the disk when it returns or throws.
 */
export async function makePictures(
  input: PictureInput,
  ports: PicturePorts,
): Promise<PicturesOutcome> {
  const startedAt = ports.clock().getTime();
  const folder = await mkdtemp(join(ports.scratchParent ?? tmpdir(), "pictures-"));
  const pages = ports.words === undefined ? 0 : (input.pages ?? PAGES_PER_POST);
  const search: Search = { ports, folder, pages, problems: [] };
  try {
    const found = await findPictures(input, search);
    if (found === undefined) return nothingFound(search.problems);
    const words = await wordsOf(found, ports);
    const encoded = await encodePictures(found.pictures.map(({ picture }) => picture));
    return {
      kind: "pictures",
      source: found.source,
      pictures: encoded.pictures.map((picture, position) => ({
        ...picture,
        position,
        atSeconds: found.pictures[position]?.atSeconds ?? null,
      })),
      previewJpeg: encoded.previewJpeg,
      colours: encoded.colours,
      metadata: {
        video_duration: found.durationSeconds ?? input.durationSeconds ?? 0,
        frames_analyzed: found.framesAnalyzed,
        thumbnails_generated: encoded.pictures.length,
        processing_time_ms: Math.max(0, ports.clock().getTime() - startedAt),
      },
      words,
      glimpses: await toGlimpses(found.pictures.slice(0, input.glimpses ?? 0)),
      problems: search.problems,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findPictures(input: PictureInput, search: Search): Promise<Found | undefined> {
  const slides = await fromStills("slideshow", { urls: input.slideshowUrls, search });
  if (slides !== undefined) return slides;
  const frames = input.videoUrl === null ? undefined : await fromVideo(input.videoUrl, search);
  if (frames !== undefined && !frames.poor) return frames;
  const urls = input.coverUrl === null ? [] : [input.coverUrl];
  return (await fromStills("cover", { urls, search })) ?? frames;
}

async function fromVideo(url: string, search: Search): Promise<Found | undefined> {
  const path = await fetchOne({ source: "video", url }, search);
  if (path === undefined) return undefined;
  const read = await readFrames(path, {
    sources: search.ports.frames,
    scratchFolder: search.folder,
    pages: search.pages,
  });
  if (read.kind !== "frames") {
    search.problems.push({ source: "video", ...read });
    return undefined;
  }
  if (!read.good)
    search.problems.push({ source: "video", kind: "unreadable", reason: "no-good-frame" });
  return {
    source: "video",
    pictures: read.frames,
    durationSeconds: read.durationSeconds,
    framesAnalyzed: read.framesAnalyzed,
    pages: read.pages,
    poor: !read.good,
  };
}

async function fromStills(
  source: "slideshow" | "cover",
  { urls, search }: { urls: readonly string[]; search: Search },
): Promise<Found | undefined> {
  const pictures: Found["pictures"] = [];
  const pages: Found["pages"] = [];
  for (const url of urls.slice(0, PICTURES_PER_VIDEO)) {
    const path = await fetchOne({ source, url }, search);
    if (path === undefined) continue;
    const still = await readStill(path);
    await rm(path, { force: true });
    if (still.kind === "unreadable") search.problems.push({ source, ...still });
    else {
      pictures.push({ atSeconds: null, picture: still.picture });
      if (still.page !== null && pages.length < search.pages)
        pages.push({ atSeconds: null, page: await writePage(`${path}.grey`, still.page) });
    }
  }
  if (pictures.length === 0) return undefined;
  return {
    source,
    pictures,
    durationSeconds: null,
    framesAnalyzed: pictures.length,
    pages,
    poor: false,
  };
}

function toGlimpses(pictures: Found["pictures"]): Promise<string[]> {
  return Promise.all(pictures.map(({ picture }) => encodeGlimpse(picture)));
}

/** Read before anything is encoded, so that the two processes' peaks of memory do not meet. */
async function wordsOf({ pages }: Found, { words }: PicturePorts): Promise<FrameWords[]> {
  const read = (await words?.read(pages.map(({ page }) => page))) ?? [];
  return pages.flatMap(({ atSeconds }, index) => {
    const lines = read[index] ?? [];
    return lines.length === 0 ? [] : [{ atSeconds, lines }];
  });
}

/** The path of the downloaded file, if it is of the kind that its source stands for. */
async function fetchOne(
  { source, url }: { source: PictureSource; url: string },
  { ports, folder, problems }: Search,
): Promise<string | undefined> {
  const fetched = await ports.fetchMedia(url, folder);
  if (fetched.kind !== "ok") {
    const reason = fetched.kind === "gone" ? `status-${fetched.status}` : fetched.reason;
    problems.push({ source, kind: fetched.kind, reason });
    return undefined;
  }
  const wanted = source === "video" ? "video" : "image";
  if (fetched.format.kind === wanted) return fetched.path;
  await rm(fetched.path, { force: true });
  problems.push({
    source,
    kind: "refused",
    reason: `not-${wanted === "video" ? "a-video" : "an-image"}`,
  });
  return undefined;
}

function nothingFound(problems: SourceProblem[]): PicturesOutcome {
  const later = problems.find(({ kind }) => kind === "unavailable");
  const first = later ?? problems[0];
  return {
    kind: later === undefined ? "unreadable" : "unavailable",
    reason: first === undefined ? "no-source" : `${first.source}: ${first.reason}`,
    problems,
  };
}

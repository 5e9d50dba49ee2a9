import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { featuresOf } from "../frame-features.ts";
import { VideoUnreadable, type Candidate, type VideoInfo } from "../frame-source.ts";
import { planarToGrey } from "../planar-to-grey.ts";
import { planarToRgb } from "../planar-to-rgb.ts";
import { portraitCrop } from "../portrait-crop.ts";
import { previewOfPlanar } from "../preview.ts";
import type { Decoder, HeldFrame } from "./decoder.ts";
import { demuxVideo, type Mediabunny } from "./demux-video.ts";
import type { DecodePlan } from "./plan-frames.ts";

/** Held frames may take this much; at 1080×1920 that is thirty-two of them. */
const MAX_HELD_BYTES = 100 * 1024 * 1024;

/** A stream may tell of larger pictures than its file does. */
const MAX_FRAME_PIXELS = 25_000_000;

/** Frames between key frames that may be held on top. */
const ROOM_FOR_MOMENTS = 8;

/** No more frames of a video are looked at than this, however small they are. */
const MAX_HELD = 64;

/** Key frames looked at before the others: all where pictures are small, sixteen at 1080×1920. */
const FIRST_KEY_FRAMES = { least: 16, pixels: 33_000_000 };

/** What the decoding process does for its parent: one video, its frames, and pictures of some of them. */
export type VideoReader = {
  info: VideoInfo;
  keyFrames(limit: number, part: "first" | "rest"): Promise<Candidate[]>;
  likelyScenes(): number[];
  framesAt(seconds: readonly number[], effort: number): Promise<Candidate[]>;
  /** Lets go of every frame and of the file. */
  close(): void;
  /** Writes the picture as packed RGB into the folder. */
  writePicture(
    id: number,
    folder: string,
  ): Promise<{ file: string; width: number; height: number }>;
  /** Writes the brightness of the whole picture into the folder, as `<id>.grey`. */
  writePage(id: number, folder: string): Promise<{ width: number; height: number }>;
};

export async function readVideo(
  parts: { mediabunny: Mediabunny; decoder: Decoder },
  file: string,
): Promise<VideoReader> {
  const video = await demuxVideo(parts.mediabunny, file);
  const { info, rotation } = video;
  const held = new Map<number, { frame: HeldFrame; candidate: Candidate }>();
  const { maxHeld, firstKeyFrames, exactPackets } = limitsFor(info, parts.decoder);
  let packetsLeft = exactPackets;

  const look = async (plan: DecodePlan): Promise<Candidate[]> => {
    if (plan.wanted.size === 0) return [];
    const frames = await parts.decoder.decode(video, plan);
    const found: Candidate[] = [];
    for (const frame of frames.toSorted((a, b) => a.timestampUs - b.timestampUs)) {
      const id = frame.timestampUs;
      if (held.has(id)) {
        frame.close();
        continue;
      }
      const image = await frame.read();
      if (image.width * image.height > MAX_FRAME_PIXELS)
        throw new VideoUnreadable("too-many-pixels");
      const features = featuresOf(previewOfPlanar(image, rotation));
      const candidate = { id, atSeconds: Math.max(0, id / 1_000_000), features };
      held.set(id, { frame, candidate });
      found.push(candidate);
    }
    return found;
  };

  const readHeld = async (id: number) => {
    const entry = held.get(id);
    if (entry === undefined) throw new VideoUnreadable("unknown-frame");
    return { image: await entry.frame.read(), focus: entry.candidate.features.focus };
  };

  return {
    info,
    async keyFrames(limit, part) {
      const most = { first: firstKeyFrames, all: Math.min(limit, maxHeld) };
      return look(await video.planKeyFrames({ most, part }));
    },
    likelyScenes: () => video.likelyScenes(),
    async framesAt(seconds, effort) {
      const room = Math.max(0, maxHeld + ROOM_FOR_MOMENTS - held.size);
      const maxPackets = Math.floor(packetsLeft * effort);
      const plan = await video.planMoments({ seconds: seconds.slice(0, room), maxPackets });
      packetsLeft -= plan.runs.flat().length;
      // Of a damaged file the key frames may be all that there is.
      return look(plan).catch((error: unknown) => {
        if (error instanceof VideoUnreadable && held.size > 0) return [];
        throw error;
      });
    },
    close() {
      for (const { frame } of held.values()) frame.close();
      held.clear();
      video.close();
    },
    async writePicture(id, folder) {
      const { image, focus } = await readHeld(id);
      const sideways = rotation === 90 || rotation === 270;
      const part = portraitCrop(
        {
          width: sideways ? image.height : image.width,
          height: sideways ? image.width : image.height,
        },
        focus,
      );
      const path = join(folder, `${id}.rgb`);
      await writeFile(path, planarToRgb(image, { rotation, part }), { flag: "wx", mode: 0o600 });
      return { file: path, width: part.width, height: part.height };
    },
    async writePage(id, folder) {
      const { image } = await readHeld(id);
      const { width, height, luma } = planarToGrey(image, rotation);
      await writeFile(join(folder, `${id}.grey`), luma, { flag: "wx", mode: 0o600 });
      return { width, height };
    },
  };
}

function limitsFor({ width, height }: VideoInfo, decoder: Decoder) {
  const pixels = width * height;
  const fitting = Math.floor(MAX_HELD_BYTES / (pixels * 1.5));
  const { least, pixels: firstPixels } = FIRST_KEY_FRAMES;
  return {
    maxHeld: Math.min(MAX_HELD, Math.max(8, fitting)),
    firstKeyFrames: Math.max(least, Math.floor(firstPixels / pixels)),
    exactPackets: Math.floor(decoder.maxExactPixels / pixels),
  };
}

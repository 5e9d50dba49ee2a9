import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { featuresOf } from "../frame-features.ts";
import { VideoUnreadable, type Candidate, type VideoInfo } from "../frame-source.ts";
import { planarToRgb } from "../planar-to-rgb.ts";
import { portraitCrop } from "../portrait-crop.ts";
import { previewOfPlanar } from "../preview.ts";
import type { Decoder, HeldFrame } from "./decoder.ts";
import { demuxVideo, type DecodePlan, type Mediabunny } from "./demux-video.ts";

/** Held frames may take this much; at 1080×1920 that is thirty-two of them. */
const MAX_HELD_BYTES = 100 * 1024 * 1024;

/** Frames between key frames that may be held on top. */
const ROOM_FOR_MOMENTS = 8;

/** What the decoding process does for its parent: one video, its frames, and pictures of some of them. */
export type VideoReader = {
  info: VideoInfo;
  keyFrames(limit: number): Promise<Candidate[]>;
  framesAt(seconds: readonly number[]): Promise<Candidate[]>;
  /** Lets go of every frame and of the file. */
  close(): void;
  /** Writes the picture as packed RGB into the folder. */
  writePicture(
    id: number,
    folder: string,
  ): Promise<{ file: string; width: number; height: number }>;
};

export async function readVideo(
  parts: { mediabunny: Mediabunny; decoder: Decoder },
  file: string,
): Promise<VideoReader> {
  const video = await demuxVideo(parts.mediabunny, file);
  const { info, rotation } = video;
  const held = new Map<number, { frame: HeldFrame; candidate: Candidate }>();
  const maxHeld = Math.max(8, Math.floor(MAX_HELD_BYTES / (info.width * info.height * 1.5)));

  const look = async (plan: DecodePlan): Promise<Candidate[]> => {
    const frames = await parts.decoder.decode(video, plan);
    const found: Candidate[] = [];
    for (const frame of frames.toSorted((a, b) => a.timestampUs - b.timestampUs)) {
      const id = frame.timestampUs;
      if (held.has(id)) {
        frame.close();
        continue;
      }
      const features = featuresOf(previewOfPlanar(await frame.read(), rotation));
      const candidate = { id, atSeconds: Math.max(0, id / 1_000_000), features };
      held.set(id, { frame, candidate });
      found.push(candidate);
    }
    return found;
  };

  return {
    info,
    keyFrames: async (limit) => look(await video.planKeyFrames(Math.min(limit, maxHeld))),
    async framesAt(seconds) {
      const room = Math.max(0, maxHeld + ROOM_FOR_MOMENTS - held.size);
      const { maxExactPackets: maxPackets } = parts.decoder;
      return look(await video.planMoments({ seconds: seconds.slice(0, room), maxPackets }));
    },
    close() {
      for (const { frame } of held.values()) frame.close();
      held.clear();
      video.close();
    },
    async writePicture(id, folder) {
      const entry = held.get(id);
      if (entry === undefined) throw new VideoUnreadable("unknown-frame");
      const image = await entry.frame.read();
      const sideways = rotation === 90 || rotation === 270;
      const part = portraitCrop(
        {
          width: sideways ? image.height : image.width,
          height: sideways ? image.width : image.height,
        },
        entry.candidate.features.focus,
      );
      const path = join(folder, `${id}.rgb`);
      await writeFile(path, planarToRgb(image, { rotation, part }), { flag: "wx", mode: 0o600 });
      return { file: path, width: part.width, height: part.height };
    },
  };
}

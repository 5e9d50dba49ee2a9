import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "#lib/clock.ts";
import type { FrameSource } from "#lib/media/frame-source.ts";
import { makePictures } from "#lib/media/make-pictures.ts";
import type { PicturesOutcome } from "#lib/media/picture-outcome.ts";
import { createProcessFrameSource } from "#lib/media/process-frame-source.ts";

export type OwnPictures = Extract<PicturesOutcome, { kind: "pictures" }>;

export const openDecoder = (): FrameSource =>
  createProcessFrameSource({ decoder: "native", projectFolder: process.cwd() });

/** All pictures of a file on this disk, as a worker makes them but for the download and the words. */
export async function makeOwn(file: string, decoder: FrameSource): Promise<OwnPictures> {
  const folder = await mkdtemp(join(tmpdir(), "bench-media-"));
  try {
    const outcome = await makePictures(
      { videoUrl: file, coverUrl: null, slideshowUrls: [], durationSeconds: null },
      {
        fetchMedia: () =>
          Promise.resolve({
            kind: "ok",
            path: file,
            bytes: 0,
            format: { kind: "video", container: "mp4" },
          }),
        frames: [decoder],
        clock: systemClock,
        scratchParent: folder,
      },
    );
    if (outcome.kind !== "pictures") throw new Error(`${file}: ${outcome.reason}`);
    return outcome;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { encodePictures } from "#lib/media/encode-pictures.ts";
import { PICTURE, type BenchClip } from "./clips.ts";

const run = promisify(execFile);

/** The chosen frames' part of the picture: as much as our pictures show, wherever they show it. */
const CUT = { width: PICTURE.width, height: (PICTURE.width * 5) / 4 };

/** Its version, or nothing where there is no such program. */
export async function ffmpegVersion(): Promise<string | undefined> {
  const { stdout } = await run("ffmpeg", ["-version"]).catch(() => ({ stdout: "" }));
  return /^ffmpeg version (\S+)/.exec(stdout)?.[1];
}

/**
 * The leanest way to the same outputs: ffmpeg decodes the key frames and nothing else, writes the
 * chosen ones as cut RGB, and sharp encodes them by our own code.
 */
export async function makeByFfmpeg(
  { file }: BenchClip,
  { keyFrames }: { keyFrames: readonly number[] },
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-media-"));
  try {
    const output = join(folder, "frames.rgb");
    const chosen = keyFrames.map((index) => `eq(n,${index})`).join("+");
    await run("ffmpeg", [
      ...["-nostdin", "-hide_banner", "-loglevel", "error", "-skip_frame", "nokey", "-i", file],
      ...["-vf", `select='${chosen}',crop=${CUT.width}:${CUT.height}`, "-vsync", "0"],
      ...["-pix_fmt", "rgb24", "-f", "rawvideo", output],
    ]);
    const rgb = await readFile(output);
    const bytes = CUT.width * CUT.height * 3;
    if (rgb.length !== bytes * keyFrames.length) throw new Error("ffmpeg gave other frames");
    await encodePictures(
      keyFrames.map((_, index) => ({
        ...CUT,
        rgb: rgb.subarray(index * bytes, (index + 1) * bytes),
      })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

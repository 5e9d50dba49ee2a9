import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { dress, headwrap, topAndSkirt } from "#scripts/make-feed/draw-clothes.ts";
import { heels, officeShoe, sandal, sneaker } from "#scripts/make-feed/draw-footwear.ts";
import { handbag } from "#scripts/make-feed/draw-goods.ts";
import { palettes } from "#scripts/make-feed/product-drawing.ts";
import { drawStill, type Framing } from "#scripts/make-feed/scene.ts";

const run = promisify(execFile);

export const PICTURE = { width: 1080, height: 1920 };
export const CODECS = ["h264", "hevc"] as const;
export const LENGTHS = [15, 30, 60] as const;

const FRAMES_PER_SECOND = 30;
const SCENE_SECONDS = 3;
const ENCODERS = {
  h264: ["-c:v", "libx264", "-preset", "superfast", "-b:v", "3400k", "-x264-params", "scenecut=0"],
  hevc: [
    ...["-c:v", "libx265", "-preset", "ultrafast", "-b:v", "2300k", "-tag:v", "hvc1"],
    ...["-x265-params", "log-level=error:scenecut=0"],
  ],
} as const;

export type BenchClip = {
  file: string;
  codec: (typeof CODECS)[number];
  seconds: number;
  /** Moments of its key frames. */
  keySeconds: number[];
};

/**
 * Drawn scenes of three seconds with noise, each beginning with a key frame, at the bit rates of a
 * phone's upload. They are encoded once and kept, since that takes minutes.
 */
export async function makeClips(
  lengths: readonly number[],
  say: (line: string) => void,
): Promise<BenchClip[]> {
  const folder = join(process.cwd(), "node_modules/.cache/bench-media");
  await mkdir(folder, { recursive: true });
  const clips: BenchClip[] = [];
  for (const codec of CODECS)
    for (const seconds of lengths) {
      const file = join(folder, `${codec}-${seconds}.mp4`);
      const isThere = await access(file).then(
        () => true,
        () => false,
      );
      if (!isThere) {
        say(`media: encoding ${seconds} s of ${codec}, once`);
        await encode({ file, codec, scenes: seconds / SCENE_SECONDS });
      }
      const keySeconds = Array.from(
        { length: seconds / SCENE_SECONDS },
        (_, index) => index * SCENE_SECONDS,
      );
      clips.push({ file, codec, seconds, keySeconds });
    }
  return clips;
}

async function encode({
  file,
  codec,
  scenes,
}: {
  file: string;
  codec: BenchClip["codec"];
  scenes: number;
}): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-clips-"));
  try {
    const inputs: string[] = [];
    const chains: string[] = [];
    for (let index = 0; index < scenes; index += 1) {
      const path = join(folder, `${index}.jpg`);
      await writeFile(path, await drawScene(index));
      inputs.push("-loop", "1", "-framerate", String(FRAMES_PER_SECOND));
      inputs.push("-t", String(SCENE_SECONDS), "-i", path);
      chains.push(
        `[${index}:v]scale=1160:2062,crop=${PICTURE.width}:${PICTURE.height}:x='40+30*sin(t)':y='60+40*cos(t)',noise=alls=10:allf=t,setsar=1,format=yuv420p[s${index}]`,
      );
    }
    const joined = chains.map((_, index) => `[s${index}]`).join("");
    chains.push(`${joined}concat=n=${scenes}:v=1[out]`);
    // Written elsewhere first, so that a run that was stopped leaves no half a clip.
    const target = join(folder, "clip.mp4");
    await run("ffmpeg", [
      ...["-nostdin", "-hide_banner", "-loglevel", "error", ...inputs],
      ...["-filter_complex", chains.join(";"), "-map", "[out]", ...ENCODERS[codec]],
      ...["-g", String(SCENE_SECONDS * FRAMES_PER_SECOND), "-movflags", "+faststart", target],
    ]);
    await rename(target, file).catch(() => run("cp", [target, file]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const DRAWINGS = [heels, dress, handbag, sneaker, topAndSkirt, sandal, headwrap, officeShoe];
const FRAMINGS: readonly Framing[] = ["hero", "close", "rack", "low"];

/** Scenes that share neither drawing, colours, backdrop nor framing with their neighbours. */
function drawScene(index: number): Promise<Buffer> {
  const colours = Object.values(palettes);
  const grounds = [
    "cream",
    "mint",
    "sky",
    "blush",
    "slate",
    "shelves",
    "kitenge",
    "indigo",
  ] as const;
  const turn = Math.floor(index / DRAWINGS.length);
  return drawStill({
    kind: "product",
    seconds: SCENE_SECONDS,
    draw: DRAWINGS[index % DRAWINGS.length] ?? heels,
    palette: colours[(index * 3 + turn) % colours.length] ?? palettes.crimson,
    backdrop: grounds[(index * 3 + turn) % grounds.length] ?? "cream",
    framing: FRAMINGS[(index + turn) % FRAMINGS.length] ?? "hero",
  });
}

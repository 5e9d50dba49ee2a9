import { spawn } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drawLayers, PICTURE, subjectFrame, type Scene } from "./scene.ts";

const FRAMES_PER_SECOND = 30;

export type VideoSpec = {
  file: string;
  codec: "h264" | "hevc";
  sound: boolean;
  /** Most frames from one key frame to the next. */
  keyFrameEvery: number;
  /** Stored lying on its side with a rotation mark, as phones record. */
  rotated?: boolean;
  scenes: Scene[];
};

export const secondsOf = (video: VideoSpec): number =>
  video.scenes.reduce((total, scene) => total + scene.seconds, 0);

/** Draws and encodes one video with the system's ffmpeg. */
export async function encodeVideo(video: VideoSpec, target: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "make-feed-"));
  try {
    const inputs: string[] = [];
    const chains: string[] = [];
    const joined: string[] = [];
    for (const [index, scene] of video.scenes.entries()) {
      const layers = await drawLayers(scene);
      const streams: string[] = [];
      for (const [layer, picture] of Object.entries(layers)) {
        if (picture === null) continue;
        const path = join(folder, `${index}-${layer}.png`);
        await writeFile(path, picture);
        streams.push(`${layer}${index}`);
        chains.push(`[${inputs.length / 2}:v]${held(scene.seconds)}[${layer}${index}]`);
        inputs.push("-i", path);
      }
      chains.push(motion({ index, scene, streams }));
      joined.push(`[scene${index}]`);
    }
    chains.push(`${joined.join("")}concat=n=${joined.length}:v=1,${ending(video)}[out]`);
    await runFfmpeg([
      ...inputs,
      ...soundInput(video),
      "-filter_complex",
      chains.join(";"),
      "-map",
      "[out]",
      ...soundMap(video, inputs.length / 2),
      ...encoder(video),
      join(folder, "video.mp4"),
    ]);
    await finish(video, { folder, target });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const held = (seconds: number) =>
  `loop=loop=${seconds * FRAMES_PER_SECOND - 1}:size=1:start=0,setpts=N/(${FRAMES_PER_SECOND}*TB),fps=${FRAMES_PER_SECOND}`;

function motion({
  index,
  scene,
  streams,
}: {
  index: number;
  scene: Scene;
  streams: string[];
}): string {
  const { width, height } = PICTURE;
  const drift = scene.kind === "title" || scene.kind === "black" ? 0 : 40;
  const direction = index % 2 === 0 ? 1 : -1;
  const steps = [
    `[backdrop${index}]crop=${width}:${height}:x='80+${direction * drift}*(t/${scene.seconds}*2-1)':y='100-${drift}*(t/${scene.seconds}*2-1)',format=yuv420p[base${index}]`,
  ];
  let current = `base${index}`;
  if (streams.includes(`subject${index}`)) {
    const { size, top } = subjectFrame(scene);
    const left = (width - size) / 2;
    steps.push(
      `[${current}][subject${index}]overlay=x='${left}+${direction}*60*sin(t*1.7)':y='${top}+34*sin(t*2.3+${index})':format=yuv420[moved${index}]`,
    );
    current = `moved${index}`;
  }
  if (streams.includes(`words${index}`)) {
    steps.push(`[${current}][words${index}]overlay=0:0:format=yuv420[worded${index}]`);
    current = `worded${index}`;
  }
  steps.push(`[${current}]setsar=1,setpts=PTS-STARTPTS[scene${index}]`);
  return steps.join(";");
}

const ending = (video: VideoSpec) =>
  video.rotated ? "transpose=2,format=yuv420p" : "format=yuv420p";

const soundInput = (video: VideoSpec) =>
  video.sound
    ? [
        "-f",
        "lavfi",
        "-i",
        `aevalsrc='0.24*sin(2*PI*(196+49*mod(floor(t*2),4))*t)*exp(-5*mod(t,0.5))+0.3*sin(2*PI*58*t)*exp(-14*mod(t,1))':s=44100:d=${secondsOf(video)}`,
      ]
    : [];

const soundMap = (video: VideoSpec, index: number) =>
  video.sound ? ["-map", `${index}:a`, "-c:a", "aac", "-b:a", "40k", "-ac", "1"] : [];

function encoder(video: VideoSpec): string[] {
  const gop = String(video.keyFrameEvery);
  const codec =
    video.codec === "h264"
      ? ["-c:v", "libx264", "-preset", "medium", "-crf", "27", "-g", gop, "-profile:v", "high"]
      : [
          "-c:v",
          "libx265",
          "-preset",
          "fast",
          "-crf",
          "30",
          "-tag:v",
          "hvc1",
          "-x265-params",
          `keyint=${gop}:log-level=error`,
        ];
  return [
    ...codec,
    "-pix_fmt",
    "yuv420p",
    "-map_metadata",
    "-1",
    "-movflags",
    "+faststart",
    "-fflags",
    "+bitexact",
    "-flags",
    "+bitexact",
  ];
}

async function finish(video: VideoSpec, place: { folder: string; target: string }): Promise<void> {
  const encoded = join(place.folder, "video.mp4");
  const marked = join(place.folder, "marked.mp4");
  const rotation = video.rotated ? ["-metadata:s:v", "rotate=270"] : [];
  await runFfmpeg([
    "-i",
    encoded,
    "-c",
    "copy",
    ...rotation,
    "-movflags",
    "+faststart",
    "-fflags",
    "+bitexact",
    marked,
  ]);
  await copyFile(marked, place.target);
}

function runFfmpeg(parameters: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("ffmpeg", ["-hide_banner", "-loglevel", "error", "-y", ...parameters], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", (cause) =>
      reject(
        new Error("The feed maker needs ffmpeg with libx264 and libx265 on the PATH.", { cause }),
      ),
    );
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`ffmpeg ended with ${code}`)),
    );
  });
}

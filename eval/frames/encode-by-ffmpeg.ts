import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { EncodedPacketSink, FilePathSource, Input, MP4 } from "mediabunny";
import type { Encoded, Reel } from "./encode-clip.ts";

/** Whether there is a program of that name with both encoders. */
export function hasFfmpeg(): boolean {
  const { stdout } = spawnSync("ffmpeg", ["-hide_banner", "-encoders"], { encoding: "utf8" });
  return /libx264\b/.test(stdout ?? "") && /libx265\b/.test(stdout ?? "");
}

/** Encodes by the system's ffmpeg, with groups as long as they are wanted. */
export async function encodeByFfmpeg(reel: Reel): Promise<Encoded> {
  const folder = await mkdtemp(join(tmpdir(), "clip-"));
  try {
    const file = join(folder, "clip.mp4");
    const child = spawn("ffmpeg", parametersFor(reel, file), {
      stdio: ["pipe", "ignore", "inherit"],
    });
    const ended = once(child, "exit");
    await pipeline(Readable.from(reel.frames), child.stdin);
    const [code] = await ended;
    if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}`);
    return await readPackets(file, reel);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function parametersFor(reel: Reel, file: string): string[] {
  const { width, height, framesPerSecond, codec, keys } = reel;
  const times = [...(keys ?? [])].map((index) => (index / framesPerSecond).toFixed(4));
  const own = keys === null ? "" : ":keyint=9999:scenecut=0";
  const encoder =
    codec === "h264"
      ? ["-c:v", "libx264", "-preset", "veryfast", "-crf", "25", "-x264-params", `threads=1${own}`]
      : [
          ...["-c:v", "libx265", "-preset", "ultrafast", "-crf", "27", "-tag:v", "hvc1"],
          ...["-x265-params", `log-level=error:pools=1:frame-threads=1${own}`],
        ];
  return [
    ...["-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p"],
    ...["-s", `${width}x${height}`, "-r", String(framesPerSecond), "-i", "pipe:0"],
    ...(times.length > 0 ? ["-force_key_frames", times.join(",")] : []),
    ...[...encoder, "-pix_fmt", "yuv420p", file],
  ];
}

async function readPackets(file: string, { framesPerSecond }: Reel): Promise<Encoded> {
  const input = new Input({ source: new FilePathSource(file), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !decoderConfig) throw new Error("ffmpeg wrote no video");
  const packets: Encoded["packets"] = [];
  for await (const { data, type, timestamp } of new EncodedPacketSink(track).packets())
    packets.push({ data, isKey: type === "key", index: Math.round(timestamp * framesPerSecond) });
  input.dispose();
  return { packets, decoderConfig };
}

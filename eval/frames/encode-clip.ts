import { writeFile } from "node:fs/promises";
import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
} from "mediabunny";
import type { ClipPlan } from "./clip-plan.ts";
import { encodeByFfmpeg } from "./encode-by-ffmpeg.ts";
import { encodeByWebcodecs } from "./encode-by-webcodecs.ts";
import { filmClip } from "./film-clip.ts";
import { seededRandom } from "./seeded-random.ts";
import { turned } from "./turned.ts";

/** Frames as they are stored, and which of them must open a group of their own. */
export type Reel = {
  width: number;
  height: number;
  framesPerSecond: number;
  codec: ClipPlan["codec"];
  frames: Uint8Array[];
  /** Null leaves the choice to the encoder. */
  keys: ReadonlySet<number> | null;
};

/** Compressed frames in the order of decoding, each with its place in the order of showing. */
export type Encoded = {
  packets: { data: Uint8Array; isKey: boolean; index: number }[];
  decoderConfig: VideoDecoderConfig;
};

export type EncoderName = "ffmpeg" | "webcodecs";

const SHARE_LEFT_OUT = 0.2;

/** Draws the clip of this plan and writes it as an MP4 file. */
export async function encodeClip(
  plan: ClipPlan,
  { file, encoder }: { file: string; encoder: EncoderName },
): Promise<void> {
  const { reel, seconds } = await readyReel(plan);
  const encode = encoder === "ffmpeg" ? encodeByFfmpeg : encodeByWebcodecs;
  const { packets, decoderConfig } = await encode(reel);
  const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
  const track = new EncodedVideoPacketSource(plan.codec === "h264" ? "avc" : "hevc");
  output.addVideoTrack(track, { rotation: plan.rotation });
  await output.start();
  for (const { data, isKey, index } of packets) {
    const at = seconds[index] ?? 0;
    const duration = Math.max(0.001, (seconds[index + 1] ?? at + 1 / plan.framesPerSecond) - at);
    const packet = new EncodedPacket(data, isKey ? "key" : "delta", at, duration);
    await track.add(packet, { decoderConfig });
  }
  await output.finalize();
  if (output.target.buffer === null) throw new Error("nothing was written");
  await writeFile(file, new Uint8Array(output.target.buffer));
}

/** Films the clip, leaves frames out where its rate varies, and lays it on its side where it is rotated. */
async function readyReel(plan: ClipPlan): Promise<{ reel: Reel; seconds: number[] }> {
  const random = seededRandom(plan.seed + 307);
  const frames: Uint8Array[] = [];
  const seconds: number[] = [];
  const keys = new Set<number>();
  let nextKey = 0;
  let index = 0;
  for await (const { bytes, startsStretch } of filmClip(plan)) {
    const at = index / plan.framesPerSecond;
    index += 1;
    const isKey = at >= nextKey - 1e-6 || (startsStretch && plan.keyFrames === "at cuts");
    if (plan.variableRate && !isKey && random.chance(SHARE_LEFT_OUT)) continue;
    if (isKey) {
      keys.add(frames.length);
      nextKey = at + plan.keyFrameSeconds;
    }
    seconds.push(at);
    frames.push(turned(bytes, plan));
  }
  const sideways = plan.rotation === 90 || plan.rotation === 270;
  const reel: Reel = {
    width: sideways ? plan.height : plan.width,
    height: sideways ? plan.width : plan.height,
    framesPerSecond: plan.framesPerSecond,
    codec: plan.codec,
    frames,
    keys: plan.keyFrames === "encoder" ? null : keys,
  };
  return { reel, seconds };
}

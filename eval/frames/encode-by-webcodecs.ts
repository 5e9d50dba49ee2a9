import { setImmediate as nextTurn } from "node:timers/promises";
import { VideoEncoder, VideoFrame, type EncodedVideoChunk } from "@napi-rs/webcodecs";
import type { Encoded, Reel } from "./encode-clip.ts";

const MAX_QUEUED = 4;
const BITS_PER_PIXEL = 0.12;

/**
 * Encodes by the package that also decodes. It opens a group every ten frames by itself; only the
 * wanted ones are called key frames.
 */
export async function encodeByWebcodecs(reel: Reel): Promise<Encoded> {
  const { width, height, framesPerSecond, codec } = reel;
  const packets: Encoded["packets"] = [];
  const failures: Error[] = [];
  let decoderConfig: VideoDecoderConfig | undefined;
  const secondsOf = (index: number) => Math.round((index * 1_000_000) / framesPerSecond);
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      decoderConfig ??= readConfig(metadata?.decoderConfig, reel);
      const index = Math.round((chunk.timestamp * framesPerSecond) / 1_000_000);
      const isKey = chunk.type === "key" && (reel.keys?.has(index) ?? true);
      packets.push({ data: bytesOf(chunk), isKey, index });
    },
    error: (error) => failures.push(error),
  });
  encoder.configure({
    codec: codec === "h264" ? "avc1.640020" : "hev1.1.6.L93.B0",
    width,
    height,
    bitrate: Math.round(width * height * framesPerSecond * BITS_PER_PIXEL),
    framerate: framesPerSecond,
    hardwareAcceleration: "prefer-software",
    ...(codec === "h264" ? { avc: { format: "avc" } } : { hevc: { format: "hevc" } }),
  });
  for (const [index, bytes] of reel.frames.entries()) {
    const frame = new VideoFrame(bytes, {
      format: "I420",
      codedWidth: width,
      codedHeight: height,
      timestamp: secondsOf(index),
      duration: secondsOf(1),
    });
    encoder.encode(frame, { keyFrame: reel.keys?.has(index) ?? index === 0 });
    frame.close();
    while (encoder.encodeQueueSize > MAX_QUEUED) await nextTurn();
  }
  await encoder.flush();
  encoder.close();
  if (decoderConfig === undefined)
    throw new Error("the encoder gave nothing", { cause: failures[0] });
  return { packets, decoderConfig };
}

function readConfig(
  config: { codec: string; description?: Uint8Array } | undefined,
  { width, height }: Reel,
): VideoDecoderConfig | undefined {
  if (config?.description === undefined) return undefined;
  const description = new Uint8Array(config.description);
  return { codec: config.codec, codedWidth: width, codedHeight: height, description };
}

function bytesOf(chunk: EncodedVideoChunk): Uint8Array {
  const data = new Uint8Array(chunk.byteLength);
  chunk.copyTo(data);
  return data;
}

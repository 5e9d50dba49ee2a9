import type * as mediabunny from "mediabunny";
import type { InputVideoTrack } from "mediabunny";
import { VideoUnreadable, type VideoInfo } from "../frame-source.ts";
import type { Rotation } from "../planar-image.ts";
import { likelyScenes } from "./likely-scenes.ts";
import { listHeads, planKeyFrames, planMoments, type DecodePlan } from "./plan-frames.ts";

export type Mediabunny = typeof mediabunny;

export type DemuxedVideo = {
  info: VideoInfo;
  rotation: Rotation;
  /** Codec string and configuration box for the decoder. */
  decoder: { codec: string; description: Uint8Array; codedWidth: number; codedHeight: number };
  colour: { matrix: "bt601" | "bt709"; fullRange: boolean };
  close(): void;
  planKeyFrames(wish: Parameters<typeof planKeyFrames>[1]): Promise<DecodePlan>;
  planMoments(wish: Parameters<typeof planMoments>[1]): Promise<DecodePlan>;
  /** Moments inside scenes that begin between key frames, the surest first. */
  likelyScenes(): number[];
};

const LIMITS = {
  maxSeconds: 15 * 60,
  maxPixels: 25_000_000,
  minSide: 64,
};

/** Opens an MP4 or MOV file. Throws `VideoUnreadable` with the name of what is wrong with it. */
export async function demuxVideo(library: Mediabunny, file: string): Promise<DemuxedVideo> {
  const input = new library.Input({
    source: new library.FilePathSource(file),
    formats: [library.MP4, library.QTFF],
  });
  const track = await input.getPrimaryVideoTrack().catch((cause: unknown) => {
    throw new VideoUnreadable("broken-container", { cause });
  });
  if (track === null) throw new VideoUnreadable("no-video-track");
  const info = await readInfo(track);
  const config = await track.getDecoderConfig();
  if (!config?.description) throw new VideoUnreadable("no-decoder-configuration");
  const description = bytesOf(config.description);
  const sink = new library.EncodedPacketSink(track);
  const heads = await listHeads(sink);
  const lengthAt = info.codec === "h264" ? 4 : 21;
  const lengthBytes = ((description[lengthAt] ?? 3) & 3) + 1;
  const stream = { sink, heads, codec: info.codec, lengthBytes };
  return {
    info,
    rotation: await track.getRotation(),
    decoder: {
      codec: config.codec,
      description,
      codedWidth: await track.getCodedWidth(),
      codedHeight: await track.getCodedHeight(),
    },
    colour: {
      // Untagged streams are taken as ffmpeg takes them.
      matrix: config.colorSpace?.matrix === "bt709" ? "bt709" : "bt601",
      fullRange: config.colorSpace?.fullRange === true,
    },
    close: () => input.dispose(),
    planKeyFrames: (wish) => planKeyFrames(stream, wish),
    planMoments: (wish) => planMoments(stream, wish),
    likelyScenes: () =>
      likelyScenes(
        heads.map(({ timestamp, byteLength, type }) => ({
          seconds: timestamp,
          bytes: byteLength,
          isKey: type === "key",
        })),
        info.durationSeconds,
      ),
  };
}

const bytesOf = (box: AllowSharedBufferSource) =>
  ArrayBuffer.isView(box)
    ? new Uint8Array(box.buffer, box.byteOffset, box.byteLength)
    : new Uint8Array(box);

async function readInfo(track: InputVideoTrack): Promise<VideoInfo> {
  const codec = await track.getCodec();
  if (codec !== "avc" && codec !== "hevc") throw new VideoUnreadable(`codec-${codec ?? "unknown"}`);
  const width = await track.getDisplayWidth();
  const height = await track.getDisplayHeight();
  if (Math.min(width, height) < LIMITS.minSide) throw new VideoUnreadable("too-small");
  if (width * height > LIMITS.maxPixels) throw new VideoUnreadable("too-many-pixels");
  const durationSeconds = await track.computeDuration();
  if (!(durationSeconds > 0)) throw new VideoUnreadable("no-frames");
  if (durationSeconds > LIMITS.maxSeconds) throw new VideoUnreadable("too-long");
  return { codec: codec === "avc" ? "h264" : "hevc", durationSeconds, width, height };
}

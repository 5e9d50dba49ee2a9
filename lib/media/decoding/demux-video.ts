import type * as mediabunny from "mediabunny";
import type { EncodedPacket, EncodedPacketSink, InputVideoTrack } from "mediabunny";
import { VideoUnreadable, type VideoInfo } from "../frame-source.ts";
import type { Rotation } from "../planar-image.ts";
import { asBrokenLink } from "./broken-link.ts";

export type Mediabunny = typeof mediabunny;

/** A compressed frame, with its units' lengths before them. */
export type Packet = { timestampUs: number; isKey: boolean; data: Uint8Array };

/** Packets in the order of decoding, from a key frame on, without a gap. */
export type Run = Packet[];

/** What to decode, and which of its frames are wanted as pictures. */
export type DecodePlan = { runs: Run[]; wanted: ReadonlySet<number> };

export type DemuxedVideo = {
  info: VideoInfo;
  rotation: Rotation;
  /** Codec string and configuration box for the decoder. */
  decoder: { codec: string; description: Uint8Array; codedWidth: number; codedHeight: number };
  colour: { matrix: "bt601" | "bt709"; fullRange: boolean };
  close(): void;
  planKeyFrames(limit: number): Promise<DecodePlan>;
  planMoments(wish: { seconds: readonly number[]; maxPackets: number }): Promise<DecodePlan>;
};

const LIMITS = {
  maxSeconds: 15 * 60,
  maxPixels: 25_000_000,
  minSide: 64,
  maxKeyFramesListed: 4_000,
  maxPacketBytes: 16 * 1024 * 1024,
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
  const stream = {
    sink: new library.EncodedPacketSink(track),
    codec: info.codec,
    lengthBytes: ((description[21] ?? 3) & 3) + 1,
  };
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
    planKeyFrames: (limit) => planKeyFrames(stream, limit),
    planMoments: (wish) => planMoments(stream, wish),
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

async function planKeyFrames(stream: Stream, limit: number): Promise<DecodePlan> {
  const times: number[] = [];
  const metadataOnly = { metadataOnly: true };
  let packet = await stream.sink.getFirstKeyPacket(metadataOnly);
  while (packet !== null && times.length < LIMITS.maxKeyFramesListed) {
    times.push(packet.timestamp);
    packet = await stream.sink.getNextKeyPacket(packet, metadataOnly);
  }
  const runs: Run[] = [];
  for (const time of evenly(times, limit)) {
    const key = await stream.sink.getKeyPacket(time);
    if (key !== null) runs.push([firstOfRun(key, stream)]);
  }
  return { runs, wanted: new Set(runs.flat().map((key) => key.timestampUs)) };
}

/** Plans the cheapest of the moments that together stay within so many packets. */
async function planMoments(
  stream: Stream,
  { seconds, maxPackets }: { seconds: readonly number[]; maxPackets: number },
): Promise<DecodePlan> {
  const reaches = await Promise.all(seconds.map((moment) => reachOf(stream, moment)));
  let left = maxPackets;
  const affordable = reaches
    .filter((reach) => reach !== undefined)
    .toSorted((a, b) => a.cost - b.cost)
    .filter(({ cost }) => (left -= cost) >= 0)
    .toSorted((a, b) => a.target.timestamp - b.target.timestamp);
  const runs: Run[] = [];
  let last: EncodedPacket | null = null;
  for (const { key, target } of affordable) {
    if (last === null || key.sequenceNumber > last.sequenceNumber) {
      runs.push([firstOfRun(key, stream)]);
      last = key;
    }
    const run = runs.at(-1) ?? [];
    while (last !== null && last.sequenceNumber < target.sequenceNumber) {
      last = await stream.sink.getNextPacket(last);
      // Frames shown before the run's key frame lean on frames that are not in the run.
      if (last !== null && toMicroseconds(last) >= (run[0]?.timestampUs ?? 0))
        run.push(toPacket(last));
    }
  }
  return { runs, wanted: new Set(affordable.map(({ target }) => toMicroseconds(target))) };
}

/** The frame shown at a moment, the key frame it hangs on, and how many packets lie between. */
async function reachOf({ sink }: Stream, moment: number) {
  const target = await sink.getPacket(moment, { metadataOnly: true });
  const key = await sink.getKeyPacket(moment);
  if (target === null || key === null) return undefined;
  return { target, key, cost: 1 + Math.max(0, target.sequenceNumber - key.sequenceNumber) };
}

type Stream = {
  sink: EncodedPacketSink;
  codec: VideoInfo["codec"];
  /** Bytes of the length before each unit of an HEVC packet. */
  lengthBytes: number;
};

function firstOfRun(key: EncodedPacket, { codec, lengthBytes }: Stream): Packet {
  const packet = toPacket(key);
  if (codec === "h264") return packet;
  return { ...packet, data: asBrokenLink(packet.data, lengthBytes) };
}

function toPacket(packet: EncodedPacket): Packet {
  if (packet.data.length > LIMITS.maxPacketBytes) throw new VideoUnreadable("too-large-frame");
  return { timestampUs: toMicroseconds(packet), isKey: packet.type === "key", data: packet.data };
}

const toMicroseconds = (packet: EncodedPacket) => Math.round(packet.timestamp * 1_000_000);

/** At most `limit` of the values, first and last among them. */
function evenly<Value>(values: Value[], limit: number): Value[] {
  if (values.length <= limit) return values;
  return Array.from({ length: limit }, (_, index) =>
    values.at(Math.round((index * (values.length - 1)) / Math.max(1, limit - 1))),
  ).filter((value) => value !== undefined);
}

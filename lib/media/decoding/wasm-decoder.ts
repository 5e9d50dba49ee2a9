import { VideoUnreadable } from "../frame-source.ts";
import { readBitstreamHead, toByteStream } from "./annex-b.ts";
import type { Decoder, HeldFrame } from "./decoder.ts";
import type { DemuxedVideo } from "./demux-video.ts";
import type { DecodePlan } from "./plan-frames.ts";

/** The part of an `@ffmpeg/core` instance that is used. */
export type FfmpegCore = {
  FS: {
    writeFile(path: string, data: Uint8Array): void;
    readFile(path: string): Uint8Array;
    unlink(path: string): void;
  };
  exec(...parameters: string[]): number;
  setLogger(logger: (line: { type: string; message: string }) => void): void;
};

/** Decoded frames of one call exist three times for a moment, so that a call is given few. */
const MAX_OUTPUT_BYTES = 20 * 1024 * 1024;

/**
 * Decodes with ffmpeg compiled to WebAssembly, which sees no container and no file: it is given
 * one elementary stream of exactly the packets that are needed. Its own key-frame-only mode hangs.
 */
export function createWasmDecoder(core: FfmpegCore): Decoder {
  core.setLogger(() => undefined);
  return {
    maxExactPixels: 250_000_000,
    decode(video, plan) {
      const framesPerCall = Math.max(1, Math.floor(MAX_OUTPUT_BYTES / frameBytes(video)));
      const frames = batchesOf(plan, framesPerCall).flatMap((batch) =>
        decodeBatch(core, { video, plan: batch }),
      );
      if (frames.length === 0) throw new VideoUnreadable("undecodable");
      return Promise.resolve(frames);
    },
  };
}

type Batch = { video: DemuxedVideo; plan: DecodePlan };

/** The same plan in parts of whole runs, each with at most so many wanted frames if runs allow it. */
function batchesOf({ runs, wanted }: DecodePlan, framesPerCall: number): DecodePlan[] {
  const batches: DecodePlan[] = [];
  let room = 0;
  for (const run of runs) {
    const frames = run.filter(({ timestampUs }) => wanted.has(timestampUs)).length;
    const last = batches.at(-1);
    if (last === undefined || frames > room) {
      batches.push({ runs: [run], wanted });
      room = framesPerCall - frames;
    } else {
      last.runs.push(run);
      room -= frames;
    }
  }
  return batches;
}

function decodeBatch(core: FfmpegCore, { video, plan }: Batch): HeldFrame[] {
  const shown = showOrder(plan);
  core.FS.writeFile("packets", byteStreamOf(video, plan));
  try {
    core.exec(
      ...parametersFor(
        video,
        shown.map(({ index }) => index),
      ),
    );
    return readFrames(core, { video, shown });
  } finally {
    core.FS.unlink("packets");
  }
}

type Shown = { index: number; timestampUs: number };

/** The wanted frames with their place in the decoder's output, which is sorted within each run. */
function showOrder({ runs, wanted }: DecodePlan): Shown[] {
  const order = runs.flatMap((run) =>
    run.map(({ timestampUs }) => timestampUs).toSorted((a, b) => a - b),
  );
  return order
    .map((timestampUs, index) => ({ index, timestampUs }))
    .filter(({ timestampUs }) => wanted.has(timestampUs));
}

function byteStreamOf(video: DemuxedVideo, plan: DecodePlan): Buffer {
  try {
    const head = readBitstreamHead(video.info.codec, Buffer.from(video.decoder.description));
    const units = plan.runs
      .flat()
      .map(({ data }) =>
        toByteStream(Buffer.from(data.buffer, data.byteOffset, data.byteLength), head.lengthBytes),
      );
    return Buffer.concat([head.parameters, ...units]);
  } catch (cause) {
    throw new VideoUnreadable("broken-packets", { cause });
  }
}

function parametersFor(video: DemuxedVideo, indexes: number[]): string[] {
  const { codec } = video.info;
  const { codedWidth, codedHeight } = video.decoder;
  const chosen = indexes.map((index) => `eq(n,${index})`).join("+");
  return [
    ...["-nostdin", "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file"],
    ...["-format_whitelist", codec, "-codec_whitelist", codec, "-f", codec, "-i", "packets"],
    ...["-vf", `select='${chosen}',scale=${codedWidth}:${codedHeight}`, "-vsync", "0"],
    ...["-pix_fmt", "yuv420p", "-f", "rawvideo", "frames"],
  ];
}

function frameBytes({ decoder }: DemuxedVideo): number {
  const chroma = Math.ceil(decoder.codedWidth / 2) * Math.ceil(decoder.codedHeight / 2);
  return decoder.codedWidth * decoder.codedHeight + chroma * 2;
}

function readFrames(
  core: FfmpegCore,
  { video, shown }: { video: DemuxedVideo; shown: Shown[] },
): HeldFrame[] {
  const output = takeOutput(core);
  const bytesPerFrame = frameBytes(video);
  const count = Math.min(shown.length, Math.floor(output.length / bytesPerFrame));
  const { codedWidth: width, codedHeight: height } = video.decoder;
  const chromaWidth = Math.ceil(width / 2);
  const chromaBytes = chromaWidth * Math.ceil(height / 2);
  return shown.slice(0, count).map(({ timestampUs }, index) => ({
    timestampUs,
    close: () => undefined,
    read: () =>
      Promise.resolve({
        width,
        height,
        bytes: output.subarray(index * bytesPerFrame, (index + 1) * bytesPerFrame),
        planes: [
          { offset: 0, stride: width },
          { offset: width * height, stride: chromaWidth },
          { offset: width * height + chromaBytes, stride: chromaWidth },
        ],
        chromaShiftX: 1,
        chromaShiftY: 1,
        bitDepth: 8,
        ...video.colour,
      }),
  }));
}

/** What the call wrote; nothing where it failed before its first frame. */
function takeOutput(core: FfmpegCore): Uint8Array {
  try {
    const output = core.FS.readFile("frames");
    core.FS.unlink("frames");
    return output;
  } catch {
    return new Uint8Array();
  }
}

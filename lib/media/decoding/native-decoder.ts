import { setImmediate as nextTurn } from "node:timers/promises";
import { VideoUnreadable } from "../frame-source.ts";
import type { PlanarImage } from "../planar-image.ts";
import type { Decoder, HeldFrame } from "./decoder.ts";
import type { DemuxedVideo } from "./demux-video.ts";
import type { DecodePlan } from "./plan-frames.ts";

/** The part of `@napi-rs/webcodecs` that is used. */
export type Webcodecs = {
  VideoDecoder: new (init: {
    output: (frame: NativeFrame) => void;
    error: (error: Error) => void;
  }) => {
    readonly decodeQueueSize: number;
    readonly state: string;
    configure(config: Record<string, unknown>): void;
    decode(chunk: unknown): void;
    flush(): Promise<void>;
    close(): void;
  };
  EncodedVideoChunk: new (init: {
    type: "key" | "delta";
    timestamp: number;
    data: Uint8Array;
  }) => unknown;
};

type NativeFrame = {
  readonly format: string | null;
  readonly visibleRect: { width: number; height: number } | null;
  allocationSize(): number;
  copyTo(destination: Uint8Array): Promise<{ offset: number; stride: number }[]>;
  close(): void;
};

const FORMATS: Record<string, { chromaShiftX: number; chromaShiftY: number; bitDepth: 8 | 10 }> = {
  I420: { chromaShiftX: 1, chromaShiftY: 1, bitDepth: 8 },
  I422: { chromaShiftX: 1, chromaShiftY: 0, bitDepth: 8 },
  I444: { chromaShiftX: 0, chromaShiftY: 0, bitDepth: 8 },
  I420P10: { chromaShiftX: 1, chromaShiftY: 1, bitDepth: 10 },
};

/** Frames waiting in the decoder beyond this many cost memory and save no time. */
const MAX_QUEUED = 6;

/** Decodes in this process by the operating system's own instructions; a crash takes the process along. */
export function createNativeDecoder({ VideoDecoder, EncodedVideoChunk }: Webcodecs): Decoder {
  return {
    maxExactPixels: 350_000_000,
    async decode(video, plan) {
      const moments = momentsShown(plan);
      const held: { frame: NativeFrame; timestampUs: number }[] = [];
      let shown = 0;
      const failures: Error[] = [];
      const decoder = new VideoDecoder({
        output: (frame) => {
          const timestampUs = moments[shown];
          shown += 1;
          if (timestampUs !== undefined && plan.wanted.has(timestampUs))
            held.push({ frame, timestampUs });
          else frame.close();
        },
        error: (error) => failures.push(error),
      });
      decoder.configure({ ...video.decoder, hardwareAcceleration: "prefer-software" });
      for (const { timestampUs, isKey, data } of plan.runs.flat()) {
        if (failures.length > 0) break;
        decoder.decode(
          new EncodedVideoChunk({ type: isKey ? "key" : "delta", timestamp: timestampUs, data }),
        );
        while (decoder.decodeQueueSize > MAX_QUEUED) await nextTurn();
      }
      await decoder.flush().catch((error: Error) => failures.push(error));
      // Left open it keeps its threads and pictures; a failure has closed it already.
      if (decoder.state !== "closed") decoder.close();
      if (held.length === 0 && plan.wanted.size > 0)
        throw new VideoUnreadable("undecodable", { cause: failures[0] });
      const scratch: Scratch = { bytes: new Uint8Array() };
      return held.map((each) => toHeld(each, { video, scratch }));
    },
  };
}

/**
 * Moments of the decoder's output. It gives frames in the order in which they are shown, but with
 * the times of its input, which comes in another order.
 */
function momentsShown({ runs }: DecodePlan): number[] {
  return runs.flatMap((run) => run.map(({ timestampUs }) => timestampUs).toSorted((a, b) => a - b));
}

/** One buffer for all frames of a video: fresh memory for each costs as much as the copy. */
type Scratch = { bytes: Uint8Array };

function toHeld(
  { frame, timestampUs }: { frame: NativeFrame; timestampUs: number },
  { video, scratch }: { video: DemuxedVideo; scratch: Scratch },
): HeldFrame {
  return {
    timestampUs,
    close: () => frame.close(),
    async read(): Promise<PlanarImage> {
      const format = FORMATS[frame.format ?? ""];
      if (format === undefined || frame.visibleRect === null)
        throw new VideoUnreadable(`pixel-format-${frame.format ?? "unknown"}`);
      const size = frame.allocationSize();
      if (scratch.bytes.length !== size) scratch.bytes = new Uint8Array(size);
      const { bytes } = scratch;
      const [luma, blue, red] = await frame.copyTo(bytes);
      if (!luma || !blue || !red) throw new VideoUnreadable("missing-planes");
      const { width, height } = frame.visibleRect;
      return { width, height, bytes, planes: [luma, blue, red], ...format, ...video.colour };
    },
  };
}

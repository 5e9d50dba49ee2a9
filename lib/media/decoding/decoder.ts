import type { PlanarImage } from "../planar-image.ts";
import type { DemuxedVideo } from "./demux-video.ts";
import type { DecodePlan } from "./plan-frames.ts";

/** A decoded frame that is held until it is closed. */
export type HeldFrame = {
  timestampUs: number;
  /** The picture; its bytes hold until another frame of the video is read. */
  read(): Promise<PlanarImage>;
  close(): void;
};

export type Decoder = {
  /** How many pixels it may be given to reach moments between key frames, at about a second's cost. */
  maxExactPixels: number;
  /** Decodes the plan's packets and gives the wanted frames, in no promised order. */
  decode(video: DemuxedVideo, plan: DecodePlan): Promise<HeldFrame[]>;
};

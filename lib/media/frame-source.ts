import type { FrameFeatures } from "./frame-features.ts";

export type VideoInfo = {
  codec: "h264" | "hevc";
  durationSeconds: number;
  /** Size of the upright picture. */
  width: number;
  height: number;
};

/** A frame that was decoded and looked at, and can still be had as a picture. */
export type Candidate = { id: number; atSeconds: number; features: FrameFeatures };

/** An upright picture of packed 8-bit RGB, cut to the portrait form. */
export type RawPicture = { width: number; height: number; rgb: Buffer };

/** One video opened for reading; `close` must be called, and is safe at any time. */
export type OpenVideo = {
  info: VideoInfo;
  /** Key frames, evenly over the video where there are more than `limit`. */
  keyFrames(limit: number): Promise<Candidate[]>;
  /** The frames shown at these moments; a moment that cannot be reached is left out. */
  framesAt(seconds: readonly number[]): Promise<Candidate[]>;
  pictures(ids: readonly number[]): Promise<RawPicture[]>;
  close(): Promise<void>;
};

export type OpenOutcome =
  | { kind: "open"; video: OpenVideo }
  /** The file is the reason; `reason` is a name. */
  | { kind: "unreadable"; reason: string }
  /** This way of decoding is not there or broke down; another one may work. */
  | { kind: "absent"; reason: string };

/** A way to get frames out of a video file. Its video throws `VideoUnreadable` or `DecoderLost`. */
export type FrameSource = {
  open(file: string, scratchFolder: string): Promise<OpenOutcome>;
};

/** The video cannot be decoded by anything; `message` is a name such as `codec-vp9`. */
export class VideoUnreadable extends Error {
  override readonly name = "VideoUnreadable";
}

/** The decoder died, hung or is missing: this says nothing about the video. */
export class DecoderLost extends Error {
  override readonly name = "DecoderLost";
}

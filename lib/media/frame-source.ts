import type { FrameFeatures } from "./frame-features.ts";
import type { Page } from "./words/word-reader.ts";

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
  /**
   * Key frames, evenly over the video where there are more than `limit`. Where pictures are large
   * and many, every other one is the first part, and what lies between them the rest.
   */
  keyFrames(limit: number, part: "first" | "rest"): Promise<Candidate[]>;
  /** Moments inside scenes that seem to begin between key frames, the surest first. */
  likelyScenes(): Promise<number[]>;
  /**
   * The frames shown at these moments. `effort` is the share of what is left for reaching exact
   * moments of this video; those beyond it are left out, like those that cannot be reached.
   */
  framesAt(seconds: readonly number[], effort: number): Promise<Candidate[]>;
  pictures(ids: readonly number[]): Promise<RawPicture[]>;
  /** The whole of a frame, beyond the portrait form, to be read; once for each frame. */
  page(id: number): Promise<Page>;
  close(): Promise<void>;
};

export type OpenOutcome =
  | { kind: "open"; video: OpenVideo }
  /** The file is the reason; `reason` is a name. */
  | { kind: "unreadable"; reason: string }
  /** This way of decoding is not there or broke down; another one may work. */
  | { kind: "absent"; reason: string };

/** A way to get frames out of a video file. Its video throws `VideoUnreadable` or `WorkerLost`. */
export type FrameSource = {
  open(file: string, scratchFolder: string): Promise<OpenOutcome>;
};

/** The video cannot be decoded by anything; `message` is a name such as `codec-vp9`. */
export class VideoUnreadable extends Error {
  override readonly name = "VideoUnreadable";
}

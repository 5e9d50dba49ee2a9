import type { Part } from "../assembly/part.ts";
import type { FrameWords } from "./words/word-reader.ts";

/** Where the pictures of a product can be taken from. */
export type PictureSources = {
  /** Whose pictures they are: erased with her. */
  sellerId: string;
  videoId: string;
  mediaUrl: string | null;
  coverUrl: string | null;
  slideshowUrls: readonly string[];
  durationSeconds: number | null;
  /** In how many pictures at most words are looked for; five where nothing is said. */
  pages?: number;
  /** How many small copies are wanted to be shown to a model; none where nothing is said. */
  glimpses?: number;
};

type ThumbnailPart = Extract<Part, { name: "thumbnail" }>;

/** Real pictures, uploaded and addressed; `rank` is 1 when only a cover, or nothing, could be had. */
export type MadePictures = Pick<ThumbnailPart, "rank" | "value"> & {
  /** What is written in them, as it was read and before anybody made sense of it. */
  words?: FrameWords[];
  /** As data URLs. */
  glimpses?: string[];
  /** The link to the video or its slides is dead: a fresh one may give what these lack. */
  linkExpired?: boolean;
};

export type PictureMaker = {
  /** Throws RetryLaterError when a source or the store cannot be reached now. */
  make(sources: PictureSources): Promise<MadePictures>;
};

import type { Part } from "../assembly/part.ts";

/** Where the pictures of a product can be taken from. */
export type PictureSources = {
  videoId: string;
  mediaUrl: string | null;
  coverUrl: string | null;
  slideshowUrls: readonly string[];
  durationSeconds: number | null;
};

type ThumbnailPart = Extract<Part, { name: "thumbnail" }>;

/** Real pictures, uploaded and addressed; `rank` is 1 when only a cover, or nothing, could be had. */
export type MadePictures = Pick<ThumbnailPart, "rank" | "value">;

export type PictureMaker = {
  /** Throws RetryLaterError when a source or the store cannot be reached now. */
  make(sources: PictureSources): Promise<MadePictures>;
};

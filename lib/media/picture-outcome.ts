import type { processingMetadata } from "../events/catalogue/pipeline.ts";
import type * as z from "zod";
import type { DominantColour } from "./dominant-colours.ts";
import type { EncodedPicture } from "./encode-pictures.ts";
import type { FrameWords } from "./words/word-reader.ts";

export type PictureSource = "video" | "slideshow" | "cover";

/** Why a source gave nothing. `gone` asks for a fresh link, `unavailable` for another try later. */
export type SourceProblem = {
  source: PictureSource;
  kind: "gone" | "refused" | "unreadable" | "unavailable";
  reason: string;
};

export type MadePicture = EncodedPicture & {
  /** Place in the product, best first, from 0. */
  position: number;
  /** Moment of the video; null for a cover or a slideshow. */
  atSeconds: number | null;
};

export type PicturesOutcome =
  | {
      kind: "pictures";
      source: PictureSource;
      pictures: MadePicture[];
      previewJpeg: Buffer;
      colours: DominantColour[];
      metadata: z.infer<typeof processingMetadata>;
      /** What is written in those pictures that have letters in them. */
      words: FrameWords[];
      /** Small copies of the best ones as data URLs, as many as were wanted. */
      glimpses: string[];
      /** What went wrong with better sources than the one used. */
      problems: SourceProblem[];
    }
  /** No source gave a picture; `unavailable` where trying again later may help. */
  | { kind: "unreadable" | "unavailable"; reason: string; problems: SourceProblem[] };

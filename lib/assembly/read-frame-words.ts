import { readWords, type WordsContext } from "../captions/read-words.ts";
import type { MadePictures } from "../media/picture-maker.ts";

/** The pictures as a part: what is written in them is read in the light of the caption. */
export function readFrameWords(
  { rank, value, words: frames = [] }: MadePictures,
  context: WordsContext,
): Pick<MadePictures, "rank" | "value"> {
  const words = readWords(frames, context);
  return { rank, value: words === null ? value : { ...value, words } };
}

/** Pictures of a post that are searched for words, and the share of letters from which one is. */
export const PAGES_PER_POST = 5;
export const MIN_TEXT_SHARE = 0.02;

/** A whole upright picture as a file of one byte of brightness a pixel. */
export type Page = { path: string; width: number; height: number };

/** One line of words as it stands in a picture, from the top; `confidence` is between 0 and 1. */
export type WordLine = { text: string; confidence: number };

/** The words of one picture; its moment is null where it is not out of a video. */
export type FrameWords = { atSeconds: number | null; lines: WordLine[] };

/** Reads what is written in pictures. */
export type WordReader = {
  /**
   * The lines of each page, in the pages' order. Never throws: a page that cannot be read, or not
   * in the time there is, has none.
   */
  read(pages: readonly Page[]): Promise<WordLine[][]>;
};

/** Gets what is said in a video out of its subtitles. */
export type SubtitleReader = {
  /** The words of the first link that gives any, a line for each cue; empty when none does. Never throws. */
  read(urls: readonly string[]): Promise<string[]>;
};

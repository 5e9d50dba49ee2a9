import { foldText } from "./normalise.ts";

const TRACK_IN_TEXT =
  /(?:^|[^\p{L}\p{N}\p{M}_&]|#[\p{L}\p{N}\p{M}_]{1,100})#track(?![\p{L}\p{N}\p{M}_])/u;
const TRACK_HASHTAG = /^#?track$/;

/** True when the seller asked for this video to be sold: `#TRACK` as a hashtag of its own. */
export function isTracked(caption: string, hashtags: readonly string[]): boolean {
  return (
    TRACK_IN_TEXT.test(foldText(caption)) ||
    hashtags.some((hashtag) => TRACK_HASHTAG.test(foldText(hashtag).trim()))
  );
}

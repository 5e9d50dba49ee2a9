import { safeWords } from "../../captions/ai/safe-words.ts";

const MAX_TAGS = 10;
const MAX_TAG_LENGTH = 30;

/** Another system's tags as a shop shows them: small, without their #, each once. */
export function parseTags(given: readonly string[]): string[] {
  const tags = given
    .slice(0, MAX_TAGS * 4)
    .map((tag) => safeWords(tag.replaceAll("#", " ").toLowerCase(), MAX_TAG_LENGTH))
    .filter((tag) => tag !== "");
  return [...new Set(tags)].slice(0, MAX_TAGS);
}

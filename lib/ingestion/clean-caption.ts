import { cutText } from "../cut-text.ts";

const MAX_CAPTION_LENGTH = 10_000;

/**
 * Text as Postgres takes it: no NUL, no half of a surrogate pair, at most 10,000 UTF-16 units.
 * Deterministic, so that a caption read twice compares equal.
 */
export function cleanCaption(text: string): string {
  return cutText(text.replaceAll("\0", "").toWellFormed(), MAX_CAPTION_LENGTH);
}

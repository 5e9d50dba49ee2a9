const MAX_CAPTION_LENGTH = 10_000;

/**
 * Text as Postgres takes it: no NUL, no half of a surrogate pair, at most 10,000 UTF-16 units.
 * Deterministic, so that a caption read twice compares equal.
 */
export function cleanCaption(text: string): string {
  const whole = text.replaceAll("\0", "").toWellFormed();
  if (whole.length <= MAX_CAPTION_LENGTH) return whole;
  const lastUnit = whole.charCodeAt(MAX_CAPTION_LENGTH - 1);
  const splitsPair = lastUnit >= 0xd800 && lastUnit <= 0xdbff;
  return whole.slice(0, splitsPair ? MAX_CAPTION_LENGTH - 1 : MAX_CAPTION_LENGTH);
}

/** Controls, and the formats that reorder or hide text; joiners stay, emoji and some scripts need them. */
const UNSEEN = /[^\P{Cc}\n]|[\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu;

const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** Text of a stranger made safe to show: nothing invisible in it, at most so many code points. */
export function cleanText(given: string, maxCodePoints: number): string {
  // Cut before the expensive steps: a caption has no honest reason to be longer than this.
  const rough = given
    .slice(0, maxCodePoints * 4)
    .toWellFormed()
    .normalize("NFC");
  const seen = rough
    .replaceAll("\t", " ")
    .replaceAll(UNSEEN, "")
    .replaceAll(STACKED_MARKS, "$1")
    .trim();
  const points = Array.from(seen);
  if (points.length <= maxCodePoints) return seen;
  return `${points
    .slice(0, maxCodePoints - 1)
    .join("")
    .trimEnd()}…`;
}

/** A word without its plural ending; only for comparing names that somebody wrote by hand. */
function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

/** The same product noun, ignoring case, hyphens at the edges of words and singular or plural. */
export function sameKind(left: string, right: string): boolean {
  const key = (kind: string): string =>
    kind.toLowerCase().trim().split(/\s+/).map(singular).join(" ");
  return key(left) === key(right);
}

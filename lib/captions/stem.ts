/** English and French plurals to a common form; the tables and the captions go through the same door. */
export function stem(word: string): string {
  const length = word.length;
  if (length < 4 || word.charCodeAt(length - 1) !== 115) return word;
  // A drinking glass and a pair of glasses are two products.
  if (word.endsWith("glasses")) return word;
  const before = word.charCodeAt(length - 2);
  // "ss", "us" and "is" end singulars: dress, bonus, chassis.
  if (before === 115 || before === 117 || before === 105) return word;
  if (before === 101 && length > 4) {
    const third = word.charCodeAt(length - 3);
    if (third === 105 && length > 5) return `${word.slice(0, -3)}y`;
    if (third === 120) return word.slice(0, -2);
    const tail = word.slice(-4);
    if (tail === "sses" || tail === "shes" || tail === "ches") return word.slice(0, -2);
  }
  return word.slice(0, -1);
}

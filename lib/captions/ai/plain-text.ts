/** Text as a reader sees it, with the place in the original of each of its UTF-16 units. */
export type PlainText = { text: string; at: readonly number[]; end: number };

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Mn}\p{Me}]/u;

/** Stylised letters and digits become plain ones, invisible characters go, letters become small. */
export function toPlainText(original: string): PlainText {
  const at: number[] = [];
  let text = "";
  let offset = 0;
  for (const character of original) {
    const isBreak = /\s/.test(character);
    if (isBreak || !INVISIBLE.test(character)) {
      const plain = isBreak ? " " : character.normalize("NFKC").toLowerCase();
      text += plain;
      for (let unit = 0; unit < plain.length; unit += 1) at.push(offset);
    }
    offset += character.length;
  }
  return { text, at, end: offset };
}

/** Where in the original a stretch of the plain text stands. */
export function originalSpan(plain: PlainText, start: number, end: number) {
  return { start: plain.at[start] ?? plain.end, end: plain.at[end] ?? plain.end };
}

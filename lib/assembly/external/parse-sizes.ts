const MAX_TEXT_LENGTH = 400;
const MAX_SIZES = 40;
const SIZE_FORM = /^[\p{L}\p{N}][\p{L}\p{N} .x+-]{0,19}$/u;
const RANGE = /^(\d{1,3}) ?[-–—] ?(\d{1,3})$/;

/** Sizes of a text that lists them, each once, in its order: "38, 39; 41-43" is 38, 39, 41, 42, 43. */
export function parseSizes(text: string): string[] {
  const sizes = text
    .slice(0, MAX_TEXT_LENGTH)
    .split(/[,;/|\n]/)
    .flatMap(expandRange);
  return [...new Set(sizes)].filter((size) => SIZE_FORM.test(size)).slice(0, MAX_SIZES);
}

function expandRange(given: string): string[] {
  const size = given.normalize("NFKC").trim();
  const [, from, to] = RANGE.exec(size) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === undefined || first >= last || last - first >= MAX_SIZES) return [size];
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}

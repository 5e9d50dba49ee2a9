import { drawLine } from "./draw-line.ts";
import { type Box, findLines, type TextLine } from "./find-lines.ts";
import { type GreyImage, shrink } from "./grey-image.ts";
import type { RecognisedWord, Recogniser } from "./recogniser.ts";
import type { WordLine } from "./word-reader.ts";

/** Width of the shorter side at which letters are searched for. */
const SEARCH_SIDE = 540;
const MAX_PLACES = 12;
/** One place is read in so many layers at most; the next only where the one before is doubtful. */
const LAYERS_PER_PLACE = 4;
const SURE = 0.93;
const SAME_PLACE = 0.5;

/** Words below are noise more often than words. */
const MIN_WORD = 0.6;
const MIN_NUMBER = 0.7;
const MIN_LINE = 0.7;

type ReadLine = { box: Box; words: RecognisedWord[]; confidence: number };

/** What is written in a picture, line by line from the top. */
export function readPage(image: GreyImage, recognise: Recogniser): WordLine[] {
  const factor = Math.max(1, Math.round(Math.min(image.width, image.height) / SEARCH_SIDE));
  const lines = findLines(shrink(image, factor));
  const read = placesOf(lines).flatMap((place) => {
    const best = readPlace(place, { image, factor, recognise });
    return best === null ? [] : [best];
  });
  return rowsOf(read);
}

/** Lines found at the same spot in several layers, the more telling ones first. */
function placesOf(lines: readonly TextLine[]): TextLine[][] {
  const places: TextLine[][] = [];
  for (const line of lines) {
    const place = places.find(([first]) => first && overlap(first.box, line.box) > SAME_PLACE);
    if (place !== undefined) place.push(line);
    else if (places.length < MAX_PLACES) places.push([line]);
  }
  return places;
}

/** Shared share of the smaller box. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const size = (box: Box) => (box.right - box.left) * (box.bottom - box.top);
  return (width * height) / Math.min(size(a), size(b));
}

function readPlace(
  place: readonly TextLine[],
  page: { image: GreyImage; factor: number; recognise: Recogniser },
): ReadLine | null {
  let best: ReadLine | null = null;
  for (const line of inTurns(place).slice(0, LAYERS_PER_PLACE)) {
    const words = page.recognise(drawLine(line, page));
    const read = { box: line.box, words, confidence: meanConfidence(words) };
    if (best === null || weight(read) > weight(best)) best = read;
    if (best.confidence >= SURE) break;
  }
  if (best === null || best.confidence < MIN_LINE) return null;
  const words = best.words.filter(
    ({ text, confidence }) => confidence >= (/\d/.test(text) ? MIN_NUMBER : MIN_WORD),
  );
  return words.length === 0 ? null : { ...best, words, confidence: meanConfidence(words) };
}

/** Bright and dark in turns: letters with an outline are found twice, and one of them is hollow. */
function inTurns(place: readonly TextLine[]): TextLine[] {
  const bright = place.filter(({ layer }) => layer.ink === "bright");
  const dark = place.filter(({ layer }) => layer.ink === "dark");
  return place.flatMap((_, index) =>
    [bright[index], dark[index]].filter((line) => line !== undefined),
  );
}

/** More letters that are surer; a guess weighs against a line. */
const weight = ({ words }: ReadLine) =>
  words.reduce((sum, { text, confidence }) => sum + text.length * (confidence - 0.5), 0);

function meanConfidence(words: readonly RecognisedWord[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  const sum = words.reduce((total, { text, confidence }) => total + text.length * confidence, 0);
  return letters === 0 ? 0 : sum / letters;
}

/** Pieces side by side make one row; rows without two letters or digits together say nothing. */
function rowsOf(pieces: readonly ReadLine[]): WordLine[] {
  const rows: ReadLine[][] = [];
  for (const piece of pieces.toSorted((a, b) => middleOf(a) - middleOf(b))) {
    const row = rows.find(([first]) => first !== undefined && isBeside(first.box, piece.box));
    if (row !== undefined) row.push(piece);
    else rows.push([piece]);
  }
  return rows.flatMap((row) => {
    const words = row.toSorted((a, b) => a.box.left - b.box.left).flatMap((piece) => piece.words);
    const text = words.map((word) => word.text).join(" ");
    return /[\p{L}\p{N}]{2}/u.test(text)
      ? [{ text: text.slice(0, 1_000), confidence: round(meanConfidence(words)) }]
      : [];
  });
}

const middleOf = ({ box }: ReadLine) => (box.top + box.bottom) / 2;

function isBeside(a: Box, b: Box): boolean {
  const [heightA, heightB] = [a.bottom - a.top, b.bottom - b.top];
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return (
    shared > 0.5 * Math.min(heightA, heightB) &&
    Math.max(heightA, heightB) < 2.5 * Math.min(heightA, heightB)
  );
}

const round = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;

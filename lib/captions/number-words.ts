import type { NumberLanguage } from "./lexicon/number-words.ts";
import { numberLanguages } from "./lexicon/number-words.ts";
import { foldText } from "./normalise.ts";
import type { Token } from "./tokens.ts";

type Kind = "unit" | "ten" | "scale";
type Words = {
  scaleFirst: boolean;
  values: Map<string, { kind: Kind; value: number }>;
  joiners: Set<string>;
  halves: Set<string>;
};

export type WordNumber = { value: number; end: number; words: number };

function readWords(language: NumberLanguage): Words {
  const values = new Map<string, { kind: Kind; value: number }>();
  const put = (kind: Kind, list: string): void => {
    for (const entry of list.split(" ")) {
      const [word, value] = entry.split("=");
      if (word === undefined || value === undefined || word.endsWith("_")) continue;
      values.set(foldText(word), { kind, value: Number(value) });
    }
  };
  put("unit", language.units);
  put("ten", language.tens);
  put("scale", language.scales);
  return {
    scaleFirst: language.scaleFirst,
    values,
    joiners: new Set(language.joiners.split(" ").map(foldText)),
    halves: new Set(language.halves.split(" ").filter(Boolean).map(foldText)),
  };
}

const languages = Object.values(numberLanguages).map(readWords);

const startWords = new Map<string, Words[]>();
for (const language of languages) {
  for (const [word, { kind }] of language.values) {
    if (language.scaleFirst && kind !== "scale") continue;
    const list = startWords.get(word);
    if (list === undefined) startWords.set(word, [language]);
    else list.push(language);
  }
}

const ONLY = new Set(["tu", "zokka", "gusa", "pekee", "only"]);

class WordReader {
  readonly tokens: readonly Token[];
  readonly words: Words;
  at: number;
  count = 0;

  constructor(tokens: readonly Token[], words: Words, at: number) {
    this.tokens = tokens;
    this.words = words;
    this.at = at;
  }

  peek(kind: Kind, at = this.at): number | null {
    const token = this.tokens[at];
    if (token?.kind === "number" && kind === "unit" && /^\d{1,3}(?:[.,]\d{1,2})?$/.test(token.text))
      return Number(token.text.replace(",", "."));
    const known = token?.kind === "word" ? this.find(token) : undefined;
    return known?.kind === kind ? known.value : null;
  }

  private find(token: Token): { kind: Kind; value: number } | undefined {
    return this.words.values.get(token.text) ?? this.words.values.get(token.stem);
  }

  take(): void {
    this.at += 1;
    this.count += 1;
  }

  /** The index after a joiner, a hyphen, or nothing. */
  afterJoiner(): number {
    const token = this.tokens[this.at];
    if (token === undefined) return this.at;
    let next = this.at;
    // "elfu kumi tu na mia tano": the "only" slips in before the rest.
    if (ONLY.has(token.text) && this.words.joiners.has(this.tokens[next + 1]?.text ?? ""))
      next += 1;
    const joint = this.tokens[next];
    if (this.words.joiners.has(joint?.text ?? "") || (joint?.text === "-" && joint.glued))
      next += 1;
    return this.tokens[next]?.text === "'" ? next + 1 : next;
  }

  joinHalf(): boolean {
    const next = this.afterJoiner();
    if (next === this.at || !this.words.halves.has(this.tokens[next]?.text ?? "")) return false;
    this.at = next + 1;
    return true;
  }
}

/** Ten, unit, or ten-and-unit; how Swahili and its neighbours count below a scale. */
function smallNumber(reader: WordReader): number | null {
  const ten = reader.peek("ten");
  if (ten !== null) {
    reader.take();
    const next = reader.afterJoiner();
    const unit = next > reader.at ? reader.peek("unit", next) : null;
    if (unit === null || reader.tokens[next]?.kind === "number") return ten;
    reader.at = next;
    reader.take();
    return ten + unit;
  }
  const unit = reader.peek("unit");
  if (unit === null) return null;
  reader.take();
  return unit;
}

function scaleFirstNumber(reader: WordReader): number {
  let total = 0;
  let last = Number.POSITIVE_INFINITY;
  for (;;) {
    const before = reader.at;
    let next = reader.at;
    if (total > 0) next = reader.afterJoiner();
    // "milioni moja, laki mbili" goes on; smaller scales behind a comma are prices of their own.
    if (last >= 1_000_000 && total > 0 && reader.tokens[next]?.text === ",") next += 1;
    const scale = reader.peek("scale", next);
    if (scale === null || scale >= last) {
      const rest =
        total > 0 && reader.tokens[next]?.kind === "word"
          ? restAfter(reader, { last, joined: next > before, next })
          : 0;
      return total + rest;
    }
    reader.at = next;
    reader.take();
    total += scale * countAfter(reader, scale);
    if (reader.joinHalf()) return total + scale / 2;
    last = scale;
  }
}

/** "mia tano hamsini" adds; "laki na ishirini" leaves the thousands unsaid. */
function restAfter(
  reader: WordReader,
  place: { last: number; joined: boolean; next: number },
): number {
  // "emitwalo ebiri mu ttaano": two and a half times ten thousand.
  if (place.last === 10_000 && place.joined) return (smallAt(reader, place.next) ?? 0) * 1000;
  if (place.last === 100) return smallAt(reader, place.next) ?? 0;
  if (place.last === 100_000 && place.joined) return (smallAt(reader, place.next) ?? 0) * 1000;
  return 0;
}

/** "elfu mia tano" is five hundred thousands; "elfu moja mia tano" is not. */
function countAfter(reader: WordReader, scale: number): number {
  // "dari 250rb" is an Indonesian "from", not two hundred and fifty Hausa hundreds.
  if (scale < 1000 && reader.tokens[reader.at]?.kind === "number") return 1;
  const small = smallNumber(reader);
  if (small !== null) return small;
  const nested = reader.peek("scale");
  if (nested === null || nested > 100 || scale < 1000) return 1;
  reader.take();
  return nested * (smallNumber(reader) ?? 1) + tensAfter(reader, nested);
}

/** "elfu mia moja na hamsini", "ibihumbi ijana na mirongo itanu": the tens are thousands as well. */
function tensAfter(reader: WordReader, nested: number): number {
  const next = reader.afterJoiner();
  if (nested !== 100 || next === reader.at) return 0;
  const scale = reader.peek("scale", next);
  if (reader.peek("ten", next) === null && scale !== 10) return 0;
  reader.at = next;
  if (scale === null) return smallNumber(reader) ?? 0;
  reader.take();
  return scale * (smallNumber(reader) ?? 1);
}

function smallAt(reader: WordReader, at: number): number | null {
  const back = reader.at;
  reader.at = at;
  const small = smallNumber(reader);
  if (small === null) reader.at = back;
  return small;
}

function scaleLastNumber(reader: WordReader): number {
  let total = 0;
  let part = 0;
  let scaled = 0;
  for (;;) {
    const next = reader.count > 0 ? reader.afterJoiner() : reader.at;
    if (part === 0 && scaled > 0 && goesOnAfterComma(reader, next)) {
      reader.at = next + 1;
      continue;
    }
    const unit = reader.peek("unit", next) ?? reader.peek("ten", next);
    const scale = reader.peek("scale", next);
    if (unit !== null && reader.tokens[next]?.kind === "word")
      part = addSmall(part, unit, reader.tokens[next - 1]?.text === "-");
    else if (scale !== null && scale < 0) part += -scale;
    else if (scale !== null && scale <= 100) part = applySmallScale(part, scale);
    else if (scale !== null) {
      total += Math.max(part, 1) * scale;
      scaled = scale;
      part = 0;
    } else break;
    reader.at = next;
    reader.take();
  }
  if (scaled > 0 && part === 0 && reader.joinHalf()) return total + scaled / 2;
  return total + part;
}

/** "One million, two hundred thousand": behind the comma stands a smaller scale, not a count. */
function goesOnAfterComma(reader: WordReader, at: number): boolean {
  if (reader.tokens[at]?.text !== ",") return false;
  for (let next = at + 1; next <= at + 4; next += 1) {
    if (reader.peek("scale", next) !== null) return next > at + 1;
    if (reader.peek("unit", next) === null && reader.peek("ten", next) === null) return false;
  }
  return false;
}

/** "quatre-vingt" is four twenties, written with its hyphen. */
function addSmall(part: number, unit: number, hyphened: boolean): number {
  return hyphened && unit === 20 && part % 100 === 4 ? part - 4 + 80 : part + unit;
}

/** "deux cent" multiplies the last unit; "two hundred" the same; what stands higher stays. */
function applySmallScale(part: number, scale: number): number {
  const high = Math.floor(part / (scale * 10)) * scale * 10;
  const low = part - high;
  const base = low >= scale ? low : 0;
  const factor = low - base;
  return high + base + Math.max(factor, 1) * scale;
}

function wordsFrom(tokens: readonly Token[], at: number, words: Words): WordNumber | null {
  const reader = new WordReader(tokens, words, at);
  const value = words.scaleFirst ? scaleFirstNumber(reader) : scaleLastNumber(reader);
  if (value <= 0 || reader.count === 0) return null;
  return { value, end: reader.at, words: reader.count };
}

/** The longest number spelled in words from this token; a lone small number counts as none. */
export function readWordNumber(tokens: readonly Token[], at: number): WordNumber | null {
  const candidates = startWords.get(tokens[at]?.text ?? "");
  if (candidates === undefined) return null;
  let best: WordNumber | null = null;
  for (const words of candidates) {
    const found = wordsFrom(tokens, at, words);
    if (found !== null && (best === null || found.end > best.end)) best = found;
  }
  return best;
}

import { foldText } from "./normalise.ts";
import { stem } from "./stem.ts";
import type { Token } from "./tokens.ts";

type Phrase<T> = { rest: readonly string[]; value: T };

export type PhraseMatch<T> = {
  value: T;
  /** Index after the last token of the phrase. */ end: number;
};

const PART = /[\p{L}\p{M}]+|\d+|[&+]/gu;

/** A phrase as the tokens of a caption would spell it. */
export function phraseWords(phrase: string): string[] {
  return (foldText(phrase).match(PART) ?? []).map((part) =>
    part === "&" || part === "+" ? "and" : stem(part),
  );
}

/** Finds the longest known phrase that starts at a token; hyphens and apostrophes inside are skipped. */
export class PhraseTable<T> {
  private readonly byFirst = new Map<string, Phrase<T>[]>();

  /** The first value given to a phrase stays. */
  add(phrase: string, value: T): void {
    const [first, ...rest] = phraseWords(phrase);
    if (first === undefined) return;
    const list = this.byFirst.get(first);
    if (list === undefined) this.byFirst.set(first, [{ rest, value }]);
    else if (!list.some((known) => known.rest.join(" ") === rest.join(" "))) {
      const place = list.findIndex((known) => known.rest.length < rest.length);
      list.splice(place === -1 ? list.length : place, 0, { rest, value });
    }
  }

  addAll(phrases: string, value: T): void {
    for (const phrase of phrases.split(","))
      if (phrase.trim() !== "") this.add(phrase.trim(), value);
  }

  match(tokens: readonly Token[], at: number): PhraseMatch<T> | null {
    const list = this.byFirst.get(tokens[at]?.stem ?? "");
    if (list === undefined) return null;
    for (const phrase of list) {
      const end = endOf(tokens, at, phrase.rest);
      if (end > 0) return { value: phrase.value, end };
    }
    return null;
  }

  /** The value of a single word, for hashtags and spelling repair. */
  word(text: string): T | null {
    const list = this.byFirst.get(stem(text));
    return list?.find((phrase) => phrase.rest.length === 0)?.value ?? null;
  }

  /** The value of two words written as one. */
  pair(first: string, second: string): T | null {
    const root = stem(second);
    return (
      this.byFirst
        .get(stem(first))
        ?.find((phrase) => phrase.rest.length === 1 && phrase.rest[0] === root)?.value ?? null
    );
  }

  /** Words that are phrases by themselves. */
  singleWords(): [string, T][] {
    const words: [string, T][] = [];
    for (const [first, list] of this.byFirst) {
      for (const phrase of list) if (phrase.rest.length === 0) words.push([first, phrase.value]);
    }
    return words;
  }
}

function endOf(tokens: readonly Token[], at: number, rest: readonly string[]): number {
  let next = at + 1;
  for (const word of rest) {
    let token = tokens[next];
    if (token?.kind === "mark" && (token.text === "-" || token.text === "'" || token.text === "_"))
      token = tokens[++next];
    if (token === undefined || token.stem !== word || token.kind === "tag") return 0;
    next += 1;
  }
  return next;
}

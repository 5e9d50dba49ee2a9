import type { Cue } from "./lexicon/cues.ts";
import { cuePhrases } from "./lexicon/cues.ts";
import { phraseWords, PhraseTable } from "./phrase-table.ts";
import type { Token } from "./tokens.ts";

/** The cues of one phrase and the tokens it covers. */
export type CueMark = { cues: readonly Cue[]; start: number; end: number };

function isCue(name: string): name is Cue {
  return name in cuePhrases;
}

function buildTable(): PhraseTable<readonly Cue[]> {
  const byPhrase = new Map<string, Set<Cue>>();
  for (const [name, phrases] of Object.entries(cuePhrases)) {
    if (!isCue(name)) continue;
    for (const phrase of phrases.split(",")) {
      const key = phraseWords(phrase).join(" ");
      if (key === "") continue;
      const known = byPhrase.get(key);
      if (known === undefined) byPhrase.set(key, new Set([name]));
      else known.add(name);
    }
  }
  const table = new PhraseTable<readonly Cue[]>();
  for (const [phrase, cues] of byPhrase) table.add(phrase, [...cues]);
  return table;
}

const table = buildTable();

/** For each token the phrase it is part of, or undefined. */
export function markCues(tokens: readonly Token[]): (CueMark | undefined)[] {
  const marks: (CueMark | undefined)[] = Array.from({ length: tokens.length });
  for (let at = 0; at < tokens.length; at += 1) {
    const found = table.match(tokens, at);
    if (found === null) continue;
    const mark = { cues: found.value, start: at, end: found.end };
    for (let index = at; index < found.end; index += 1) marks[index] = mark;
    at = found.end - 1;
  }
  return marks;
}

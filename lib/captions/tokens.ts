import type { FoldedCaption } from "./normalise.ts";
import { SIGN } from "./normalise.ts";
import { isNumberShape, mergeSpacedNumbers } from "./number-shape.ts";
import { stem } from "./stem.ts";

export type TokenKind = "word" | "number" | "mark" | "emoji" | "line" | "tag" | "skip" | "phone";

/** `start` and `end` are offsets into the folded text; `glued`: nothing stands before it but its neighbour. */
export type Token = {
  kind: TokenKind;
  text: string;
  stem: string;
  start: number;
  end: number;
  glued: boolean;
};

const LETTER = /[\p{L}\p{M}]/u;
const SIGNS = new Set<string>(Object.values(SIGN));
const DOMAIN_END = new Set([
  "com",
  "me",
  "co",
  "ly",
  "net",
  "org",
  "shop",
  "store",
  "app",
  "io",
  "link",
]);
const AND = new Set(["&", "+"]);
const MONEY_TAIL =
  /^(?:each|only|naira|per|kes|bob|ksh|ugx|ush|tsh|pcs|pieces|thousand|cedis|rand)/;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return code >= 97 && code <= 122;
  const character = text[at];
  if (character === undefined || SIGNS.has(character)) return false;
  if (code >= 0xd800 && code <= 0xdfff)
    return LETTER.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
  return LETTER.test(character);
}

function scanWhile(text: string, from: number, accept: (at: number) => boolean): number {
  let at = from;
  while (at < text.length && accept(at)) at += 1;
  return at;
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 10;
}

/** Where a number ends; a separator belongs to it only between digits. */
function numberEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    at = scanWhile(text, at, (index) => isDigit(text.charCodeAt(index)));
    const separator = text[at];
    if ((separator === "," || separator === ".") && isDigit(text.charCodeAt(at + 1))) at += 1;
    else return at;
  }
}

/** A unit and the word that sellers write onto it without a space. */
const GLUED_UNIT =
  /^(k{1,2}|m|f|ksh|kes|ugx|ush|tsh|tzs|sh|shs|rwf|frw|bob|naira|cedis|fcfa|cfa|rand|birr|to|mpaka|hadi)(?=(?:only|each|per|pair|pc|pcs|piece|tu|pekee|neg|negotiable|last|final|now|cash|fixed|net|onli|onl|yokka|gusa|zokka|for|dm|call|inbox|a?pair|free)[a-z]{0,12}$)/;

class Scanner {
  readonly tokens: Token[] = [];
  private at = 0;
  private glued = false;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  run(): Token[] {
    while (this.at < this.text.length) this.step();
    return this.tokens;
  }

  private push(kind: TokenKind, end: number, length = end - this.at): void {
    const text = this.text.slice(this.at, this.at + length);
    const root = kind === "word" ? stem(text) : AND.has(text) ? "and" : text;
    this.tokens.push({ kind, text, stem: root, start: this.at, end, glued: this.glued });
    this.at = end;
    this.glued = true;
  }

  private step(): void {
    const { text, at } = this;
    const code = text.charCodeAt(at);
    if (code === 32) {
      this.at += 1;
      this.glued = false;
    } else if (code === 10) {
      this.push("line", at + 1);
      this.glued = false;
    } else if (isDigit(code)) this.number();
    else if (isLetter(text, at)) this.word();
    else if (code === 35 && (isLetter(text, at + 1) || this.atNumberedTag())) this.prefixed("tag");
    else if (code === 64 && isLetter(text, at + 1) && !this.atPrice()) this.prefixed("skip");
    else this.sign();
  }

  /** "#8pmlive" and "#2025goals" are slogans; "#38#39", "#8k" and "#500each" are numbers. */
  private atNumberedTag(): boolean {
    const { text } = this;
    const letters = scanWhile(text, this.at + 1, (index) => isDigit(text.charCodeAt(index)));
    if (letters === this.at + 1) return false;
    const end = scanWhile(text, letters, (index) => isLetter(text, index));
    return end - letters > 2 && !MONEY_TAIL.test(text.slice(letters, end));
  }

  /** "@ksh500" is a price, "@nairobi_shoes" is somebody. */
  private atPrice(): boolean {
    const end = scanWhile(this.text, this.at + 1, (index) => isLetter(this.text, index));
    const start = /[.:]/.test(this.text[end] ?? "") ? end + 1 : end;
    return isDigit(this.text.charCodeAt(start)) && end - this.at <= 5;
  }

  private sign(): void {
    const code = this.text.charCodeAt(this.at);
    const size = code >= 0xd800 && code <= 0xdbff ? 2 : 1;
    const isEmoji = SIGNS.has(this.text[this.at] ?? "");
    this.push(isEmoji ? "emoji" : "mark", this.at + size);
  }

  private prefixed(kind: "tag" | "skip"): void {
    const { text } = this;
    const end = scanWhile(text, this.at + 1, (index) => {
      const code = text.charCodeAt(index);
      return (
        isDigit(code) || code === 95 || (kind === "skip" && code === 46) || isLetter(text, index)
      );
    });
    this.push(kind, end);
  }

  private word(): void {
    const { text, at } = this;
    const whole = scanWhile(text, at, (index) => isLetter(text, index));
    const end = at + this.unitLength(text.slice(at, whole));
    if (this.isAddress(end)) {
      this.push(
        "skip",
        scanWhile(text, end, (index) => !isSpace(text, index)),
      );
    } else if (text[end] === "'" && text[end + 1] === "s" && !isLetter(text, end + 2)) {
      this.push("word", end + 2, end - at);
    } else this.push("word", end);
  }

  /** "45konly" and "850bobeach": behind digits a money word may have its neighbour written onto it. */
  private unitLength(word: string): number {
    if (!this.glued || this.tokens.at(-1)?.kind !== "number") return word.length;
    return GLUED_UNIT.exec(word)?.[1]?.length ?? word.length;
  }

  private isAddress(end: number): boolean {
    const { text, at } = this;
    const word = text.slice(at, end);
    if (word === "http" || word === "https") return text.startsWith("://", end);
    if (text[end] !== "." || !isLetter(text, end + 1)) return false;
    if (word === "www") return true;
    const tail = scanWhile(text, end + 1, (index) => isLetter(text, index));
    return DOMAIN_END.has(text.slice(end + 1, tail)) && (text[tail] === "/" || word.length > 1);
  }

  private number(): void {
    const end = numberEnd(this.text, this.at);
    if (isNumberShape(this.text.slice(this.at, end))) {
      this.push("number", end);
      return;
    }
    while (this.at < end) {
      if (isDigit(this.text.charCodeAt(this.at))) {
        this.push(
          "number",
          scanWhile(this.text, this.at, (index) => isDigit(this.text.charCodeAt(index))),
        );
      } else this.push("mark", this.at + 1);
    }
  }
}

const SCALE = /^(?:k|thousand|thousands|thou|million|elfu|mille)$/;

/** "780 (thousand)": brackets around a scale are left out, with the line break before them. */
function openScales(tokens: Token[]): Token[] {
  if (!tokens.some((token) => SCALE.test(token.text))) return tokens;
  const dropped = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    if (tokens[at - 1]?.text !== "(" || tokens[at + 1]?.text !== ")" || !SCALE.test(token.text))
      continue;
    const line = tokens[at - 2]?.kind === "line";
    if (tokens[at - (line ? 3 : 2)]?.kind !== "number") continue;
    dropped.add(at - 1).add(at + 1);
    if (line) dropped.add(at - 2);
  }
  return dropped.size === 0 ? tokens : tokens.filter((_, at) => !dropped.has(at));
}

/** Words, numbers and signs in order. Every unit of the text is looked at a bounded number of times. */
export function tokenise(folded: FoldedCaption): Token[] {
  return mergeSpacedNumbers(openScales(new Scanner(folded.text).run()));
}

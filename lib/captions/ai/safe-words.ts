import { toPlainText } from "./plain-text.ts";

/** Controls, and the formats that hide or reorder text; joiners too: a title needs no emoji. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const SCHEME = /\b(?:javascript|vbscript|data|file|mailto|tel|sms|intent)\s*:\S*/giu;
const LINK = /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S+/giu;
const DOMAIN = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}(?:[/:?#]\S*)?/giu;
const MENTION = /\S*@\S+/gu;
const PHONE = /\+?\(?\d(?:[\s().\-–/]{0,3}\d){6,}/gu;
const MARKUP = /[<>{}[\]\\|^`~$]/gu;
const MAX_GIVEN = 400;

/** Words of a model made fit to stand on a page: nothing hidden in them, no way to lead a shopper away. */
export function safeWords(given: string, maxLength: number): string {
  const seen = given
    .slice(0, MAX_GIVEN)
    .toWellFormed()
    .normalize("NFKC")
    .replaceAll(/\s+/g, " ")
    .replaceAll(UNSEEN, "");
  const bare = [SCHEME, LINK, MENTION, DOMAIN, PHONE, MARKUP]
    .reduce((text, pattern) => text.replaceAll(pattern, " "), seen)
    .replaceAll(/\s+/g, " ")
    .trim();
  return clamp(bare, maxLength);
}

/** Whole words, at most so many UTF-16 units; a first word that is too long is cut. */
function clamp(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const space = text.lastIndexOf(" ", maxLength);
  return text
    .slice(0, space > 0 ? space : maxLength)
    .toWellFormed()
    .replaceAll("\uFFFD", "")
    .trim();
}

/** True when every number in the words stands in the text too. */
export function hasOnlyStatedNumbers(words: string, original: string): boolean {
  const numbersOf = (text: string) => toPlainText(text).text.match(/\d+/g) ?? [];
  const stated = new Set(numbersOf(original));
  return numbersOf(words).every((number) => stated.has(number));
}

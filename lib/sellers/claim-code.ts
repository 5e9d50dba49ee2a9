import { randomInt } from "node:crypto";

/** Without what is easily taken for something else when it is copied by hand. */
const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
const LENGTH = 4;

/** What proves a handle once it stands in the bio, such as `lh-7k3p`. */
export function drawClaimCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]);
  return `lh-${letters.join("")}`;
}

/** Whether a bio holds a code, as a word of its own and in any case. */
export function holdsCode(bio: string, code: string): boolean {
  const words = bio
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\u2010-\u2015]/g, "-");
  return words.split(/[^a-z0-9-]+/).includes(code.toLowerCase());
}

import { createHash, randomBytes } from "node:crypto";

/** Tells people and secret scanners what such a string is. */
const PREFIX = "lh_";
const KEY_BYTES = 32;
const KEY_FORM = /^lh_[A-Za-z0-9_-]{43}$/;
const SHOWN_CHARACTERS = PREFIX.length + 5;

/** A new key of 256 random bits. */
export function drawApiKey(random: (bytes: number) => Buffer = randomBytes): string {
  return PREFIX + random(KEY_BYTES).toString("base64url");
}

export function isApiKey(text: string): boolean {
  return KEY_FORM.test(text);
}

/** What is kept of a key; nobody can go back from it. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Enough of a key to tell it from others, far too little to guess it. */
export function startOfApiKey(key: string): string {
  return key.slice(0, SHOWN_CHARACTERS);
}

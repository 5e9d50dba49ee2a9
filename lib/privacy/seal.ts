import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A text that no key opens in this place: tampered with, or moved here from somewhere else. */
export class SealBrokenError extends Error {
  override readonly name = "SealBrokenError";
}

export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Throws on anything but 32 bytes. */
export function toKey(bytes: Buffer): KeyObject {
  if (bytes.length !== KEY_BYTES) throw new TypeError(`a key has ${KEY_BYTES} bytes`);
  return createSecretKey(bytes);
}

/**
 * AES-256-GCM: initialisation vector, ciphertext and tag as base64url. `place` says what the text
 * belongs to; nowhere else can it be opened.
 */
export function seal(content: string | Buffer, { key, place }: Where): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(place));
  const sealed =
    typeof content === "string" ? cipher.update(content, "utf8") : cipher.update(content);
  return Buffer.concat([iv, sealed, cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

type Where = { key: KeyObject; place: string };

/** Throws a SealBrokenError. */
export function unseal(text: string, { key, place }: Where): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length < IV_BYTES + TAG_BYTES) throw new SealBrokenError("too short to be sealed");
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const opened = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
    return Buffer.concat([opened, decipher.final()]);
  } catch (cause) {
    throw new SealBrokenError("sealed with another key, or for another place", { cause });
  }
}

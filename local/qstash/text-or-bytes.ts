import { isUtf8 } from "node:buffer";
import type { TextOrBytes } from "./stored-records.ts";

/** Keeps a body readable in the journal, byte for byte either way. */
export function toTextOrBytes(bytes: Buffer): TextOrBytes {
  return isUtf8(bytes)
    ? { encoding: "utf8", text: bytes.toString("utf8") }
    : { encoding: "base64", text: bytes.toString("base64") };
}

export function toBytes(body: TextOrBytes): Buffer {
  return Buffer.from(body.text, body.encoding);
}

export function toBase64(body: TextOrBytes): string {
  return body.encoding === "base64" ? body.text : Buffer.from(body.text).toString("base64");
}

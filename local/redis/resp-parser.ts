export type Reply =
  | { kind: "status"; text: string }
  | { kind: "error"; text: string }
  | { kind: "integer"; value: number }
  | { kind: "bulk"; bytes: Buffer | null }
  | { kind: "array"; items: Reply[] | null };

type Parsed = { reply: Reply; next: number };

const CR = 13;

/** Reads replies of the Redis protocol (version 2) out of a stream of bytes. */
export class RespParser {
  #bytes: Buffer = Buffer.alloc(0);

  /** The replies that are complete now; the rest waits for more bytes. */
  push(chunk: Buffer): Reply[] {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    const replies: Reply[] = [];
    let at = 0;
    for (let parsed = this.#parse(at); parsed !== undefined; parsed = this.#parse(at)) {
      replies.push(parsed.reply);
      at = parsed.next;
    }
    this.#bytes = this.#bytes.subarray(at);
    return replies;
  }

  #parse(at: number): Parsed | undefined {
    const end = this.#bytes.indexOf(CR, at);
    if (end === -1 || end + 1 >= this.#bytes.length) return undefined;
    const type = String.fromCharCode(this.#bytes[at] ?? 0);
    const text = this.#bytes.toString("utf8", at + 1, end);
    const next = end + 2;
    switch (type) {
      case "+":
        return { reply: { kind: "status", text }, next };
      case "-":
        return { reply: { kind: "error", text }, next };
      case ":":
        return { reply: { kind: "integer", value: Number(text) }, next };
      case "$":
        return this.#parseBulk(Number(text), next);
      case "*":
        return this.#parseArray(Number(text), next);
      default:
        throw new Error(`unknown reply type ${type}`);
    }
  }

  #parseBulk(length: number, at: number): Parsed | undefined {
    if (length === -1) return { reply: { kind: "bulk", bytes: null }, next: at };
    const end = at + length;
    if (end + 2 > this.#bytes.length) return undefined;
    const bytes = Buffer.from(this.#bytes.subarray(at, end));
    return { reply: { kind: "bulk", bytes }, next: end + 2 };
  }

  #parseArray(length: number, at: number): Parsed | undefined {
    if (length === -1) return { reply: { kind: "array", items: null }, next: at };
    const items: Reply[] = [];
    let next = at;
    while (items.length < length) {
      const parsed = this.#parse(next);
      if (parsed === undefined) return undefined;
      items.push(parsed.reply);
      next = parsed.next;
    }
    return { reply: { kind: "array", items }, next };
  }
}

import { appendFileSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

export const deliveryStatus = z.enum(["accepted", "sent", "delivered", "read", "failed"]);
export type DeliveryStatus = z.infer<typeof deliveryStatus>;

const button = z.object({
  text: z.string(),
  url: z.string().optional(),
  replyId: z.string().optional(),
});

export const inboxMessage = z.object({
  id: z.string(),
  direction: z.enum(["out", "in"]),
  phone: z.string(),
  type: z.string(),
  /** What a person reads, templates filled in. */
  text: z.string(),
  buttons: z.array(button).default([]),
  /** The message as it came over the wire. */
  payload: z.unknown(),
  /** ISO 8601. */
  at: z.iso.datetime(),
  status: deliveryStatus,
  errorCode: z.int().optional(),
  callbackData: z.string().optional(),
});

export type InboxMessage = z.infer<typeof inboxMessage>;

const logLine = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("message"), message: inboxMessage }),
  z.object({ kind: z.literal("status"), id: z.string(), status: deliveryStatus }),
]);

/** All messages of the number, kept as JSON lines in a file that is only ever appended to. */
export class Inbox {
  readonly #file: string;
  readonly #messages = new Map<string, InboxMessage>();

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true });
    this.#file = join(dir, "messages.jsonl");
    for (const line of readWholeLines(this.#file)) {
      const parsed = logLine.parse(JSON.parse(line));
      if (parsed.kind === "message") this.#messages.set(parsed.message.id, parsed.message);
      else this.#setStatus(parsed.id, parsed.status);
    }
  }

  add(message: InboxMessage): void {
    this.#append({ kind: "message", message });
    this.#messages.set(message.id, message);
  }

  markStatus(id: string, status: DeliveryStatus): void {
    this.#append({ kind: "status", id, status });
    this.#setStatus(id, status);
  }

  find(id: string): InboxMessage | undefined {
    return this.#messages.get(id);
  }

  all(): InboxMessage[] {
    return [...this.#messages.values()];
  }

  /** The messages with this phone, oldest first. */
  of(phone: string): InboxMessage[] {
    return this.all().filter((message) => message.phone === phone);
  }

  #setStatus(id: string, status: DeliveryStatus): void {
    const message = this.#messages.get(id);
    if (message) message.status = status;
  }

  #append(line: z.input<typeof logLine>): void {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }
}

/** A line that was cut off by a crash was never answered for, so it is dropped. */
function readWholeLines(file: string): string[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  const end = bytes.lastIndexOf("\n") + 1;
  if (end < bytes.length) truncateSync(file, end);
  return bytes.toString("utf8", 0, end).split("\n").slice(0, -1);
}

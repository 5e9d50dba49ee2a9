import { fsyncSync, renameSync, writeFileSync } from "node:fs";
import { mkdir, open, readFile, type FileHandle } from "node:fs/promises";
import { join } from "node:path";

const FILE_NAME = "journal.ndjson";
const COMPACT_AFTER_BYTES = 16 * 1024 * 1024;

/** One change: a row set, or a row removed when the value is missing. */
export type JournalLine = [table: string, key: string, value?: unknown];

/**
 * Append-only file of row changes. Lines of one turn of the event loop go out in one write, and
 * `settled` answers once the operating system has them, so they survive a kill of this process.
 */
export class Journal {
  readonly #path: string;
  readonly #liveRows: () => Iterable<JournalLine>;
  #file: FileHandle;
  #sizeBytes: number;
  #compactAtBytes = COMPACT_AFTER_BYTES;
  #pending: string[] = [];
  #appended = 0;
  #written = 0;
  #flushing: Promise<void> | undefined;
  #closed = false;

  constructor(opened: OpenedJournal & { liveRows: () => Iterable<JournalLine> }) {
    this.#path = opened.path;
    this.#file = opened.file;
    this.#sizeBytes = opened.sizeBytes;
    this.#liveRows = opened.liveRows;
  }

  append(line: JournalLine): void {
    if (this.#closed) return;
    this.#pending.push(`${JSON.stringify(line)}\n`);
    this.#appended += 1;
    // Whoever must know of a failed write asks `settled`; the lines stay pending until then.
    this.#flush().catch(() => undefined);
  }

  /** Resolves when everything appended so far is written; rejects when the disk refuses it. */
  async settled(): Promise<void> {
    const target = this.#appended;
    while (this.#written < target) await this.#flush();
  }

  async close(): Promise<void> {
    try {
      await this.settled();
    } finally {
      this.#closed = true;
      await this.#flushing;
      await this.#file.close();
    }
  }

  #flush(): Promise<void> {
    this.#flushing ??= this.#writeAll().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  async #writeAll(): Promise<void> {
    while (this.#pending.length > 0) {
      await new Promise(setImmediate);
      await this.#writeBatch();
      if (this.#sizeBytes >= this.#compactAtBytes) await this.#compact();
    }
  }

  async #writeBatch(): Promise<void> {
    const lines = this.#pending;
    this.#pending = [];
    const batch = Buffer.from(lines.join(""));
    try {
      await this.#file.appendFile(batch);
    } catch (error) {
      // Half a line in the middle of the file would make all after it unreadable.
      await this.#file.truncate(this.#sizeBytes).catch(() => undefined);
      this.#pending = [...lines, ...this.#pending];
      throw new Error("the journal could not be written", { cause: error });
    }
    this.#sizeBytes += batch.length;
    this.#written += lines.length;
  }

  /** Replaces the file by the rows that still live; what is pending is among them already. */
  async #compact(): Promise<void> {
    const temporary = `${this.#path}.new`;
    const next = await open(temporary, "a", 0o600);
    try {
      await next.truncate(0);
      const lines = Array.from(this.#liveRows(), (line) => `${JSON.stringify(line)}\n`);
      const content = Buffer.from(lines.join(""));
      writeFileSync(next.fd, content);
      fsyncSync(next.fd);
      renameSync(temporary, this.#path);
      this.#pending = [];
      this.#written = this.#appended;
      this.#sizeBytes = content.length;
      this.#compactAtBytes = Math.max(COMPACT_AFTER_BYTES, 4 * content.length);
    } catch {
      // The file as it stands is whole: it only grows until there is room for a shorter one.
      this.#compactAtBytes = this.#sizeBytes + COMPACT_AFTER_BYTES;
      await next.close();
      return;
    }
    const before = this.#file;
    this.#file = next;
    await before.close();
  }
}

export type OpenedJournal = {
  path: string;
  file: FileHandle;
  sizeBytes: number;
  /** The rows as the last run left them, by table and key. */
  rows: Map<string, Map<string, unknown>>;
};

/** Reads what the last run left, cuts off a line that a kill tore, and opens the file to append. */
export async function openJournalFile(dataDir: string): Promise<OpenedJournal> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, FILE_NAME);
  const file = await open(path, "a", 0o600);
  try {
    const content = await readFile(path);
    const end = content.lastIndexOf(0x0a) + 1;
    if (end < content.length) await file.truncate(end);
    return { path, file, sizeBytes: end, rows: replay(content.subarray(0, end), path) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function replay(content: Buffer, path: string): Map<string, Map<string, unknown>> {
  const rows = new Map<string, Map<string, unknown>>();
  let start = 0;
  for (let line = 1; start < content.length; line += 1) {
    const end = content.indexOf(0x0a, start);
    const [table, key, value] = parseLine(content.toString("utf8", start, end), `${path}:${line}`);
    const tableRows = rows.get(table) ?? new Map<string, unknown>();
    rows.set(table, tableRows);
    if (value === undefined) tableRows.delete(key);
    else tableRows.set(key, value);
    start = end + 1;
  }
  return rows;
}

function parseLine(text: string, place: string): JournalLine {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Error(`${place} is not a journal line; move the file away to start empty`, {
      cause: error,
    });
  }
  if (!Array.isArray(parsed) || typeof parsed[0] !== "string" || typeof parsed[1] !== "string") {
    throw new Error(`${place} is not a journal line; move the file away to start empty`);
  }
  return [parsed[0], parsed[1], parsed[2]];
}

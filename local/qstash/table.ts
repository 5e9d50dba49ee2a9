import type * as z from "zod";
import type { Journal, JournalLine } from "./journal.ts";

/** Rows of one kind in memory, in order of insertion, each change of them in the journal. */
export class Table<Row> {
  readonly #name: string;
  readonly #rows: Map<string, Row>;
  readonly #journal: Journal;

  constructor(options: {
    name: string;
    schema: z.ZodType<Row>;
    kept: Map<string, unknown> | undefined;
    journal: Journal;
  }) {
    this.#name = options.name;
    this.#journal = options.journal;
    this.#rows = new Map();
    for (const [key, value] of options.kept ?? []) this.#rows.set(key, options.schema.parse(value));
  }

  get size(): number {
    return this.#rows.size;
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  set(key: string, row: Row): void {
    this.#rows.set(key, row);
    this.#journal.append([this.#name, key, row]);
  }

  /** Whether there was such a row. */
  delete(key: string): boolean {
    if (!this.#rows.delete(key)) return false;
    this.#journal.append([this.#name, key]);
    return true;
  }

  values(): IterableIterator<Row> {
    return this.#rows.values();
  }

  entries(): IterableIterator<[string, Row]> {
    return this.#rows.entries();
  }

  *lines(): Generator<JournalLine> {
    for (const [key, row] of this.#rows) yield [this.#name, key, row];
  }
}

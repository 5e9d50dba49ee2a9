import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { FeedItem } from "./feed.ts";
import { runRecordSchema, type RunRecord } from "./run-record.ts";

/** The real service deletes unnamed storages after this long. */
const RETENTION_MS = 7 * 24 * 3_600_000;

const countsSchema = z.record(z.string(), z.int());
const rowsSchema = z.array(z.record(z.string(), z.unknown()));

/** Runs, datasets and scrape counts in memory and, one file each, on the disk. */
export class RunStore {
  readonly #folder: string;
  readonly #runs = new Map<string, RunRecord>();
  #counts: Record<string, number> = {};
  #writes: Promise<void> = Promise.resolve();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<RunStore> {
    const store = new RunStore(folder);
    await mkdir(join(folder, "runs"), { recursive: true });
    await mkdir(join(folder, "datasets"), { recursive: true });
    for (const name of await readdir(join(folder, "runs"))) {
      await store.#load(join(folder, "runs", name));
    }
    const counts = await readFile(join(folder, "scrapes.json"), "utf8").catch(() => "{}");
    store.#counts = countsSchema.parse(JSON.parse(counts));
    return store;
  }

  /** Every run, oldest first. */
  list(): RunRecord[] {
    return [...this.#runs.values()].toSorted((one, other) =>
      one.startedAt < other.startedAt ? -1 : 1,
    );
  }

  find(id: string): RunRecord | undefined {
    return this.#runs.get(id);
  }

  findByDataset(id: string): RunRecord | undefined {
    return [...this.#runs.values()].find((run) => run.defaultDatasetId === id);
  }

  findByKeyValueStore(id: string): RunRecord | undefined {
    return [...this.#runs.values()].find((run) => run.defaultKeyValueStoreId === id);
  }

  async save(run: RunRecord): Promise<void> {
    this.#runs.set(run.id, run);
    await this.#write(join("runs", `${run.id}.json`), run);
  }

  async saveRows(run: RunRecord, rows: FeedItem[]): Promise<void> {
    await this.#write(join("datasets", `${run.defaultDatasetId}.json`), rows);
  }

  async readRows(run: RunRecord): Promise<FeedItem[]> {
    const file = join(this.#folder, "datasets", `${run.defaultDatasetId}.json`);
    return rowsSchema.parse(JSON.parse(await readFile(file, "utf8").catch(() => "[]")));
  }

  scrapesOf(handle: string): number {
    return this.#counts[handle.toLowerCase()] ?? 0;
  }

  countScrape(handle: string): number {
    const count = this.scrapesOf(handle) + 1;
    this.#counts[handle.toLowerCase()] = count;
    return count;
  }

  async saveCounts(): Promise<void> {
    await this.#write("scrapes.json", this.#counts);
  }

  /** Resolves when everything handed over so far is on the disk. */
  async settle(): Promise<void> {
    await this.#writes;
  }

  async #load(file: string): Promise<void> {
    const parsed = runRecordSchema.safeParse(
      JSON.parse(await readFile(file, "utf8").catch(() => "null")),
    );
    if (!parsed.success) return;
    const run = parsed.data;
    if (Date.now() - Date.parse(run.startedAt) < RETENTION_MS) {
      this.#runs.set(run.id, run);
      return;
    }
    await rm(file, { force: true });
    await rm(join(this.#folder, "datasets", `${run.defaultDatasetId}.json`), { force: true });
  }

  /** One write after the other, each replacing its file in one step. */
  #write(name: string, value: unknown): Promise<void> {
    const file = join(this.#folder, name);
    const content = JSON.stringify(value);
    const before = this.#writes;
    const replace = async (): Promise<void> => {
      await before;
      await writeFile(`${file}.tmp`, content, { mode: 0o600 });
      await rename(`${file}.tmp`, file);
    };
    const written = replace();
    this.#writes = written.catch(() => undefined);
    return written;
  }
}

import { createHash, randomBytes, randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { writeJson } from "../kept-json.ts";

const READERS_MS = 30_000;

export const blobRecord = z.strictObject({
  pathname: z.string(),
  contentType: z.string(),
  cacheMaxAgeSeconds: z.int(),
  size: z.int(),
  /** Quoted, as the ETag header carries it. */
  etag: z.string(),
  uploadedAt: z.iso.datetime(),
  /** Name of the file that holds the bytes. */
  file: z.string(),
});

export type BlobRecord = z.infer<typeof blobRecord>;

export type BlobWrite = {
  pathname: string;
  contentType: string;
  cacheMaxAgeSeconds: number;
  randomSuffix: boolean;
  overwrite: boolean;
  /** Write only over exactly this version. */
  ifMatch?: string | undefined;
};

export type WriteOutcome =
  { kind: "written"; record: BlobRecord } | { kind: "exists" } | { kind: "mismatch" };

/**
 * Blobs in a folder: the bytes of each version in a file of their own, a JSON file per pathname
 * that names the current one. A version becomes visible by one rename, or not at all.
 */
export class BlobStore {
  readonly #dir: string;
  readonly #records: Map<string, BlobRecord>;

  private constructor(dir: string, records: Map<string, BlobRecord>) {
    this.#dir = dir;
    this.#records = records;
  }

  static async open(dir: string): Promise<BlobStore> {
    await mkdir(join(dir, "bytes"), { recursive: true });
    await mkdir(join(dir, "records"), { recursive: true });
    const records = new Map<string, BlobRecord>();
    for (const name of await readdir(join(dir, "records"))) {
      if (!name.endsWith(".json")) continue;
      const text = await readFile(join(dir, "records", name), "utf8");
      const record = blobRecord.parse(JSON.parse(text));
      records.set(record.pathname, record);
    }
    const used = new Set([...records.values()].map((record) => record.file));
    for (const file of await readdir(join(dir, "bytes"))) {
      if (!used.has(file)) await rm(join(dir, "bytes", file), { force: true });
    }
    return new BlobStore(dir, records);
  }

  find(pathname: string): BlobRecord | undefined {
    return this.#records.get(pathname);
  }

  /** All records whose pathname starts with the prefix, in the order of their bytes. */
  list(prefix: string): BlobRecord[] {
    return [...this.#records.values()]
      .filter((record) => record.pathname.startsWith(prefix))
      .toSorted((left, right) => Buffer.compare(toBytes(left.pathname), toBytes(right.pathname)));
  }

  read(record: BlobRecord): Promise<Buffer> {
    return readFile(this.#bytesFile(record.file));
  }

  async write(wanted: BlobWrite, bytes: Buffer): Promise<WriteOutcome> {
    const file = randomUUID();
    await writeFile(this.#bytesFile(file), bytes);
    const outcome = this.#commit(wanted, { file, bytes });
    if (outcome.kind !== "written") await rm(this.#bytesFile(file), { force: true });
    return outcome;
  }

  /** False when there is a blob there, but of another version than `ifMatch`. */
  delete(pathname: string, ifMatch?: string): boolean {
    const record = this.#records.get(pathname);
    if (ifMatch !== undefined && record?.etag !== ifMatch) return false;
    if (record === undefined) return true;
    rmSync(this.#recordFile(pathname), { force: true });
    this.#records.delete(pathname);
    this.#discard(record);
    return true;
  }

  /** All in one turn of the event loop: nothing else can write between the check and the change. */
  #commit(wanted: BlobWrite, { file, bytes }: { file: string; bytes: Buffer }): WriteOutcome {
    const pathname = wanted.randomSuffix ? withSuffix(wanted.pathname) : wanted.pathname;
    const previous = this.#records.get(pathname);
    if (wanted.ifMatch !== undefined && previous?.etag !== wanted.ifMatch) {
      return { kind: "mismatch" };
    }
    if (previous !== undefined && !wanted.overwrite) return { kind: "exists" };
    const record: BlobRecord = {
      pathname,
      contentType: wanted.contentType,
      cacheMaxAgeSeconds: wanted.cacheMaxAgeSeconds,
      size: bytes.length,
      etag: `"${createHash("md5").update(bytes).digest("hex")}"`,
      uploadedAt: new Date().toISOString(),
      file,
    };
    writeJson(this.#recordFile(pathname), record);
    this.#records.set(pathname, record);
    if (previous) this.#discard(previous);
    return { kind: "written", record };
  }

  /** Later, so that a reader who has just found this version can still read it. */
  #discard(record: BlobRecord): void {
    const discard = () => void rm(this.#bytesFile(record.file), { force: true });
    setTimeout(discard, READERS_MS).unref();
  }

  #bytesFile(file: string): string {
    return join(this.#dir, "bytes", file);
  }

  #recordFile(pathname: string): string {
    // A digest instead of the pathname: a pathname may be longer than a file name, or hold "..".
    const name = createHash("sha256").update(pathname).digest("hex");
    return join(this.#dir, "records", `${name}.json`);
  }
}

function toBytes(text: string): Buffer {
  return Buffer.from(text);
}

function withSuffix(pathname: string): string {
  const suffix = randomBytes(15).toString("hex");
  const name = pathname.lastIndexOf("/") + 1;
  const dot = pathname.lastIndexOf(".");
  if (dot <= name) return `${pathname}-${suffix}`;
  return `${pathname.slice(0, dot)}-${suffix}${pathname.slice(dot)}`;
}

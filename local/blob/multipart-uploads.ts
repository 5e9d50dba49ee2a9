import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { badRequest } from "./blob-refusal.ts";

const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_PARTS = 10_000;

export const completedParts = z
  .array(z.object({ etag: z.string(), partNumber: z.int().min(1).max(MAX_PARTS) }))
  .min(1)
  .max(MAX_PARTS);

export type CompletedParts = z.infer<typeof completedParts>;

/** Uploads in parts, kept in a folder until they are completed. */
export class MultipartUploads {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** The key is the pathname that was asked for, as the service hands it back. */
  async create(pathname: string): Promise<{ uploadId: string; key: string }> {
    const uploadId = randomBytes(24).toString("base64url");
    await mkdir(join(this.#dir, uploadId), { recursive: true });
    await writeFile(join(this.#dir, uploadId, "pathname"), pathname);
    return { uploadId, key: pathname };
  }

  async addPart(
    upload: { uploadId: string; key: string; partNumber: number },
    bytes: Buffer,
  ): Promise<{ etag: string }> {
    if (!Number.isInteger(upload.partNumber) || upload.partNumber < 1) {
      throw badRequest("Invalid part number");
    }
    const dir = await this.#folderOf(upload);
    const file = join(dir, `${upload.partNumber}.part`);
    const draft = `${file}.${randomUUID()}.tmp`;
    await writeFile(draft, bytes);
    await rename(draft, file);
    return { etag: etagOf(bytes) };
  }

  async join(upload: { uploadId: string; key: string }, parts: CompletedParts): Promise<Buffer> {
    const dir = await this.#folderOf(upload);
    const ordered = parts.toSorted((left, right) => left.partNumber - right.partNumber);
    const pieces: Buffer[] = [];
    for (const part of ordered) {
      const bytes = await readFile(join(dir, `${part.partNumber}.part`)).catch(() => undefined);
      if (bytes === undefined || etagOf(bytes) !== part.etag) {
        throw badRequest(`Part ${part.partNumber} was not found or its ETag does not match`);
      }
      pieces.push(bytes);
    }
    if (pieces.slice(0, -1).some((piece) => piece.length < MIN_PART_BYTES)) {
      throw badRequest("Every part but the last must be at least 5 MB");
    }
    return Buffer.concat(pieces);
  }

  forget(uploadId: string): Promise<void> {
    return rm(join(this.#dir, uploadId), { recursive: true, force: true });
  }

  async #folderOf({ uploadId, key }: { uploadId: string; key: string }): Promise<string> {
    if (!/^[\w-]{32}$/.test(uploadId)) throw badRequest("Invalid upload id");
    const dir = join(this.#dir, uploadId);
    const pathname = await readFile(join(dir, "pathname"), "utf8").catch(() => undefined);
    if (pathname === undefined || pathname !== key) throw badRequest("Upload not found");
    return dir;
  }
}

function etagOf(bytes: Buffer): string {
  return `"${createHash("md5").update(bytes).digest("hex")}"`;
}

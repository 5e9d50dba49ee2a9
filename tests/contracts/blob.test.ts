import { randomUUID } from "node:crypto";
import {
  BlobAccessError,
  BlobNotFoundError,
  BlobPreconditionFailedError,
  copy,
  createMultipartUpload,
  completeMultipartUpload,
  del,
  head,
  list,
  put,
  rename,
  uploadPart,
} from "@vercel/blob";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BlobService, openBlobService } from "./blob-service.ts";

const PART_BYTES = 5 * 1024 * 1024;
const run = `contract/${randomUUID()}`;
let service: BlobService;
let folders = 0;

beforeAll(async () => {
  service = await openBlobService();
});

afterAll(async () => {
  const { blobs } = await list({ prefix: run });
  if (blobs.length > 0) await del(blobs.map((blob) => blob.url));
  await service.close();
});

function newFolder(): string {
  folders += 1;
  return `${run}/${folders}`;
}

describe("put", () => {
  test("stores bytes that its address serves with type, length, caching and version", async () => {
    const bytes = Buffer.from([0, 255, 1, 254, 13, 10]);
    const stored = await put(`${newFolder()}/a b/ñ.webp`, bytes, {
      access: "public",
      contentType: "image/webp",
      cacheControlMaxAge: 3600,
    });
    const answer = await fetch(stored.url);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
    expect(answer.headers.get("content-type")).toBe("image/webp");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=3600");
    expect(answer.headers.get("content-length")).toBe("6");
    expect(answer.headers.get("etag")).toBe(stored.etag);
    expect(Date.parse(answer.headers.get("last-modified") ?? "")).toBeGreaterThan(0);
  });

  test("takes the type from the extension when none is given", async () => {
    const stored = await put(`${newFolder()}/clip.mp4`, "x", { access: "public" });
    expect(stored.contentType).toBe("video/mp4");
    expect(stored.contentDisposition).toBe('inline; filename="clip.mp4"');
  });

  test("refuses to overwrite unless that is allowed", async () => {
    const pathname = `${newFolder()}/once.txt`;
    const first = await put(pathname, "first", { access: "public" });
    await expect(put(pathname, "second", { access: "public" })).rejects.toThrow(/already exists/);
    expect(await textOf(first.url)).toBe("first");
    const third = await put(pathname, "third", { access: "public", allowOverwrite: true });
    expect(third.url).toBe(first.url);
    expect(third.etag).not.toBe(first.etag);
  });

  test("gives every upload an own name with a random suffix", async () => {
    const pathname = `${newFolder()}/same.jpg`;
    const options = { access: "public", addRandomSuffix: true } as const;
    const first = await put(pathname, "1", options);
    const second = await put(pathname, "2", options);
    expect(first.pathname).toMatch(/\/same-[A-Za-z0-9]+\.jpg$/);
    expect(second.pathname).not.toBe(first.pathname);
  });

  test("overwrites with ifMatch only the version that was read", async () => {
    const pathname = `${newFolder()}/guarded.txt`;
    const first = await put(pathname, "first", { access: "public" });
    const second = await put(pathname, "second", { access: "public", ifMatch: first.etag });
    await expect(
      put(pathname, "late", { access: "public", ifMatch: first.etag }),
    ).rejects.toBeInstanceOf(BlobPreconditionFailedError);
    expect((await head(pathname)).etag).toBe(second.etag);
  });

  test("refuses a wrong token", async () => {
    const token = `${service.token.slice(0, -4)}0000`;
    await expect(
      put(`${newFolder()}/no.txt`, "x", { access: "public", token }),
    ).rejects.toBeInstanceOf(BlobAccessError);
  });

  test("takes a stream in parts", async () => {
    const bytes = Buffer.alloc(9 * 1024 * 1024, "stream");
    const stored = await put(`${newFolder()}/big.bin`, new Blob([bytes]).stream(), {
      access: "public",
      multipart: true,
    });
    expect((await head(stored.url)).size).toBe(bytes.length);
  });
});

describe("multipart", () => {
  test("joins parts by number, whatever their order of arrival", async () => {
    const pathname = `${newFolder()}/joined.txt`;
    const { key, uploadId } = await createMultipartUpload(pathname, { access: "public" });
    const options = { access: "public", key, uploadId } as const;
    const last = await uploadPart(pathname, "end", { ...options, partNumber: 2 });
    const body = Buffer.alloc(PART_BYTES, "a");
    const first = await uploadPart(pathname, body, { ...options, partNumber: 1 });
    const stored = await completeMultipartUpload(pathname, [last, first], options);
    const text = await textOf(stored.url);
    expect(text.length).toBe(PART_BYTES + 3);
    expect(text.endsWith("aend")).toBe(true);
  });

  test("refuses parts that were never uploaded, or that are not what was uploaded", async () => {
    const pathname = `${newFolder()}/missing.txt`;
    const { key, uploadId } = await createMultipartUpload(pathname, { access: "public" });
    const options = { access: "public", key, uploadId } as const;
    const part = await uploadPart(pathname, "text", { ...options, partNumber: 1 });
    const wrong = [
      [{ ...part, partNumber: 2 }],
      [{ ...part, etag: '"00000000000000000000000000000000"' }],
    ];
    for (const parts of wrong) {
      await expect(completeMultipartUpload(pathname, parts, options)).rejects.toThrow(
        "Vercel Blob",
      );
    }
    await expect(head(pathname)).rejects.toBeInstanceOf(BlobNotFoundError);
  });
});

describe("reading", () => {
  test("head tells what was stored, by address and by pathname", async () => {
    const pathname = `${newFolder()}/told.txt`;
    const stored = await put(pathname, "told", { access: "public" });
    const told = await head(stored.url);
    expect(told).toMatchObject({ pathname, size: 4, contentType: "text/plain", url: stored.url });
    expect(told.cacheControl).toBe("public, max-age=2592000");
    expect(told.uploadedAt.getTime()).toBeLessThanOrEqual(Date.now() + 60_000);
    expect(await head(pathname)).toEqual(told);
  });

  test("head of an unknown blob is a typed error, and its address 404", async () => {
    const stored = await put(`${newFolder()}/known.txt`, "x", { access: "public" });
    const unknown = stored.url.replace("known.txt", "unknown.txt");
    await expect(head(unknown)).rejects.toBeInstanceOf(BlobNotFoundError);
    expect((await fetch(unknown)).status).toBe(404);
  });

  test("serves single byte ranges", async () => {
    const { url } = await put(`${newFolder()}/range.txt`, "0123456789", { access: "public" });
    const cases: [string, number, string][] = [
      ["bytes=2-4", 206, "234"],
      ["bytes=7-", 206, "789"],
      ["bytes=-2", 206, "89"],
    ];
    for (const [range, status, text] of cases) {
      const answer = await fetch(url, { headers: { range } });
      expect([answer.status, await answer.text()]).toEqual([status, text]);
    }
    const beyond = await fetch(url, { headers: { range: "bytes=10-" } });
    expect(beyond.status).toBe(416);
  });

  test("answers 304 while the version is the one the reader has", async () => {
    const { url, etag } = await put(`${newFolder()}/cached.txt`, "x", { access: "public" });
    const same = await fetch(url, { headers: { "if-none-match": etag } });
    expect([same.status, await same.text()]).toEqual([304, ""]);
    const other = await fetch(url, { headers: { "if-none-match": '"other"' } });
    expect(other.status).toBe(200);
  });

  test("offers the same blob as a download", async () => {
    const stored = await put(`${newFolder()}/saved.txt`, "x", { access: "public" });
    const answer = await fetch(stored.downloadUrl);
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="saved.txt"');
  });
});

describe("list", () => {
  test("pages through a prefix without loss or repetition", async () => {
    const folder = newFolder();
    for (const name of ["c", "a", "e", "b", "d"]) {
      await put(`${folder}/${name}.txt`, name, { access: "public" });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ prefix: `${folder}/`, limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.blobs.map((blob) => blob.pathname));
      cursor = page.cursor;
      expect(page.hasMore).toBe(cursor !== undefined);
      expect(page.blobs.length).toBeLessThanOrEqual(2);
    } while (cursor !== undefined);
    expect(seen).toEqual(["a", "b", "c", "d", "e"].map((name) => `${folder}/${name}.txt`));
  });

  test("folds what lies deeper into folders", async () => {
    const folder = newFolder();
    await put(`${folder}/top.txt`, "x", { access: "public" });
    await put(`${folder}/in/1.txt`, "x", { access: "public" });
    await put(`${folder}/in/2.txt`, "x", { access: "public" });
    const { blobs, folders: folded } = await list({ prefix: `${folder}/`, mode: "folded" });
    expect(blobs.map((blob) => blob.pathname)).toEqual([`${folder}/top.txt`]);
    expect(folded).toEqual([`${folder}/in/`]);
  });
});

describe("change of place", () => {
  test("copy keeps the source and its type, del removes it and is content with a repeat", async () => {
    const folder = newFolder();
    const source = await put(`${folder}/source.png`, "picture", { access: "public" });
    const target = await copy(source.url, `${folder}/copied`, { access: "public" });
    await del(source.url);
    await del([source.url, `${folder}/never.txt`]);
    await expect(head(source.url)).rejects.toBeInstanceOf(BlobNotFoundError);
    expect(await textOf(target.url)).toBe("picture");
  });

  test("rename leaves nothing under the old name", async () => {
    const folder = newFolder();
    const source = await put(`${folder}/old.txt`, "moved", { access: "public" });
    const target = await rename(source.url, `${folder}/new.txt`, { access: "public" });
    expect(await textOf(target.url)).toBe("moved");
    await expect(head(source.url)).rejects.toBeInstanceOf(BlobNotFoundError);
  });
});

async function textOf(url: string): Promise<string> {
  return (await fetch(url)).text();
}

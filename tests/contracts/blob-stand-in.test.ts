import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { head, put } from "@vercel/blob";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startBlob } from "#local/blob/start-blob.ts";
import { faultRule } from "#local/faults.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "blob-"));
  // One attempt per call, so that a fault is seen and not retried away.
  vi.stubEnv("VERCEL_BLOB_RETRIES", "0");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(dataDir, { recursive: true, force: true });
});

async function start() {
  const standIn = await startBlob({ port: 0, dataDir, log: () => undefined });
  for (const [name, value] of Object.entries(standIn.env)) vi.stubEnv(name, value);
  return standIn;
}

test("keeps blobs and token over a restart", async () => {
  const before = await start();
  const stored = await put("kept/a.txt", "kept", { access: "public" });
  await before.close();
  const after = await start();
  expect(after.env.BLOB_READ_WRITE_TOKEN).toBe(before.env.BLOB_READ_WRITE_TOKEN);
  const told = await head("kept/a.txt");
  expect(told.etag).toBe(stored.etag);
  expect(await (await fetch(told.url)).text()).toBe("kept");
  await after.close();
});

test("keeps long pathnames apart over a restart that differ only in their middle", async () => {
  const pathnames = ["a", "b"].map((letter) => `${letter.repeat(300)}/${"z".repeat(300)}`);
  const before = await start();
  for (const pathname of pathnames) await put(pathname, pathname, { access: "public" });
  await before.close();
  const after = await start();
  for (const pathname of pathnames) {
    const { url } = await head(pathname);
    expect(await (await fetch(url)).text()).toBe(pathname);
  }
  await after.close();
});

test("loses the answer but keeps the effect, and drops both when told to", async () => {
  const standIn = await start();
  standIn.faults.set([faultRule.parse({ kind: "lose_answer", times: 1 })]);
  await expect(put("lost.txt", "x", { access: "public" })).rejects.toThrow("fetch failed");
  expect((await head("lost.txt")).size).toBe(1);
  standIn.faults.set([faultRule.parse({ kind: "drop", times: 1 })]);
  await expect(put("dropped.txt", "x", { access: "public" })).rejects.toThrow("fetch failed");
  await expect(head("dropped.txt")).rejects.toThrow(/does not exist/);
  await standIn.close();
});

test("never reads outside its folder", async () => {
  const standIn = await start();
  for (const path of ["/public/../credentials.json", "/public/..%2f..%2fcredentials.json"]) {
    expect((await fetch(standIn.url + path)).status).toBe(404);
  }
  await standIn.close();
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBlob } from "#local/blob/start-blob.ts";

export type BlobService = { token: string; close(): Promise<void> };

/** The real store when its token is in the environment, otherwise the stand-in. */
export async function openBlobService(): Promise<BlobService> {
  const token = process.env.BLOB_READ_WRITE_TOKEN;
  if (token !== undefined) return { token, close: () => Promise.resolve() };
  const dataDir = await mkdtemp(join(tmpdir(), "blob-"));
  const standIn = await startBlob({ port: 0, dataDir, log: () => undefined });
  // The SDK takes its API address from the environment alone.
  Object.assign(process.env, standIn.env);
  return {
    token: standIn.env.BLOB_READ_WRITE_TOKEN ?? "",
    close: async () => {
      for (const name of Object.keys(standIn.env)) delete process.env[name];
      await standIn.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

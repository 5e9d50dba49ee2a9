import { put } from "@vercel/blob";
import type { BlobStore } from "../media/blob-store.ts";

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;
const UPLOAD_TIMEOUT_MS = 20_000;

export function openBlobStore({ token }: { token: string }): BlobStore {
  return {
    async put({ path, body, contentType }) {
      const { url } = await put(path, body, {
        access: "public",
        token,
        contentType,
        // The path holds the content's hash, so a second upload writes the same bytes.
        allowOverwrite: true,
        cacheControlMaxAge: ONE_YEAR_SECONDS,
        abortSignal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
      });
      return { url };
    },
  };
}

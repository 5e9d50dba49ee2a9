import { put } from "@vercel/blob";
import type { BlobStore } from "../media/blob-store.ts";
import { inTime } from "./in-time.ts";

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;
const LIMIT = { service: "Blob", limitMs: 20_000 };

export function openBlobStore({ token }: { token: string }): BlobStore {
  return {
    async put({ path, body, contentType }) {
      const uploaded = put(path, body, {
        access: "public",
        token,
        contentType,
        // The path holds the content's hash, so a second upload writes the same bytes.
        allowOverwrite: true,
        cacheControlMaxAge: ONE_YEAR_SECONDS,
        abortSignal: AbortSignal.timeout(LIMIT.limitMs),
      });
      const { url } = await inTime(uploaded, LIMIT);
      return { url };
    },
  };
}

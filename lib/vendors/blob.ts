import { BlobServiceRateLimited, del, list, put } from "@vercel/blob";
import type { BlobEraser, BlobStore } from "../media/blob-store.ts";
import { retry } from "../retry.ts";
import { inTime } from "./in-time.ts";

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;
const LIMIT = { service: "Blob", limitMs: 20_000 };

/** The SDK itself tries again what broke or failed inside the service, but not what it was told to slow down. */
const RETRY = {
  budgetMs: LIMIT.limitMs,
  isPassing: (error: unknown) => error instanceof BlobServiceRateLimited,
};

/** As many as one call takes. */
const DELETED_AT_ONCE = 1_000;

export function openBlobStore({ token }: { token: string }): BlobStore & BlobEraser {
  return {
    async put({ path, body, contentType }) {
      const abortSignal = AbortSignal.timeout(LIMIT.limitMs);
      const upload = () =>
        put(path, body, {
          access: "public",
          token,
          contentType,
          // The path holds the content's hash, so a second upload writes the same bytes.
          allowOverwrite: true,
          cacheControlMaxAge: ONE_YEAR_SECONDS,
          abortSignal,
        });
      const { url } = await inTime(retry(upload, RETRY), LIMIT);
      return { url };
    },
    async removeAll(prefix) {
      let removed = 0;
      for (;;) {
        const abortSignal = AbortSignal.timeout(LIMIT.limitMs);
        const listed = list({ prefix, limit: DELETED_AT_ONCE, token, abortSignal });
        const { blobs, hasMore } = await inTime(listed, LIMIT);
        await remove(
          token,
          blobs.map(({ url }) => url),
        );
        removed += blobs.length;
        if (!hasMore || blobs.length === 0) return removed;
      }
    },
    remove: (urls) => remove(token, urls),
  };
}

async function remove(token: string, urls: readonly string[]): Promise<void> {
  for (let from = 0; from < urls.length; from += DELETED_AT_ONCE) {
    const abortSignal = AbortSignal.timeout(LIMIT.limitMs);
    await inTime(del(urls.slice(from, from + DELETED_AT_ONCE), { token, abortSignal }), LIMIT);
  }
}

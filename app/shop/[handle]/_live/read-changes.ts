import type { ProductDto } from "#lib/catalogue/product-dto.ts";
import type { Changes } from "./live-feed.ts";

const REQUEST_TIMEOUT_MS = 8_000;
const PAGE = 50;
const MAX_PAGES = 4;

/** The fields of the API's answer that a live page needs. */
type Answer = {
  products: Pick<ProductDto, "video_id" | "version" | "title">[];
  removed?: { video_id: string; version: number }[];
  pagination: { lastEvaluatedKey: string | null };
};

/** Asks the public API what changed in a shop at or after a moment. Rejects when it cannot tell. */
export async function readChanges(handle: string, since: string): Promise<Changes> {
  const changes: Changes = { live: [], removed: [] };
  let lastKey: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = new URLSearchParams({ since, limit: String(PAGE) });
    if (lastKey !== null) query.set("lastKey", lastKey);
    const answer = await readPage(`/api/v1/shop/${encodeURIComponent(handle)}/products?${query}`);
    for (const { video_id: videoId, version, title } of answer.products)
      changes.live.push({ videoId, version, title });
    for (const { video_id: videoId, version } of answer.removed ?? [])
      changes.removed.push({ videoId, version });
    lastKey = answer.pagination.lastEvaluatedKey;
    if (lastKey === null) break;
  }
  return changes;
}

async function readPage(url: string): Promise<Answer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`products API answered ${response.status}`);
  // Our own API of the same deployment, whose shape the server's schema holds.
  return (await response.json()) as Answer;
}

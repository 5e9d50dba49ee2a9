import * as z from "zod";

const PAGE = 50;
const REST_MS = 5;
const GIVE_UP_MS = 180_000;
const CALL_TIMEOUT_MS = 10_000;

const answer = z.object({ products: z.array(z.object({ video_id: z.string() })) });

/**
 * Asks the public API for one shop after the other until all their videos are there. Gives the
 * seconds from `since` to the answer that first showed each video.
 */
export async function watchShops(
  origin: string,
  options: { handles: readonly string[]; videosEach: number; since: number; stopped: AbortSignal },
): Promise<number[]> {
  const seen = new Map<string, number>();
  const open = new Set(options.handles);
  while (open.size > 0) {
    for (const handle of open) {
      options.stopped.throwIfAborted();
      const videoIds = await listVideos(`${origin}/api/v1/shop/${handle}/products?limit=${PAGE}`);
      const seconds = (performance.now() - options.since) / 1000;
      for (const videoId of videoIds) if (!seen.has(videoId)) seen.set(videoId, seconds);
      if (videoIds.length >= options.videosEach) open.delete(handle);
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
    if (performance.now() - options.since > GIVE_UP_MS)
      throw new Error("the API did not show all videos in time");
  }
  return [...seen.values()];
}

async function listVideos(url: string): Promise<string[]> {
  const response = await fetch(url, { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return answer.parse(await response.json()).products.map((product) => product.video_id);
}

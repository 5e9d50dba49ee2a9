import { parseHandle } from "../sellers/handle.ts";

export type VideoAddress = { handle: string | null; videoId: string; isPhoto: boolean };

const ADDRESS = /tiktok\.com\/(?:@([^/?#]*)\/)?(video|photo)\/(\d{5,32})/i;

/** The parts of a post's address; a slideshow's says `/photo/` where a video's says `/video/`. */
export function findVideoAddress(url: string): VideoAddress | undefined {
  const [, handle, kind, videoId] = ADDRESS.exec(url) ?? [];
  if (videoId === undefined) return undefined;
  return {
    handle: parseHandle(handle ?? "") ?? null,
    videoId,
    isPhoto: kind?.toLowerCase() === "photo",
  };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { parseAllowedHosts } from "./allowed-hosts.ts";
import { createFetchMedia } from "./fetch-media.ts";

const SIDE = 96;
const MAX_PIXELS = 16_000_000;
const LIMITS = { maxBytes: 2 * 1024 * 1024, totalMs: 4_000, idleMs: 2_000, maxRedirects: 2 };

/** A small square copy of a profile's picture as a data URI; null where it cannot be had. */
export type MakePortrait = (url: string) => Promise<string | null>;

/** TikTok's own links to pictures die within hours, so what is shown is a copy. */
export function openPortraitMaker(allowedHosts: string): MakePortrait {
  const hosts = parseAllowedHosts(allowedHosts);
  const fetchMedia = createFetchMedia({ allowedHosts: hosts, limits: LIMITS });
  return async (url) => {
    const folder = await mkdtemp(join(tmpdir(), "portrait-"));
    try {
      const fetched = await fetchMedia(url, folder);
      if (fetched.kind !== "ok") return null;
      const webp = await sharp(fetched.path, { limitInputPixels: MAX_PIXELS })
        .rotate()
        .resize(SIDE, SIDE, { fit: "cover" })
        .webp({ quality: 75 })
        .toBuffer();
      return `data:image/webp;base64,${webp.toString("base64")}`;
    } catch {
      return null;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

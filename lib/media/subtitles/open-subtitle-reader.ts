import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllowedHosts } from "../allowed-hosts.ts";
import { createFetchMedia, type FetchLimits } from "../fetch-media.ts";
import { readWebvtt } from "./read-webvtt.ts";
import { sniffSubtitles } from "./sniff-subtitles.ts";
import type { SubtitleReader } from "./subtitle-reader.ts";

const LIMITS: FetchLimits = {
  maxBytes: 256 * 1024,
  totalMs: 3_000,
  idleMs: 2_000,
  maxRedirects: 3,
};
/** The speech itself, and what is next best where its link is dead. */
const MAX_LINKS = 2;
const MAX_LINES = 400;

/** Reads subtitles from the hosts that media may come from; a dead link only means that there are none. */
export function openSubtitleReader(config: {
  allowedHosts: string;
  limits?: Partial<FetchLimits>;
  /** Where the folder for downloads is made; the system's by default. */
  scratchParent?: string;
}): SubtitleReader {
  const fetchSubtitles = createFetchMedia({
    allowedHosts: parseAllowedHosts(config.allowedHosts),
    limits: { ...LIMITS, ...config.limits },
    sniff: sniffSubtitles,
  });
  const readOne = async (url: string, folder: string): Promise<string[]> => {
    const fetched = await fetchSubtitles(url, folder);
    if (fetched.kind !== "ok") return [];
    const cues = readWebvtt(await readFile(fetched.path, "utf8")) ?? [];
    // Captions that roll repeat each line until it is out of sight.
    return [...new Set(cues.map(({ text }) => text))].slice(0, MAX_LINES);
  };
  return {
    async read(urls) {
      if (urls.length === 0) return [];
      const folder = await mkdtemp(join(config.scratchParent ?? tmpdir(), "subtitles-"));
      try {
        for (const url of urls.slice(0, MAX_LINKS)) {
          const lines = await readOne(url, folder);
          if (lines.length > 0) return lines;
        }
        return [];
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

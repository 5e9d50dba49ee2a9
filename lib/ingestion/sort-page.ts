import type { TargetRead } from "#db/schema/index.ts";
import type { HeldTarget } from "./run-row.ts";
import { readScrapedItem, type ScrapedVideo } from "./scraper-item.ts";
import type { ScrapedError } from "./scraper-problem.ts";

export type SellersVideo = { target: HeldTarget; scraped: ScrapedVideo };

/** A page of the dataset, ordered by what has to be done with its items. */
export type SortedPage = {
  /** One per video id: of two items about the same video the later one counts. */
  videos: SellersVideo[];
  /** Error rows that name a video which shoppers cannot see any more. */
  vanished: { videoId: string; availability: "gone" | "private" }[];
  /** Every seller's read so far, this page included, by seller id. */
  reads: Map<string, TargetRead>;
  errors: number;
};

type Sellers = {
  held: readonly HeldTarget[];
  /** Every handle of the run, also those whose claim is lost: their items are passed over. */
  handles: ReadonlySet<string>;
};

/** Only videos of the run's own sellers come through; what belongs to nobody is an error. */
export function sortPage(items: readonly unknown[], { held, handles }: Sellers): SortedPage {
  const byHandle = new Map(held.map((target) => [target.handle, target]));
  const videos = new Map<string, SellersVideo>();
  const vanished: SortedPage["vanished"] = [];
  const reads = new Map(held.map((target) => [target.sellerId, { ...target.read }]));
  let errors = 0;
  for (const input of items) {
    const item = readScrapedItem(input);
    const target = byHandle.get(item.handle ?? "");
    if (item.kind === "video") {
      if (target !== undefined) {
        videos.delete(item.videoId);
        videos.set(item.videoId, { target, scraped: item });
      } else if (!handles.has(item.handle)) errors += 1;
      continue;
    }
    errors += 1;
    if (isVanished(item)) vanished.push({ videoId: item.videoId, availability: item.reason });
    noteProblem(item, { read: reads.get(target?.sellerId ?? ""), reads });
  }
  for (const { target, scraped } of videos.values()) noteVideo(scraped, reads.get(target.sellerId));
  return {
    videos: [...videos.values()],
    vanished: vanished.filter(({ videoId }) => !videos.has(videoId)),
    reads,
    errors,
  };
}

type Vanished = ScrapedError & { videoId: string; reason: "gone" | "private" };

function isVanished(item: ScrapedError): item is Vanished {
  return (
    item.about === "video" &&
    item.videoId !== null &&
    (item.reason === "gone" || item.reason === "private")
  );
}

type Notes = { read: TargetRead | undefined; reads: Map<string, TargetRead> };

function noteProblem(item: ScrapedError, { read, reads }: Notes): void {
  if (item.about === "profile") {
    if (read === undefined || item.reason === "empty") return;
    read.problem = item.reason === "gone" ? "not_found" : item.reason;
  } else if (item.about === "item" || !isVanished(item)) {
    // A row that names nobody may have been a video of anyone in this run.
    const touched = read === undefined && item.handle === null ? [...reads.values()] : [read];
    for (const each of touched) if (each !== undefined) each.unreadable += 1;
  }
}

function noteVideo(scraped: ScrapedVideo, read: TargetRead | undefined): void {
  if (read === undefined) return;
  read.videos += 1;
  // A pinned video can be years old: it says nothing about how far back the read went.
  if (scraped.isPinned) return;
  const at = scraped.postedAt.toISOString();
  if (read.newestAt === null || at > read.newestAt) read.newestAt = at;
  if (read.oldestAt === null || at < read.oldestAt) read.oldestAt = at;
}

import { findProfile, itemsAt, type FeedItem, type FeedProfile } from "./feed.ts";
import { linkMedia, type MediaRecords } from "./link-media.ts";
import { parsePostDate, type ScraperInput } from "./scraper-input.ts";

export type Scrape = { rows: FeedItem[]; records: MediaRecords };

export type ScrapeContext = {
  feedDir: string;
  storeId: string;
  now: Date;
  /** Counts a scrape of this handle and says the how-manieth it is. */
  countScrape(handle: string): number;
  /** The bio that a control call has given to this handle. */
  bioOf(handle: string): string | undefined;
  /** The number of scrapes of this handle so far. */
  scrapesOf(handle: string): number;
};

/** What the scraper's dataset would hold for this input over the feed as it stands. */
export async function scrape(input: ScraperInput, context: ScrapeContext): Promise<Scrape> {
  const records: MediaRecords = {};
  const rows: FeedItem[] = [];
  for (const name of input.profiles) {
    rows.push(...(await scrapeProfile(name, { input, context, records })));
  }
  for (const url of input.postURLs) {
    rows.push(await scrapePost(url, { input, context, records }));
  }
  return { rows, records };
}

type Job = { input: ScraperInput; context: ScrapeContext; records: MediaRecords };

async function scrapeProfile(name: string, job: Job): Promise<FeedItem[]> {
  const handle = toHandle(name);
  const profile = await findProfile(job.context.feedDir, handle);
  const refusal = describeRefusal(profile?.state ?? "not_found");
  if (refusal !== null) {
    return [{ url: `https://www.tiktok.com/@${handle}`, input: name, ...refusal }];
  }
  if (profile === undefined) return [];
  const scrapeNumber = job.context.countScrape(profile.handle);
  if (profile.state === "empty") return [];
  const items = itemsAt(profile, scrapeNumber);
  const posts = select(
    items.filter((item) => !isErrorRow(item)),
    job,
  );
  const shown = posts.map((item) => toRow(item, profile, job));
  return [
    ...shown.map((item) => ({ ...item, input: name, fromProfileSection: "videos" })),
    ...items.filter(isErrorRow).map(showPublic),
  ];
}

async function scrapePost(url: string, job: Job): Promise<FeedItem> {
  const address = /tiktok\.com\/@([\w.]+)\/(?:video|photo)\/(\d+)/i.exec(url);
  if (address === null) return { url, error: "The URL is not valid", errorCode: "INVALID_URLS" };
  const [, handle = "", id] = address;
  const missing = {
    url,
    error: "Post not found or private",
    errorCode: "POST_NOT_FOUND_OR_PRIVATE",
  };
  const profile = await findProfile(job.context.feedDir, handle);
  // The scraper opens posts by their /video/ address only; a /photo/ one looks missing to it.
  if (profile?.state !== "public" || /\/photo\//i.test(url)) return missing;
  const item = itemsAt(profile, job.context.scrapesOf(profile.handle)).find(
    (candidate) => String(candidate["id"]) === id && !isErrorRow(candidate),
  );
  if (item === undefined) return missing;
  return { ...toRow(item, profile, job), submittedVideoUrl: url, input: url };
}

function toRow(item: FeedItem, profile: FeedProfile, { input, context, records }: Job): FeedItem {
  const withVideos =
    item["isSlideshow"] === true
      ? input.shouldDownloadSlideshowImages || input.shouldDownloadVideos
      : input.shouldDownloadVideos;
  const { handle } = profile;
  const { storeId } = context;
  const bio = context.bioOf(handle) ?? profile.bio;
  return linkMedia(withBio(showPublic(item), bio), { handle, storeId, withVideos, records });
}

function withBio(item: FeedItem, bio: string | undefined): FeedItem {
  const author = item["authorMeta"];
  if (bio === undefined || typeof author !== "object" || author === null) return item;
  return { ...item, authorMeta: { ...author, signature: bio } };
}

function select(items: FeedItem[], { input, context }: Job): FeedItem[] {
  const oldest = parsePostDate(input.oldestPostDateUnified ?? "", context.now) ?? -Infinity;
  const newest = parsePostDate(input.newestPostDate ?? "", context.now) ?? Infinity;
  const rank = {
    latest: (item: FeedItem) => -postedAt(item),
    oldest: postedAt,
    popular: (item: FeedItem) => -Number(item["playCount"] ?? 0),
  }[input.profileSorting];
  return items
    .filter((item) => !(input.excludePinnedPosts && item["isPinned"] === true))
    .filter((item) => Number.isNaN(postedAt(item)) || postedAt(item) >= oldest)
    .filter((item) => Number.isNaN(postedAt(item)) || postedAt(item) <= newest)
    .toSorted((one, other) => (rank(one) || 0) - (rank(other) || 0))
    .slice(0, input.resultsPerPage);
}

function postedAt(item: FeedItem): number {
  const seconds = Number(item["createTime"] ?? Number.NaN);
  return Number.isNaN(seconds) ? Date.parse(String(item["createTimeISO"])) / 1000 : seconds;
}

function isErrorRow(item: FeedItem): boolean {
  return "error" in item || "errorCode" in item;
}

/** Fields with a leading underscore are notes to the feed's reader, not part of the item. */
function showPublic(item: FeedItem): FeedItem {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !name.startsWith("_")));
}

function toHandle(name: string): string {
  const address = /tiktok\.com\/@([\w.]+)/i.exec(name);
  return (address?.[1] ?? name).trim().replace(/^@/, "");
}

function describeRefusal(state: FeedProfile["state"]): { error: string; errorCode: string } | null {
  switch (state) {
    case "public":
    case "empty":
      return null;
    case "private":
      return { error: "This profile is private", errorCode: "PROFILE_PRIVATE" };
    case "blocked":
      return { error: "TikTok blocked the request", errorCode: "BLOCKED" };
    case "not_found":
      return { error: "This profile does not exist", errorCode: "NOT_FOUND" };
  }
}

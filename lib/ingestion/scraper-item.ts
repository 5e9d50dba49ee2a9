import * as z from "zod";
import { parseHandle } from "../sellers/handle.ts";
import { isVideoId } from "../catalogue/video-id.ts";
import { cleanCaption } from "./clean-caption.ts";
import { findScraperProblem, type ScrapedError } from "./scraper-problem.ts";
import { findVideoAddress } from "./video-address.ts";

/** A video as one dataset item shows it. What the item does not say is null, never guessed. */
export type ScrapedVideo = {
  kind: "video";
  videoId: string;
  handle: string;
  /** Null where the item has no caption field, which is not the same as an empty caption. */
  caption: string | null;
  hashtags: string[] | null;
  postedAt: Date;
  videoUrl: string;
  mediaUrl: string | null;
  coverUrl: string | null;
  slideshowUrls: string[];
  /** Subtitles of the speech first, machine translations after them. */
  subtitleUrls: string[];
  durationSeconds: number | null;
  stats: { likes: number; comments: number; shares: number };
  isPinned: boolean;
  bio: string | null;
};

export type ScrapedItem = ScrapedVideo | ScrapedError;

const MAX_LIST_LENGTH = 50;

/** A wrong field counts as missing: one odd value must not hide the rest of the item. */
const text = z.string().nullish().catch(null);
const truth = z.boolean().nullish().catch(null);
const count = z.coerce.number().int().min(0).catch(0);
const webAddress = z
  .url({ protocol: /^https?$/, normalize: true })
  .max(4_096)
  .nullish()
  .catch(null);
function listOf<Entry extends z.ZodType>(entry: Entry) {
  return z
    .array(z.unknown())
    .transform((entries) => entries.slice(0, MAX_LIST_LENGTH))
    .pipe(z.array(entry))
    .nullish()
    .catch(null);
}

const itemSchema = z.looseObject({
  id: z.union([z.string(), z.int()]).nullish().catch(null),
  text,
  createTime: z.coerce.number().positive().nullish().catch(null),
  createTimeISO: text,
  webVideoUrl: webAddress,
  authorMeta: z.looseObject({ name: text, signature: text }).nullish().catch(null),
  diggCount: count,
  commentCount: count,
  shareCount: count,
  hashtags: listOf(
    z
      .union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)])
      .catch(""),
  ),
  mediaUrls: listOf(webAddress),
  videoMeta: z
    .looseObject({
      duration: z.coerce.number().min(0).max(86_400).nullish().catch(null),
      coverUrl: webAddress,
      originalCoverUrl: webAddress,
      downloadAddr: webAddress,
      subtitleLinks: listOf(
        z
          .looseObject({ downloadLink: webAddress, tiktokLink: webAddress, source: text })
          .nullish()
          .catch(null),
      ),
    })
    .nullish()
    .catch(null),
  isSlideshow: truth,
  isPinned: truth,
  slideshowImageLinks: listOf(
    z.looseObject({ downloadLink: webAddress, tiktokLink: webAddress }).nullish().catch(null),
  ),
});

type Item = z.infer<typeof itemSchema>;

/** Reads one item of the scraper's dataset. Never throws: what is no video is an error with a reason. */
export function readScrapedItem(input: unknown): ScrapedItem {
  const problem = findScraperProblem(input);
  if (problem !== undefined) return problem;
  const parsed = itemSchema.safeParse(input);
  if (!parsed.success) return unreadable({ handle: null, videoId: null, detail: "not an object" });
  return readVideo(parsed.data);
}

function readVideo(item: Item): ScrapedItem {
  const address = findVideoAddress(item.webVideoUrl ?? "");
  const handle = parseHandle(item.authorMeta?.name ?? address?.handle ?? "") ?? null;
  const videoId = videoIdOf(item, address?.videoId);
  if (handle === null) return unreadable({ handle, videoId, detail: "no author" });
  if (videoId === null) return unreadable({ handle, videoId, detail: "no video id" });
  const postedAt = postingTimeOf(item, videoId);
  if (postedAt === null) return unreadable({ handle, videoId, detail: "no posting time" });
  const isSlideshow = item.isSlideshow === true || address?.isPhoto === true;
  return {
    kind: "video",
    videoId,
    handle,
    caption: typeof item.text === "string" ? cleanCaption(item.text) : null,
    hashtags: item.hashtags?.map(cleanCaption).filter((name) => name !== "") ?? null,
    postedAt,
    videoUrl: item.webVideoUrl ?? `https://www.tiktok.com/@${handle}/video/${videoId}`,
    ...mediaOf(item, isSlideshow),
    subtitleUrls: subtitlesOf(item),
    durationSeconds: item.videoMeta?.duration ?? null,
    stats: { likes: item.diggCount, comments: item.commentCount, shares: item.shareCount },
    isPinned: item.isPinned === true,
    bio: item.authorMeta?.signature?.toWellFormed() ?? null,
  };
}

function unreadable(found: { handle: string | null; videoId: string | null; detail: string }) {
  return { kind: "error", about: "item", reason: "error", ...found } as const;
}

/** A number beyond 2^53 has lost its last digits, so that only the address still has the id. */
function videoIdOf({ id }: Item, inAddress: string | undefined): string | null {
  if (typeof id === "string" && isVideoId(id)) return id;
  if (inAddress !== undefined) return inAddress;
  return typeof id === "number" && Number.isSafeInteger(id) ? String(id) : null;
}

const EARLIEST_POST_MS = Date.UTC(2014, 0, 1);
const LATEST_POST_MS = Date.UTC(2100, 0, 1);

/** The upper half of a TikTok id is the second in which it was made. */
function postingTimeOf(item: Item, videoId: string): Date | null {
  const candidates = [
    (item.createTime ?? Number.NaN) * 1_000,
    Date.parse(item.createTimeISO ?? ""),
    /^\d{17,20}$/.test(videoId) ? Number(BigInt(videoId) >> 32n) * 1_000 : Number.NaN,
  ];
  const found = candidates.find((ms) => ms >= EARLIEST_POST_MS && ms < LATEST_POST_MS);
  return found === undefined ? null : new Date(found);
}

function mediaOf(item: Item, isSlideshow: boolean) {
  const files = present(item.mediaUrls ?? []);
  const pictures = present(
    (item.slideshowImageLinks ?? []).map((link) => link?.downloadLink ?? link?.tiktokLink),
  );
  return {
    coverUrl: item.videoMeta?.coverUrl ?? item.videoMeta?.originalCoverUrl ?? null,
    mediaUrl: isSlideshow ? null : (files[0] ?? item.videoMeta?.downloadAddr ?? null),
    slideshowUrls: isSlideshow ? (pictures.length > 0 ? pictures : files) : [],
  };
}

function subtitlesOf({ videoMeta }: Item): string[] {
  const links = (videoMeta?.subtitleLinks ?? []).filter((link) => link !== null);
  const isSpeech = (link: (typeof links)[number]) => link?.source?.toUpperCase() === "ASR";
  return present(
    [...links.filter(isSpeech), ...links.filter((link) => !isSpeech(link))].map(
      (link) => link?.downloadLink ?? link?.tiktokLink,
    ),
  );
}

function present<Value>(values: (Value | null | undefined)[]): Value[] {
  return values.filter((value) => value !== null && value !== undefined);
}

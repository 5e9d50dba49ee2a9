import * as z from "zod";
import { isTracked } from "../captions/tracked.ts";
import { cleanText } from "../clean-text.ts";
import { readScrapedItem, type ScrapedVideo } from "../ingestion/scraper-item.ts";

const NAME_CODE_POINTS = 80;
const CAPTION_CODE_POINTS = 280;
const BIO_CODE_POINTS = 600;

const author = z.looseObject({
  nickName: z.string().nullish().catch(null),
  signature: z.string().nullish().catch(null),
  fans: z.coerce.number().int().min(0).nullish().catch(null),
  avatar: z
    .url({ protocol: /^https?$/ })
    .max(4_096)
    .nullish()
    .catch(null),
});
const item = z.looseObject({ authorMeta: author });

/** What the rows of a look say of one profile. */
export type SeenProfile =
  | {
      kind: "found";
      name: string;
      followers: number | null;
      avatarUrl: string | null;
      bio: string;
      latestCaption: string | null;
      tracked: number;
    }
  | { kind: "private" | "not_found" | "empty" | "blocked" | "error" };

/** Reads the dataset of a look at one profile; rows of other profiles say nothing. */
export function readProfileItems(handle: string, rows: readonly unknown[]): SeenProfile {
  const videos: ScrapedVideo[] = [];
  let problem: SeenProfile | undefined;
  let seen: z.infer<typeof author> | undefined;
  for (const row of rows) {
    const read = readScrapedItem(row);
    if (read.handle !== handle) continue;
    if (read.kind === "video") {
      videos.push(read);
      seen ??= item.safeParse(row).data?.authorMeta;
    } else if (read.about === "profile") problem ??= problemOf(read.reason);
  }
  if (videos.length === 0) return problem ?? { kind: rows.length === 0 ? "empty" : "error" };
  const [latest] = videos.toSorted(
    (one, other) => other.postedAt.getTime() - one.postedAt.getTime(),
  );
  return {
    kind: "found",
    name: cleanText(seen?.nickName ?? "", NAME_CODE_POINTS) || handle,
    followers: seen?.fans ?? null,
    avatarUrl: seen?.avatar ?? null,
    bio: cleanText(seen?.signature ?? "", BIO_CODE_POINTS),
    latestCaption: cleanText(latest?.caption ?? "", CAPTION_CODE_POINTS) || null,
    tracked: videos.filter((each) => isTracked(each.caption ?? "", each.hashtags ?? [])).length,
  };
}

function problemOf(reason: string): SeenProfile {
  switch (reason) {
    case "private":
    case "not_found":
    case "empty":
    case "blocked":
      return { kind: reason };
    case "gone":
      return { kind: "not_found" };
    default:
      return { kind: "error" };
  }
}

import * as z from "zod";

const names = z.array(z.string().max(500)).max(10_000).default([]);

/** The part of the TikTok scraper's input that this stand-in acts on; the rest is let through. */
export const scraperInputSchema = z.looseObject({
  profiles: names,
  postURLs: names,
  resultsPerPage: z.int().min(1).max(1_000_000).default(1),
  profileSorting: z.enum(["latest", "popular", "oldest"]).default("latest"),
  excludePinnedPosts: z.boolean().default(false),
  oldestPostDateUnified: z.string().optional(),
  newestPostDate: z.string().optional(),
  shouldDownloadVideos: z.boolean().default(false),
  shouldDownloadSlideshowImages: z.boolean().default(false),
});

export type ScraperInput = z.infer<typeof scraperInputSchema>;

const UNIT_SECONDS: Record<string, number> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_629_800,
  year: 31_557_600,
};

/** A date of the input in unix seconds: absolute, or an age such as "7 days". */
export function parsePostDate(text: string, now: Date): number | undefined {
  const age = /^\s*(\d+)\s*(second|minute|hour|day|week|month|year)s?\s*$/i.exec(text);
  if (age !== null) {
    const unit = UNIT_SECONDS[String(age[2]).toLowerCase()] ?? 0;
    return now.getTime() / 1000 - Number(age[1]) * unit;
  }
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment / 1000;
}

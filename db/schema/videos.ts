import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { sellers } from "./sellers.ts";

export const videoAvailability = pgEnum("video_availability", ["public", "private", "gone"]);

export type VideoStats = { likes: number; comments: number; shares: number };

/** A video as TikTok last showed it. `source_version` grows with every edit of its caption. */
export const videos = pgTable(
  "videos",
  {
    videoId: text("video_id").primaryKey(),
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => sellers.id, { onDelete: "cascade" }),
    caption: text().notNull(),
    hashtags: text().array().notNull(),
    /** Carries the tag now; a video whose tag was taken out stays known but leaves the shop. */
    tracked: boolean().notNull(),
    /** Since when it carries the tag this time; null while it does not. */
    trackedSince: timestamp("tracked_since", { withTimezone: true }),
    sourceVersion: integer("source_version").notNull().default(1),
    videoUrl: text("video_url").notNull(),
    mediaUrl: text("media_url"),
    coverUrl: text("cover_url"),
    slideshowUrls: text("slideshow_urls").array().notNull(),
    subtitleUrls: text("subtitle_urls").array().notNull(),
    durationSeconds: doublePrecision("duration_seconds"),
    stats: jsonb().$type<VideoStats>().notNull(),
    postedAt: timestamp("posted_at", { withTimezone: true }).notNull(),
    availability: videoAvailability().notNull().default("public"),
    /** Out of sight only because nobody can open the seller's profile; back when it can be read. */
    hiddenWithProfile: boolean("hidden_with_profile").notNull().default(false),
    /** Complete reads in a row that did not show the video any more. */
    missedReads: integer("missed_reads").notNull().default(0),
    firstSeenAt: timestamp("first_seen_at", { withTimezone: true }).notNull(),
    lastSeenAt: timestamp("last_seen_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("videos_seller_posted_idx").on(table.sellerId, table.postedAt),
    index("videos_tracked_idx")
      .on(table.trackedSince, table.sellerId, table.videoId)
      .where(sql`${table.tracked}`),
  ],
);

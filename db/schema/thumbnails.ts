import {
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { sellers } from "./sellers.ts";

export type ThumbnailVariant = { width: number; height: number; url: string; bytes: number };

/** The pictures of a product, best first (position 0), each as WebP in several widths. */
export const thumbnails = pgTable(
  "thumbnails",
  {
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => sellers.id, { onDelete: "cascade" }),
    videoId: text("video_id").notNull(),
    position: integer().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    /** Moment of the video in seconds; null for a cover or a slideshow picture. */
    atSeconds: doublePrecision("at_seconds"),
    variants: jsonb().$type<ThumbnailVariant[]>().notNull(),
    /** JPEG for link previews; only the first picture has one. */
    previewUrl: text("preview_url"),
    /** Tiny blurred picture as a data URI. */
    placeholder: text().notNull(),
    dominantColors: text("dominant_colors").array().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({
      name: "thumbnails_pkey",
      columns: [table.sellerId, table.videoId, table.position],
    }),
  ],
);

import { sql } from "drizzle-orm";
import {
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { sellers } from "./sellers.ts";

/** `complete` has gone live with what there was; `pending` still waits for a required part. */
export const assemblyState = pgEnum("assembly_state", ["pending", "complete"]);

const part = <Name extends string>(name: Name) =>
  ({
    value: jsonb(`${name}_value`).$type<Record<string, unknown>>(),
    /** 0 nothing yet, 1 rules or a fallback, 2 AI or real frames. */
    rank: smallint(`${name}_rank`).notNull().default(0),
    /** Which version of the caption the value was read from. */
    sourceVersion: integer(`${name}_source_version`).notNull().default(0),
    at: timestamp(`${name}_at`, { withTimezone: true }),
  }) as const;

const caption = part("caption");
const thumbnail = part("thumbnail");
const tags = part("tags");

/** Where the parts of one product meet: a column group per part, so no writer rewrites another's. */
export const assemblies = pgTable(
  "assemblies",
  {
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => sellers.id, { onDelete: "cascade" }),
    videoId: text("video_id").notNull(),
    captionValue: caption.value,
    captionRank: caption.rank,
    captionSourceVersion: caption.sourceVersion,
    captionAt: caption.at,
    thumbnailValue: thumbnail.value,
    thumbnailRank: thumbnail.rank,
    thumbnailSourceVersion: thumbnail.sourceVersion,
    thumbnailAt: thumbnail.at,
    tagsValue: tags.value,
    tagsRank: tags.rank,
    tagsSourceVersion: tags.sourceVersion,
    tagsAt: tags.at,
    state: assemblyState().notNull().default("pending"),
    /** Grows by one with each product that came out of this assembly. */
    version: integer().notNull().default(0),
    contentHash: text("content_hash"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    completedAt: timestamp("completed_at", { withTimezone: true }),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: "assemblies_pkey", columns: [table.sellerId, table.videoId] }),
    index("assemblies_expiry_idx")
      .on(table.expiresAt)
      .where(sql`${table.state} = 'pending'`),
  ],
);

import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";

/** What a look at a TikTok profile came to. */
export type ProfileFound =
  | {
      kind: "found";
      name: string;
      followers: number | null;
      /** A small picture as a data URI. */
      portrait: string | null;
      bio: string;
      /** Of the newest video; null where none was shown. */
      latestCaption: string | null;
      tracked: number;
    }
  | { kind: "private" | "not_found" | "empty" | "error" }
  /** The scraper was not let in; the same look may succeed later. */
  | { kind: "blocked"; retryAt: string };

/** A look at one profile for somebody who signs up or proves that it is hers. */
export const profileLookups = pgTable(
  "profile_lookups",
  {
    id: uuid().primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    handle: text().notNull(),
    purpose: text({ enum: ["sign_up", "proof"] }).notNull(),
    state: text({ enum: ["running", "done", "dropped"] }).notNull(),
    scraperRunId: text("scraper_run_id"),
    datasetId: text("dataset_id"),
    found: jsonb().$type<ProfileFound>(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
  },
  (table) => [
    index("profile_lookups_user_idx").on(table.userId, table.createdAt),
    check(
      "profile_lookups_done_when_found",
      sql`${table.state} <> 'done' or ${table.found} is not null`,
    ),
  ],
);

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { sellers } from "./sellers.ts";

/** A named right to do something alone; `fence` grows with every taking, so a late holder is told apart. */
export const leases = pgTable("leases", {
  name: text().primaryKey(),
  owner: uuid().notNull(),
  until: timestamp({ withTimezone: true }).notNull(),
  fence: bigint({ mode: "number" }).notNull(),
});

/** What came of the last read of a profile. */
export const readOutcome = pgEnum("read_outcome", [
  "ok",
  "empty",
  "private",
  "not_found",
  "blocked",
  "error",
]);

/** How far a seller's profile has been read and when it is due again. */
export const sellerCursors = pgTable(
  "seller_cursors",
  {
    sellerId: uuid("seller_id")
      .primaryKey()
      .references(() => sellers.id, { onDelete: "cascade" }),
    /** Posting time of the newest video that is stored; never ahead of the rows in `videos`. */
    highWaterAt: timestamp("high_water_at", { withTimezone: true }),
    nextPollAt: timestamp("next_poll_at", { withTimezone: true }).notNull(),
    pollIntervalSeconds: integer("poll_interval_seconds").notNull(),
    claimedUntil: timestamp("claimed_until", { withTimezone: true }),
    fence: bigint({ mode: "number" }).notNull().default(0),
    lastOutcome: readOutcome("last_outcome"),
    failures: integer().notNull().default(0),
    lastReadAt: timestamp("last_read_at", { withTimezone: true }),
    /** From then on the profile is read whole once, for edits and losses further back. */
    nextDeepReadAt: timestamp("next_deep_read_at", { withTimezone: true }),
  },
  (table) => [index("seller_cursors_due_idx").on(table.nextPollAt)],
);

export const ingestionState = pgEnum("ingestion_state", [
  "starting",
  "running",
  "completed",
  "failed",
  "cancelled",
]);

/** What the stored pages of a run have shown of one seller so far. */
export type TargetRead = {
  videos: number;
  /** Posting times of the newest and the oldest video shown, pinned ones left out. */
  newestAt: string | null;
  oldestAt: string | null;
  /** What went wrong with the profile as a whole. */
  problem: "private" | "not_found" | "blocked" | "error" | null;
  /** Rows that may have been a video of hers and could not be read. */
  unreadable: number;
};

/** One seller's share in a run: the fence it was claimed under and what was asked for. */
export type RunTarget = {
  sellerId: string;
  handle: string;
  fence: number;
  /** Oldest posting time asked for; null where only the number of results bounds the read. */
  since: string | null;
  read: TargetRead;
};

export type IngestionCounters = {
  items: number;
  tracked: number;
  posted: number;
  edited: number;
  gone: number;
  errors: number;
  /** Size of the dataset's stored pages as JSON. */
  bytes: number;
};

/** One call of the scraper for many handles, from its start to the last page of its dataset. */
export const ingestionRuns = pgTable(
  "ingestion_runs",
  {
    id: uuid().primaryKey(),
    state: ingestionState().notNull().default("starting"),
    trigger: text({ enum: ["cron", "seller", "operator"] }).notNull(),
    targets: jsonb().$type<RunTarget[]>().notNull(),
    scraperRunId: text("scraper_run_id").unique("ingestion_runs_scraper_run_id_key"),
    datasetId: text("dataset_id"),
    /** Items of the dataset that are stored already; a drain goes on from here. */
    offset: integer().notNull().default(0),
    counters: jsonb().$type<IngestionCounters>().notNull(),
    error: text(),
    retryable: boolean(),
    startedAt: timestamp("started_at", { withTimezone: true }).notNull(),
    finishedAt: timestamp("finished_at", { withTimezone: true }),
    /** After this a run that has not finished is given up and its sellers are due again. */
    deadlineAt: timestamp("deadline_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("ingestion_runs_open_idx")
      .on(table.deadlineAt)
      .where(sql`${table.state} in ('starting', 'running')`),
    index("ingestion_runs_started_idx").on(table.startedAt),
  ],
);

/** What may be spent on one scope (such as scraper calls) in one day, reserved before it is spent. */
export const budgets = pgTable(
  "budgets",
  {
    scope: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    cap: integer().notNull(),
    spent: integer().notNull().default(0),
  },
  (table) => [primaryKey({ name: "budgets_pkey", columns: [table.scope, table.day] })],
);

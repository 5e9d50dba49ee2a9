import {
  bigserial,
  boolean,
  foreignKey,
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
import { videos } from "./videos.ts";

/** `reading` is being paid for right now; the others are what the model said, for good. */
export const aiOutcome = pgEnum("ai_outcome", ["reading", "answer", "refused", "cut", "invalid"]);

/** What the model said to an input: a retried or replayed delivery takes it from here, unpaid. */
export const aiResults = pgTable(
  "ai_results",
  {
    inputHash: text("input_hash").notNull(),
    model: text().notNull(),
    promptVersion: text("prompt_version").notNull(),
    /** Whose caption it was first; the answer is erased with her. */
    sellerId: uuid("seller_id")
      .notNull()
      .references(() => sellers.id, { onDelete: "cascade" }),
    outcome: aiOutcome().notNull(),
    answer: jsonb().$type<Record<string, unknown>>(),
    /** Until when nobody else pays for the same input; past it, its caller has died. */
    leaseUntil: timestamp("lease_until", { withTimezone: true }).notNull(),
    /** Grows with every claim, so that a caller that lost its lease cannot end its successor's. */
    fence: integer().notNull().default(1),
    tokens: integer(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({
      name: "ai_results_pkey",
      columns: [table.inputHash, table.model, table.promptVersion],
    }),
    index("ai_results_seller_idx").on(table.sellerId),
  ],
);

/** The switch of a service, shared by all instances; all times are the database's. */
export const breakers = pgTable("breakers", {
  name: text().primaryKey(),
  consecutiveFailures: integer("consecutive_failures").notNull().default(0),
  /** Openings in a row; each doubles the next wait. */
  trips: integer().notNull().default(0),
  /** Null while closed. Past it, one caller at a time may probe. */
  openUntil: timestamp("open_until", { withTimezone: true }),
  probeUntil: timestamp("probe_until", { withTimezone: true }),
  /** Number of the probe that is out: only its own result closes or reopens. */
  probe: integer().notNull().default(0),
});

/** The calls of the last minute, for the share of them that failed. */
export const breakerCalls = pgTable(
  "breaker_calls",
  {
    id: bigserial({ mode: "bigint" }).primaryKey(),
    breaker: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    failed: boolean().notNull(),
  },
  (table) => [index("breaker_calls_at_idx").on(table.breaker, table.at)],
);

export const aiUpgradeReason = pgEnum("ai_upgrade_reason", ["open", "budget", "busy", "error"]);

/** Captions that the rules read because the model could not be asked; the sweep asks again. */
export const aiUpgrades = pgTable(
  "ai_upgrades",
  {
    sellerId: uuid("seller_id").notNull(),
    videoId: text("video_id").notNull(),
    reason: aiUpgradeReason().notNull(),
    attempts: integer().notNull().default(0),
    dueAt: timestamp("due_at", { withTimezone: true }).notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: "ai_upgrades_pkey", columns: [table.sellerId, table.videoId] }),
    foreignKey({
      name: "ai_upgrades_seller_id_fkey",
      columns: [table.sellerId],
      foreignColumns: [sellers.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "ai_upgrades_video_id_fkey",
      columns: [table.videoId],
      foreignColumns: [videos.videoId],
    }).onDelete("cascade"),
    index("ai_upgrades_due_idx").on(table.dueAt),
  ],
);

import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { xid8 } from "./xid8.ts";

/**
 * Append-only log and outbox in one: a row commits with the state change that it tells of.
 * `published_at` stays null until the queue has taken the event.
 */
export const events = pgTable(
  "events",
  {
    eventId: uuid("event_id").primaryKey(),
    seq: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    xid: xid8()
      .notNull()
      .default(sql`pg_current_xact_id()`),
    eventType: text("event_type").notNull(),
    eventVersion: text("event_version").notNull(),
    topic: text().notNull(),
    source: text().notNull(),
    occurredAt: timestamp("occurred_at", { withTimezone: true }).notNull(),
    correlationId: uuid("correlation_id").notNull(),
    sellerId: uuid("seller_id"),
    videoId: text("video_id"),
    metadata: jsonb().$type<Record<string, unknown>>().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    publishedAt: timestamp("published_at", { withTimezone: true }),
    attempts: integer().notNull().default(0),
    nextAttemptAt: timestamp("next_attempt_at", { withTimezone: true }).notNull().defaultNow(),
    claimedUntil: timestamp("claimed_until", { withTimezone: true }),
    claimToken: uuid("claim_token"),
    lastError: text("last_error"),
  },
  (table) => [
    index("events_outbox_idx")
      .on(table.nextAttemptAt)
      .where(sql`${table.publishedAt} is null`),
    index("events_seq_idx").on(table.seq),
    index("events_position_idx").on(table.xid, table.seq),
    index("events_correlation_idx").on(table.correlationId),
    index("events_video_idx").on(table.videoId),
    index("events_type_seq_idx").on(table.eventType, table.seq),
  ],
);

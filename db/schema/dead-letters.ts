import { sql } from "drizzle-orm";
import {
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";

export const deadLetterReason = pgEnum("dead_letter_reason", [
  "permanent",
  "exhausted",
  "missing",
  "unpublished",
]);

/** How a dead letter came to its end: the consumer handled the event, or a redrive of it failed as well. */
export const deadLetterResolution = pgEnum("dead_letter_resolution", ["handled", "failed_again"]);

/** A delivery that failed for good. `episode` counts how often it came here after a redrive. */
export const deadLetters = pgTable(
  "dead_letters",
  {
    id: uuid().primaryKey(),
    consumer: text().notNull(),
    eventId: uuid("event_id").notNull(),
    episode: integer().notNull().default(0),
    eventType: text("event_type").notNull(),
    reason: deadLetterReason().notNull(),
    attempts: integer().notNull(),
    /** Last HTTP status the consumer answered; null when it never answered. */
    status: integer(),
    /** What the first attempt failed of; null where none was ever seen here. */
    firstError: text("first_error"),
    /** What the last attempt failed of. */
    error: text().notNull(),
    messageId: text("message_id"),
    correlationId: uuid("correlation_id"),
    failedAt: timestamp("failed_at", { withTimezone: true }).notNull(),
    /** Redrives of this delivery so far, over all its episodes: no two of them share an id. */
    redrives: integer().notNull().default(0),
    redrivenAt: timestamp("redriven_at", { withTimezone: true }),
    setAsideAt: timestamp("set_aside_at", { withTimezone: true }),
    setAsideReason: text("set_aside_reason"),
    resolvedAt: timestamp("resolved_at", { withTimezone: true }),
    resolution: deadLetterResolution(),
  },
  (table) => [
    unique("dead_letters_delivery_key").on(table.consumer, table.eventId, table.episode),
    index("dead_letters_event_idx").on(table.eventId),
    index("dead_letters_failed_idx").on(table.failedAt, table.id),
    index("dead_letters_unresolved_idx")
      .on(table.failedAt, table.id)
      .where(sql`${table.resolvedAt} is null`),
  ],
);

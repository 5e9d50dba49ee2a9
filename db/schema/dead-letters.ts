import { integer, pgEnum, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";

export const deadLetterReason = pgEnum("dead_letter_reason", [
  "permanent",
  "exhausted",
  "missing",
  "unpublished",
]);

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
    error: text().notNull(),
    messageId: text("message_id"),
    correlationId: uuid("correlation_id"),
    failedAt: timestamp("failed_at", { withTimezone: true }).notNull(),
    redrivenAt: timestamp("redriven_at", { withTimezone: true }),
    resolvedAt: timestamp("resolved_at", { withTimezone: true }),
  },
  (table) => [unique("dead_letters_delivery_key").on(table.consumer, table.eventId, table.episode)],
);

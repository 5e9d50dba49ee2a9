import { index, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

/**
 * Failed attempts of a delivery in the consumer's own words, written beside the transaction that
 * was rolled back. A dead letter takes the words over and the next episode starts anew.
 */
export const deliveryFailures = pgTable(
  "delivery_failures",
  {
    consumer: text().notNull(),
    eventId: uuid("event_id").notNull(),
    attempts: integer().notNull().default(1),
    firstError: text("first_error").notNull(),
    firstFailedAt: timestamp("first_failed_at", { withTimezone: true }).notNull().defaultNow(),
    lastError: text("last_error").notNull(),
    /** HTTP status that the last attempt was answered with. */
    lastStatus: integer("last_status").notNull(),
    lastFailedAt: timestamp("last_failed_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: "delivery_failures_pkey", columns: [table.consumer, table.eventId] }),
    index("delivery_failures_last_idx").on(table.lastFailedAt),
  ],
);

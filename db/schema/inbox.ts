import { pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** One row per event that a consumer has handled; written in the transaction of the effect. */
export const inbox = pgTable(
  "inbox",
  {
    consumer: text().notNull(),
    eventId: uuid("event_id").notNull(),
    handledAt: timestamp("handled_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ name: "inbox_pkey", columns: [table.consumer, table.eventId] })],
);

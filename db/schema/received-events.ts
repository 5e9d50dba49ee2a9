import { pgEnum, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { apiKeys } from "./api-keys.ts";

/**
 * `outranked` changed nothing: the assembly held the same or a better part. `noted` is only kept: a
 * fact of that type is made here.
 */
export const receivedOutcome = pgEnum("received_outcome", ["merged", "outranked", "noted"]);

/** One row per event that came in at the event door; written in the transaction of its effect. */
export const receivedEvents = pgTable("received_events", {
  eventId: uuid("event_id").primaryKey(),
  apiKeyId: uuid("api_key_id").references(() => apiKeys.id, { onDelete: "set null" }),
  /** Keyed hash of the body's canonical JSON: tells a repeat from another body, and nothing else. */
  contentHash: text("content_hash").notNull(),
  outcome: receivedOutcome().notNull(),
  receivedAt: timestamp("received_at", { withTimezone: true }).notNull().defaultNow(),
});
